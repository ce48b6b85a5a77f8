import type { Ctx } from '../../db/ctx.ts'
import type { TemplateMessage } from '../../shared/whatsapp/outbound.ts'
import { queueMessage } from './conversations.ts'
import { markRepeated, type SentRow } from './statuses.queries.ts'
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
  await markRepeated(ctx.tx, row.message_id)
  return true
}
