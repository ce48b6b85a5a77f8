import { sql } from 'kysely'
import type { Ctx } from '../../db/ctx.ts'
import type { InputOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { inboxContracts } from '../../shared/inbox.ts'

/** The bot's turn that a message was part of. */
const turnOf = (message_id: string) => sql`
  select a.id, m.session_id, a.customer_id, a.message_content, a.intent
  from app.whatsapp_messages m join app.ai_conversations a on a.session_id = m.session_id::text and m.id = any(a.message_ids)
  where m.id = ${message_id} order by a.created_at limit 1`

/** What the customer really meant: one word a turn, the last, kept with his words for training. Nothing that was answered is undone. */
export async function correctIntent(ctx: Ctx, input: InputOf<typeof inboxContracts.correctIntent>) {
  const { rows } = await sql<{ intent: string | null; correct: string }>`
    insert into app.intent_corrections as k (ai_conversation_id, session_id, customer_id, words, understood, correct, corrected_by)
    select turn.id, turn.session_id, turn.customer_id, turn.message_content, turn.intent, ${input.intent}, ${ctx.actor.user_id}::uuid
    from (${turnOf(input.message_id)}) turn
    on conflict (ai_conversation_id) do update set correct = excluded.correct, corrected_by = excluded.corrected_by
    returning k.understood as intent, k.correct`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('not_found')
  return rows[0]
}

/** It was a slip: the bot's own reading counts again. A second press finds nothing to take back. */
export async function withdrawCorrection(ctx: Ctx, input: { message_id: string }) {
  const { rows } = await sql<{ intent: string | null }>`
    with turn as (${turnOf(input.message_id)}),
    gone as (delete from app.intent_corrections k using turn where k.ai_conversation_id = turn.id)
    select intent from turn`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('not_found')
  return { intent: rows[0].intent, correct: null }
}
