import { notify } from '../notifications/notifications.ts'
import { flagTicket } from '../tickets/tickets.ts'
import type { JobHandler } from '../tools.ts'
import { selectSessionCustomer } from './assistant.queries.ts'

/** Somebody waits for a person: the shop's people see it at once, once per message. A complaint stands on its ticket too. */
export const announcePersonJob: JobHandler<{
  session_id: string
  kind: 'person_wanted' | 'complaint'
  message_id: string
  ticket_id?: string | null
  words?: string
}> = (tools, { session_id, kind, message_id, ticket_id, words = '' }) =>
  tools.as({ as: 'scheduler' }, async ctx => {
    // the line bears the message's id: a job that runs again finds it
    const complaint = { id: message_id, update_type: 'complaint', description: words } as const
    if (kind === 'complaint' && ticket_id) await flagTicket(ctx, { ...complaint, ticket_id })
    const customer = await selectSessionCustomer(ctx.tx, session_id)
    await notify(ctx, {
      audience: 'chat.write',
      kind,
      subject_type: 'session',
      subject_id: session_id,
      data: { customer: customer?.name ?? '' },
      dedupe_key: `${kind}:${message_id}`,
    })
  })

/** Somebody would like to pay less: whoever answers chats hears of it, once an offer; without one once a day. */
export const announceBargainJob: JobHandler<{ session_id: string; offer: string | null; words: string }> = (
  tools,
  { session_id, offer, words },
) =>
  tools.as({ as: 'scheduler' }, async ctx => {
    const customer = await selectSessionCustomer(ctx.tx, session_id)
    await notify(ctx, {
      audience: 'chat.write',
      kind: 'bargain',
      subject_type: 'session',
      subject_id: session_id,
      data: { customer: customer?.name ?? '', words },
      dedupe_key: `bargain:${session_id}:${offer ?? ctx.today}`,
    })
  })

/** A fault came back within the warranty: the shop hears of it once a day, whether or not he brings the device in. */
export const announceClaimJob: JobHandler<{ session_id: string; ticket_id: string; ticket_number: string }> = (
  tools,
  { session_id, ticket_id, ticket_number },
) =>
  tools.as({ as: 'scheduler' }, async ctx => {
    const customer = await selectSessionCustomer(ctx.tx, session_id)
    await notify(ctx, {
      audience: 'tickets.write',
      kind: 'warranty_claim',
      subject_type: 'ticket',
      subject_id: ticket_id,
      data: { ticket: ticket_number, customer: customer?.name ?? '' },
      dedupe_key: `warranty_claim:${ticket_id}:${ctx.today}`,
    })
  })
