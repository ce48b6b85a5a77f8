import { expect, test } from 'vitest'
import { eachWithShop, refusal, SITI } from '../../../../test/helpers/receiver.ts'

const here = eachWithShop()

test('statuses climb, echo our callback data, and the person reads', async () => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  const { wamid, wa_id } = await here.meta.whatsapp.send(
    SITI,
    { type: 'text', body: 'Selamat datang' },
    { callback: 'outbox-1' },
  )
  expect(wa_id).toBe('60123456789')
  await here.meta.control.flush()
  await here.meta.control.read(person.id)
  await here.meta.control.flush()
  expect(new Set(here.statuses().map(s => s.status))).toEqual(new Set(['sent', 'delivered', 'read']))
  expect(here.statuses().every(s => s.callback_data === 'outbox-1' && s.wamid === wamid)).toBe(true)
  expect(here.statuses().find(s => s.status === 'sent')?.pricing).toMatchObject({
    category: 'service',
    type: 'free_customer_service',
  })
  expect((await here.meta.control.chat(person.id)).messages.at(-1)).toMatchObject({
    direction: 'out',
    status: 'read',
    node: { body: 'Selamat datang' },
  })
})

test('read and typing are shown; an unknown message is refused', async () => {
  const person = await here.siti()
  const { wamid } = await here.meta.control.say(person.id, 'hai')
  await here.meta.whatsapp.markRead(wamid, true)
  expect((await here.meta.control.chat(person.id)).messages[0]).toMatchObject({ status: 'read' })
  expect(await refusal(here.meta.whatsapp.markRead('wamid.nothing', false))).toMatchObject({ code: 131009, sent: 'no' })
})

test('a day after the last message only a template passes', async () => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.clock(24 * 3600 + 60)
  const { wamid } = await here.meta.whatsapp.send(SITI, { type: 'text', body: 'Peranti siap' })
  await here.meta.control.flush()
  expect(here.statuses()).toMatchObject([{ wamid, status: 'failed', errors: [{ code: 131047 }] }])
  await here.meta.control.settings({ window_refusal: 'http' })
  expect(await refusal(here.meta.whatsapp.send(SITI, { type: 'text', body: 'x' }))).toMatchObject({
    code: 131047,
    http_status: 400,
    sent: 'no',
  })
  await here.meta.control.template({
    name: 'ready',
    language: 'ms',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'Peranti {{1}} siap diambil.' }],
  })
  await here.meta.whatsapp.send(SITI, { type: 'template', name: 'ready', language: 'ms', body: ['iPhone 13'] })
  await here.meta.control.flush()
  expect((await here.meta.control.chat(person.id)).messages.at(-1)).toMatchObject({
    template: { body: 'Peranti iPhone 13 siap diambil.' },
    status: 'delivered',
  })
})

test('what the wire does not allow is refused as Meta refuses it', async () => {
  await here.siti()
  const post = async (body: object, token = here.meta.access_token) => {
    const response = await fetch(`${here.meta.url}/v25.0/${here.meta.phone_number_id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ messaging_product: 'whatsapp', to: SITI.phone, ...body }),
    })
    return {
      status: response.status,
      body: (await response.json()) as { error: { code: number; fbtrace_id: string; type: string } },
    }
  }
  const text = { type: 'text', text: { body: 'x' } }
  expect(await post(text, 'stolen')).toMatchObject({
    status: 401,
    body: { error: { code: 190, type: 'OAuthException', fbtrace_id: expect.any(String) } },
  })
  expect(await post({ type: 'text' })).toMatchObject({ status: 400, body: { error: { code: 131008 } } })
  expect(await post({ type: 'text', text: { body: 'x'.repeat(4097) } })).toMatchObject({
    body: { error: { code: 131009 } },
  })
  expect(await post({ type: 'carrier_pigeon', carrier_pigeon: {} })).toMatchObject({ body: { error: { code: 100 } } })
  expect(await post({ ...text, to: '+60312345678' })).toMatchObject({ body: { error: { code: 131021 } } })
  expect(
    await post({
      type: 'interactive',
      interactive: {
        type: 'button',
        body: { text: 'b' },
        action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'x'.repeat(21) } }] },
      },
    }),
  ).toMatchObject({ body: { error: { code: 131009 } } })
  const unknown = await fetch(`${here.meta.url}/v25.0/999/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${here.meta.access_token}` },
    body: '{}',
  })
  expect(unknown.status).toBe(400)
  expect(await unknown.json()).toMatchObject({ error: { code: 100, error_subcode: 33 } })
})

test('the 46th message at once to one person is too much, and time heals it', async () => {
  const person = await here.siti()
  await here.meta.control.say(person.id, 'hai')
  for (let n = 0; n < 45; n++) await here.meta.whatsapp.send(SITI, { type: 'text', body: `${n}` })
  expect(await refusal(here.meta.whatsapp.send(SITI, { type: 'text', body: '46' }))).toMatchObject({ code: 131056 })
  await here.meta.control.clock(7)
  await here.meta.whatsapp.send(SITI, { type: 'text', body: '46' })
})
