import { expect, test } from 'vitest'
import { eachWithShop, SITI } from '../../../../test/helpers/receiver.ts'

const here = eachWithShop()

test('a webhook that is not answered with 200 comes again until it is', async () => {
  const person = await here.siti()
  here.shop.state.status = 500
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.flush()
  expect(here.messages()).toHaveLength(0)
  const [delivery] = await here.meta.control.deliveries()
  expect(delivery?.state).toBe('retrying')
  expect(delivery?.attempts.length).toBeGreaterThanOrEqual(2)
  here.shop.state.status = 200
  await here.meta.control.clock(3600)
  await here.meta.control.flush()
  expect(here.messages()).toHaveLength(1)
})

test('everything redelivered 20 times, shuffled and in other batches, has the same items', async () => {
  const person = await here.siti()
  for (let n = 0; n < 5; n++) await here.meta.control.say(person.id, `mesej ${n}`)
  await here.meta.control.flush()
  const before = new Set(here.messages().map(m => m.wamid))
  const answer = await here.meta.control.redeliver({ times: 20, shuffled: true, parallel: true, rebatch: 7 })
  expect(answer).toEqual({ sent: 15, ok: 15 })
  expect(here.messages()).toHaveLength(105)
  expect(new Set(here.messages().map(m => m.wamid))).toEqual(before)
})

test('bad, missing and stale signatures are sent as such', async () => {
  const body = { object: 'whatsapp_business_account', entry: [] }
  for (const how of ['bad', 'none', 'stale'])
    expect(await here.meta.control.raw(body, how)).toMatchObject({ status: 401 })
  expect(await here.meta.control.raw(body)).toMatchObject({ status: 200 })
  expect(await here.meta.control.call('POST', 'verification')).toEqual({ ok: true, status: 200 })
})

test('after seven days of silence a webhook is dropped', async () => {
  const person = await here.siti()
  here.shop.state.status = 500
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.flush()
  for (let day = 0; day < 8; day++) {
    await here.meta.control.clock(86_400)
    await here.meta.control.flush()
  }
  expect((await here.meta.control.deliveries())[0]?.state).toBe('dropped')
  here.shop.state.status = 200
  await here.meta.control.clock(86_400)
  await here.meta.control.flush()
  expect(here.messages()).toHaveLength(0)
})

test('one webhook comes several times at once', async () => {
  const person = await here.siti()
  await here.meta.control.fault({ endpoint: 'webhook', effect: 'duplicate', copies: 8, times: 1 })
  here.shop.state.answer_after_ms = 50
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.flush()
  expect(here.messages()).toHaveLength(8)
  expect(new Set(here.messages().map(m => m.wamid)).size).toBe(1)
  expect(here.shop.state.most).toBe(8)
})

test('what was delivered comes again inside the next delivery', async () => {
  const person = await here.siti()
  await here.meta.control.fault({ endpoint: 'webhook', effect: 'again', times: 1 })
  const first = await here.meta.control.say(person.id, 'satu')
  await expect.poll(() => here.messages()).toHaveLength(1)
  const second = await here.meta.control.say(person.id, 'dua')
  await here.meta.control.flush()
  expect(here.messages().map(m => m.wamid)).toEqual([first.wamid, first.wamid, second.wamid])
  expect(here.shop.state.posts).toBe(2)
})

test('a late webhook is overtaken by the next of the same chat', async () => {
  const person = await here.siti()
  await here.meta.control.fault({ endpoint: 'webhook', effect: 'late', delay_ms: 200, times: 1 })
  await here.meta.control.say(person.id, 'satu')
  await here.meta.control.say(person.id, 'dua')
  await expect.poll(() => here.messages().map(m => m.text)).toEqual(['dua', 'satu'])
})

test('a webhook that breaks off is sent again whole; a slow one arrives', async () => {
  const person = await here.siti()
  await here.meta.control.fault({ endpoint: 'webhook', effect: 'abort', times: 1 })
  await here.meta.control.say(person.id, 'satu')
  await here.meta.control.flush()
  expect(here.shop.state.broken).toBe(1)
  expect(here.messages().map(m => m.text)).toEqual(['satu'])
  await here.meta.control.fault({ endpoint: 'webhook', effect: 'slow', delay_ms: 150, times: 1 })
  await here.meta.control.say(person.id, 'dua')
  await here.meta.control.flush()
  expect(here.messages().map(m => m.text)).toEqual(['satu', 'dua'])
  expect((await here.meta.control.deliveries()).at(-1)?.attempts[0]?.ms).toBeGreaterThan(140)
})

test('faults may strike statuses only, or one person only', async () => {
  const [siti, ali] = [await here.siti(), await here.meta.control.person({ name: 'Ali', phone: '+60111111111' })]
  await here.meta.control.fault({ endpoint: 'webhook', effect: 'drop', kind: 'status' })
  await here.meta.control.fault({ endpoint: 'webhook', effect: 'drop', to: '+60111111111' })
  await here.meta.control.say(siti.id, 'dari Siti')
  await here.meta.control.say(ali.id, 'dari Ali')
  await here.meta.whatsapp.send(SITI, { type: 'text', body: 'x' })
  await here.meta.control.flush()
  expect(here.messages().map(m => m.text)).toEqual(['dari Siti'])
  expect(here.statuses()).toEqual([])
})

test('different chats come side by side; with in_order off, one chat’s too', async () => {
  here.shop.state.answer_after_ms = 60
  const people = await Promise.all(
    [1, 2, 3, 4].map(n => here.meta.control.person({ name: `P${n}`, phone: `+6011100000${n}` })),
  )
  for (const person of people) await here.meta.control.say(person.id, 'hai')
  await here.meta.control.flush()
  expect(here.shop.state.most).toBeGreaterThan(1)
  here.shop.state.most = 0
  const [one] = people as [(typeof people)[0]]
  for (let n = 0; n < 3; n++) await here.meta.control.say(one.id, `${n}`)
  await here.meta.control.flush()
  expect(here.shop.state.most).toBe(1)
  await here.meta.control.settings({ in_order: false })
  for (let n = 0; n < 3; n++) await here.meta.control.say(one.id, `${n}`)
  await here.meta.control.flush()
  expect(here.shop.state.most).toBeGreaterThan(1)
})

test('everything that waits goes in one body of 3 MB, mixed with what is for two other numbers of two accounts', async () => {
  const person = await here.siti()
  await here.meta.control.settings({ delivery: 'held' })
  for (let n = 0; n < 20; n++) await here.meta.control.say(person.id, `mesej ${n}`)
  const batch = await here.meta.control.batch({ others: 50, bytes: 3_000_000, seed: 3 })
  expect(batch).toMatchObject({ status: 200, entries: 120 })
  expect(batch.bytes).toBeGreaterThanOrEqual(3_000_000)
  expect(batch.bytes).toBeLessThan(3 * 1024 * 1024)
  const to = Map.groupBy(here.messages(), m => `${m.waba_id} ${m.phone_number_id}`)
  expect([...to.values()].map(all => all.length).sort()).toEqual([20, 25, 25])
  expect(to.get(`${here.meta.business_account_id} ${here.meta.phone_number_id}`)).toHaveLength(20)
  expect((await here.meta.control.deliveries()).every(d => d.state === 'delivered')).toBe(true)
  await here.meta.control.settings({ delivery: 'auto' })
  await here.meta.control.flush()
  expect(here.shop.state.posts).toBe(1)
})

test('problems are reported by themselves, and with a message that could not be handed over', async () => {
  const person = await here.siti()
  await here.meta.control.call('POST', 'problems', { code: 130429 })
  await here.meta.control.call('POST', 'problems', { code: 131000, person_id: person.id })
  await here.meta.control.flush()
  expect(here.shop.state.items).toMatchObject([
    { kind: 'problem', problem: { code: 130429 } },
    { kind: 'message', type: 'interactive', content: { type: 'unsupported', problem: 'Something went wrong' } },
  ])
})

test('an account or a number has its own address once that has passed the handshake', async () => {
  const person = await here.siti()
  const post = (path: string, body: object) =>
    fetch(`${here.meta.url}/v25.0/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${here.meta.access_token}` },
      body: JSON.stringify(body),
    })
  const url = here.shop.url
  await here.meta.control.settings({ webhook_url: 'http://127.0.0.1:9/' })
  const config = { override_callback_uri: url, verify_token: 'test-verify-token' }
  const wrong = await post(`${here.meta.business_account_id}/subscribed_apps`, { ...config, verify_token: 'wrong' })
  expect(await wrong.json()).toMatchObject({ error: { code: 100, error_subcode: 2200 } })
  await post(here.meta.phone_number_id, { webhook_configuration: config })
  await here.meta.control.say(person.id, 'hai')
  await here.meta.control.flush()
  expect(here.messages()).toHaveLength(1)
})

test('the clock moves what is due: statuses that wait, and retries', async () => {
  const person = await here.siti()
  await here.meta.control.settings({ status_delay_ms: 60_000 })
  await here.meta.control.say(person.id, 'hai')
  await here.meta.whatsapp.send(SITI, { type: 'text', body: 'x' })
  await here.meta.control.clock(61)
  await expect.poll(() => here.statuses().map(s => s.status)).toEqual(['sent'])
  await here.meta.control.clock(60)
  await expect.poll(() => here.statuses().map(s => s.status)).toEqual(['sent', 'delivered'])
})
