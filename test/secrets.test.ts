import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServer } from '../src/http/server.ts'
import { createLog } from '../src/log.ts'
import { newShop, type TestShop, testPasswords, testShop } from './helpers/shop.ts'

const ACCESS_TOKEN = 'EAAG-planted-access-token-0123456789'
const lines: string[] = []
let shop: TestShop
let app: FastifyInstance

beforeAll(async () => {
  shop = await newShop()
  await shop.owner(`update app.company_settings set asks_passcode = true`)
  const log = createLog('trace', [ACCESS_TOKEN], line => lines.push(line))
  const broken = new Proxy({}, { get: () => () => Promise.reject(new Error(`Graph said no to ${ACCESS_TOKEN}`)) })
  app = await createServer({
    db: shop.db,
    adapters: {
      passwords: testPasswords,
      shop: testShop,
      qr: broken,
      pdf: broken,
      files: broken,
      log,
      quiet_ms: 0,
      phone_number_id: '1',
    } as never,
    secure: false,
    logger: log,
    trustProxy: false,
    publicUrl: testShop.public_url,
    dist: '/nonexistent',
    webhook: { signed: () => false, verify_token: 'planted-verify-token' },
    changes: { subscribe: () => () => {}, close: async () => {} },
    ready: async () => null,
  })
})
afterAll(async () => {
  await app?.close()
  await shop?.close()
})

test('neither the log nor an answer repeats what a visitor, a colleague or this process keeps secret', async () => {
  const signedIn = { 'x-baiki-client': 'web', cookie: `baiki=${shop.staff.token}` }
  const link = 'Zk3vQ0r8Jt5uWn2yXb7cLd9eAbCdEfGh'
  const answers = [
    await app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'x-baiki-client': 'web' },
      payload: { username: 'staff', password: 'planted-password-1' },
    }),
    await app.inject({
      method: 'POST',
      url: '/api/v1/tickets',
      headers: { ...signedIn, 'idempotency-key': randomUUID() },
      payload: {
        customer: { name: 'Planted Name', phone: '0123334444' },
        device: { model: 'iPhone 13' },
        problem_description: 'x',
        passcode: '97531864',
      },
    }),
    await app.inject({ method: 'GET', url: `/api/v1/public/${link}/ticket` }),
    await app.inject({ method: 'GET', url: '/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=planted-guess-1' }),
    await app.inject({
      method: 'POST',
      url: '/webhooks/whatsapp',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': 'sha256=planted-signature-1' },
      payload: '{"text":"planted-words-1"}',
    }),
  ]
  expect(answers.map(answer => answer.statusCode)).toEqual([401, 200, 404, 403, 403])
  // Something of ours breaks with a secret in its words.
  const [ticket] = await shop.owner<{ id: string }>('select id from app.tickets')
  const failed = await app.inject({ method: 'GET', url: `/api/v1/tickets/${ticket?.id}/link.svg`, headers: signedIn })
  expect(failed.statusCode).toBe(500)
  expect(Object.keys(failed.json()).sort()).toEqual(['code', 'detail', 'request_id', 'status', 'title', 'type'])

  const text = lines.join('')
  expect(text).toContain('request failed')
  expect(text).toContain(failed.json().request_id)
  const secrets = [
    ACCESS_TOKEN,
    'planted-password-1',
    '97531864',
    link,
    'planted-guess-1',
    'planted-signature-1',
    'planted-words-1',
    shop.staff.token,
  ]
  for (const secret of [...secrets, 'Planted Name', '0123334444', '+60123334444']) expect(text).not.toContain(secret)
  for (const secret of secrets) expect([...answers, failed].map(answer => answer.body).join('')).not.toContain(secret)
})
