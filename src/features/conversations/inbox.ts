import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { InputOf } from '../../shared/contract.ts'
import {
  type ChatMessage,
  type Conversation,
  type ConversationRow,
  canSendAgain,
  type conversationContracts,
  type MessageStatus,
  windowClosesAt,
} from '../../shared/conversations.ts'
import { AppError } from '../../shared/errors.ts'
import { pageOf } from '../../shared/fields.ts'
import { handoverWords, zHandover } from '../../shared/handover.ts'
import { DEFAULT_LANG, type Lang } from '../../shared/messages.ts'
import { isHeld } from '../../shared/preferences.ts'
import { errorReasonText, isReason, reasonText } from '../../shared/whatsapp/errors.ts'
import { isMediaProblem, isRefused } from '../../shared/whatsapp/media.ts'
import { balanceOf, preferredLang, searchCustomers } from '../customers/customers.ts'
import { getCompany } from '../settings/settings.ts'
import { handBack, takeOver } from './conversations.ts'
import {
  type ConversationRecord,
  countConversations,
  hasUnanswered,
  type InboxCounts,
  type MessageRecord,
  markSeen,
  selectConversation,
  selectConversations,
  selectCustomersByTicket,
  selectDevicesOf,
  selectMessage,
  selectMessages,
  selectMessagesByIds,
  selectTicketsOf,
  selectUsername,
} from './inbox.queries.ts'

export async function listConversations(ctx: Ctx, input: InputOf<typeof conversationContracts.list>) {
  const page = {
    filter: input.filter,
    label: input.label ?? null,
    customer_ids: input.q ? await whoIsMeant(ctx, input.q) : null,
    cursor: input.cursor ?? null,
    limit: input.limit + 1,
  }
  const records = await selectConversations(ctx.tx, page)
  const shown = records.slice(0, input.limit)
  const last = await selectMessagesByIds(
    ctx.tx,
    shown.flatMap(r => r.last_message_id ?? []),
  )
  const items = shown.map(r => rowOf(r, last.find(m => m.id === r.last_message_id) ?? null, ctx.actor.language))
  return { items, next_cursor: records.length > input.limit ? (items.at(-1)?.session_id ?? null) : null }
}

/** Customers by name or phone, or by the number of a ticket of theirs. */
async function whoIsMeant(ctx: Ctx, q: string): Promise<string[]> {
  const found = await searchCustomers(ctx, { q })
  return [...new Set([...found, ...(await selectCustomersByTicket(ctx.tx, q))])]
}

export const countInbox = (ctx: Ctx): Promise<InboxCounts> => countConversations(ctx.tx)

export async function getConversation(ctx: Ctx, input: { session_id: string }): Promise<Conversation> {
  const record = await selectConversation(ctx.tx, input.session_id)
  if (!record) throw new AppError('not_found')
  const [last] = await selectMessagesByIds(ctx.tx, record.last_message_id ? [record.last_message_id] : [])
  const { customer_id } = record
  return {
    ...rowOf(record, last ?? null, ctx.actor.language),
    bot_writes: record.owner === 'bot' && (await hasUnanswered(ctx.tx, record.session_id)),
    handover_summary: await handoverOf(ctx, record),
    username: customer_id && (await selectUsername(ctx.tx, customer_id)),
    lang: customer_id ? await preferredLang(ctx, { customer_id }) : DEFAULT_LANG,
    devices: customer_id ? await selectDevicesOf(ctx.tx, customer_id) : [],
    tickets: customer_id ? await selectTicketsOf(ctx.tx, customer_id) : [],
    balance: customer_id ? await balanceOf(ctx, { customer_id }) : '0.00',
  }
}

/** What the bot hands over, in the reader's language; plain words where there are no more. */
async function handoverOf(ctx: Ctx, record: ConversationRecord): Promise<string | null> {
  const read = zHandover.safeParse(record.handover)
  if (!read.success) return record.handover_summary
  const { time_zone } = await getCompany(ctx)
  return handoverWords(read.data, ctx.actor.language, time_zone, ctx.now)
}

export async function listMessages(ctx: Ctx, input: InputOf<typeof conversationContracts.messages>) {
  const records = await selectMessages(ctx.tx, {
    session_id: input.session_id,
    cursor: input.cursor ?? null,
    down_to: input.down_to ?? null,
    limit: input.limit + 1,
  })
  return pageOf(
    records.map(m => messageOf(m, ctx.actor.language)),
    Math.max(input.limit, records.length - 1),
  )
}

export async function getMessage(ctx: Ctx, message_id: string): Promise<ChatMessage> {
  const record = await selectMessage(ctx.tx, message_id)
  if (!record) throw new AppError('not_found')
  return messageOf(record, ctx.actor.language)
}

/** Staff have the conversation before them. The customer's ticks turn blue when it is a person who leads. */
export async function readConversation(ctx: Ctx, input: { session_id: string }): Promise<{ unread_count: number }> {
  const seen = await markSeen(ctx.tx, input.session_id)
  if (!seen) throw new AppError('not_found')
  if (seen.wamid && seen.unread_before > 0)
    await enqueue(
      ctx,
      'whatsapp.mark_read',
      { wamid: seen.wamid },
      { key: `read:${input.session_id}`, max_attempts: 2 },
    )
  return { unread_count: 0 }
}

export async function takeOverConversation(
  ctx: Ctx,
  input: { session_id: string; force?: boolean | undefined },
): Promise<Conversation> {
  await takeOver(ctx, input)
  return getConversation(ctx, input)
}

export async function handBackConversation(ctx: Ctx, input: { session_id: string }): Promise<Conversation> {
  await handBack(ctx, input)
  return getConversation(ctx, input)
}

function rowOf(r: ConversationRecord, last: MessageRecord | null, lang: Lang): ConversationRow {
  const { last_inbound_at, handover_summary: _, handover: __, last_message_id: ___, labels, ...row } = r
  return {
    ...row,
    labels: [...labels],
    window_closes_at: windowClosesAt(last_inbound_at),
    last_message: last && messageOf(last, lang),
  }
}

function messageOf(m: MessageRecord, lang: Lang): ChatMessage {
  const { payload } = m
  const url = m.media_file_id && m.media_state === 'stored' ? `/api/v1/files/${m.media_file_id}` : null
  return {
    id: m.id,
    session_id: m.session_id,
    direction: m.direction,
    author: m.author,
    author_name: m.author_name,
    message_type: m.message_type,
    message_content: m.message_content,
    buttons: Array.isArray(payload.labels) ? payload.labels.filter((l): l is string => typeof l === 'string') : [],
    reply_to: m.answered,
    media_file_id: m.media_file_id,
    media_type: m.mime_type,
    media_state: m.media_state,
    media_url: url,
    media_size: m.media_size,
    thumb_url: url && m.has_thumbnail ? `${url}?size=thumbnail` : null,
    filename: m.filename,
    location:
      typeof payload.latitude === 'number' && typeof payload.longitude === 'number'
        ? { latitude: payload.latitude, longitude: payload.longitude }
        : null,
    reactions: reactionsOf(m),
    revoked: payload.revoked === true,
    status: m.status as MessageStatus,
    problem: problemOf(m, lang),
    can_fetch_again: m.media_state === 'gone' && !(isMediaProblem(m.error_detail) && isRefused(m.error_detail)),
    can_send_again: m.direction === 'outbound' && canSendAgain(m.status) && payload.sent_again !== true,
    ticket_id: m.ticket_id,
    turn: m.turn,
    timestamp: m.timestamp,
  }
}

/** The last word of each side; an empty one took it back. */
function reactionsOf(m: MessageRecord): ChatMessage['reactions'] {
  const last = new Map((m.reactions ?? []).map(r => [r.direction, r.emoji]))
  return [...last].flatMap(([direction, emoji]) =>
    emoji ? [{ author: direction === 'inbound' ? ('customer' as const) : ('shop' as const), emoji }] : [],
  )
}

function problemOf(m: MessageRecord, lang: Lang): string | null {
  if (m.media_state === 'gone' && isMediaProblem(m.error_detail)) return reasonText(m.error_detail, lang)
  if (!canSendAgain(m.status) && !(m.status === 'queued' && (isHeld(m.error_detail) || m.error_detail === 'trying')))
    return null
  if (isReason(m.error_detail)) return reasonText(m.error_detail, lang)
  return m.error_code === null ? reasonText('no_answer', lang) : errorReasonText(m.error_code, lang)
}
