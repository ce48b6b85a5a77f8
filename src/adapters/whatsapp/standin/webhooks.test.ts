import { expect, test } from 'vitest'
import { eachWithShop } from '../../../../test/helpers/receiver.ts'

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
