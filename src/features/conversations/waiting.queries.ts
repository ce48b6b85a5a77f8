import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'

export interface WaitingRow {
  readonly id: string
  readonly message_id: string
  readonly author: 'bot' | 'staff' | 'system'
  readonly age_ms: number
  /** Is what it says still so? Null: there is nothing to look it up by. */
  readonly holds: boolean | null
}

const subject = sql`split_part(o.idempotency_key, ':', 2)`
const part = sql`split_part(o.idempotency_key, ':', 3)`
const mark = sql`split_part(o.idempotency_key, ':', 4)`

/** Messages are named after what they are about (`quotation:<id>:v2`): under its first word, whether it is still so. */
const HOLDS: Readonly<Record<string, RawBuilder<boolean>>> = {
  // The latest step of the ticket, or news since then.
  ticket: sql`not exists (select from app.ticket_updates u
    where u.ticket_id::text = ${subject} and u.update_type = 'status' and u.created_at > o.created_at)`,
  // This version is still the one, in the state that the message speaks of.
  quotation: sql`exists (select from app.quotations q where q.id::text = ${subject} and 'v' || q.version = ${part}
    and case ${mark} when 'expired' then q.status = 'expired'
      else q.status = 'sent' and q.valid_until >= app.shop_today() end)`,
  // Nothing was paid on it since: the words under the paper say what is owed.
  invoice: sql`exists (select from app.invoices i where i.id::text = ${subject} and (${part} = 'cancelled') = (i.status = 'cancelled')
    and not exists (select from app.payments p where p.invoice_id = i.id and p.status in ('completed', 'refunded') and p.updated_at > o.created_at))`,
  receipt: sql`true`,
  // A slip that was refused, on a bill that is still open.
  payment: sql`exists (select from app.payments p join app.invoices i on i.id = p.invoice_id
    where p.id::text = ${subject} and p.status = 'failed' and i.balance > 0 and i.status <> 'cancelled')`,
  // The state that it was about, and no later reminder of the same.
  reminder: sql`(case ${subject}
      when 'quotation_expiring' then exists (select from app.quotations q where q.id::text = ${part} and 'v' || q.version = ${mark}
        and q.status = 'sent' and q.valid_until >= app.shop_today())
      when 'appointment' then exists (select from app.appointments a where a.id::text = ${part} and a.status = 'booked'
        and a.starts_at > now() and extract(epoch from a.starts_at)::bigint::text = ${mark})
      when 'payment_due' then exists (select from app.invoices i where i.id::text = ${part} and 'b' || i.balance = ${mark}
        and i.status in ('sent', 'partial', 'overdue')
        and not exists (select from app.payments p where p.invoice_id = i.id and p.status = 'pending'))
      else exists (select from app.tickets t where t.id::text = ${part} and t.status = 'ready_for_pickup'
        and extract(epoch from t.status_changed_at)::bigint::text = ${mark}) end)
    and not exists (select from app.whatsapp_outbox l where l.session_id = o.session_id and l.id > o.id
      and split_part(l.idempotency_key, ':', 1) = 'reminder' and split_part(l.idempotency_key, ':', 3) = ${part})`,
  // As it stands now: another time, or none, is told by a message of its own.
  appointment: sql`exists (select from app.appointments a where a.id::text = ${subject} and extract(epoch from a.starts_at)::bigint::text = ${mark}
    and a.starts_at > now() and a.status = case ${part} when 'cancelled' then 'cancelled' else 'booked' end)`,
  checkin: sql`exists (select from app.checkins k where k.id::text = ${subject} and k.status = 'open' and k.expires_at > now())`,
}

const holds = sql.join(
  Object.entries(HOLDS).map(([word, condition]) => sql`when ${sql.lit(word)} then ${condition}`),
  sql` `,
)

/** What waits for the 24-hour window in a conversation, oldest first; what a person has sent again is not among it. */
export async function selectWaiting(tx: Tx, session_id: string): Promise<WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`
    select o.id, o.message_id, o.author, (extract(epoch from now() - o.created_at) * 1000)::bigint::float8 as age_ms,
      case split_part(o.idempotency_key, ':', 1) ${holds} end as holds
    from app.whatsapp_outbox o
    where o.session_id = ${session_id} and o.status = 'waiting'
      and not exists (select from app.whatsapp_outbox a where a.idempotency_key = 'again:' || o.message_id)
    order by o.id`.execute(tx)
  return rows
}

/**
 * What did not go out of the last three days because the channel stood still, oldest first: not sent again, and nothing reached
 * the customer since.
 */
export async function selectStopped(tx: Tx, codes: readonly number[], limit: number): Promise<WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`
    select o.id, o.message_id, o.author, (extract(epoch from now() - o.created_at) * 1000)::bigint::float8 as age_ms,
      case split_part(o.idempotency_key, ':', 1) ${holds} end as holds
    from app.whatsapp_messages m join app.whatsapp_outbox o on o.message_id = m.id
    where m.status = 'failed' and (m.error_code = any(${codes}::int[]) or m.error_detail = 'offline') and m.payload ->> 'sent_again' is null
      and m.created_at > now() - interval '3 days'
      and not exists (select from app.whatsapp_messages l where l.session_id = m.session_id and l.direction = 'outbound'
        and l.timestamp > m.timestamp and l.status in ('sent', 'delivered', 'read', 'played'))
    order by o.id limit ${limit}`.execute(tx)
  return rows
}

/** Is what a message says still so? What nothing can be looked up for is taken to be. */
export async function selectHolds(tx: Tx, outbox_id: string): Promise<boolean> {
  const { rows } = await sql<{ holds: boolean | null }>`
    select case split_part(o.idempotency_key, ':', 1) ${holds} end as holds
    from app.whatsapp_outbox o where o.id = ${outbox_id}`.execute(tx)
  return rows[0]?.holds ?? true
}

/** Back into the queue. In the thread it stands where the customer gets it: after what he has just written. */
export async function markReleased(tx: Tx, row: Pick<WaitingRow, 'id' | 'message_id'>): Promise<void> {
  await sql`
    with o as (update app.whatsapp_outbox set status = 'queued', not_before = now(), settled_at = null, error_code = null, error_detail = null
      where id = ${row.id})
    update app.whatsapp_messages set status = 'queued', error_code = null, error_detail = null, timestamp = clock_timestamp()
    where id = ${row.message_id}`.execute(tx)
}
