import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { Content, InboundMedia, InboundMessage, Item } from '../../shared/whatsapp/inbound.types.ts'
import { noteNotice, noteTemplate } from '../channel/channel.ts'
import { findOrCreateByIdentity, moveIdentity } from '../customers/customers.ts'
import { changeTemplate, insertInbound, isKnownMessage, markRevoked } from './ingest.queries.ts'
import { moveSession, openSession } from './sessions.ts'
import { takeStatus } from './statuses.ts'
import { releaseWaiting } from './waiting.ts'

/** What a stored message asks for once its transaction has committed. */
export interface Taken {
  readonly session_id: string
  readonly customer_id: string
  readonly message_id: string
  readonly wamid: string
  /** A turn is due: the quiet window starts anew. */
  readonly awaits: boolean
  readonly owner: 'bot' | 'person'
}

/** Takes one item of a delivery into the shop's records. Again is the same as once. Null: nothing to answer. */
export async function takeItem(ctx: Ctx, item: Item): Promise<Taken | null> {
  switch (item.kind) {
    case 'message':
      return takeMessage(ctx, item)
    case 'status':
      await takeStatus(ctx, item)
      return null
    case 'template': {
      const { status, quality, category, reason } = item.change
      const change = {
        status: status ?? null,
        quality: quality ?? null,
        category: category ?? null,
        reason: reason ?? null,
      }
      await changeTemplate(ctx.tx, { name: item.name, language: item.language, ...change })
      await noteTemplate(ctx, { name: item.name, language: item.language, ...change })
      return null
    }
    case 'unreadable':
      throw new Error(`unreadable: ${item.reason}`)
    case 'problem':
      throw new Error(`WhatsApp reports ${item.problem.code} ${item.problem.title ?? ''} ${item.problem.details ?? ''}`)
    case 'notice':
      await noteNotice(ctx, item)
      return null
  }
}

async function takeMessage(ctx: Ctx, item: InboundMessage): Promise<Taken | null> {
  if (await isKnownMessage(ctx.tx, item.phone_number_id, item.wamid)) return null
  if (item.content.type === 'number_changed') return takeNumberChange(ctx, item, item.content)
  const { customer_id } = await findOrCreateByIdentity(ctx, item.sender)
  const session_id = await openSession(ctx, item.phone_number_id, customer_id, item.sender)
  if (item.content.type === 'revoke') await markRevoked(ctx.tx, session_id, item.content.message_id)
  return keep(ctx, item, { session_id, customer_id })
}

async function takeNumberChange(
  ctx: Ctx,
  item: InboundMessage,
  change: Extract<Content, { type: 'number_changed' }>,
): Promise<null> {
  const old = { wa_id: change.old_wa_id, user_id: item.sender.user_id }
  const now = { wa_id: change.new_wa_id, user_id: change.new_user_id }
  const moved = await moveIdentity(ctx, { old, now })
  const session_id = moved && (await moveSession(ctx, item.phone_number_id, moved.customer_id, old, now))
  if (moved && session_id) await keep(ctx, item, { session_id, customer_id: moved.customer_id })
  return null
}

async function keep(
  ctx: Ctx,
  item: InboundMessage,
  to: { session_id: string; customer_id: string },
): Promise<Taken | null> {
  const { content } = item
  const system = content.type === 'system' || content.type === 'number_changed'
  const awaits = !system && content.type !== 'reaction' && content.type !== 'revoke'
  const media = mediaOf(content)
  const written = await insertInbound(ctx.tx, {
    ...to,
    phone_number_id: item.phone_number_id,
    wamid: item.wamid,
    author: system ? 'system' : 'customer',
    message_type: item.shown_as,
    message_content: item.text ?? '',
    payload: {
      ...content,
      ...(item.referral ? { referral: item.referral } : {}),
      ...(item.context?.forwarded ? { forwarded: true } : {}),
    },
    reply_to: item.context?.wamid ?? null,
    media,
    at: item.at,
    awaits,
    opens_window: !system,
    profile_name: item.sender.profile_name,
  })
  if (!written) return null
  const { id: message_id, owner, releases } = written
  if (releases) await releaseWaiting(ctx, to.session_id)
  if (media)
    await enqueue(ctx, 'whatsapp.fetch_media', { message_id }, { key: `media:${message_id}`, max_attempts: 10 })
  return { ...to, message_id, wamid: item.wamid, awaits, owner }
}

const mediaOf = (content: Content): InboundMedia | null => ('media' in content ? content.media : null)
