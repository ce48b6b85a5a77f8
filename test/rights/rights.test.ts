import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHANGES, KEYS } from './keys.ts'
import { newRow } from './new-rows.ts'
import { type Reach, ROLES, reach, STRANGERS, TABLES, VERBS, type Verb } from './rights.ts'
import { asSomebody } from './somebody.ts'
import { openWorld } from './world.ts'
import type { Side, Who, World } from './world.types.ts'

let owner: pg.Client
let app: pg.Client
let world: World
let close: () => Promise<void>

beforeAll(async () => {
  ;({ owner, app, world, close } = await openWorld())
})
afterAll(() => close?.())

const as = <T>(who: Who, work: () => Promise<T>): Promise<T> => asSomebody(app, world, who, work)

const NO_RIGHT = '42501'
/** The row was let in, and met another like it; or was let go, and something refers to it. */
const MET_DATA = ['23505', '23503']

/** Rows that a statement reached; 0 when it was refused for want of a right. Everything else is a mistake in the test. */
async function attempt(sql: string, values: unknown[] = []): Promise<number> {
  await app.query('savepoint attempt')
  try {
    return (await app.query(sql, values)).rowCount ?? 0
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === NO_RIGHT) return 0
    if (code && MET_DATA.includes(code)) return 1
    throw new Error(`${sql}: ${(error as Error).message}`)
  } finally {
    await app.query('rollback to savepoint attempt')
  }
}

async function tryIt(table: string, who: Who, verb: Verb, side: Side): Promise<boolean> {
  const key = `(${KEYS[table] ?? 'id'})::text = $1`
  const row = world.row(table, who, side)
  switch (verb) {
    case 'select':
      return (await attempt(`select from app.${table} where ${key}`, [row])) > 0
    case 'update': {
      // A customer's update of a quotation is his decision: anything else is refused.
      const customer = table === 'quotations' && ['bot', 'ticket_link'].includes(who)
      const change = customer ? `status = 'accepted'` : CHANGES[table]
      return (await attempt(`update app.${table} set ${change} where ${key}`, [row])) > 0
    }
    case 'delete':
      return (await attempt(`delete from app.${table} where ${key}`, [world.doomed(table, who, side)])) > 0
    case 'insert': {
      const values = newRow(world, table, who, side)
      const columns = Object.keys(values ?? {})
      const slots = columns.map((_, i) => `$${i + 1}`)
      return (
        (await attempt(
          `insert into app.${table} (${columns.join(', ')}) values (${slots.join(', ')})`,
          Object.values(values ?? {}),
        )) > 0
      )
    }
  }
}

async function found(table: string, who: Who, verb: Verb): Promise<Reach | 'only theirs'> {
  const mine = await tryIt(table, who, verb, 'mine')
  const theirs = await tryIt(table, who, verb, 'theirs')
  return mine ? (theirs ? 'all' : 'own') : theirs ? 'only theirs' : 'none'
}

test('every table of the database is in the list of rights', async () => {
  const { rows } = await owner.query(
    `select relname from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p')`,
  )
  expect([...TABLES].sort()).toEqual(rows.map(row => row.relname).sort())
})

describe.each([...ROLES, ...STRANGERS])('%s reaches what the list of rights says, and nothing else', who => {
  test.each(VERBS)('%s', async verb => {
    const wrong: string[] = []
    await as(who, async () => {
      for (const table of TABLES) {
        const expected = reach(table, who, verb)
        const actual = await found(table, who, verb)
        if (actual !== expected) wrong.push(`${table}: ${actual}, not ${expected}`)
      }
    })
    expect(wrong).toEqual([])
  })
})
