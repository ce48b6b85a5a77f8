import { expect, test } from 'vitest'
import { eachWithShop } from '../../../../test/helpers/receiver.ts'

const here = eachWithShop()

test('someone who hides the number has only a business-scoped id, and can be answered by it', async () => {
  const person = await here.meta.control.person({ name: 'Ali', phone: '+60199999999', hide_phone: true })
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.flush()
  const [message] = here.messages()
  expect(message?.sender).toMatchObject({ wa_id: null, user_id: person.user_id })
  const sent = await here.meta.whatsapp.send({ user_id: person.user_id }, { type: 'text', body: 'Hai Ali' })
  expect(sent).toMatchObject({ wa_id: null, user_id: person.user_id })
  await here.meta.control.flush()
  expect(here.statuses()[0]).toMatchObject({ recipient_wa_id: null, recipient_user_id: person.user_id })
})

test('a changed number is announced from the old one', async () => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  const now = await here.meta.control.call('POST', `people/${person.id}/number`, { phone: '+60111111111' })
  await here.meta.control.flush()
  expect(here.messages().at(-1)?.content).toMatchObject({
    type: 'number_changed',
    old_wa_id: '60123456789',
    new_wa_id: '60111111111',
    new_user_id: now.user_id,
  })
  expect(now.user_id).not.toBe(person.user_id)
})
