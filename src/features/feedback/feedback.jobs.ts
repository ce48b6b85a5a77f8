import { notify } from '../notifications/notifications.ts'
import type { JobHandler } from '../tools.ts'
import { selectFeedback } from './feedback.queries.ts'

/** Few stars are put before the shop's people while the customer can still be won back. */
export const announceLowRatingJob: JobHandler<{ feedback_id: string }> = (tools, { feedback_id }) =>
  tools.as({ as: 'scheduler' }, async ctx => {
    const feedback = await selectFeedback(ctx.tx, feedback_id)
    if (!feedback?.rating) return
    await notify(ctx, {
      audience: 'chat.write',
      kind: 'low_rating',
      ...(feedback.ticket_id ? { subject_type: 'ticket', subject_id: feedback.ticket_id } : {}),
      data: { ticket: feedback.ticket_number ?? '', rating: feedback.rating },
      dedupe_key: `low_rating:${feedback_id}`,
    })
  })
