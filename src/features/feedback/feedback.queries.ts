import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'

/** One row a visit: the stars, and the words that came with or after them. */
export async function upsertFeedback(
  tx: Tx,
  input: { customer_id: string; ticket_id: string | null; rating: number | null; words: string | null; source: string },
) {
  const row = {
    customer_id: input.customer_id,
    ticket_id: input.ticket_id,
    rating: input.rating,
    feedback_text: input.words,
    feedback_source: input.source,
  }
  const insert = tx.insertInto('customer_feedback').values(row)
  if (!input.ticket_id) return insert.returning(['id', 'rating', 'feedback_text']).executeTakeFirstOrThrow()
  return insert
    .onConflict(conflict =>
      conflict.column('ticket_id').where('ticket_id', 'is not', null).doUpdateSet({
        rating: sql`coalesce(excluded.rating, customer_feedback.rating)`,
        feedback_text: sql`coalesce(excluded.feedback_text, customer_feedback.feedback_text)`,
      }),
    )
    .returning(['id', 'rating', 'feedback_text'])
    .executeTakeFirstOrThrow()
}

/** The latest visit of the last month that ended at the counter and was not rated yet; or the one named. */
export function selectVisitToRate(tx: Tx, input: { customer_id: string; ticket_id: string | null }) {
  const visits = tx
    .selectFrom('tickets as t')
    .select(['t.id', 't.ticket_number', 't.device_model'])
    .where('t.customer_id', '=', input.customer_id)
    .where('t.status', '=', 'picked_up')
    .orderBy('t.status_changed_at', 'desc')
    .limit(1)
  if (input.ticket_id) return visits.where('t.id', '=', input.ticket_id).executeTakeFirst()
  return visits
    .where('t.status_changed_at', '>', sql<string>`now() - interval '30 days'`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('customer_feedback as f')
            .select('f.id')
            .whereRef('f.ticket_id', '=', 't.id')
            .where('f.rating', 'is not', null),
        ),
      ),
    )
    .executeTakeFirst()
}

export const selectFeedback = (tx: Tx, feedback_id: string) =>
  tx
    .selectFrom('customer_feedback as f')
    .leftJoin('tickets as t', 't.id', 'f.ticket_id')
    .select(['f.rating', 'f.ticket_id', 't.ticket_number'])
    .where('f.id', '=', feedback_id)
    .executeTakeFirst()
