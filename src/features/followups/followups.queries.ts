import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import type { About, Reminder, Subject } from '../../shared/reminders.ts'

export interface SubjectRow extends Subject {
  readonly subject_id: string
  /** Which version, ready since when, which hour, how much is owed: see the table. */
  readonly mark: string
  readonly customer_id: string
  readonly customer_name: string
  readonly ticket_id: string | null
  readonly number: string | null
  readonly device: string | null
}

/** Since when a device is ready and when somebody comes, as a mark: whole seconds. */
const seconds = (column: string) => sql<string>`extract(epoch from ${sql.ref(column)})::bigint::text`

/** Offers that wait for a decision and have not ended. */
const offers = (today: string) => sql<SubjectRow>`
  select 'quotation' as about, q.id as subject_id, 'v' || q.version as mark, q.valid_until::text as anchor, coalesce(q.sent_at, q.created_at) as since,
    q.customer_id, c.name as customer_name, q.ticket_id, q.quotation_number as number, t.device_model as device
  from app.quotations q join app.customers c on c.id = q.customer_id left join app.tickets t on t.id = q.ticket_id
  where q.status = 'sent' and q.valid_until >= ${today}::date`

/** Devices that wait to be collected; after half a year nobody is written to for them. */
const ready = (now: string) => sql<SubjectRow>`
  select 'ready' as about, t.id as subject_id, ${seconds('t.status_changed_at')} as mark, t.status_changed_at as anchor, t.status_changed_at as since,
    t.customer_id, c.name as customer_name, t.id as ticket_id, t.ticket_number as number, t.device_model as device
  from app.tickets t join app.customers c on c.id = t.customer_id
  where t.status = 'ready_for_pickup' and t.status_changed_at > ${now}::timestamptz - interval '180 days'`

/** Whoever is to come. Agreed or changed after the reminder was due: he knows. */
const visits = (now: string) => sql<SubjectRow>`
  select 'appointment' as about, a.id as subject_id, ${seconds('a.starts_at')} as mark, a.starts_at as anchor, a.updated_at as since,
    a.customer_id, c.name as customer_name, a.ticket_id, t.ticket_number as number, coalesce(a.device, t.device_model) as device
  from app.appointments a join app.customers c on c.id = a.customer_id left join app.tickets t on t.id = a.ticket_id
  where a.status = 'booked' and a.starts_at > ${now}::timestamptz`

/** Bills that nobody pays at the counter any more: the device is not here, or there never was one. While a slip waits to be looked at, staff are asked, not he. */
const bills = (today: string) => sql<SubjectRow>`
  select 'invoice' as about, i.id as subject_id, 'b' || i.balance as mark, i.due_date::text as anchor,
    greatest(coalesce(i.issued_at, i.created_at), (select max(p.updated_at) from app.payments p where p.invoice_id = i.id)) as since,
    i.customer_id, c.name as customer_name, i.ticket_id, i.invoice_number as number, t.device_model as device
  from app.invoices i join app.customers c on c.id = i.customer_id left join app.tickets t on t.id = i.ticket_id
  where i.status in ('sent', 'partial', 'overdue') and i.balance > 0 and i.due_date > ${today}::date - 90
    and (t.id is null or t.status in ('picked_up', 'cancelled'))
    and not exists (select from app.payments p where p.invoice_id = i.id and p.status = 'pending')`

const FROM: Readonly<Record<About, (at: { now: string; today: string }) => ReturnType<typeof ready>>> = {
  quotation: ({ today }) => offers(today),
  ready: ({ now }) => ready(now),
  appointment: ({ now }) => visits(now),
  invoice: ({ today }) => bills(today),
}

/** What reminders are about at this moment. */
export async function selectSubjects(tx: Tx, at: { now: string; today: string }): Promise<SubjectRow[]> {
  const found: SubjectRow[] = []
  for (const from of Object.values(FROM)) found.push(...(await from(at).execute(tx)).rows)
  return found
}

/**
 * The one that a reminder names, if it is still as it was. Not held: whoever decides or hands over holds rows in other orders, and
 * what is sent is asked once more at the moment of sending.
 */
export async function selectSubject(
  tx: Tx,
  about: About,
  { subject_id, mark }: Reminder,
  at: { now: string; today: string },
): Promise<SubjectRow | undefined> {
  const { rows } = await sql<SubjectRow>`
    select * from (${FROM[about](at)}) s where s.subject_id = ${subject_id} and s.mark = ${mark}`.execute(tx)
  return rows[0]
}

/** The keys of those that are over: `kind:subject:mark:days`. */
export async function selectDone(tx: Tx, subject_ids: readonly string[]): Promise<Set<string>> {
  if (subject_ids.length === 0) return new Set()
  const { rows } = await sql<{ key: string }>`
    select 'reminder:' || kind || ':' || subject_id || ':' || mark || ':' || days as key
    from app.reminders where subject_id = any(${subject_ids}::uuid[])`.execute(tx)
  return new Set(rows.map(row => row.key))
}

type Outcome = 'told' | 'unwanted' | 'unreachable' | 'skipped' | 'task'

/** Undefined: it is over already. */
export async function insertOutcome(
  tx: Tx,
  reminder: Reminder,
  of: { readonly customer_id: string; readonly ticket_id: string | null },
  outcome: Outcome,
  by: string | null,
): Promise<string | undefined> {
  const { kind, subject_id, mark, days } = reminder
  const row = await tx
    .insertInto('reminders')
    .values({ kind, subject_id, mark, days, ...of, outcome, created_by: by })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export const updateOutcome = (tx: Tx, id: string, outcome: Outcome, message_id: string | null) =>
  tx.updateTable('reminders').set({ outcome, message_id }).where('id', '=', id).execute()
