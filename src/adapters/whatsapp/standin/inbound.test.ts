import { expect, test } from 'vitest'
import { eachWithShop, SITI } from '../../../../test/helpers/receiver.ts'

const here = eachWithShop()

test('text, photo, button, list, template reply, place, reaction and an unknown type arrive signed and readable', async () => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hi, skrin iphone 13 saya pecah — berapa? 🔧 陈')
  const photo = await here.meta.control.media(new Uint8Array([0xff, 0xd8, 1, 2, 3]), 'image/jpeg')
  await here.meta.control.write(person.id, { type: 'image', media_id: photo.media_id, caption: 'ini' })
  const buttons = await here.meta.whatsapp.send(SITI, {
    type: 'buttons',
    body: 'Teruskan?',
    buttons: [
      { id: 'intake:yes', title: 'Ya' },
      { id: 'intake:no', title: 'Tidak' },
    ],
  })
  await here.meta.control.write(person.id, { type: 'button_reply', reply_to: buttons.wamid, id: 'intake:yes' })
  const list = await here.meta.whatsapp.send(SITI, {
    type: 'list',
    body: 'Pilih',
    button: 'Menu',
    sections: [{ rows: [{ id: 'r1', title: 'Baiki' }] }],
  })
  await here.meta.control.write(person.id, { type: 'list_reply', reply_to: list.wamid, id: 'r1' })
  await here.meta.control.template({
    name: 'quotation_ready',
    language: 'ms',
    category: 'UTILITY',
    components: [
      { type: 'BODY', text: 'Sebut harga {{1}} sudah siap.' },
      { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Setuju' }] },
    ],
  })
  const template = await here.meta.whatsapp.send(SITI, {
    type: 'template',
    name: 'quotation_ready',
    language: 'ms',
    body: ['QTN-1'],
    buttons: [{ type: 'quick_reply', index: 0, payload: 'approve:1' }],
  })
  await here.meta.control.write(person.id, { type: 'template_button', reply_to: template.wamid, index: 0 })
  await here.meta.control.write(person.id, { type: 'location', latitude: 3.1, longitude: 101.7 })
  await here.meta.control.write(person.id, { type: 'reaction', wamid: buttons.wamid, emoji: '👍' })
  await here.meta.control.write(person.id, { type: 'unsupported' })
  await here.meta.control.write(person.id, { type: 'unknown', name: 'hologram', node: { x: 1 } })
  await here.meta.control.flush()

  expect(new Set(here.messages().map(m => m.shown_as))).toEqual(
    new Set(['text', 'image', 'button_reply', 'list_reply', 'quick_reply', 'location', 'reaction', 'unsupported']),
  )
  expect(here.messages()).toHaveLength(9)
  expect(here.messages().map(m => m.text)).toContain('hi, skrin iphone 13 saya pecah — berapa? 🔧 陈')
  expect(here.messages().find(m => m.shown_as === 'quick_reply')).toMatchObject({
    content: { id: 'approve:1', title: 'Setuju' },
    context: { wamid: template.wamid },
  })
  expect(here.messages()[0]?.sender).toMatchObject({
    wa_id: '60123456789',
    username: '@siti',
    profile_name: 'Siti',
    user_id: expect.stringMatching(/^MY\.\d+$/),
  })
  expect(here.shop.state.refused).toBe(0)
})
