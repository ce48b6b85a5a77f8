import type { Ctx } from '../../db/ctx.ts'
import { aboutOf, type Topic, type Unwanted } from '../../shared/preferences.ts'
import { type OutboundMessage, outboundText } from '../../shared/whatsapp/outbound.ts'
import { addressOf } from '../customers/customers.ts'
import { notify } from '../notifications/notifications.ts'

export interface Unsaid {
  readonly customer_id: string
  readonly session_id: string | null
  readonly ticket_id?: string | null
  readonly topic: Topic
  readonly message: OutboundMessage
}

/**
 * A customer is not written to because he does not want it. Whoever wants to be called is to be called; and what a repair waits for
 * is put before staff in any case. Once a day and thing: ten photos are one call.
 */
export async function putBeforeStaff(ctx: Ctx, unsaid: Unsaid, why: Unwanted): Promise<void> {
  if (unsaid.topic === 'reply') return
  const { calls, needed } = aboutOf(unsaid.topic)
  const kind = why === 'wants_call' && calls ? 'please_call' : needed ? 'not_told' : null
  if (!kind) return
  const { customer_id, session_id, ticket_id, topic } = unsaid
  const { name } = await addressOf(ctx, { customer_id })
  const [line = ''] = outboundText(unsaid.message).split('\n')
  await notify(ctx, {
    audience: 'chat.write',
    kind,
    ...(ticket_id
      ? { subject_type: 'ticket', subject_id: ticket_id }
      : session_id && { subject_type: 'session', subject_id: session_id }),
    data: { customer: name, about: line.slice(0, 120) },
    dedupe_key: `${kind}:${ticket_id ?? customer_id}:${topic}:${ctx.today}`,
  })
}
