import { createHash, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { images } from '../src/adapters/images/images.ts'
import { routes } from '../src/http/routes.ts'
import { createServer, type ServerOptions } from '../src/http/server.ts'
import { ticketContracts } from '../src/shared/tickets.ts'
import { newShop, type Person, type TestShop, testPasswords, testShop } from './helpers/shop.ts'

let shop: TestShop
let app: FastifyInstance
let options: ServerOptions
/** Bytes that the door has put away, by their key. */
const kept = new Map<string, Uint8Array>()

beforeAll(async () => {
  shop = await newShop()
  const unreachable = new Proxy(
    {},
    { get: () => () => Promise.reject(new Error('the outside world is not part of this test')) },
  )
  options = {
    db: shop.db,
    adapters: {
      files: {
        async put(bytes: Uint8Array, { kind }: { kind: string }) {
          const id = `${kind}/${randomUUID()}`
          kept.set(id, bytes)
          return { id, size: bytes.byteLength, sha256: 'a'.repeat(64) }
        },
        get: async (id: string) => kept.get(id),
        delete: async (id: string) => void kept.delete(id),
      },
      images,
      pdf: unreachable,
      qr: unreachable,
      passwords: testPasswords,
      whatsapp: unreachable,
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
  }
  app = await createServer(options)
})
afterAll(async () => {
  await app.close()
  await shop.close()
})

const client = { 'x-baiki-client': 'web', 'accept-language': 'en' }
const signedIn = (person: Person) => ({ ...client, cookie: `baiki=${person.token}` })
/** An address of the route with harmless values in its slots. */
const addressOf = (path: string) =>
  `/api/v1${path.replaceAll(/:token/g, 'no-such-token-at-all').replaceAll(/:\w+/g, randomUUID())}`

test('every route refuses a stranger, except the few that are for strangers', async () => {
  const open: string[] = []
  for (const { contract } of routes) {
    const answer = await app.inject({
      method: contract.method,
      url: addressOf(contract.path),
      headers: { ...client, 'idempotency-key': randomUUID() },
    })
    const { code } = answer.json()
    if (contract.allow === 'anyone') open.push(`${contract.method} ${contract.path}`)
    else if (contract.allow === 'customer_link')
      expect([contract.path, code]).toEqual([
        contract.path,
        expect.stringMatching(/not_found|validation_failed|idempotency_key_missing/),
      ])
    else expect([contract.path, answer.statusCode, code]).toEqual([contract.path, 401, 'signed_out'])
  }
  expect(open.sort()).toEqual(['DELETE /session', 'GET /public/shop', 'POST /session'])
})

test('every route that needs a permission refuses a role without it, before it looks at the request', async () => {
  const permitted = await shop.owner<{ permission: string }>(
    `select permission from app.role_permissions where role = 'technician'`,
  )
  const has = new Set(permitted.map(row => row.permission))
  const guarded = routes.filter(({ contract }) => typeof contract.allow === 'object' && !has.has(contract.allow.may))
  for (const { contract } of guarded) {
    const answer = await app.inject({
      method: contract.method,
      url: addressOf(contract.path),
      headers: { ...signedIn(shop.technician), 'idempotency-key': randomUUID() },
      ...(contract.method === 'GET' ? {} : { payload: {} }),
    })
    expect([contract.path, answer.json().code]).toEqual([
      contract.path,
      expect.stringMatching(/^(forbidden|validation_failed)$/),
    ])
  }
})

test('a page of another site cannot act with somebody’s cookie', async () => {
  const cookie = { cookie: `baiki=${shop.staff.token}` }
  const url = '/api/v1/session'
  const payload = { language: 'en' }
  const without = await app.inject({ method: 'PATCH', url, headers: cookie, payload })
  const elsewhere = await app.inject({
    method: 'PATCH',
    url,
    headers: { ...cookie, ...client, 'sec-fetch-site': 'cross-site' },
    payload,
  })
  const home = await app.inject({
    method: 'PATCH',
    url,
    headers: { ...cookie, ...client, 'sec-fetch-site': 'same-origin' },
    payload,
  })
  expect([without.json().code, elsewhere.json().code, home.statusCode]).toEqual(['cross_site', 'cross_site', 200])
})

test('sign-in gives an httpOnly cookie, keeps only its hash, and sign-out ends it', async () => {
  const username = 'puan_siti'
  await shop.owner(
    `insert into app.users (username, email, password_hash, role, full_name) values ($1, $2, $3, 'staff', 'Siti')`,
    [username, 'siti@kedai.test', await testPasswords.hash('kata-laluan-panjang')],
  )
  const post = (payload: object) => app.inject({ method: 'POST', url: '/api/v1/session', headers: client, payload })
  const wrong = await post({ username, password: 'bukan-ini' })
  const unknown = await post({ username: 'tiada_orang', password: 'bukan-ini' })
  expect([wrong.statusCode, wrong.json().title]).toEqual([unknown.statusCode, unknown.json().title])

  const right = await post({ username: 'PUAN_SITI', password: 'kata-laluan-panjang' })
  expect(right.json()).toMatchObject({ full_name: 'Siti', role: 'staff' })
  const [cookie] = right.cookies as { name: string; value: string; httpOnly?: boolean; sameSite?: string }[]
  expect(cookie).toMatchObject({ name: 'baiki', httpOnly: true, sameSite: 'Lax' })
  const kept = await shop.owner(`select 1 from app.user_sessions where session_token = $1`, [cookie?.value])
  expect(kept).toEqual([])

  const headers = { ...client, cookie: `baiki=${cookie?.value}` }
  const me = () => app.inject({ method: 'GET', url: '/api/v1/session', headers })
  expect((await me()).json().username).toBe(username)
  await app.inject({ method: 'DELETE', url: '/api/v1/session', headers })
  expect((await me()).json().code).toBe('signed_out')
})

test('over https the cookie is sent by no other way and is bound to this host, and a cookie of before opens nothing', async () => {
  const https = await createServer({ ...options, secure: true })
  await shop.owner(
    `insert into app.users (username, email, password_hash, role, full_name) values ('https', 'https@kedai.test', $1, 'staff', 'H')`,
    [await testPasswords.hash('kata-laluan-panjang')],
  )
  const payload = { username: 'https', password: 'kata-laluan-panjang' }
  const answer = await https.inject({ method: 'POST', url: '/api/v1/session', headers: client, payload })
  const [cookie] = answer.cookies as { name: string; value: string; secure?: boolean; path?: string; domain?: string }[]
  expect(cookie).toMatchObject({ name: '__Host-baiki', secure: true, httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(cookie?.domain).toBeUndefined()
  const me = (name: string) =>
    https.inject({
      method: 'GET',
      url: '/api/v1/session',
      headers: { ...client, cookie: `${name}=${cookie?.value}` },
    })
  expect([(await me('__Host-baiki')).statusCode, (await me('baiki')).statusCode]).toEqual([200, 401])
  await https.close()
})

test('after five wrong passwords the account waits, even for the right one', async () => {
  await shop.owner(
    `insert into app.users (username, email, password_hash, role, full_name) values ('lim', 'lim@kedai.test', $1, 'staff', 'Lim')`,
    [await testPasswords.hash('betul-betul-rahsia')],
  )
  const attempt = (password: string) =>
    app.inject({ method: 'POST', url: '/api/v1/session', headers: client, payload: { username: 'lim', password } })
  for (let n = 0; n < 5; n++) expect((await attempt('salah')).json().code).toBe('sign_in_failed')
  expect((await attempt('betul-betul-rahsia')).json()).toMatchObject({ code: 'too_many_attempts', status: 429 })
})

test('a session idle too long, or past its end, is signed out', async () => {
  const idle = await shop.person('staff')
  const ended = await shop.person('staff')
  await shop.owner(`update app.user_sessions set last_accessed = now() - interval '13 hours' where user_id = $1`, [
    idle.id,
  ])
  await shop.owner(`update app.user_sessions set expires_at = now() - interval '1 second' where user_id = $1`, [
    ended.id,
  ])
  for (const person of [idle, ended]) {
    const answer = await app.inject({ method: 'GET', url: '/api/v1/session', headers: signedIn(person) })
    expect(answer.json().code).toBe('signed_out')
  }
})

test('what goes wrong says what to do, in the language asked for, with a stable code and no inner workings', async () => {
  const ask = (lang: string) =>
    app.inject({
      method: 'PATCH',
      url: '/api/v1/session',
      headers: { ...signedIn(shop.staff), 'accept-language': lang },
      payload: { language: 'fr' },
    })
  const english = (await ask('en')).json()
  expect(english).toMatchObject({ code: 'validation_failed', status: 422, fields: [{ path: 'language' }] })
  const malay = (await ask('ms-MY,ms;q=0.9')).json()
  expect(malay.title).not.toBe(english.title)
  expect(malay.fields[0].message).not.toBe(english.fields[0].message)

  const unknown = await app.inject({ method: 'GET', url: '/api/v1/no/such/thing', headers: client })
  expect(unknown.headers['content-type']).toContain('application/problem+json')
  expect(unknown.json()).toMatchObject({ code: 'not_found', request_id: unknown.headers['x-request-id'] })
  expect(unknown.body).not.toMatch(/at .*\.ts|node_modules/)
})

test.each([
  ['/assets/..%2f..%2fpackage.json', 404],
  ['/assets/..%2f..%2f..%2f..%2fetc%2fpasswd', 404],
  ['/%zz', 400],
  ['/api/v1/%zz', 400],
])('an address that leads nowhere, %s, is no failure of ours', async (url, status) => {
  const reply = await app.inject({ method: 'GET', url })
  expect(reply.statusCode).toBe(status)
  expect(reply.headers['content-type']).toContain('application/problem+json')
  expect(reply.json()).toMatchObject({ status, request_id: expect.any(String) })
  expect(reply.body).not.toContain('FST_')
})

test('pages may run only our own scripts', async () => {
  const policy = String((await app.inject({ method: 'GET', url: '/healthz' })).headers['content-security-policy'])
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe')
  expect(policy).toContain("frame-ancestors 'none'")
})

test('Meta’s handshake is answered with the bare challenge, and only for our token', async () => {
  const ask = (token: string) =>
    app.inject({
      method: 'GET',
      url: `/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`,
    })
  const right = await ask('a-verify-token')
  expect([right.statusCode, right.body]).toEqual([200, '1158201444'])
  expect((await ask('another')).statusCode).toBe(403)
  const unsigned = await app.inject({
    method: 'POST',
    url: '/webhooks/whatsapp',
    payload: { object: 'whatsapp_business_account' },
  })
  expect(unsigned.statusCode).toBe(403)
})

test('metrics are for this machine only', async () => {
  expect((await app.inject({ method: 'GET', url: '/metrics' })).statusCode).toBe(200)
  const proxied = await app.inject({ method: 'GET', url: '/metrics', headers: { 'x-forwarded-for': '203.0.113.9' } })
  expect(proxied.json().code).toBe('forbidden')
})

test('the privacy notice opens for anybody, in three languages, under the shop’s own name', async () => {
  await shop.owner(`update app.company_settings set company_name = 'Kedai <Ujian>'`)
  const titles = new Set<string>()
  for (const lang of ['ms', 'id', 'en']) {
    const { statusCode, body } = await app.inject({ method: 'GET', url: `/privacy?lang=${lang}` })
    expect(statusCode).toBe(200)
    expect(body).toContain('Kedai &lt;Ujian&gt;')
    expect(body).toContain(`<html lang="${lang}">`)
    titles.add(/<h1>(.*?)<\/h1>/.exec(body)?.[1] ?? '')
  }
  expect(titles.size).toBe(3)
})

test('the API describes itself, from the contracts that validate', async () => {
  const spec = (await app.inject({ method: 'GET', url: '/api/openapi.json' })).json()
  const described = Object.entries<Record<string, unknown>>(spec.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method} ${path}`),
  )
  const asked = routes.map(
    ({ contract }) => `${contract.method.toLowerCase()} /api/v1${contract.path.replaceAll(/:(\w+)/g, '{$1}')}`,
  )
  expect(described.sort()).toEqual(asked.sort())
  const page = await app.inject({ method: 'GET', url: '/api/docs' })
  for (const { contract } of routes) expect(page.body).toContain(`/api/v1${contract.path}`)
})

test('files of a stranger, of a session that ended, or of somebody who may not are refused before they are looked at', async () => {
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer()
  const part = (head: string, body: Buffer | string) => [
    `--bound\r\ncontent-disposition: form-data; ${head}\r\n\r\n`,
    body,
    '\r\n',
  ]
  const parts = [
    ...part('name="json"', '{"kind":"condition_photo","text":"ini"}'),
    ...part('name="files"; filename="a.jpg"\r\ncontent-type: image/jpeg', picture),
    '--bound--\r\n',
  ]
  const payload = Buffer.concat(parts.map(piece => Buffer.from(piece)))
  let looked = 0
  const { clean } = images
  Object.assign(images, {
    clean: (...upload: Parameters<typeof clean>) => {
      looked += 1
      return clean(...upload)
    },
  })
  const send = async (url: string, headers: object) =>
    (
      await app.inject({
        method: 'POST',
        url: `/api/v1${url}`,
        headers: {
          ...client,
          'idempotency-key': randomUUID(),
          'content-type': 'multipart/form-data; boundary=bound',
          ...headers,
        },
        payload,
      })
    ).json().code
  const codes = [
    await send('/public/no-such-token-at-all/checkin/files', {}),
    await send(`/tickets/${randomUUID()}/photos`, { cookie: 'baiki=signed-out-long-ago' }),
    await send(`/conversations/${randomUUID()}/messages`, signedIn(shop.technician)),
  ]
  Object.assign(images, { clean })
  expect([codes, looked]).toEqual([['not_found', 'signed_out', 'forbidden'], 0])
})

test('a picture from a customer cannot act, and a paper opens in the browser’s own reader', async () => {
  const policyOf = async (mime_type: string) => {
    kept.set(`media/${mime_type}`, Buffer.from('%PDF-1.4'))
    const [file] = await shop.owner<{ id: string }>(
      `insert into app.files (kind, filename, mime_type, size_bytes, sha256, storage_key) values ('chat_media', 'INV "1".pdf', $1, 8, 'x', $2) returning id`,
      [mime_type, `media/${mime_type}`],
    )
    const answer = await app.inject({ method: 'GET', url: `/api/v1/files/${file?.id}`, headers: signedIn(shop.staff) })
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    return String(answer.headers['content-security-policy'])
  }
  expect(await policyOf('image/jpeg')).toContain('sandbox')
  // Chrome's reader is a page with styles and a plugin: a sandbox, or `default-src 'none'`, shows "blocked" in its place.
  expect(await policyOf('application/pdf')).toBe("frame-ancestors 'self'")
})

test('a passcode cannot be guessed from what is kept of the request that brought it', async () => {
  await shop.owner(`update app.company_settings set asks_passcode = true`)
  const body = {
    customer: { name: 'Pak Din' },
    device: { model: 'iPhone 13' },
    problem_description: 'Skrin pecah',
    passcode: '0427',
  }
  const key = randomUUID()
  const headers = { ...signedIn(shop.staff), 'idempotency-key': key }
  const answer = await app.inject({ method: 'POST', url: '/api/v1/tickets', headers, payload: body })
  expect(answer.statusCode).toBe(200)
  const [kept] = await shop.owner<{ request_hash: string; response: object }>(
    `select request_hash, response from app.idempotency_keys where key = $1`,
    [key],
  )
  expect(JSON.stringify(kept?.response)).not.toContain('0427')
  const guess = (passcode: string) =>
    createHash('sha256')
      .update(JSON.stringify({ ...(ticketContracts.intake.body?.parse({ ...body, passcode }) as object), files: [] }))
      .digest('hex')
  const passcodes = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, '0'))
  expect(passcodes.filter(passcode => guess(passcode) === kept?.request_hash)).toEqual([])
})

test('behind one proxy, an address that the caller made up himself is not believed', async () => {
  const behind = await createServer({ ...options, trustProxy: 1 })
  const headers = { ...client, 'x-forwarded-for': '6.6.6.6, 203.0.113.5' }
  await behind.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers,
    payload: { username: 'proksi', password: 'x' },
  })
  await behind.close()
  const tried = await shop.owner(`select host(ip_address) as ip from app.login_attempts where username = 'proksi'`)
  expect(tried).toEqual([{ ip: '203.0.113.5' }])
})

test('a caller on the shop’s own network signs in whatever form his address has', async () => {
  const behind = await createServer({ ...options, trustProxy: 1 })
  const from = (address: string, payload: object) =>
    behind.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { ...client, 'x-forwarded-for': address },
      payload: { ...payload },
    })
  await shop.owner(
    `insert into app.users (username, email, password_hash, role, full_name) values ('zon', 'zon@kedai.test', $1, 'staff', 'Zon')`,
    [await testPasswords.hash('kata-laluan-panjang')],
  )
  for (const address of ['fe80::1%eth0', '::ffff:192.168.1.7', '192.168.1.7:55123'])
    expect((await from(address, { username: 'zon', password: 'kata-laluan-panjang' })).statusCode, address).toBe(200)
  await behind.close()
  const opened = await shop.owner(
    `select distinct host(ip_address) as ip from app.login_attempts where username = 'zon' order by 1`,
  )
  expect(opened).toEqual([{ ip: '::ffff:192.168.1.7' }, { ip: 'fe80::1' }, { ip: null }])
})
