import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import type { Taken } from '../../shared/appointments.slots.ts'
import type { AppointmentStatus } from '../../shared/appointments.ts'
import { notFound } from '../../shared/errors.ts'

const directory = sql<{ id: string; full_name: string }>`app.user_directory()`.as('u')

const rows = (tx: Tx) =>
  tx
    .selectFrom('appointments as a')
    .innerJoin('customers as c', 'c.id', 'a.customer_id')
    .leftJoin('tickets as t', 't.id', 'a.ticket_id')
    .leftJoin(directory, join => join.onRef('u.id', '=', 'a.created_by'))
    .select([
      'a.id',
      'a.customer_id',
      'c.name as customer_name',
      'c.phone as customer_phone',
      'a.ticket_id',
      't.ticket_number',
      'a.session_id',
      'a.starts_at',
      'a.ends_at',
      'a.lane',
      'a.status',
      'a.purpose',
      'a.device',
      'a.notes',
      'a.late_minutes',
      'a.confirmed_at',
      'a.cancel_reason',
      'a.created_by',
      'u.full_name as created_by_name',
      'a.created_at',
    ])
    .orderBy('a.starts_at')
    .orderBy('a.id')

export interface AppointmentFilter {
  readonly id?: string | undefined
  readonly customer_id?: string | undefined
  readonly ticket_id?: string | undefined
  readonly statuses?: readonly AppointmentStatus[] | undefined
  readonly ends_after?: string | undefined
  readonly starts_from?: string | undefined
  readonly starts_before?: string | undefined
}
const AT_MOST = 500

export function selectAppointments(tx: Tx, filter: AppointmentFilter) {
  let query = rows(tx).limit(AT_MOST)
  if (filter.id) query = query.where('a.id', '=', filter.id)
  if (filter.customer_id) query = query.where('a.customer_id', '=', filter.customer_id)
  if (filter.ticket_id) query = query.where('a.ticket_id', '=', filter.ticket_id)
  if (filter.statuses) query = query.where('a.status', 'in', filter.statuses)
  if (filter.ends_after) query = query.where('a.ends_at', '>', filter.ends_after)
  if (filter.starts_from) query = query.where('a.starts_at', '>=', filter.starts_from)
  if (filter.starts_before) query = query.where('a.starts_at', '<', filter.starts_before)
  return query.execute()
}
export type AppointmentRow = Awaited<ReturnType<typeof selectAppointments>>[number]

/** Who may not change it does not find it here. */
export const lockAppointment = (tx: Tx, id: string) =>
  tx
    .selectFrom('appointments')
    .select(['id', 'customer_id', 'starts_at', 'ends_at', 'status', 'lane'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(notFound)

/** One booking at a time looks for a lane and takes it. The constraint of the table is what makes overlap impossible; this makes it polite. */
export const holdBook = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtext('app.appointments'))`.execute(tx)

/** Lanes in use between two moments, by whomever; `except` is the appointment that is about to move. */
export async function selectTaken(tx: Tx, since: Date, until: Date, except: string | null): Promise<Taken[]> {
  const { rows: taken } = await sql<Taken>`
    select t.lane, t.starts_at, t.ends_at from app.taken_lanes(${since.toISOString()}::timestamptz, ${until.toISOString()}::timestamptz) t
    where t.appointment_id is distinct from ${except}::uuid`.execute(tx)
  return taken
}

export interface NewAppointment {
  readonly customer_id: string
  readonly ticket_id: string | null
  readonly session_id: string | null
  readonly starts_at: string
  readonly ends_at: string
  readonly lane: number
  readonly purpose: string
  readonly device: string | null
  readonly notes: string | null
  readonly created_by: string | null
}
export const insertAppointment = (tx: Tx, row: NewAppointment) =>
  tx.insertInto('appointments').values(row).returning('id').executeTakeFirstOrThrow()

export interface AppointmentChange {
  readonly starts_at?: string
  readonly ends_at?: string
  readonly lane?: number
  readonly status?: AppointmentStatus
  readonly late_minutes?: number | null
  readonly notes?: string | null
  readonly confirmed_at?: string | null
  readonly cancelled_at?: string
  readonly cancel_reason?: string | null
}
export const updateAppointment = (tx: Tx, id: string, change: AppointmentChange) =>
  tx.updateTable('appointments').set(change).where('id', '=', id).execute()

/** When each of them was told that the shop is closed after all. */
export async function selectTold(tx: Tx, keys: readonly string[]): Promise<Map<string, string>> {
  const { rows: told } = await sql<{ key: string; at: string }>`
    select o.idempotency_key as key, o.created_at as at from app.whatsapp_outbox o where o.idempotency_key = any(${keys}::text[])`.execute(
    tx,
  )
  return new Map(told.map(({ key, at }) => [key, at]))
}
