import { notify } from '../notifications/notifications.ts'
import type { JobHandler } from '../tools.ts'
import { answerSoon } from './answering.ts'
import { sendSoon } from './conversations.ts'
import { wakeSnoozed } from './desk.ts'
import { ingestSoon } from './ingest.jobs.ts'
import { deleteOldEvents } from './ingest.queries.ts'
import { settleUnknown } from './outbox.queries.ts'
import { deleteOldParked } from './statuses.queries.ts'
import { selectStalled } from './upkeep.queries.ts'

/**
 * Every minute. Requests without an answer for ten minutes become unknown, for staff to decide; work whose job was lost
 * gets a new one (jobs are durable, this is the floor under them); what was put off comes back; what has served is thrown away.
 */
export const keepChannel: JobHandler<object> = async tools => {
  await tools.as({ as: 'scheduler' }, async ctx => {
    for (const lost of await settleUnknown(ctx.tx)) {
      await notify(ctx, {
        audience: 'chat.write',
        kind: 'message_failed',
        subject_type: 'session',
        subject_id: lost.session_id,
        data: { customer: lost.customer_name ?? 'WhatsApp' },
        dedupe_key: `message_unknown:${lost.message_id}`,
      })
    }
    const stalled = await selectStalled(ctx.tx)
    if (stalled.deliveries) await ingestSoon(ctx)
    for (const session_id of stalled.to_send) await sendSoon(ctx, session_id)
    for (const turn of stalled.to_answer) await answerSoon(ctx, turn, 0)
    const count = stalled.to_send.length + stalled.to_answer.length
    if (count > 0)
      tools.log.warn({ to_send: stalled.to_send, to_answer: stalled.to_answer }, 'work of the channel had stalled')
    await wakeSnoozed(ctx)
    await deleteOldParked(ctx.tx)
    await deleteOldEvents(ctx.tx)
  })
}
