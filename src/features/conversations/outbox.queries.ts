import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import { isHeld, type Topic, type Wish } from '../../shared/preferences.ts'
import type { OutboundMessage, TemplateMessage } from '../../shared/whatsapp/outbound.ts'

export interface NewMessage {
  readonly session_id: string
  readonly idempotency_key: string
  readonly author: 'bot' | 'staff' | 'system'
  readonly sent_by: string | null
  readonly message: OutboundMessage
  readonly template: TemplateMessage | null
  readonly message_content: string
  readonly labels: readonly string[]
  readonly media_file_id: string | null
  /** wamid of the message that it answers. */
  readonly reply_to: string | null
  readonly ticket_id: string | null
  /** Null: written by hand. */
  readonly topic: Topic | null
  readonly wish: Wish
}

/**
 * The message, its outbox row and the conversation's last line in one statement. Null: this key was said before, or the
 * conversation is not to be seen by whoever asks. What the customer does not want stands there as not sent, with the reason.
 */
export async function insertMessage(tx: Tx, m: NewMessage): Promise<string | null> {
  const payload = JSON.stringify({ ...m.message, labels: m.labels })
  const status = m.wish.send === 'never' ? 'failed' : 'queued'
  const not_before = m.wish.send === 'later' ? m.wish.at : null
  const why = m.wish.send === 'now' ? null : m.wish.why
  const { rows } = await sql<{ message_id: string }>`
    with s as materialized (
      select id, customer_id, phone_number_id, app.uuid_v7() as message_id from app.whatsapp_sessions where id = ${m.session_id}
    ), o as (
      insert into app.whatsapp_outbox (message_id, session_id, idempotency_key, author, body, template, media_file_id, topic, status,
        not_before, error_detail, settled_at, created_by)
      select s.message_id, s.id, ${m.idempotency_key}, ${m.author}, ${JSON.stringify(m.message)}::jsonb,
        ${m.template ? JSON.stringify(m.template) : null}::jsonb, ${m.media_file_id}::uuid, ${m.topic}, ${status},
        coalesce(${not_before}::timestamptz, now()), ${why}, case when ${status} = 'failed' then now() end, auth.uid() from s
      on conflict (idempotency_key) do nothing
      returning message_id, session_id
    ), written as (
      insert into app.whatsapp_messages (id, session_id, customer_id, phone_number_id, direction, author, sent_by, message_type,
        message_content, payload, reply_to, media_file_id, media_state, status, error_detail, ticket_id)
      select s.message_id, s.id, s.customer_id, s.phone_number_id, 'outbound', ${m.author}, ${m.sent_by}::uuid, ${m.message.type},
        ${m.message_content}, ${payload}::jsonb, ${m.reply_to}, ${m.media_file_id}::uuid,
        ${m.media_file_id ? 'stored' : null}, ${status}, ${why}, ${m.ticket_id}::uuid
      from o join s on s.message_id = o.message_id
    ), told as (
      update app.whatsapp_sessions set last_message_at = now(), last_activity = now(), last_message_preview = left(${m.message_content}, 200)
      where id in (select session_id from o)
    )
    select message_id from o`.execute(tx)
  return rows[0]?.message_id ?? null
}

export interface OutboxRow {
  readonly id: string
  readonly message_id: string
  readonly session_id: string
  readonly idempotency_key: string
  readonly author: 'bot' | 'staff' | 'system'
  readonly body: OutboundMessage
  readonly template: TemplateMessage | null
  readonly status: 'queued' | 'sending'
  readonly attempts: number
  readonly not_before: string
  readonly sending_at: string | null
  readonly created_at: string
  readonly reply_to: string | null
  readonly ticket_id: string | null
  readonly topic: Topic | null
  /** Why it waits, or what became of the last try. */
  readonly error_detail: string | null
}

/** Not because of a failure: it waits for its hour, and what comes after it does not wait with it. */
export const isHeldRow = (row: OutboxRow): boolean => isHeld(row.error_detail)

/** What a conversation still has to send, in order. */
export async function selectQueued(tx: Tx, session_id: string): Promise<OutboxRow[]> {
  const { rows } = await sql<OutboxRow>`
    select o.id, o.message_id, o.session_id, o.idempotency_key, o.author, o.body, o.template, o.status, o.attempts, o.not_before,
      o.sending_at, o.created_at, o.topic, o.error_detail, m.reply_to, m.ticket_id
    from app.whatsapp_outbox o join app.whatsapp_messages m on m.id = o.message_id
    where o.session_id = ${session_id} and o.status in ('queued', 'sending') order by o.id limit 50`.execute(tx)
  return rows
}

export async function markSending(tx: Tx, row: OutboxRow): Promise<void> {
  await sql`
    with o as (update app.whatsapp_outbox set status = 'sending', attempts = attempts + 1, sending_at = clock_timestamp() where id = ${row.id})
    update app.whatsapp_messages set status = 'sending' where id = ${row.message_id}`.execute(tx)
}

/** Accepted by Meta. A status that came first is not undone, nor why it failed. */
export async function markSent(tx: Tx, row: Pick<OutboxRow, 'id' | 'message_id'>, wamid: string): Promise<void> {
  await sql`
    with o as (update app.whatsapp_outbox set status = 'sent', settled_at = now(), error_code = null, error_detail = null
      where id = ${row.id} and status in ('sending', 'unknown', 'queued'))
    update app.whatsapp_messages set message_id = coalesce(message_id, ${wamid}),
      error_code = case when status = 'failed' then error_code end, error_detail = case when status = 'failed' then error_detail end,
      status = case when status in ('queued', 'sending', 'waiting', 'unknown') then 'sent' else status end
    where id = ${row.message_id}`.execute(tx)
}

export interface Problem {
  readonly code: number | null
  readonly detail: string | null
}

/** Until its hour; for staff it says why. */
export async function markHeld(tx: Tx, row: OutboxRow, at: string, why: string): Promise<void> {
  await sql`
    with o as (update app.whatsapp_outbox set not_before = ${at}, error_detail = ${why} where id = ${row.id} and status = 'queued')
    update app.whatsapp_messages set error_detail = ${why} where id = ${row.message_id} and status = 'queued'`.execute(
    tx,
  )
}

/** Back into the queue until `at`; for staff it says that it is tried again. `attempts`: what counts towards giving up. */
export async function markQueued(
  tx: Tx,
  row: Pick<OutboxRow, 'id' | 'message_id'>,
  at: string,
  problem: Problem & { readonly attempts: number },
): Promise<void> {
  await sql`
    with o as (update app.whatsapp_outbox set status = 'queued', not_before = ${at}, sending_at = null, attempts = ${problem.attempts},
      error_code = ${problem.code}::int, error_detail = ${problem.detail} where id = ${row.id} and status in ('queued', 'sending'))
    update app.whatsapp_messages set status = 'queued', error_code = ${problem.code}::int, error_detail = 'trying'
    where id = ${row.message_id} and status in ('queued', 'sending')`.execute(tx)
}

/** The end of it for now: failed, unknown, or waiting for a person. */
export async function markSettled(
  tx: Tx,
  row: Pick<OutboxRow, 'id' | 'message_id'>,
  status: 'failed' | 'unknown' | 'waiting',
  problem: Problem,
): Promise<void> {
  await sql`
    with o as (update app.whatsapp_outbox set status = ${status}, settled_at = now(), error_code = ${problem.code}::int, error_detail = ${problem.detail}
      where id = ${row.id} and status in ('queued', 'sending', 'unknown', 'waiting'))
    update app.whatsapp_messages set status = ${status}, error_code = ${problem.code}::int, error_detail = ${problem.detail}
    where id = ${row.message_id} and status in ('queued', 'sending', 'unknown', 'waiting')`.execute(tx)
}

/** The window is closed: from here on this row is its template. */
export async function becomeTemplate(
  tx: Tx,
  row: OutboxRow,
  template: TemplateMessage,
  shown: { text: string; labels: readonly string[] },
): Promise<void> {
  const payload = JSON.stringify({ ...template, labels: shown.labels })
  await sql`
    with o as (update app.whatsapp_outbox set body = ${JSON.stringify(template)}::jsonb, template = null where id = ${row.id})
    update app.whatsapp_messages set message_type = 'template', message_content = ${shown.text}, payload = ${payload}::jsonb
    where id = ${row.message_id}`.execute(tx)
}

const ONE_OF_SEVERAL = /^(.*:progress:.*):[1-9]\d*$/

/** One of several photos (`…:1` beside `…:0`), the first of which goes out in approved words: those say it. */
export async function isSaidByFirst(tx: Tx, row: Pick<OutboxRow, 'idempotency_key'>): Promise<boolean> {
  const [, several] = ONE_OF_SEVERAL.exec(row.idempotency_key) ?? []
  if (!several) return false
  const first = await tx
    .selectFrom('whatsapp_outbox')
    .select('id')
    .where('idempotency_key', '=', `${several}:0`)
    .where('status', 'in', ['queued', 'sending', 'sent'])
    .where(sql<boolean>`body ->> 'type' = 'template'`)
    .executeTakeFirst()
  return first !== undefined
}

/** Requests that were never answered, for ten minutes: nobody knows whether they arrived. */
export async function settleUnknown(
  tx: Tx,
): Promise<{ message_id: string; session_id: string; customer_name: string | null }[]> {
  const { rows } = await sql<{ message_id: string; session_id: string; customer_name: string | null }>`
    with o as (
      update app.whatsapp_outbox set status = 'unknown', settled_at = now(), error_detail = 'no_answer'
      where status = 'sending' and sending_at < now() - interval '10 minutes' returning message_id, session_id
    ), m as (
      update app.whatsapp_messages set status = 'unknown', error_detail = 'no_answer'
      where id in (select message_id from o) and status = 'sending'
    )
    select o.message_id, o.session_id, coalesce(c.name, s.profile_name) as customer_name
    from o join app.whatsapp_sessions s on s.id = o.session_id left join app.customers c on c.id = s.customer_id`.execute(
    tx,
  )
  return rows
}

/**
 * Takes one token of a bucket that all workers share; false when it is empty. `capacity` tokens, one more every
 * `seconds_per_token`.
 */
export async function takeToken(
  tx: Tx,
  bucket_key: string,
  capacity: number,
  seconds_per_token: number,
): Promise<boolean> {
  const { rows } = await sql<{ ok: number }>`
    insert into app.whatsapp_buckets as b (bucket_key, tokens, refilled_at) values (${bucket_key}, ${capacity - 1}, clock_timestamp())
    on conflict (bucket_key) do update set
      tokens = least(${capacity}, b.tokens + extract(epoch from clock_timestamp() - b.refilled_at) / ${seconds_per_token}) - 1,
      refilled_at = clock_timestamp()
    where least(${capacity}, b.tokens + extract(epoch from clock_timestamp() - b.refilled_at) / ${seconds_per_token}) >= 1
    returning 1 as ok`.execute(tx)
  return rows.length > 0
}

/** For a token taken in this same transaction. */
export const giveTokenBack = (tx: Tx, bucket_key: string) =>
  sql`update app.whatsapp_buckets set tokens = tokens + 1 where bucket_key = ${bucket_key}`.execute(tx)

export const selectFileKey = (tx: Tx, file_id: string) =>
  tx.selectFrom('files').select(['storage_key', 'mime_type', 'filename']).where('id', '=', file_id).executeTakeFirst()
