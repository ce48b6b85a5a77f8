import { mkdtempSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newStandin, type StandinForTest } from '../../test/helpers/standin.ts'
import { AppError, errorStatus } from '../shared/errors.ts'
import { phone } from './phone.ts'

let standin: StandinForTest
let app: FastifyInstance
let origin: string
let nobody = false
let open = true
const ours = { 'x-baiki-client': 'phone', 'content-type': 'application/json' }

beforeAll(async () => {
  standin = await newStandin()
  const page = join(mkdtempSync(join(tmpdir(), 'phone-')), 'phone.html')
  writeFileSync(page, '<!doctype html><title>phone</title>')
  app = fastify()
  app.setErrorHandler((error, _request, reply) =>
    error instanceof AppError ? reply.code(errorStatus(error.code)).send({ code: error.code }) : reply.code(500).send(),
  )
  await app.register(phone, {
    standin_url: standin.url,
    control_token: standin.control_token,
    enabled: () => {
      if (nobody) throw new AppError('signed_out')
      return open
    },
    page,
  })
  origin = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await app.close()
  await standin.close()
})

const post = (path: string, body: unknown, headers: Record<string, string> = ours) =>
  fetch(`${origin}/phone/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })

async function newPerson(name: string, phone: string): Promise<string> {
  return ((await (await post('people', { name, phone })).json()) as { id: string }).id
}

test('a customer is made, writes, and the chat shows it; the token stays on our side', async () => {
  const id = await newPerson('Siti', '+60123450001')
  const sent = await post(`people/${id}/messages`, { type: 'text', text: 'skrin pecah, berapa?' })
  expect(sent.status).toBe(200)
  const chat = await fetch(`${origin}/phone/api/people/${id}/chat`)
  const text = await chat.text()
  expect(text).toContain('skrin pecah, berapa?')
  expect(text).not.toContain(standin.control_token)
})

test('what the page does not need is not passed on: reset, faults, raw webhooks, and ways round it', async () => {
  const refused = await Promise.all(
    ['reset', 'faults', 'raw', 'redeliveries', 'people/x/../../reset', 'people%2Fx/read/../../../reset', 'state'].map(
      async path => (await post(path, {})).status,
    ),
  )
  expect(new Set(refused)).toEqual(new Set([404]))
})

test('another site cannot make a customer write', async () => {
  const without = await post('people', { name: 'x', phone: '+60123450009' }, { 'content-type': 'text/plain' })
  const foreign = await post(
    'people',
    { name: 'x', phone: '+60123450009' },
    { ...ours, 'sec-fetch-site': 'cross-site' },
  )
  expect([without.status, foreign.status]).toEqual([403, 403])
})

test('closed, nothing of it is there', async () => {
  open = false
  const answers = await Promise.all([fetch(`${origin}/phone`), fetch(`${origin}/phone/api/people`), post('people', {})])
  open = true
  expect(answers.map(answer => answer.status)).toEqual([404, 404, 404])
  expect((await fetch(`${origin}/phone`)).status).toBe(200)
})

test('whoever is not signed in is led to where he can sign in; a call is refused', async () => {
  nobody = true
  const [page, call] = [await fetch(`${origin}/phone`, { redirect: 'manual' }), await post('people', {})]
  nobody = false
  expect([page.status, page.headers.get('location'), call.status]).toEqual([302, '/', 401])
})

test('a photo comes back as it went; a page in a photo’s clothes is only ever saved', async () => {
  const upload = async (type: string, body: string) => {
    const answer = await fetch(`${origin}/phone/api/media?filename=a`, {
      method: 'POST',
      headers: { ...ours, 'content-type': type },
      body,
    })
    const { media_id } = (await answer.json()) as { media_id: string }
    return fetch(`${origin}/phone/api/media/${media_id}`)
  }
  const photo = await upload('image/png', '\x89PNG\r\n\x1a\nphoto')
  expect(photo.headers.get('content-type')).toBe('image/png')
  expect(photo.headers.get('content-disposition')).toBe('inline')
  const page = await upload('text/html', '<script>alert(1)</script>')
  expect(page.headers.get('content-disposition')).toBe('attachment')
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
})

test('what happens arrives as it happens, and closing the server does not wait for listeners', async () => {
  const id = await newPerson('Budi', '+6281234500003')
  const heard = new Promise<string>((resolve, reject) => {
    const listening = httpRequest(`${origin}/phone/api/events`, answer => {
      let text = ''
      answer.on('data', chunk => {
        text += chunk
        if (text.includes('layar retak')) {
          resolve(String(answer.headers['content-type']))
          listening.destroy()
        }
      })
      void post(`people/${id}/messages`, { type: 'text', text: 'layar retak' })
    })
    listening.on('error', reject).end()
  })
  expect(await heard).toContain('text/event-stream')
})
