import type { Ctx } from '../../db/ctx.ts'
import { AppError } from '../../shared/errors.ts'
import { GraphError } from '../../shared/whatsapp/graph-error.ts'
import type { JobHandler, JobTools } from '../tools.ts'
import { sendSoon } from './conversations.ts'
import type { OutboxRow } from './outbox.queries.ts'
import { type NextStep, nextStep, settleError, settleFileLost, settleSent } from './sending.ts'

/** Sends what a conversation has to send, in order, one request after the other; nothing is open while Meta is asked. */
export const sendMessages: JobHandler<{ session_id: string }> = async (tools, { session_id }) => {
  const uploaded = new Map<string, string>()
  for (;;) {
    const step = await tools.as({ as: 'scheduler' }, async ctx => {
      const next = await nextStep(ctx, session_id, uploaded)
      if (next.kind === 'later') await sendSoon(ctx, session_id, next.at)
      return next
    })
    if (step.kind === 'idle' || step.kind === 'later') return
    if (step.kind === 'upload') await upload(tools, step, uploaded)
    else await send(tools, step)
  }
}

async function upload(
  tools: JobTools,
  step: Extract<NextStep, { kind: 'upload' }>,
  uploaded: Map<string, string>,
): Promise<void> {
  try {
    const bytes = await tools.files.get(step.storage_key)
    const { media_id } = await tools.whatsapp.uploadMedia({ bytes, mime_type: step.mime_type, filename: step.filename })
    uploaded.set(step.file_id, media_id)
  } catch (error) {
    const settle = settlementOf(error, step.row)
    if (!settle) throw error
    tools.log.warn({ outbox_id: step.row.id, file_id: step.file_id, err: error }, 'WhatsApp did not get a file')
    await tools.as({ as: 'scheduler' }, settle)
  }
}

/** Null: nothing is known of it, so the job tries again. */
function settlementOf(error: unknown, row: OutboxRow): ((ctx: Ctx) => Promise<void>) | null {
  if (error instanceof GraphError) return ctx => settleError(ctx, row, error)
  const lost = error instanceof AppError && (error.code === 'not_found' || error.code === 'file_damaged')
  return lost ? ctx => settleFileLost(ctx, row) : null
}

async function send(tools: JobTools, step: Extract<NextStep, { kind: 'send' }>): Promise<void> {
  const { row, to, message } = step
  try {
    const sent = await tools.whatsapp.send(to, message, {
      callback: row.id,
      ...(row.reply_to ? { reply_to: row.reply_to } : {}),
    })
    await tools.as({ as: 'scheduler' }, ctx => settleSent(ctx, row, sent, tools.phone_number_id))
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    tools.log.warn(
      { outbox_id: row.id, code: error.code, details: error.details, http_status: error.http_status, sent: error.sent },
      'WhatsApp did not take a message',
    )
    await tools.as({ as: 'scheduler' }, ctx => settleError(ctx, row, error))
  }
}

/** Blue ticks for what staff have read. A courtesy: a message too old for it is left alone. */
export const markMessagesRead: JobHandler<{ wamid: string }> = async (tools, { wamid }) => {
  try {
    await tools.whatsapp.markRead(wamid, false)
  } catch (error) {
    if (!(error instanceof GraphError) || error.code === null) throw error
    tools.log.info({ code: error.code }, 'a read receipt was not taken')
  }
}
