import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import type { CheckinPrefill } from '../../shared/checkins.ts'
import type { DialogueState } from './turn.ts'

export const selectIntents = (tx: Tx) =>
  tx
    .selectFrom('ai_intents')
    .select(['intent_name', 'keywords', 'response_template', 'action_type', 'is_active'])
    .where('is_active', '=', true)
    .execute()

export const selectState = (tx: Tx, session_id: string) =>
  tx.selectFrom('conversation_states').selectAll().where('session_id', '=', session_id).executeTakeFirst()

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

export const selectSession = (tx: Tx, session_id: string) =>
  tx.selectFrom('whatsapp_sessions').select(['owner', 'profile_name']).where('id', '=', session_id).executeTakeFirst()

export const selectCustomer = (tx: Tx, customer_id: string) =>
  tx
    .selectFrom('customers as c')
    .leftJoin('customer_preferences as p', 'p.customer_id', 'c.id')
    .select(['c.name', 'p.language_preference'])
    .where('c.id', '=', customer_id)
    .executeTakeFirst()

/** What the customer read last before these messages: our latest outbound message. */
export async function selectLastSaid(
  tx: Tx,
  session_id: string,
  before_id: string,
): Promise<{ body: string; key: string }> {
  const last = await sql<{ body: string | null; key: string | null }>`
    select o.body::text as body, o.idempotency_key as key from app.whatsapp_messages m
    left join app.whatsapp_outbox o on o.message_id = m.id
    where m.session_id = ${session_id} and m.direction = 'outbound' and m.status not in ('failed', 'waiting')
      and (m.timestamp, m.id) < (select i.timestamp, i.id from app.whatsapp_messages i where i.id = ${before_id})
    order by m.timestamp desc, m.id desc limit 1`.execute(tx)
  return { body: last.rows[0]?.body ?? '', key: last.rows[0]?.key ?? '' }
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

export async function insertExchange(
  tx: Tx,
  exchange: {
    customer_id: string
    session_id: string
    message_content: string
    response_content: string
    owner: 'bot' | 'person'
    intent: string
    entities: object
    language: string
    confidence_score: number
    sentiment_score: number
    sentiment_label: string
    message_ids: string[]
  },
): Promise<string> {
  const row = await tx
    .insertInto('ai_conversations')
    .values({ ...exchange, entities: JSON.stringify(exchange.entities) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export const insertSentiment = (
  tx: Tx,
  row: {
    customer_id: string
    ticket_id: string | null
    message_id: string
    sentiment_score: number
    sentiment_label: string
    confidence: number
  },
) => tx.insertInto('customer_sentiments').values(row).execute()

export const insertInteraction = (
  tx: Tx,
  row: { customer_id: string; interaction_id: string; description: string; created_by: string | null },
) =>
  tx
    .insertInto('customer_interactions')
    .values({ ...row, interaction_type: 'whatsapp', direction: 'inbound' })
    .execute()

export const stopMarketing = (tx: Tx, customer_id: string) =>
  tx
    .insertInto('customer_preferences')
    .values({ customer_id, marketing_consent: false })
    .onConflict(conflict => conflict.column('customer_id').doUpdateSet({ marketing_consent: false }))
    .execute()

export const selectSessionCustomer = (tx: Tx, session_id: string) =>
  tx
    .selectFrom('whatsapp_sessions as s')
    .innerJoin('customers as c', 'c.id', 's.customer_id')
    .select('c.name')
    .where('s.id', '=', session_id)
    .executeTakeFirst()
