import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { serveWebhook } from './webhook.ts'

const delivery = (receive: (bodies: readonly Buffer[]) => Promise<void>, header = 'good') => {
  const app = Fastify()
  serveWebhook(app, { receive, signed: (_body, said) => said === 'good', verify_token: 'a-verify-token' })
  return app.inject({
    method: 'POST',
    url: '/webhooks/whatsapp',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': header },
    payload: '{"raw":  "spaces stay"}',
  })
}

test('a delivery is acknowledged when it is kept, byte for byte, and not before', async () => {
  const kept: string[] = []
  let keep = () => {}
  const answer = delivery(async bodies => {
    await new Promise<void>(resolve => (keep = resolve))
    kept.push(...bodies.map(String))
  })
  const early = await Promise.race([
    answer.then(() => 'answered'),
    new Promise(resolve => setTimeout(resolve, 200, 'waits')),
  ])
  expect(early).toBe('waits')
  keep()
  expect((await answer).statusCode).toBe(200)
  expect(kept).toEqual(['{"raw":  "spaces stay"}'])
})

test('one that could not be kept is not acknowledged: Meta sends it again', async () => {
  const answer = await delivery(() => Promise.reject(new Error('disk full')))
  expect(answer.statusCode).toBe(500)
})

test('one that Meta did not sign is not kept', async () => {
  let calls = 0
  const answer = await delivery(async () => void calls++, 'forged')
  expect([answer.statusCode === 200, calls]).toEqual([false, 0])
})
