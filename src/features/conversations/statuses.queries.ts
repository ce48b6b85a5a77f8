import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import type { Topic } from '../../shared/preferences.ts'
import type { InboundStatus } from '../../shared/whatsapp/inbound.types.ts'
import type { TemplateMessage } from '../../shared/whatsapp/outbound.ts'

export interface SentRow {
  readonly message_id: string
  readonly outbox_id: string
  readonly session_id: string
  readonly customer_id: string | null
  readonly status: string
  /** By staff, or by itself: another message carries what this one said. */
  readonly sent_again: boolean
  readonly idempotency_key: string
  readonly author: 'bot' | 'staff' | 'system'
  readonly message_type: string
  readonly template: TemplateMessage | null
  readonly topic: Topic | null
  readonly ticket_id: string | null
  readonly customer_name: string | null
  readonly phone: string | null
  /** Since it was written. */
  readonly age_ms: number
  /** Its request has not been answered, and other messages of the conversation wait for that. */
  readonly holds_others: boolean
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The message that a status is about, by Meta's id or by ours. The conversation is locked first, as everywhere. */
export async function lockSentMessage(
  tx: Tx,
  by: { phone_number_id: string; wamid: string; callback_data: string | null },
): Promise<SentRow | undefined> {
  const outbox_id = by.callback_data && UUID.test(by.callback_data) ? by.callback_data : null
  const { rows: found } = await sql<{ message_id: string; session_id: string }>`
    select m.id as message_id, m.session_id from app.whatsapp_messages m
      where m.phone_number_id = ${by.phone_number_id} and m.message_id = ${by.wamid} and m.direction = 'outbound'
    union
    select o.message_id, o.session_id from app.whatsapp_outbox o join app.whatsapp_messages m on m.id = o.message_id
      where o.id = ${outbox_id}::uuid and m.phone_number_id = ${by.phone_number_id} and coalesce(m.message_id, ${by.wamid}) = ${by.wamid}
    limit 1`.execute(tx)
  if (!found[0]) return undefined
  await sql`select from app.whatsapp_sessions where id = ${found[0].session_id} for update`.execute(tx)
  const { rows } = await sql<SentRow>`
    select m.id as message_id, o.id as outbox_id, m.session_id, s.customer_id, m.status, m.payload ? 'sent_again' as sent_again, o.idempotency_key, o.author, m.message_type, o.template, o.topic, m.ticket_id,
      coalesce(c.name, s.profile_name) as customer_name, s.phone_number as phone,
      (extract(epoch from clock_timestamp() - o.created_at) * 1000)::bigint::float8 as age_ms, o.status = 'sending' and exists (
        select from app.whatsapp_outbox q where q.session_id = m.session_id and q.status = 'queued'
      ) as holds_others
    from app.whatsapp_messages m join app.whatsapp_outbox o on o.message_id = m.id
      join app.whatsapp_sessions s on s.id = m.session_id left join app.customers c on c.id = s.customer_id
    where m.id = ${found[0].message_id}`.execute(tx)
  return rows[0]
}

export interface StatusChange {
  readonly wamid: string
  readonly status: string
  readonly error_code: number | null
  readonly error_detail: string | null
  readonly pricing: object | null
}

/** Any word from Meta proves that it has the message: what was in doubt is settled. */
export async function applyStatus(tx: Tx, row: SentRow, change: StatusChange): Promise<void> {
  await sql`
    with o as (
      update app.whatsapp_outbox set status = case when ${change.status} = 'failed' then 'failed' else 'sent' end, settled_at = now(),
        error_code = ${change.error_code}::int, error_detail = ${change.error_detail}
      where id = ${row.outbox_id} and status <> 'failed'
    )
    update app.whatsapp_messages set message_id = coalesce(message_id, ${change.wamid}), status = ${change.status},
      error_code = coalesce(${change.error_code}::int, case when ${change.status} = 'failed' then error_code end),
      error_detail = coalesce(${change.error_detail}, case when ${change.status} = 'failed' then error_detail end),
      pricing = coalesce(${change.pricing ? JSON.stringify(change.pricing) : null}::jsonb, pricing)
    where id = ${row.message_id}`.execute(tx)
}

/** Another message took its place, the template or the same anew: nobody is asked to send it again. */
export const markReplaced = (tx: Tx, message_id: string, how: 'repeated' | 'anew') =>
  sql`update app.whatsapp_messages set error_detail = ${how}, payload = payload || '{"sent_again": true}' where id = ${message_id}`.execute(
    tx,
  )

/** Not before `at`; for staff it says that it is tried again. */
export const putOff = (tx: Tx, message_id: string, at: string) =>
  sql`
    with o as (update app.whatsapp_outbox set not_before = ${at} where message_id = ${message_id})
    update app.whatsapp_messages set error_detail = 'trying' where id = ${message_id}`.execute(tx)

export async function insertParked(tx: Tx, said: InboundStatus): Promise<void> {
  await tx
    .insertInto('whatsapp_parked_statuses')
    .values({
      phone_number_id: said.phone_number_id,
      message_id: said.wamid,
      callback_data: said.callback_data,
      status: JSON.stringify(said),
    })
    .execute()
}

/** Takes the parked ones out, oldest first. */
export async function selectParked(tx: Tx, phone_number_id: string, wamid: string): Promise<InboundStatus[]> {
  const { rows } = await sql<{ status: InboundStatus }>`
    with gone as (delete from app.whatsapp_parked_statuses where phone_number_id = ${phone_number_id} and message_id = ${wamid} returning id, status)
    select status from gone order by id`.execute(tx)
  return rows.map(r => r.status)
}

/** Statuses of messages that nobody here has sent. */
export async function deleteOldParked(tx: Tx): Promise<void> {
  await sql`delete from app.whatsapp_parked_statuses where created_at < now() - interval '7 days'`.execute(tx)
}
