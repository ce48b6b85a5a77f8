import type { Ctx } from '../../db/ctx.ts'
import { errorRule } from '../../shared/whatsapp/errors.ts'
import type { TemplateMessage } from '../../shared/whatsapp/outbound.ts'
import { queueMessage } from './conversations.ts'
import { selectOutboxOf } from './staff.queries.ts'
import { markReplaced, putOff, type SentRow } from './statuses.queries.ts'
import { approvedTemplate, shownTemplate } from './templates.ts'

/**
 * Meta found the window closed after it had taken the message: the template that belongs to it goes out as a message of
 * its own, once. False: there is none, or it is not approved.
 */
export async function repeatAsTemplate(ctx: Ctx, row: SentRow): Promise<boolean> {
  if (!row.template || row.message_type === 'template') return false
  const usable = await approvedTemplate(ctx, row.template)
  if (!usable) return false
  const message: TemplateMessage = { ...row.template, language: usable.language }
  await queueMessage(ctx, {
    session_id: row.session_id,
    key: `${row.idempotency_key}:template`,
    author: row.author,
    message,
    ticket_id: row.ticket_id,
    topic: row.topic ?? undefined,
    shown: shownTemplate(usable, message),
  })
  await markReplaced(ctx.tx, row.message_id, 'repeated')
  return true
}

/** Until it goes out anew, the first time, the second, the third; what comes after it in the conversation waits with it. */
const PAUSES_MS = [15_000, 60_000, 180_000]
/** Later than that it is a person's to judge: what it said belongs to its moment. */
const ANEW_WITHIN_MS = 60 * 60 * 1000
const PASSES: ReadonlySet<string> = new Set(['temporary', 'busy', 'pair'])

/**
 * Meta took it, and failed for a reason that passes by itself: the same goes out anew as a message of its own, three times at most.
 * What has changed meanwhile (who leads, what he wants, the window) is asked again when it goes. False: it is not for that.
 */
export async function sendAnew(ctx: Ctx, row: SentRow, code: number): Promise<boolean> {
  const [key = '', times = '0'] = row.idempotency_key.split(/:anew(?=\d$)/)
  const pause = PAUSES_MS[Number(times)]
  const passes = PASSES.has(errorRule(code).reason) && row.age_ms <= ANEW_WITHIN_MS
  const first = passes && pause ? await selectOutboxOf(ctx.tx, row.message_id) : undefined
  if (!first || !pause) return false
  const { session_id, author } = row
  const message_id = await queueMessage(ctx, {
    ...{ session_id, author, key: `${key}:anew${Number(times) + 1}`, message: first.body },
    sent_by: first.sent_by,
    template: first.template ?? undefined,
    media_file_id: first.media_file_id ?? undefined,
    ticket_id: first.ticket_id,
    reply_to: first.reply_to,
    topic: row.topic ?? undefined,
    ...(first.body.type === 'template' ? { shown: { text: first.message_content, labels: first.labels ?? [] } } : {}),
  })
  if (!message_id) return false
  await putOff(ctx.tx, message_id, new Date(Date.now() + pause).toISOString())
  await markReplaced(ctx.tx, row.message_id, 'anew')
  return true
}
