import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { createPasswords } from '../../src/adapters/passwords.ts'
import { freePort } from '../../src/db/free-port.ts'
import { newDatabase } from './database.ts'
import { type Part, startPart } from './parts.ts'
import { newStandin, type StandinForTest } from './standin.ts'

export interface Product {
  readonly url: string
  readonly standin: StandinForTest
  readonly databaseUrls: { appUrl: string; jobsUrl: string; ownerUrl: string }
  /** As the owner, for looking behind. */
  owner<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>
  /** Jobs that are running, or due within five seconds. */
  jobsDue(): Promise<string[]>
  /** Of the jobs that are running, or due now. */
  jobIdsDue(): Promise<string[]>
  /** Signs in through the front door. */
  signIn(username: string): Promise<Client>
  /** Kills the process that serves, as `kill -9` does, and starts it again. */
  killAndRestart(): Promise<void>
  kill(): Promise<void>
  start(): Promise<void>
  /** A second process over the same database, e.g. another worker. Returns its port. */
  another(role: 'all' | 'worker'): Promise<number>
  stop(): Promise<void>
}

export interface Client {
  readonly cookie: string
  get<T = Json>(path: string): Promise<T>
  send<T = Json>(method: string, path: string, body?: unknown, key?: string): Promise<T>
  upload<T = Json>(
    path: string,
    json: object,
    files: { bytes: Uint8Array; name: string; type: string }[],
    key?: string,
  ): Promise<T>
}
// biome-ignore lint/suspicious/noExplicitAny: answers are read by tests, which say what they expect
export type Json = any

export const PASSWORD = 'demo-password'
const SECRET = Buffer.alloc(32, 5).toString('base64')

/** Waits for something that a person would wait for; the message says what did not come. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | null | false>,
  ms = 20_000,
): Promise<T> {
  const begun = Date.now()
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (Date.now() - begun > ms) throw new Error(`waited ${ms / 1000} s for ${what}`)
    await sleep(60)
  }
}

const clientOf = (url: string, headers: Record<string, string>): Client => {
  const call = async (path: string, init: RequestInit) => {
    const answer = await fetch(`${url}/api/v1${path}`, init)
    const type = answer.headers.get('content-type') ?? ''
    const body = type.includes('json') ? await answer.json() : Buffer.from(await answer.arrayBuffer())
    if (!answer.ok)
      throw Object.assign(new Error(`${init.method} ${path}: ${answer.status} ${JSON.stringify(body)}`), {
        problem: body,
      })
    return body
  }
  const keyed = (key?: string) => ({ ...headers, 'idempotency-key': key ?? crypto.randomUUID() })
  return {
    cookie: headers.cookie ?? '',
    get: path => call(path, { method: 'GET', headers }),
    send: (method, path, body = {}, key) =>
      call(path, {
        method,
        headers: { ...keyed(key), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    upload(path, json, files, key) {
      const form = new FormData()
      form.set('json', JSON.stringify(json))
      for (const file of files)
        form.append('files', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name)
      return call(path, { method: 'POST', headers: keyed(key), body: form })
    },
  }
}

/** Whoever holds a customer's link: no cookie. */
export const stranger = (url: string, lang = 'ms'): Client => clientOf(url, { 'accept-language': lang })

export interface DatabaseUrls {
  readonly ownerUrl: string
  readonly appUrl: string
  readonly jobsUrl: string
}

/** Looks behind as the owner, and into the queue. */
export function lookInto(database: DatabaseUrls) {
  const ownerPool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  const queuePool = new pg.Pool({ connectionString: database.jobsUrl, max: 1 })
  for (const pool of [ownerPool, queuePool]) pool.on('error', () => {})
  return {
    owner: async <R extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await ownerPool.query<R>(text, values)).rows,
    async jobsDue() {
      const { rows } = await queuePool.query<{ task: string }>(
        `select concat_ws(' ', task_identifier, key, 'attempt ' || attempts, 'locked by ' || locked_by, last_error) as task
         from graphile_worker.jobs where run_at < now() + interval '5 seconds' and attempts < max_attempts`,
      )
      return rows.map(row => row.task)
    },
    async jobIdsDue() {
      const { rows } = await queuePool.query<{ id: string }>(
        'select id from graphile_worker.jobs where run_at <= now() and attempts < max_attempts',
      )
      return rows.map(row => row.id)
    },
    close: () => Promise.all([ownerPool.end(), queuePool.end()]),
  }
}

/** `admin`, `staff` and `technician` with one password, and a shop that may issue papers. */
export async function furnish(owner: Product['owner']): Promise<void> {
  const password_hash = await createPasswords(SECRET).hash(PASSWORD)
  for (const role of ['admin', 'staff', 'technician']) {
    await owner(`insert into app.users (username, email, password_hash, role, full_name) values ($1, $2, $3, $1, $4)`, [
      role,
      `${role}@kedai.test`,
      password_hash,
      { admin: 'Aminah', staff: 'Siti', technician: 'Ravi' }[role],
    ])
  }
  await owner(`update app.company_settings set company_name = 'Kedai Ujian', sst_registered = true, tax_number = 'W10-2408-32000123',
    phone = '+60312345678', address = 'Jalan Ampang, Kuala Lumpur', bank_details = 'Maybank 5123 4567 8901 Kedai Ujian'`)
}

export const MAIN = join(import.meta.dirname, '../../src/main.ts')

/** What the parent gives a process that serves. */
export const variablesOf = (of: {
  url: string
  folder: string
  database: DatabaseUrls
  standin: Omit<StandinForTest, 'whatsapp' | 'control' | 'close'>
}): Record<string, string> => ({
  PUBLIC_URL: of.url,
  DATA_DIR: of.folder,
  DATABASE_APP_URL: of.database.appUrl,
  DATABASE_JOBS_URL: of.database.jobsUrl,
  SECRET_KEY: SECRET,
  DEMO: '0',
  LOG_LEVEL: 'warn',
  REPLY_QUIET_MS: '150',
  WHATSAPP_GRAPH_URL: of.standin.url,
  WHATSAPP_PHONE_NUMBER_ID: of.standin.phone_number_id,
  WHATSAPP_BUSINESS_ACCOUNT_ID: of.standin.business_account_id,
  WHATSAPP_ACCESS_TOKEN: of.standin.access_token,
  WHATSAPP_APP_SECRET: of.standin.app_secret,
  WHATSAPP_VERIFY_TOKEN: of.standin.verify_token,
  STANDIN_CONTROL_TOKEN: of.standin.control_token,
})

/** Through the front door. */
export async function signInAt(url: string, username: string): Promise<Client> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-baiki-client': 'test' },
    body: JSON.stringify({ username, password: PASSWORD }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (!answer.ok || !cookie) throw new Error(`sign-in of ${username}: ${answer.status} ${await answer.text()}`)
  return clientOf(url, { cookie, 'x-baiki-client': 'test', 'accept-language': 'en' })
}

/**
 * The product as `npm start` runs it, on a database of its own: the process that serves, the stand-in of Meta, real HTTP between them.
 * Signed in are `admin`, `staff`, `technician`.
 */
export async function startProduct(variables: Record<string, string> = {}): Promise<Product> {
  const database = await newDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'baiki-product-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const standin = await newStandin({ webhook_url: `${url}/webhooks/whatsapp` })
  const behind = lookInto(database)
  await furnish(behind.owner)

  const given = { ...variablesOf({ url, folder, database, standin }), ...variables }
  const parts: Part[] = []
  const run = async (onPort: number, role: string): Promise<Part> => {
    const part = await startPart(MAIN, { ...given, PORT: String(onPort), ROLE: role })
    parts.push(part)
    return part
  }
  const serving = await run(port, 'all')
  const product: Product = {
    url,
    standin,
    databaseUrls: database,
    owner: behind.owner,
    jobsDue: behind.jobsDue,
    jobIdsDue: behind.jobIdsDue,
    signIn: username => signInAt(url, username),
    kill: serving.kill,
    start: serving.start,
    async killAndRestart() {
      await product.kill()
      await product.start()
    },
    async another(role) {
      const onPort = await freePort()
      await run(onPort, role)
      return onPort
    },
    async stop() {
      for (const part of parts) await part.stop()
      await standin.close()
      await behind.close()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return product
}
