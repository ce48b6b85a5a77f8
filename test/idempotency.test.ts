import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../src/http/routes.ts'
import { createServer } from '../src/http/server.ts'
import { newShop, type Person, type TestShop, testPasswords, testShop } from './helpers/shop.ts'

let shop: TestShop
let app: FastifyInstance

beforeAll(async () => {
  shop = await newShop()
  app = await createServer({
    db: shop.db,
    adapters: {
      passwords: testPasswords,
      shop: testShop,
      log: pino({ level: 'silent' }),
      quiet_ms: 0,
      phone_number_id: '1',
    } as never,
    secure: false,
    logger: pino({ level: 'silent' }),
    trustProxy: false,
    publicUrl: testShop.public_url,
    dist: '/nonexistent',
    webhook: { signed: () => false, verify_token: 'a-verify-token' },
    changes: { subscribe: () => () => {}, close: async () => {} },
    ready: async () => null,
  })
})
afterAll(async () => {
  await app?.close()
  await shop?.close()
})

const post = (path: string, person: Person, key: string | undefined, payload: object) =>
  app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: {
      'x-baiki-client': 'web',
      cookie: `baiki=${person.token}`,
      ...(key ? { 'idempotency-key': key } : {}),
    },
    payload,
  })
const named = async (name: string) => (await shop.owner('select from app.customers where name = $1', [name])).length

test('a lost answer and a second press make one customer, and both hear the same', async () => {
  const key = randomUUID()
  const first = await post('/customers', shop.staff, key, { name: 'Dua Kali' })
  const second = await post('/customers', shop.staff, key, { name: 'Dua Kali' })
  expect([first.statusCode, second.statusCode]).toEqual([200, 200])
  expect(second.json()).toEqual(first.json())
  expect(await named('Dua Kali')).toBe(1)
})

test('ten presses at the same moment make one', async () => {
  const key = randomUUID()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => post('/customers', shop.staff, key, { name: 'Serentak' })),
  )
  expect(answers.map(answer => answer.statusCode)).toEqual(Array(10).fill(200))
  for (const answer of answers) expect(answer.json()).toEqual(answers[0]?.json())
  expect(await named('Serentak')).toBe(1)
})

test('a key of before does nothing for another body, nor for another thing to make', async () => {
  const key = randomUUID()
  await post('/customers', shop.staff, key, { name: 'Asal' })
  const other = await post('/customers', shop.staff, key, { name: 'Lain' })
  expect([other.statusCode, other.json().code]).toEqual([409, 'idempotency_mismatch'])
  const elsewhere = await post('/conversation-labels', shop.staff, key, { name: 'Asal', colour: 'teal' })
  expect([elsewhere.statusCode, elsewhere.json().code]).toEqual([409, 'idempotency_mismatch'])
  expect(await named('Lain')).toBe(0)
})

test('a colleague with the same key does his own work and hears nothing of the first', async () => {
  const key = randomUUID()
  const mine = await post('/customers', shop.staff, key, { name: 'Milik Staf' })
  const his = await post('/customers', shop.admin, key, { name: 'Milik Admin' })
  expect(his.json().id).not.toBe(mine.json().id)
  expect([await named('Milik Staf'), await named('Milik Admin')]).toEqual([1, 1])
})

test('what was refused used up no key; without one nothing is made', async () => {
  const key = randomUUID()
  const refused = await post('/quotations', shop.staff, key, {
    ticket_id: randomUUID(),
    lines: [{ kind: 'labour', description: 'x', quantity: 1, unit_price: '1.00' }],
  })
  expect(refused.statusCode).toBe(404)
  expect((await post('/customers', shop.staff, key, { name: 'Kunci Bebas' })).statusCode).toBe(200)
  const keyless = await post('/customers', shop.staff, undefined, { name: 'Tanpa Kunci' })
  expect([keyless.statusCode, keyless.json().code, await named('Tanpa Kunci')]).toEqual([
    400,
    'idempotency_key_missing',
    0,
  ])
})

test('every POST asks for a key, but for those that said twice are as said once', () => {
  const keyless = routes.flatMap(({ contract: { method, path, makes } }) => (method === 'POST' && !makes ? [path] : []))
  expect(keyless.sort()).toEqual(
    [
      '/session',
      // A state that is reached: the second finds it so.
      ...['cancellation', 'arrival', 'completion', 'absence'].map(end => `/appointments/:appointment_id/${end}`),
      '/conversations/:session_id/reading',
      '/conversations/:session_id/takeover',
      '/conversations/:session_id/presence',
      '/conversations/resends',
      '/public/:token/quotations/:quotation_id/acceptance',
      '/public/:token/quotations/:quotation_id/rejection',
      '/public/:token/feedback',
      '/reminders/skips',
      '/tickets/:ticket_id/links',
      '/texts/:key/:lang/versions',
      '/texts/:key/:lang/restorations',
      // What it tells or asks for has a key of its own.
      '/appointments/displaced/notices',
      '/messages/:message_id/downloads',
      '/templates/defaults',
      '/templates/sync',
      '/channel/checks',
      // Each look is written down.
      '/tickets/:ticket_id/passcode-reveals',
    ].sort(),
  )
})
