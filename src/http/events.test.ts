import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newShop, type Person, type TestShop } from '../../test/helpers/shop.ts'
import { serveEvents } from './events.ts'

const BEAT_MS = 60
let shop: TestShop
let app: FastifyInstance
let origin: string
const listeners = new Set<(change: string) => void>()

beforeAll(async () => {
  shop = await newShop()
  app = Fastify()
  await app.register(cookie)
  const changes = {
    subscribe: (listener: (change: string) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {},
  }
  serveEvents(app, { db: shop.db, changes, secure: false, beat_ms: BEAT_MS })
  await app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
})
afterAll(async () => {
  app.server.closeAllConnections()
  await app.close()
  await shop.close()
})

async function listen(person: Person): Promise<IncomingMessage> {
  const request = get(`${origin}/api/v1/events`, { headers: { cookie: `baiki=${person.token}` } })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  answer.on('error', () => {})
  answer.resume()
  return answer
}
const isOpen = (stream: IncomingMessage): boolean => !stream.destroyed && !stream.complete
/** Several beats, each of which looks whether the session is still there. */
const aWhile = () => sleep(BEAT_MS * 6)

test('an open screen hears no more once its person has signed out, was deactivated or has been away too long', async () => {
  const endings = [
    'update app.user_sessions set is_active = false where user_id = $1',
    'update app.users set is_active = false where id = $1',
    `update app.user_sessions set last_accessed = now() - interval '13 hours' where user_id = $1`,
  ]
  for (const ending of endings) {
    const person = await shop.person('staff')
    const stream = await listen(person)
    await aWhile()
    expect(isOpen(stream)).toBe(true)
    await shop.owner(ending, [person.id])
    await expect.poll(() => isOpen(stream), { timeout: 5000, message: ending }).toBe(false)
    await expect.poll(() => listeners.size).toBe(0)
  }
})

test('a stream begins by saying that anything may have changed, and its heart is heard by a screen that listens for it', async () => {
  const stream = await listen(shop.staff)
  let said = ''
  stream.on('data', (piece: Buffer) => {
    said += piece.toString()
  })
  await expect.poll(() => said).toContain('event: beat\ndata:\n\n')
  const again = get(`${origin}/api/v1/events`, { headers: { cookie: `baiki=${shop.staff.token}` } })
  const [answer] = (await once(again, 'response')) as [IncomingMessage]
  const [first] = (await once(answer, 'data')) as [Buffer]
  expect(first.toString()).toBe('retry: 1000\ndata: {"table":"*"}\n\n')
  for (const each of [stream, answer]) each.destroy()
})

test('a screen that was left open does not keep its session awake', async () => {
  const person = await shop.person('staff')
  const stream = await listen(person)
  await shop.owner(`update app.user_sessions set last_accessed = now() - interval '2 hours' where user_id = $1`, [
    person.id,
  ])
  await aWhile()
  expect(isOpen(stream)).toBe(true)
  const [session] = await shop.owner(
    `select last_accessed < now() - interval '1 hour' as idle from app.user_sessions where user_id = $1`,
    [person.id],
  )
  expect(session).toEqual({ idle: true })
  stream.destroy()
})

test('a client that does not read is let go, and the others hear on', async () => {
  await expect.poll(() => listeners.size).toBe(0)
  const stuck = await listen(shop.staff)
  stuck.pause()
  const reader = await listen(shop.admin)
  let heard = 0
  reader.on('data', (piece: Buffer) => {
    heard += piece.length
  })
  expect(listeners.size).toBe(2)
  const change = JSON.stringify({ table: 'tickets', id: 'x'.repeat(64 * 1024) })
  for (let n = 0; n < 400 && listeners.size > 1; n++) {
    for (const tell of [...listeners]) tell(change)
    await sleep(2)
  }
  expect(listeners.size).toBe(1)
  const before = heard
  for (const tell of listeners) tell('{"table":"tickets","id":"y"}')
  await expect.poll(() => heard).toBeGreaterThan(before)
  reader.destroy()
})
