import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { AppError } from '../shared/errors.ts'
import { DEFAULT_LANG, isLang } from '../shared/messages.ts'
import type { Permission, Role } from '../shared/permissions.ts'
import { type Actor, BOT_ID, type Entry, SCHEDULER_ID } from './actor.ts'
import { bind, createPool, type PoolOptions } from './connection.ts'
import type { Ctx, Shop } from './ctx.ts'
import { translateDatabaseError } from './errors.ts'

export interface EnterOptions {
  readonly request_id?: string | undefined
  /** Refuse with `forbidden` unless the actor may; asked in the same round trip as BEGIN. */
  readonly may?: Permission | undefined
}

export interface Database {
  /** One transaction as one actor. Throws `AppError` for refusals; rolls back whatever throws. */
  withActor<T>(entry: Entry, work: (ctx: Ctx) => Promise<T>, options?: EnterOptions): Promise<T>
  /** The webhook's only call: raw bodies in, one job, one round trip. */
  receiveDeliveries(bodies: readonly Buffer[]): Promise<void>
  /** Is the database there? Throws when it is not. */
  ping(): Promise<void>
  close(): Promise<void>
}

const SERVICE: Omit<Actor, 'role' | 'user_id'> = {
  full_name: 'Baiki',
  username: '',
  language: DEFAULT_LANG,
  session_id: null,
  ticket_id: null,
  checkin_id: null,
  customer_id: null,
}

/** BEGIN and who acts, in one round trip: values are escaped because the simple protocol takes no parameters. */
function opening(entry: Entry, may: Permission | undefined): string {
  const text = (value: string | undefined) => (value === undefined ? "''" : pg.escapeLiteral(value))
  const caller = 'ip' in entry || 'user_agent' in entry ? `${text(entry.ip)}, ${text(entry.user_agent)}` : `'', ''`
  const who = {
    session: () => `select * from app.enter_session(${text((entry as { token_hash: string }).token_hash)}, ${caller})`,
    link: () => `select * from app.enter_link(${text((entry as { token_hash: string }).token_hash)}, ${caller})`,
    bot: () =>
      `select app.set_actor('${BOT_ID}', 'bot', '', '', ${text((entry as { customer_id: string }).customer_id)})`,
    scheduler: () => `select app.set_actor('${SCHEDULER_ID}', 'scheduler')`,
    sign_in: () => `select app.set_actor(null, 'sign_in', ${caller})`,
  }[entry.as]()
  const allowed = may ? `app.may(${pg.escapeLiteral(may)})` : 'true'
  return `begin; ${who}; select now() as now, app.shop_today() as today, ${allowed} as allowed, pg_backend_pid() as pid`
}

/**
 * Is the process that answers the one that greeted us? Behind a pooler in transaction mode it is not, and the next transaction
 * may meet another: a statement that one of them keeps under a name is unknown to the next, or there already.
 */
const isDirect = (client: pg.PoolClient, pid: number): boolean =>
  (client as unknown as { processID: number | null }).processID === pid

type Row = Record<string, unknown>

function actorFrom(entry: Entry, row: Row | undefined): Actor {
  switch (entry.as) {
    case 'bot':
      return { ...SERVICE, role: 'bot', user_id: BOT_ID, customer_id: entry.customer_id }
    case 'scheduler':
      return { ...SERVICE, role: 'scheduler', user_id: SCHEDULER_ID }
    case 'sign_in':
      return { ...SERVICE, role: 'sign_in', user_id: null }
    case 'link': {
      if (!row) throw new AppError('not_found')
      if (row.expired) throw new AppError('link_expired')
      return {
        ...SERVICE,
        role: 'customer_link',
        user_id: null,
        ticket_id: row.ticket_id as string | null,
        checkin_id: row.checkin_id as string | null,
        customer_id: row.customer_id as string,
      }
    }
    case 'session': {
      if (!row) throw new AppError('signed_out')
      return {
        ...SERVICE,
        role: row.role as Role,
        user_id: row.user_id as string,
        full_name: row.full_name as string,
        username: row.username as string,
        language: isLang(row.language) ? row.language : DEFAULT_LANG,
        session_id: row.session_id as string,
      }
    }
  }
}

export function createDatabase(
  options: PoolOptions & { readonly shop: Shop; readonly onPoolError?: (error: Error) => void },
): Database {
  const pool = createPool(options)
  // An idle connection that breaks must not take the process with it; the next query reconnects.
  pool.on('error', error => options.onPoolError?.(error))
  // Nor one that breaks in the middle of a transaction, between two queries: the next query of it fails.
  pool.on('connect', client => client.on('error', error => options.onPoolError?.(error)))
  let direct = false

  return {
    async withActor(entry, work, { request_id = randomUUID(), may } = {}) {
      const client = await pool.connect().catch((error: Error) => {
        throw translateDatabaseError(error)
      })
      let broken: Error | undefined
      try {
        const opened = (await client.query(opening(entry, may))) as unknown as pg.QueryResult[]
        const clock = opened[2]?.rows[0] as { now: string; today: string; allowed: boolean; pid: number }
        direct = isDirect(client, clock.pid)
        const actor = actorFrom(entry, opened[1]?.rows[0])
        if (!clock.allowed) throw new AppError('forbidden')
        const ctx: Ctx = {
          tx: bind(client, direct),
          actor,
          now: clock.now,
          today: clock.today,
          shop: options.shop,
          request_id,
        }
        const result = await work(ctx)
        // An error that somebody swallowed has lost the work all the same; the answer to COMMIT alone says so.
        const { command } = await client.query('commit')
        if (command !== 'COMMIT') throw new Error('the transaction was rolled back: an error inside it was swallowed')
        return result
      } catch (error) {
        await client.query('rollback').catch((failure: Error) => {
          broken = failure
        })
        throw translateDatabaseError(error)
      } finally {
        client.release(broken)
      }
    },

    async receiveDeliveries(bodies) {
      await pool.query({
        ...(direct ? { name: 'receive_deliveries' } : {}),
        text: 'select app.receive_deliveries($1::bytea[])',
        values: [bodies],
      })
    },

    async ping() {
      await pool.query('select 1')
    },

    close: () => pool.end(),
  }
}
