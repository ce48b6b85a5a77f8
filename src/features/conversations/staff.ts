import type { Ctx } from '../../db/ctx.ts'
import type { InputOf } from '../../shared/contract.ts'
import { type ChatMessage, canSendAgain, type conversationContracts, isWindowOpen } from '../../shared/conversations.ts'
import { AppError } from '../../shared/errors.ts'
import type { Topic, Wish } from '../../shared/preferences.ts'
import { MEDIA_RULES } from '../../shared/whatsapp/limits.ts'
import type { OutboundMessage, TemplateMessage } from '../../shared/whatsapp/outbound.ts'
import { templateValue } from '../../shared/whatsapp/templates.ts'
import { storeUpload } from '../files/files.ts'
import { wishFor } from '../preferences/preferences.ts'
import type { ReceivedFile } from '../tools.ts'
import { type Queue, queueMessage, takeOver } from './conversations.ts'
import { getMessage } from './inbox.ts'
import { lockSession, lockSessionOf, type SessionRow } from './sessions.queries.ts'
import { markSentAgain, selectOutboxOf, selectWamid } from './staff.queries.ts'
import { approvedTemplate, shownTemplate } from './templates.ts'

type Send = InputOf<typeof conversationContracts.send> & { files?: readonly ReceivedFile[] | undefined }

/** A person writes, and leads from then on. Outside the 24 hours only a template passes. */
export async function sendByStaff(ctx: Ctx, input: Send): Promise<ChatMessage> {
  const session = await lead(ctx, input.session_id)
  if (!isWindowOpen(session.last_inbound_at, ctx.now)) throw new AppError('window_closed')
  const message = await composed(ctx, session, input)
  const reply_to = input.reply_to ? await selectWamid(ctx.tx, session.id, input.reply_to) : null
  return queued(ctx, session.id, { message, reply_to })
}

async function composed(ctx: Ctx, session: SessionRow, input: Send): Promise<OutboundMessage> {
  const [received] = input.files ?? []
  if (!received) {
    if (!input.text) throw new AppError('validation_failed', {}, [{ path: 'text', message: 'too_small' }])
    return { type: 'text', body: input.text, preview_url: /https?:\/\//.test(input.text) }
  }
  const picture = received.mime_type === 'image/jpeg' || received.mime_type === 'image/png'
  const rule = MEDIA_RULES[picture ? 'image' : 'document']
  if (!rule.mime_types.some(type => type === received.mime_type)) throw new AppError('file_type_refused')
  if (received.size_bytes > rule.max_bytes)
    throw new AppError('payload_too_large', { limit_mb: rule.max_bytes / 1024 / 1024 })
  const file = await storeUpload(ctx, received, { kind: 'chat_media', customer_id: session.customer_id })
  const caption = input.text ? { caption: input.text.slice(0, 1024) } : {}
  return { type: picture ? 'image' : 'document', media: { file_id: file.id, filename: received.filename }, ...caption }
}

export async function sendTemplate(
  ctx: Ctx,
  input: InputOf<typeof conversationContracts.sendTemplate>,
): Promise<ChatMessage> {
  const session = await lead(ctx, input.session_id)
  const message: TemplateMessage = {
    type: 'template',
    name: input.name,
    language: input.language,
    body: input.variables.map(templateValue),
  }
  const template = await approvedTemplate(ctx, message)
  if (template?.language !== input.language) throw new AppError('not_found')
  return queued(ctx, session.id, {
    ...{ message, shown: shownTemplate(template, message) },
    ...(template.category === 'MARKETING' ? await promotionTo(ctx, session) : {}),
  })
}

/** Written by hand or not: a promotion goes to whoever agreed to them, and not at night. */
async function promotionTo(ctx: Ctx, { customer_id }: SessionRow): Promise<{ topic: Topic; wish: Wish }> {
  const topic = 'marketing'
  const wish = await wishFor(ctx, { customer_id, topic })
  if (wish.send === 'never') throw new AppError('promotion_unwanted')
  return { topic, wish }
}

/**
 * A new message with the same content: what became of the first one stays written. Pressed twice it goes once. `among_many`: pressed for
 * all of them at once, so what the customer wants is asked as for the first one; for a promotion it always is.
 */
export async function sendAgain(
  ctx: Ctx,
  input: { message_id: string; among_many?: boolean | undefined },
): Promise<ChatMessage> {
  const session = await lockSessionOf(ctx.tx, input.message_id)
  const first = session && (await selectOutboxOf(ctx.tx, input.message_id))
  if (!first) throw new AppError('not_found')
  if (!canSendAgain(first.status) || first.sent_again) throw new AppError('transition_refused')
  const passes = first.body.type === 'template' || isWindowOpen(session.last_inbound_at, ctx.now)
  if (!passes && !(first.template && (await approvedTemplate(ctx, first.template)))) throw new AppError('window_closed')
  const message_id = await queueMessage(ctx, {
    session_id: session.id,
    key: `again:${input.message_id}`,
    author: 'staff',
    message: first.body,
    template: first.template ?? undefined,
    ticket_id: first.ticket_id,
    topic: input.among_many || first.topic === 'marketing' ? (first.topic ?? undefined) : undefined,
    ...(first.body.type === 'template' ? { shown: { text: first.message_content, labels: first.labels ?? [] } } : {}),
  })
  if (!message_id) throw new AppError('transition_refused')
  await markSentAgain(ctx.tx, input.message_id)
  return getMessage(ctx, message_id)
}

/** Whoever writes takes the conversation over; one that a colleague leads is refused. */
async function lead(ctx: Ctx, session_id: string): Promise<SessionRow> {
  await takeOver(ctx, { session_id })
  const session = await lockSession(ctx.tx, session_id)
  if (!session) throw new AppError('not_found')
  return session
}

async function queued(
  ctx: Ctx,
  session_id: string,
  what: Pick<Queue, 'message' | 'reply_to' | 'shown' | 'topic' | 'wish'>,
): Promise<ChatMessage> {
  const message_id = await queueMessage(ctx, { session_id, key: `staff:${ctx.request_id}`, author: 'staff', ...what })
  if (!message_id) throw new AppError('conflict')
  return getMessage(ctx, message_id)
}
