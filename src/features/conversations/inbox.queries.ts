import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import type { InboxFilter, Turn } from '../../shared/conversations.ts'
import type { Label } from '../../shared/labels.ts'
import { UNWANTED } from '../../shared/preferences.ts'
import { codesThat } from '../../shared/whatsapp/errors.ts'

export interface MessageRecord {
  readonly id: string
  readonly session_id: string
  readonly direction: 'inbound' | 'outbound'
  readonly author: 'customer' | 'bot' | 'staff' | 'system'
  readonly author_name: string | null
  readonly message_type: string
  readonly message_content: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly answered: { readonly id: string; readonly message_content: string } | null
  readonly media_file_id: string | null
  readonly media_size: number | null
  readonly media_state: 'waiting' | 'stored' | 'gone' | null
  readonly mime_type: string | null
  readonly filename: string | null
  readonly has_thumbnail: boolean
  readonly reactions: readonly { readonly direction: 'inbound' | 'outbound'; readonly emoji: string | null }[] | null
  readonly status: string
  readonly error_code: number | null
  readonly error_detail: string | null
  readonly ticket_id: string | null
  readonly turn: Turn | null
  readonly timestamp: string
}

/** A message as the thread shows it; reactions hang on what they are about and are no lines of their own. */
const messageFields = (m: string): RawBuilder<unknown> => sql`
  ${sql.ref(`${m}.id`)}, ${sql.ref(`${m}.session_id`)}, ${sql.ref(`${m}.direction`)}, ${sql.ref(`${m}.author`)}, ${sql.ref(`${m}.message_type`)},
  ${sql.ref(`${m}.message_content`)}, ${sql.ref(`${m}.payload`)}, ${sql.ref(`${m}.media_file_id`)}, ${sql.ref(`${m}.media_state`)},
  ${sql.ref(`${m}.status`)}, ${sql.ref(`${m}.error_code`)}, ${sql.ref(`${m}.error_detail`)}, ${sql.ref(`${m}.ticket_id`)}, ${sql.ref(`${m}.timestamp`)},
  (select d.full_name from app.user_directory() d where d.id = ${sql.ref(`${m}.sent_by`)}) as author_name,
  (select f.mime_type from app.files f where f.id = ${sql.ref(`${m}.media_file_id`)}) as mime_type,
  (select f.size_bytes from app.files f where f.id = ${sql.ref(`${m}.media_file_id`)})::int as media_size,
  coalesce(${sql.ref(`${m}.payload`)} #>> '{media,filename}', (select f.filename from app.files f where f.id = ${sql.ref(`${m}.media_file_id`)})) as filename,
  exists (select from app.files f where f.id = ${sql.ref(`${m}.media_file_id`)} and f.thumbnail_key is not null) as has_thumbnail,
  (select jsonb_build_object('id', r.id, 'message_content', left(r.message_content, 120)) from app.whatsapp_messages r
    where r.phone_number_id = ${sql.ref(`${m}.phone_number_id`)} and r.message_id = ${sql.ref(`${m}.reply_to`)}) as answered,
  (select jsonb_agg(jsonb_build_object('direction', r.direction, 'emoji', r.payload ->> 'emoji') order by r.timestamp, r.id) from app.whatsapp_messages r
    where r.session_id = ${sql.ref(`${m}.session_id`)} and r.message_type = 'reaction' and r.payload ->> 'message_id' = ${sql.ref(`${m}.message_id`)}) as reactions,
  case when ${sql.ref(`${m}.direction`)} = 'inbound' then (select jsonb_build_object('intent', a.intent, 'confidence', a.confidence_score,
      'correct', k.correct, 'corrected_by', (select d.full_name from app.user_directory() d where d.id = k.corrected_by), 'corrected_at', k.updated_at)
    from app.ai_conversations a left join app.intent_corrections k on k.ai_conversation_id = a.id
    where a.session_id = ${sql.ref(`${m}.session_id`)}::text and ${sql.ref(`${m}.id`)} = a.message_ids[cardinality(a.message_ids)]
      and a.created_at > ${sql.ref(`${m}.timestamp`)} - interval '1 minute' order by a.created_at limit 1) end as turn`

const SHOWN = sql`message_type not in ('reaction', 'revoke')`

/** A jump goes this far; what is older is reached by turning pages. */
const LONGEST_JUMP = 1000
/** Rows from the newest message down to this one, and some before it, for it to be understood. */
const downTo = (session_id: string, message_id: string) => sql<number>`(
  select least(count(*) + 15, ${LONGEST_JUMP}) from app.whatsapp_messages m join app.whatsapp_messages wanted on wanted.id = ${message_id}::uuid
  where m.session_id = ${session_id} and wanted.session_id = m.session_id and (m.timestamp, m.id) >= (wanted.timestamp, wanted.id))`

export async function selectMessages(
  tx: Tx,
  page: { session_id: string; cursor: string | null; down_to: string | null; limit: number },
): Promise<MessageRecord[]> {
  const { rows } = await sql<MessageRecord>`
    select ${messageFields('m')} from (
      select * from app.whatsapp_messages where session_id = ${page.session_id} and ${SHOWN}
        and (${page.cursor}::uuid is null or (timestamp, id) < (select c.timestamp, c.id from app.whatsapp_messages c where c.id = ${page.cursor}::uuid))
      order by timestamp desc, id desc limit greatest(${page.limit}::bigint, ${page.down_to && downTo(page.session_id, page.down_to)})
    ) m order by m.timestamp desc, m.id desc`.execute(tx)
  return rows
}

export async function selectMessage(tx: Tx, message_id: string): Promise<MessageRecord | undefined> {
  const { rows } =
    await sql<MessageRecord>`select ${messageFields('m')} from app.whatsapp_messages m where m.id = ${message_id}`.execute(
      tx,
    )
  return rows[0]
}

export interface ConversationRecord {
  readonly session_id: string
  readonly customer_id: string | null
  readonly customer_name: string
  readonly phone: string | null
  readonly owner: 'bot' | 'person'
  readonly owner_user_id: string | null
  readonly owner_name: string | null
  readonly wants_person: boolean
  readonly unread_count: number
  readonly snoozed_until: string | null
  readonly labels: readonly Label[]
  readonly last_inbound_at: string | null
  readonly last_message_at: string | null
  readonly handover_summary: string | null
  readonly handover: unknown
  readonly last_message_id: string | null
  readonly unreachable: boolean
}

/** Meta finds no WhatsApp at this number, or one that is too old; since then nothing has arrived there and nothing has come from it. */
const UNREACHABLE = sql`exists (select from app.whatsapp_messages f where f.session_id = s.id and f.status = 'failed'
  and f.error_code = any(${codesThat('flag_contact')}::int[]) and f.timestamp > coalesce(s.last_inbound_at, '-infinity')
  and not exists (select from app.whatsapp_messages later where later.session_id = s.id and later.direction = 'outbound'
    and later.timestamp > f.timestamp and later.status in ('delivered', 'read', 'played')))`

const conversations = sql`
  select s.id as session_id, s.customer_id, coalesce(c.name, s.profile_name, s.phone_number, 'WhatsApp') as customer_name,
    coalesce(c.phone, s.phone_number) as phone, s.owner, s.owner_user_id,
    (select d.full_name from app.user_directory() d where d.id = s.owner_user_id) as owner_name,
    s.wants_person, s.unread_count, case when s.snoozed_until > now() then s.snoozed_until end as snoozed_until,
    (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'colour', l.colour) order by lower(l.name)), '[]')
      from app.session_labels sl join app.conversation_labels l on l.id = sl.label_id where sl.session_id = s.id) as labels,
    s.last_inbound_at, s.last_message_at, s.handover_summary, s.handover, ${UNREACHABLE} as unreachable,
    (select l.id from app.whatsapp_messages l where l.session_id = s.id and ${SHOWN} order by l.timestamp desc, l.id desc limit 1) as last_message_id
  from app.whatsapp_sessions s left join app.customers c on c.id = s.customer_id`

/** Did not go out, was not sent again, and nothing reached the customer since. What he did not want was not to go out. */
const FAILED = sql`s.id in (select f.session_id from app.whatsapp_messages f where f.status in ('failed', 'unknown')
  and f.payload ->> 'sent_again' is null and coalesce(f.error_detail, '') <> all(${[...UNWANTED]}::text[])
  and not exists (select from app.whatsapp_messages later where later.session_id = f.session_id and later.direction = 'outbound'
    and later.timestamp > f.timestamp and later.status in ('sent', 'delivered', 'read', 'played')))`

const FILTERS = {
  all: sql`true`,
  waiting: sql`(s.wants_person or (s.owner = 'person' and s.owner_user_id is null))`,
  mine: sql`s.owner_user_id = auth.uid()`,
  person: sql`s.owner = 'person'`,
  bot: sql`s.owner = 'bot'`,
  unread: sql`s.unread_count > 0`,
  snoozed: sql`s.snoozed_until > now()`,
  failed: FAILED,
} as const satisfies Record<InboxFilter, unknown>

const AWAKE = sql`(s.snoozed_until is null or s.snoozed_until <= now())`

interface ConversationPage {
  readonly filter: InboxFilter
  readonly label: string | null
  /** Whoever was found. Null: nobody is looked for. */
  readonly customer_ids: readonly string[] | null
  readonly cursor: string | null
  readonly limit: number
}

export async function selectConversations(tx: Tx, page: ConversationPage): Promise<ConversationRecord[]> {
  const { rows } = await sql<ConversationRecord>`
    ${conversations}
    where s.last_message_at is not null and ${FILTERS[page.filter]}
      and (${page.filter === 'snoozed' || page.customer_ids !== null} or ${AWAKE})
      and (${page.label}::uuid is null or exists (select from app.session_labels l where l.session_id = s.id and l.label_id = ${page.label}::uuid))
      and (${page.customer_ids === null} or s.customer_id = any(${[...(page.customer_ids ?? [])]}::uuid[]))
      and (${page.cursor}::uuid is null or (s.last_message_at, s.id) < (select x.last_message_at, x.id from app.whatsapp_sessions x where x.id = ${page.cursor}::uuid))
    order by s.last_message_at desc, s.id desc limit ${page.limit}`.execute(tx)
  return rows
}

export type InboxCounts = Readonly<Record<'waiting' | 'mine' | 'unread' | 'snoozed' | 'failed', number>>

export async function countConversations(tx: Tx): Promise<InboxCounts> {
  const count = (filter: keyof InboxCounts) =>
    sql`count(*) filter (where ${FILTERS[filter]} and ${filter === 'snoozed' ? FILTERS.snoozed : AWAKE})::int`
  const { rows } = await sql<InboxCounts>`
    select ${count('waiting')} as waiting, ${count('mine')} as mine, ${count('unread')} as unread, ${count('snoozed')} as snoozed,
      ${count('failed')} as failed from app.whatsapp_sessions s where s.last_message_at is not null`.execute(tx)
  return rows[0] as InboxCounts
}

export async function selectConversation(tx: Tx, session_id: string): Promise<ConversationRecord | undefined> {
  const { rows } = await sql<ConversationRecord>`${conversations} where s.id = ${session_id}`.execute(tx)
  return rows[0]
}

export async function hasUnanswered(tx: Tx, session_id: string): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from app.whatsapp_messages where session_id = ${session_id} and direction = 'inbound' and handled_at is null) as waits`.execute(
    tx,
  )
  return rows[0]?.waits ?? false
}

export async function selectMessagesByIds(tx: Tx, ids: readonly string[]): Promise<MessageRecord[]> {
  if (ids.length === 0) return []
  const { rows } =
    await sql<MessageRecord>`select ${messageFields('m')} from app.whatsapp_messages m where m.id = any(${[...ids]}::uuid[])`.execute(
      tx,
    )
  return rows
}

interface TicketBeside {
  readonly id: string
  readonly ticket_number: string
  readonly status: string
  readonly received_at: string | null
  readonly device_id: string | null
  readonly device_brand: string | null
  readonly device_model: string
}

/** What stands beside a conversation: the customer's jobs, those that are not over first, and what is still to pay. */
export async function selectTicketsOf(tx: Tx, customer_id: string): Promise<TicketBeside[]> {
  const { rows } = await sql<TicketBeside>`
    select t.id, t.ticket_number, t.status, t.received_at, t.device_id, d.brand as device_brand, t.device_model
    from app.tickets t left join app.devices d on d.id = t.device_id where t.customer_id = ${customer_id}
    order by t.status in ('picked_up', 'cancelled'), t.id desc limit 10`.execute(tx)
  return rows
}

export async function selectCustomersByTicket(tx: Tx, words: string): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select distinct customer_id from app.tickets where id = any(array(select id from app.search_tickets(${words}, null, null, 10000)))`.execute(
    tx,
  )
  return rows.map(row => row.customer_id)
}

export const selectDevicesOf = (tx: Tx, customer_id: string) =>
  tx
    .selectFrom('devices')
    .select(['id', 'brand', 'model', 'serial_number', sql<string | null>`right(imei, 4)`.as('imei_end')])
    .where('customer_id', '=', customer_id)
    .orderBy('id', 'desc')
    .limit(10)
    .execute()

export async function selectUsername(tx: Tx, customer_id: string): Promise<string | null> {
  const row = await tx
    .selectFrom('customer_identities')
    .select('username')
    .where('customer_id', '=', customer_id)
    .where('username', 'is not', null)
    .where('retired_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row?.username ?? null
}

/** Nothing is unread any more. The newest message of the customer, so that he can be shown blue ticks. */
export async function markSeen(
  tx: Tx,
  session_id: string,
): Promise<{ wamid: string | null; unread_before: number } | undefined> {
  const { rows } = await sql<{ wamid: string | null; unread_before: number }>`
    with before as (select id, unread_count from app.whatsapp_sessions where id = ${session_id} for update),
    seen as (update app.whatsapp_sessions s set unread_count = 0 from before where s.id = before.id and before.unread_count > 0)
    select before.unread_count as unread_before, (select m.message_id from app.whatsapp_messages m
      where m.session_id = before.id and m.direction = 'inbound' order by m.timestamp desc, m.id desc limit 1) as wamid from before`.execute(
    tx,
  )
  return rows[0]
}
