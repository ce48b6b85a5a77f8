import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import type { IntentRow, Understanding } from '../../shared/assistant.ts'
import type { CheckinPrefill } from '../../shared/checkins.ts'
import { AppError } from '../../shared/errors.ts'
import type { DialogueState } from './turn.ts'

const selectIntents = (tx: Tx) =>
  tx
    .selectFrom('ai_intents')
    .select(['intent_name', 'keywords', 'response_template', 'action_type', 'is_active'])
    .where('is_active', '=', true)
    .execute()

export interface KnownIntent extends IntentRow {
  readonly response_template: string | null
  readonly action_type: string | null
}
/** The rows change when staff edit keywords, a few times a year: kept until their stamp changes. */
let kept: { readonly stamp: string; readonly rows: readonly KnownIntent[] } | null = null
export async function knownIntents(tx: Tx, stamp: string): Promise<readonly KnownIntent[]> {
  if (kept?.stamp === stamp) return kept.rows
  const rows = (await selectIntents(tx)).map(row => ({ ...row, keywords: row.keywords ?? [] }))
  kept = { stamp, rows }
  return rows
}

export interface Opening {
  readonly owner: 'bot' | 'person'
  readonly wants_person: boolean
  readonly handover: unknown
  readonly customer_name: string
  readonly language_preference: string | null
  readonly paused: boolean | null
  readonly state: {
    readonly flow: string | null
    readonly step: string | null
    readonly slots: DialogueState['slots']
    readonly asked: DialogueState['asked']
    readonly last_question: DialogueState['last_question']
    readonly lang: string
    readonly updated_at: string
  } | null
  /** Our latest message before this turn, as it stands in the outbox, and its key. */
  readonly last_body: string | null
  readonly last_key: string | null
  readonly last_at: string | null
  /** Meta had it before he wrote: what still waits, or crossed his message, he has not read. */
  readonly last_shown: boolean
  readonly intents_stamp: string
}

/** All that a turn needs to know of the conversation itself, in one look. */
export async function selectOpening(
  tx: Tx,
  of: { session_id: string; customer_id: string; before_id: string },
): Promise<Opening> {
  const { rows } = await sql<Opening>`
    select s.owner, s.wants_person, s.handover, c.name as customer_name, p.language_preference, p.paused_at is not null as paused, to_jsonb(st) as state, l.body as last_body, l.key as last_key, l.at as last_at,
      coalesce(l.shown, false) as last_shown,
      (select count(*) || ' ' || coalesce(max(i.updated_at)::text, '') from app.ai_intents i) as intents_stamp
    from app.whatsapp_sessions s
    join app.customers c on c.id = ${of.customer_id}
    left join app.customer_preferences p on p.customer_id = c.id
    left join app.conversation_states st on st.session_id = s.id
    left join lateral (
      select o.body::text as body, o.idempotency_key as key, m.timestamp as at,
        -- Meta's clock has whole seconds.
        m.status in ('sent', 'delivered', 'read', 'played') and o.sending_at < b.timestamp + interval '1 second' as shown
      from app.whatsapp_messages b join app.whatsapp_messages m on (m.timestamp, m.id) < (b.timestamp, b.id)
      left join app.whatsapp_outbox o on o.message_id = m.id
      where b.id = ${of.before_id} and m.session_id = s.id and m.direction = 'outbound' and m.status not in ('failed', 'waiting')
        -- What waits for the customer's hour or the morning he has not seen.
        and (m.status <> 'queued' or coalesce(m.error_detail, '') not in ('quiet_hours', 'night'))
      order by m.timestamp desc, m.id desc limit 1) l on true
    where s.id = ${of.session_id}`.execute(tx)
  const [opening] = rows
  if (!opening) throw new AppError('not_found')
  return opening
}

export async function saveState(
  tx: Tx,
  of: { session_id: string; customer_id: string },
  state: DialogueState,
): Promise<void> {
  const row = {
    flow: state.flow,
    step: state.step,
    slots: JSON.stringify(state.slots),
    asked: JSON.stringify(state.asked),
    last_question: state.last_question ? JSON.stringify(state.last_question) : null,
    lang: state.lang,
  }
  await tx
    .insertInto('conversation_states')
    .values({ ...of, ...row })
    .onConflict(conflict => conflict.column('session_id').doUpdateSet(row))
    .execute()
}

/** What was told for the check-in whose link has expired unused. */
export async function selectExpiredPrefill(tx: Tx, customer_id: string): Promise<CheckinPrefill | null> {
  const checkin = await tx
    .selectFrom('checkins')
    .select('prefill')
    .where('customer_id', '=', customer_id)
    .where('status', '=', 'open')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (checkin?.prefill ?? null) as CheckinPrefill | null
}

/** Files of the photos that the customer sent; one that is still on its way comes with the next look. */
export async function selectPhotoFiles(tx: Tx, message_ids: readonly string[]): Promise<string[]> {
  if (!message_ids.length) return []
  const rows = await tx
    .selectFrom('whatsapp_messages')
    .select(['id', 'media_file_id'])
    .where('id', 'in', [...message_ids])
    .execute()
  const byId = new Map(rows.map(row => [row.id, row.media_file_id]))
  return message_ids.map(id => byId.get(id)).filter(file => file != null)
}

/** The understood turn, the customer's mood and the contact: one statement. */
export async function insertExchange(
  tx: Tx,
  e: {
    customer_id: string
    session_id: string
    heard: string
    said: string
    owner: 'bot' | 'person'
    read: Understanding
    /** The wishes, when there was more than one. */
    parts: readonly { readonly text: string; readonly intent: string }[]
    /** Null when nothing was written that has a mood. */
    mood_of_message: string | null
    ticket_id: string | null
    message_ids: string[]
    actor_id: string | null
  },
): Promise<void> {
  const { intent, confidence, language, sentiment } = e.read
  const entities = [...e.read.entities, ...e.parts.map(part => ({ kind: 'part', text: part.text, value: part.intent }))]
  await sql`
    with exchange as (
      insert into app.ai_conversations (customer_id, session_id, message_content, response_content, owner, intent, entities, language,
        confidence_score, sentiment_score, sentiment_label, message_ids)
      values (${e.customer_id}, ${e.session_id}, ${e.heard}, ${e.said}, ${e.owner}, ${intent}, ${JSON.stringify(entities)}::jsonb, ${language},
        ${confidence}, ${sentiment.score}, ${sentiment.label}, ${e.message_ids}::uuid[])
      returning id
    ), mood as (
      insert into app.customer_sentiments (customer_id, ticket_id, message_id, sentiment_score, sentiment_label, confidence)
      select ${e.customer_id}::uuid, ${e.ticket_id}::uuid, m.id, ${sentiment.score}::numeric, ${sentiment.label}, ${sentiment.confidence}::numeric
      from (select ${e.mood_of_message}::uuid as id) m where m.id is not null
    )
    insert into app.customer_interactions (customer_id, interaction_type, interaction_id, description, direction, created_by)
    select ${e.customer_id}::uuid, 'whatsapp', id, ${`${intent}: ${e.heard.slice(0, 200)}`}, 'inbound', ${e.actor_id}::uuid from exchange`.execute(
    tx,
  )
}

/** The job that we last spoke of in this chat: "teruk la" without a name is about that one. */
export async function selectTicketSpokenOf(tx: Tx, session_id: string): Promise<string | null> {
  const last = await tx
    .selectFrom('whatsapp_messages')
    .select('ticket_id')
    .where('session_id', '=', session_id)
    .where('ticket_id', 'is not', null)
    .orderBy('timestamp', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.ticket_id ?? null
}

export const selectSessionCustomer = (tx: Tx, session_id: string) =>
  tx
    .selectFrom('whatsapp_sessions as s')
    .innerJoin('customers as c', 'c.id', 's.customer_id')
    .select('c.name')
    .where('s.id', '=', session_id)
    .executeTakeFirst()
