import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { InputOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { feedbackContracts } from '../../shared/feedback.ts'
import { selectVisitToRate, upsertFeedback } from './feedback.queries.ts'

/** Stars at or under this are put before the shop's people at once. */
const LOW = 2

export interface LeaveFeedback {
  readonly customer_id: string
  readonly ticket_id: string | null
  /** 1 to 5; null when the customer only wrote words. */
  readonly rating: number | null
  readonly words?: string
  readonly source?: 'whatsapp' | 'page'
}

/** The customer's stars and words about a visit. Said again, the later stars count and the words are kept. */
export async function leaveFeedback(ctx: Ctx, input: LeaveFeedback) {
  const feedback = await upsertFeedback(ctx.tx, {
    customer_id: input.customer_id,
    ticket_id: input.ticket_id,
    rating: input.rating,
    words: input.words?.trim() || null,
    source: input.source ?? 'whatsapp',
  })
  if (input.rating !== null && input.rating <= LOW) {
    await enqueue(ctx, 'feedback.announce_low_rating', { feedback_id: feedback.id })
  }
  return { rating: feedback.rating, feedback_text: feedback.feedback_text }
}

export async function leaveFeedbackOnPage(ctx: Ctx, input: InputOf<typeof feedbackContracts.leaveOnPage>) {
  const { customer_id, ticket_id } = ctx.actor
  if (!customer_id || !ticket_id) throw new AppError('not_found')
  if (!(await visitToRate(ctx, { customer_id, ticket_id }))) throw new AppError('transition_refused')
  return leaveFeedback(ctx, {
    customer_id,
    ticket_id,
    rating: input.rating,
    source: 'page',
    ...(input.words ? { words: input.words } : {}),
  })
}

/** The finished visit that stars would be about; null when there is none. */
export const visitToRate = async (ctx: Ctx, input: { customer_id: string; ticket_id: string | null }) =>
  (await selectVisitToRate(ctx.tx, input)) ?? null
