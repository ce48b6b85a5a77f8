import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'

/** One ingest at a time, so that a customer's messages are taken in the order in which they came. */
export async function lockIngest(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('whatsapp.ingest', 0))`.execute(tx)
}

export const selectReceived = (tx: Tx, limit: number) =>
  tx
    .selectFrom('whatsapp_webhook_events')
    .select(['id', 'body'])
    .where('status', '=', 'received')
    .orderBy('id')
    .limit(limit)
    .execute()

export async function markEventHandled(tx: Tx, id: number, error: string | null): Promise<void> {
  await sql`update app.whatsapp_webhook_events set status = ${error ? 'failed' : 'done'}, error = left(${error}, 2000), handled_at = now() where id = ${id}`.execute(
    tx,
  )
}

/** False: it did not fail, or is being taken in already. */
export async function receiveAgain(tx: Tx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('whatsapp_webhook_events')
    .set({ status: 'received' })
    .where('id', '=', Number(id))
    .where('status', '=', 'failed')
    .executeTakeFirst()
  return numUpdatedRows > 0
}

/** Bodies of a month ago have served: what they said is in the conversations. Failed ones stay for the admin. */
export async function deleteOldEvents(tx: Tx): Promise<void> {
  await sql`delete from app.whatsapp_webhook_events where status = 'done' and received_at < now() - interval '30 days'`.execute(
    tx,
  )
}

export async function savepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint item`.execute(tx)
  try {
    const result = await work()
    await sql`release savepoint item`.execute(tx)
    return result
  } catch (error) {
    await sql`rollback to savepoint item`.execute(tx)
    throw error
  }
}

export async function isKnownMessage(tx: Tx, phone_number_id: string, wamid: string): Promise<boolean> {
  const found = await tx
    .selectFrom('whatsapp_messages')
    .select('id')
    .where('phone_number_id', '=', phone_number_id)
    .where('message_id', '=', wamid)
    .executeTakeFirst()
  return found !== undefined
}

export interface InboundRow {
  readonly session_id: string
  readonly customer_id: string
  readonly phone_number_id: string
  readonly wamid: string
  readonly author: 'customer' | 'system'
  readonly message_type: string
  readonly message_content: string
  readonly payload: object
  readonly reply_to: string | null
  readonly media: { readonly id: string; readonly mime_type: string } | null
  /** When the customer wrote, by Meta's clock. */
  readonly at: string | null
  /** Needs an answer of the bot or a look of a person. */
  readonly awaits: boolean
  /** Opens the 24-hour window. */
  readonly opens_window: boolean
  readonly profile_name: string | null
}

interface WrittenRow {
  readonly id: string
  readonly owner: 'bot' | 'person'
  /** Something of ours has waited for him to write. */
  readonly releases: boolean
}

/**
 * The message and the conversation's newest line. Null: it was there already. Meta's times are whole seconds, cut off: the
 * end of that second keeps a quick tap behind the question that it answers. A clock ahead of ours counts as now.
 */
export async function insertInbound(tx: Tx, m: InboundRow): Promise<WrittenRow | null> {
  const { rows } = await sql<WrittenRow>`
    with said as (select least(coalesce(${m.at}::timestamptz + interval '999 milliseconds', now()), now()) as at), written as (
      insert into app.whatsapp_messages (session_id, customer_id, phone_number_id, message_id, direction, author, message_type, message_content,
        payload, reply_to, media_type, media_id, media_state, status, handled_at, timestamp)
      select ${m.session_id}::uuid, ${m.customer_id}::uuid, ${m.phone_number_id}, ${m.wamid}, 'inbound', ${m.author}, ${m.message_type}, ${m.message_content},
        ${JSON.stringify(m.payload)}::jsonb, ${m.reply_to}, ${m.media?.mime_type.slice(0, 20) ?? null}, ${m.media?.id ?? null},
        ${m.media ? 'waiting' : null}, 'received', case when ${m.awaits} then null else now() end, said.at from said
      on conflict (phone_number_id, message_id) where message_id is not null do nothing
      returning id, timestamp
    ), told as (
      update app.whatsapp_sessions s set is_active = true, last_activity = now(),
        profile_name = coalesce(${m.profile_name}, s.profile_name),
        last_inbound_at = case when ${m.opens_window} then greatest(s.last_inbound_at, written.timestamp) else s.last_inbound_at end,
        last_message_at = greatest(s.last_message_at, written.timestamp),
        last_message_preview = left(${m.message_content}, 200),
        snoozed_until = case when ${m.awaits} then null else s.snoozed_until end,
        unread_count = s.unread_count + case when ${m.awaits} and (s.owner = 'person' or s.wants_person) then 1 else 0 end
      from written where s.id = ${m.session_id} returning s.owner
    )
    select written.id, told.owner,
      ${m.opens_window} and exists (select from app.whatsapp_outbox o where o.session_id = ${m.session_id} and o.status = 'waiting') as releases
    from written, told`.execute(tx)
  return rows[0] ?? null
}

/** The customer took a message back: the words stay for the record, unanswered ones are not answered any more. */
export async function markRevoked(tx: Tx, session_id: string, wamid: string): Promise<void> {
  await sql`
    update app.whatsapp_messages set payload = payload || '{"revoked": true}', handled_at = coalesce(handled_at, now())
    where session_id = ${session_id} and message_id = ${wamid} and direction = 'inbound'`.execute(tx)
}

export interface TemplateChange {
  readonly name: string
  readonly language: string
  readonly status: string | null
  readonly quality: string | null
  readonly category: string | null
  readonly reason: string | null
}

export async function changeTemplate(tx: Tx, t: TemplateChange): Promise<void> {
  await sql`
    update app.whatsapp_templates set status = coalesce(${t.status}, status), quality = coalesce(${t.quality}, quality),
      category = coalesce(${t.category}, category), rejected_reason = case when ${t.status}::text is null then rejected_reason else ${t.reason} end
    where name = ${t.name} and language = ${t.language}`.execute(tx)
}
