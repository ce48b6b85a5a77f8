import type { Ctx } from '../../db/ctx.ts'
import { climbTo, type MessageStatus } from '../../shared/conversations.ts'
import { errorRule } from '../../shared/whatsapp/errors.ts'
import type { InboundStatus } from '../../shared/whatsapp/inbound.types.ts'
import { charge } from '../channel/channel.ts'
import { notify } from '../notifications/notifications.ts'
import { sendSoon } from './conversations.ts'
import { noteRefusal } from './refusals.ts'
import { repeatAsTemplate, sendAnew } from './repeats.ts'
import { applyStatus, insertParked, lockSentMessage, type SentRow, selectParked } from './statuses.queries.ts'

/** Meta says what became of a message. Steps only climb; one for a message that is not ours to know yet is parked. */
export async function takeStatus(ctx: Ctx, said: InboundStatus): Promise<void> {
  const row = await lockSentMessage(ctx.tx, {
    phone_number_id: said.phone_number_id,
    wamid: said.wamid,
    callback_data: said.callback_data,
  })
  if (!row) {
    await insertParked(ctx.tx, said)
    return
  }
  await climb(ctx, row, said)
}

/** The wamid of a message has just become known: statuses that came before it are caught up with. */
export async function catchUp(ctx: Ctx, phone_number_id: string, wamid: string): Promise<void> {
  for (const said of await selectParked(ctx.tx, phone_number_id, wamid)) await takeStatus(ctx, said)
}

async function climb(ctx: Ctx, row: SentRow, said: InboundStatus): Promise<void> {
  const status = climbTo(row.status as MessageStatus, said.status)
  const failed = status === 'failed' && row.status !== 'failed'
  const [error] = said.errors
  await applyStatus(ctx.tx, row, {
    wamid: said.wamid,
    status,
    error_code: failed ? (error?.code ?? null) : null,
    error_detail: failed ? (error?.details ?? error?.title ?? null) : null,
    pricing: said.pricing,
  })
  const arrived = status === 'delivered' || status === 'read' || status === 'played'
  await charge(ctx, { message_id: row.message_id, arrived }, said)
  if (row.holds_others) await sendSoon(ctx, row.session_id)
  if (!failed) return
  if (error) await noteRefusal(ctx, row, error.code, error.details)
  if (row.sent_again) return
  if (error && errorRule(error.code).action === 'template' && (await repeatAsTemplate(ctx, row))) return
  if (error && (await sendAnew(ctx, row, error.code))) return
  await notify(ctx, {
    audience: 'chat.write',
    kind: 'message_failed',
    subject_type: 'session',
    subject_id: row.session_id,
    data: { customer: row.customer_name ?? row.phone ?? 'WhatsApp' },
    dedupe_key: `message_failed:${row.message_id}`,
  })
}
