import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { createPasswords } from '../../src/adapters/passwords.ts'
import { createSealer } from '../../src/adapters/seal.ts'
import type { Ctx, Shop } from '../../src/db/ctx.ts'
import { createDatabase, type Database } from '../../src/db/db.ts'
import { newDatabase, type TestDatabase } from './database.ts'

const SECRET = Buffer.alloc(32, 9).toString('base64')
const sealer = createSealer(SECRET)

export const testPasswords = createPasswords(SECRET)

export const testShop: Shop = {
  public_url: 'http://kedai.test',
  seal: sealer.seal,
  unseal: sealer.unseal,
  token: (purpose, id) => createHmac('sha256', SECRET).update(`${purpose}:${id}`).digest('base64url'),
  hash: token => createHash('sha256').update(token).digest('hex'),
}

export interface Person {
  readonly id: string
  readonly username: string
  /** What the cookie holds. */
  readonly token: string
  /** One transaction as this person, through the serving role and its row security. */
  run<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
}

export interface TestShop {
  readonly db: Database
  readonly urls: TestDatabase
  readonly admin: Person
  readonly staff: Person
  readonly technician: Person
  /** Another technician, whose tickets the first must not see. */
  readonly other: Person
  bot<T>(customer_id: string, work: (ctx: Ctx) => Promise<T>): Promise<T>
  scheduler<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
  link<T>(token: string, work: (ctx: Ctx) => Promise<T>): Promise<T>
  person(role: 'admin' | 'staff' | 'technician', full_name?: string): Promise<Person>
  /** As the owner, for looking behind and for set-up that no actor may do. Never for what is under test. */
  owner<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>
  /** Names and payloads of the jobs that wait, oldest first. */
  waitingJobs(): Promise<{ task: string; payload: Record<string, unknown>; key: string | null }[]>
  close(): Promise<void>
}

/** A shop of its own for a test file: real PostgreSQL, the serving role, row security on, people who are signed in. */
export async function newShop(): Promise<TestShop> {
  const urls = await newDatabase()
  const db = createDatabase({ url: urls.appUrl, shop: testShop, max: 8 })
  const ownerPool = new pg.Pool({ connectionString: urls.ownerUrl, max: 2 })
  const jobsPool = new pg.Pool({ connectionString: urls.jobsUrl, max: 1 })
  const owner = async <R extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await ownerPool.query<R>(text, values)).rows

  let made = 0
  async function person(role: 'admin' | 'staff' | 'technician', full_name = `${role} ${++made}`): Promise<Person> {
    const username = `${role}${made}_${randomUUID().slice(0, 8)}`
    const [user] = await owner<{ id: string }>(
      `insert into app.users (username, email, password_hash, role, full_name) values ($1, $2, '!', $3, $4) returning id`,
      [username, `${username}@kedai.test`, role, full_name],
    )
    const id = (user as { id: string }).id
    const token = randomBytes(24).toString('base64url')
    const token_hash = testShop.hash(token)
    await owner(
      `insert into app.user_sessions (user_id, session_token, expires_at) values ($1, $2, now() + interval '1 day')`,
      [id, token_hash],
    )
    return { id, username, token, run: work => db.withActor({ as: 'session', token_hash }, work) }
  }

  return {
    db,
    urls,
    admin: await person('admin'),
    staff: await person('staff'),
    technician: await person('technician'),
    other: await person('technician'),
    bot: (customer_id, work) => db.withActor({ as: 'bot', customer_id }, work),
    scheduler: work => db.withActor({ as: 'scheduler' }, work),
    link: (token, work) => db.withActor({ as: 'link', token_hash: testShop.hash(token) }, work),
    person,
    owner,
    async waitingJobs() {
      const { rows } = await jobsPool.query(
        `select t.identifier as task, j.payload, j.key from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
      )
      return rows
    },
    async close() {
      await db.close()
      await ownerPool.end()
      await jobsPool.end()
      await urls.drop()
    },
  }
}
