import { expect, test } from 'vitest'
import { eachWithShop, refusal } from '../../../../test/helpers/receiver.ts'

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

test('before business-scoped ids there was the phone only', async () => {
  const person = await here.meta.control.person({ name: 'Ali', phone: '+60199999999', hide_user_id: true })
  await here.meta.control.say(person.id, 'hai')
  await here.meta.whatsapp.send({ phone: '+60199999999' }, { type: 'text', body: 'Hai Ali' })
  await here.meta.control.flush()
  expect(here.messages()[0]?.sender).toMatchObject({ wa_id: '60199999999', user_id: null })
  expect(here.statuses()[0]).toMatchObject({ recipient_wa_id: '60199999999', recipient_user_id: null })
})

test('a user name without a phone, under a parent id: both ids lead to the same person', async () => {
  const person = await here.meta.control.person({ name: 'Ali', username: '@ali', parent_user_id: 'MY.ENT.77' })
  await here.meta.control.say(person.id, 'hai')
  await here.meta.whatsapp.send({ user_id: 'MY.ENT.77' }, { type: 'text', body: 'Hai Ali' })
  await here.meta.control.flush()
  expect(here.messages()[0]?.sender).toMatchObject({
    wa_id: null,
    user_id: person.user_id,
    parent_user_id: 'MY.ENT.77',
    username: '@ali',
  })
  expect((await here.meta.control.chat(person.id)).messages).toHaveLength(2)
  const [status] = here.statuses()
  expect(status?.raw).toMatchObject({ recipient_parent_user_id: 'MY.ENT.77', recipient_user_id: person.user_id })
})

test.each([
  ['Mexico', '+525512345678', '5215512345678'],
  ['Brazil', '+5511987654321', '551187654321'],
])('in %s WhatsApp knows a number by other digits, and both reach it', async (_country, phone, wa_id) => {
  const person = await here.meta.control.person({ name: 'Ana', phone, wa_id })
  await here.meta.control.say(person.id, 'hola')
  const dialled = await here.meta.whatsapp.send({ phone }, { type: 'text', body: 'Hola' })
  const known = await here.meta.whatsapp.send({ phone: `+${wa_id}` }, { type: 'text', body: 'Hola' })
  await here.meta.control.flush()
  expect([dialled.wa_id, known.wa_id]).toEqual([wa_id, wa_id])
  expect(here.messages()[0]?.sender.wa_id).toBe(wa_id)
  expect(here.statuses().map(s => s.recipient_wa_id)).toEqual([wa_id, wa_id, wa_id, wa_id])
  expect((await here.meta.control.chat(person.id)).messages).toHaveLength(3)
})

test('a new business-scoped id is announced from nobody, a new installation from the person', async () => {
  const person = await here.siti()
  await here.meta.control.call('POST', `people/${person.id}/identity`, { user_id: 'MY.12345' })
  await here.meta.control.call('POST', `people/${person.id}/identity`, {})
  await here.meta.control.flush()
  const [changed, installed] = here.messages()
  expect(changed?.content).toMatchObject({ type: 'number_changed', new_user_id: 'MY.12345' })
  expect(changed?.sender).toMatchObject({ wa_id: null, user_id: person.user_id })
  expect(installed?.content).toMatchObject({ type: 'system', event: 'customer_identity_changed' })
  const sent = await here.meta.whatsapp.send({ user_id: 'MY.12345' }, { type: 'text', body: 'Hai' })
  expect(sent.user_id).toBe('MY.12345')
  expect(
    await refusal(here.meta.whatsapp.send({ user_id: person.user_id }, { type: 'text', body: 'Hai' })),
  ).toMatchObject({ code: 131026 })
})

test('an authentication template needs a phone number', async () => {
  const person = await here.meta.control.person({ name: 'Ali', phone: '+60199999999', hide_phone: true })
  await here.meta.control.template({
    name: 'code',
    language: 'ms',
    category: 'AUTHENTICATION',
    components: [{ type: 'BODY', text: 'Kod {{1}} anda.' }],
  })
  const send = (to: Parameters<typeof here.meta.whatsapp.send>[0]) =>
    here.meta.whatsapp.send(to, { type: 'template', name: 'code', language: 'ms', body: ['1234'] })
  expect(await refusal(send({ user_id: person.user_id }))).toMatchObject({ code: 131062 })
  await send({ phone: '+60199999999' })
})
