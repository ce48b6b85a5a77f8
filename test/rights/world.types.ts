import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { BOT_ID, SCHEDULER_ID } from '../../src/db/actor.ts'
import type { Role, Stranger } from './rights.ts'

export type Side = 'mine' | 'theirs'
export type Who = Role | Stranger
export type Row = Record<string, unknown>

/** Everything that hangs on one customer; two of them are made. `mine` is the technician's, the bot's and the links'. */
export interface Half {
  customer: string
  identity: string
  device: string
  ticket: string
  /** The same technician's, with nothing on it yet. */
  spare: string
  session: string
  message: string
  quotation: string
  /** One that is still a draft. */
  estimate: string
  invoice: string
  draft: string
  payment: string
  checkin: string
  file: string
  keys: Record<string, unknown>
}

export interface World {
  readonly users: Record<'admin' | 'staff' | 'technician' | 'other', string>
  readonly mine: Half
  readonly theirs: Half
  readonly product: string
  /** The row of a table that a role would call its own, or somebody else's. */
  row(table: string, who: Who, side: Side): unknown
  /** Rows that nothing refers to, where a table's usual rows cannot go. */
  doomed(table: string, who: Who, side: Side): unknown
}

/** The user id that a role acts under. */
export const uid = (world: Pick<World, 'users'>, who: Who): string | null => {
  if (who === 'bot') return BOT_ID
  if (who === 'scheduler') return SCHEDULER_ID
  return who === 'admin' || who === 'staff' || who === 'technician' ? world.users[who] : null
}

export const random = (): string => randomBytes(9).toString('hex')
export const digits = (count: number): string =>
  BigInt(`0x${randomBytes(12).toString('hex')}`)
    .toString()
    .slice(0, count)
export const TODAY = new Date().toISOString().slice(0, 10)
export const LINE = {
  description: 'Upah',
  quantity: 1,
  unit_price: '10.00',
  tax_code: 'NOTAX',
  tax_rate: '0.00',
  net_amount: '10.00',
  tax_amount: '0.00',
  total_price: '10.00',
}
export const SUMS = { subtotal: '10.00', tax_amount: '0.00', total: '10.00' }

export async function put(client: pg.Client, table: string, row: Row, returning = 'id'): Promise<string> {
  const columns = Object.keys(row)
  const { rows } = await client.query(
    `insert into app.${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')}) returning (${returning})::text as key`,
    Object.values(row),
  )
  return rows[0].key
}
