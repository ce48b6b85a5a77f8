import { z } from 'zod'
import { contract } from './contract.ts'
import { zId, zLang, zList, zMoment, zMoney, zPage } from './fields.ts'
import { zLabel } from './labels.ts'

/** What becomes of a message of ours. Meta's steps only climb; `failed` is final unless it had arrived before. */
export const MESSAGE_STATUSES = [
  'received',
  'queued',
  'sending',
  'waiting',
  'unknown',
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
] as const
export type MessageStatus = (typeof MESSAGE_STATUSES)[number]

const RANK: Readonly<Record<MessageStatus, number>> = {
  received: 0,
  queued: 0,
  sending: 1,
  waiting: 1,
  unknown: 2,
  sent: 3,
  delivered: 4,
  read: 5,
  played: 6,
  failed: 7,
}
const ARRIVED: readonly MessageStatus[] = ['delivered', 'read', 'played']

/** The status after Meta says `said`. Never down; a failure does not undo an arrival, and nothing undoes a failure. */
export function climbTo(current: MessageStatus, said: MessageStatus): MessageStatus {
  if (current === 'failed' || (said === 'failed' && ARRIVED.includes(current))) return current
  return RANK[said] > RANK[current] ? said : current
}

/** Staff may press "send again" on these. */
export const canSendAgain = (status: string): boolean =>
  status === 'failed' || status === 'unknown' || status === 'waiting'

/** Meta closes the window 24 hours after the customer's last message; we stop a little before. */
const WINDOW_MS = 24 * 60 * 60 * 1000
const WINDOW_MARGIN_MS = 5 * 60 * 1000

export const windowClosesAt = (last_inbound_at: string | null): string | null =>
  last_inbound_at === null ? null : new Date(Date.parse(last_inbound_at) + WINDOW_MS - WINDOW_MARGIN_MS).toISOString()

export const isWindowOpen = (last_inbound_at: string | null, now: string): boolean =>
  last_inbound_at !== null && Date.parse(now) < Date.parse(last_inbound_at) + WINDOW_MS - WINDOW_MARGIN_MS

/** What the bot took a customer's words for, how certain it was (0 to 1), and what staff say that they were. */
export const zTurn = z.object({
  intent: z.string().nullable(),
  confidence: z.number().nullable(),
  correct: z.string().nullable(),
  corrected_by: z.string().nullable(),
  corrected_at: zMoment.nullable(),
})
export type Turn = z.output<typeof zTurn>

export const zMessage = z.object({
  id: zId,
  session_id: zId,
  direction: z.enum(['inbound', 'outbound']),
  author: z.enum(['customer', 'bot', 'staff', 'system']),
  /** Who of the shop wrote it. */
  author_name: z.string().nullable(),
  message_type: z.string(),
  message_content: z.string(),
  /** Labels of buttons, rows or the link, in order. */
  buttons: z.array(z.string()),
  /** The message that it answers, shortened. */
  reply_to: z.object({ id: zId, message_content: z.string() }).nullable(),
  media_file_id: zId.nullable(),
  media_type: z.string().nullable(),
  /** `waiting`: still on its way into our storage; `gone`: it cannot be had any more. */
  media_state: z.enum(['waiting', 'stored', 'gone']).nullable(),
  media_url: z.string().nullable(),
  /** Bytes. */
  media_size: z.int().nullable(),
  thumb_url: z.string().nullable(),
  filename: z.string().nullable(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  reactions: z.array(z.object({ author: z.enum(['customer', 'shop']), emoji: z.string() })),
  /** The customer took it back. */
  revoked: z.boolean(),
  status: z.enum(MESSAGE_STATUSES),
  /** Why it did not arrive, in the reader's language. */
  problem: z.string().nullable(),
  can_send_again: z.boolean(),
  /** Its file did not come, and may be asked for once more. */
  can_fetch_again: z.boolean(),
  ticket_id: zId.nullable(),
  /** On the last message of those that were answered together. */
  turn: zTurn.nullable(),
  timestamp: zMoment,
})
export type ChatMessage = z.output<typeof zMessage>

export const zConversationRow = z.object({
  session_id: zId,
  customer_id: zId.nullable(),
  customer_name: z.string(),
  phone: z.string().nullable(),
  owner: z.enum(['bot', 'person']),
  owner_user_id: zId.nullable(),
  owner_name: z.string().nullable(),
  wants_person: z.boolean(),
  /** One count for the whole shop: what a colleague has read is read. */
  unread_count: z.int(),
  /** Out of sight until then. */
  snoozed_until: zMoment.nullable(),
  labels: z.array(zLabel),
  window_closes_at: zMoment.nullable(),
  /** Meta found no WhatsApp at this number, and nothing has gone or come since. */
  unreachable: z.boolean(),
  last_message_at: zMoment.nullable(),
  last_message: zMessage.nullable(),
})
export type ConversationRow = z.output<typeof zConversationRow>

export const zConversation = zConversationRow.extend({
  /** The bot leads, and has not answered yet what the customer wrote last: its quiet window, or its turn. */
  bot_writes: z.boolean(),
  /** What the bot understood before it gave the conversation to a person. */
  handover_summary: z.string().nullable(),
  username: z.string().nullable(),
  /** What the customer is written to in. */
  lang: zLang,
  devices: z.array(
    z.object({
      id: zId,
      brand: z.string().nullable(),
      model: z.string(),
      /** The last four digits tell two of a kind apart. */
      imei_end: z.string().nullable(),
      serial_number: z.string().nullable(),
    }),
  ),
  tickets: z.array(
    z.object({
      id: zId,
      ticket_number: z.string(),
      status: z.string(),
      received_at: zMoment.nullable(),
      device_id: zId.nullable(),
      device_brand: z.string().nullable(),
      device_model: z.string(),
    }),
  ),
  balance: zMoney,
})
export type Conversation = z.output<typeof zConversation>

export const zTemplate = z.object({
  name: z.string(),
  language: z.string(),
  category: z.string(),
  status: z.string(),
  /** What stands above and under the words, and on its buttons. */
  header: z.string(),
  body: z.string(),
  footer: z.string(),
  buttons: z.array(z.string()),
  /** How many values the body asks for. */
  variables: z.int(),
})
export type TemplateRow = z.output<typeof zTemplate>

/**
 * `waiting`: for a person, and nobody's yet; `mine`: led by me; `bot`: the bot leads; `failed`: something did not go out.
 * What is put off stands in `snoozed` alone; whoever searches finds it too.
 */
export const INBOX_FILTERS = ['all', 'waiting', 'mine', 'person', 'bot', 'unread', 'snoozed', 'failed'] as const
export type InboxFilter = (typeof INBOX_FILTERS)[number]

const params = z.object({ session_id: zId })

export const conversationContracts = {
  list: contract({
    method: 'GET',
    path: '/conversations',
    allow: { may: 'chat.read' },
    summary: 'Conversations, the newest message first',
    query: zPage.extend({
      q: z.string().trim().max(100).optional(),
      filter: z.enum(INBOX_FILTERS).default('all'),
      label: zId.optional(),
    }),
    response: zList(zConversationRow),
  }),
  get: contract({
    method: 'GET',
    path: '/conversations/:session_id',
    allow: { may: 'chat.read' },
    summary: 'One conversation',
    params,
    response: zConversation,
  }),
  messages: contract({
    method: 'GET',
    path: '/conversations/:session_id/messages',
    allow: { may: 'chat.read' },
    summary: 'Its messages, newest first; `cursor` goes further back, `down_to` makes the first page hold that message',
    params,
    query: zPage.extend({ down_to: zId.optional() }),
    response: zList(zMessage),
  }),
  read: contract({
    method: 'POST',
    path: '/conversations/:session_id/reading',
    allow: { may: 'chat.read' },
    summary: 'Staff have seen it: nothing is unread, and the customer gets blue ticks when a person leads',
    params,
    response: z.object({ unread_count: z.int() }),
  }),
  takeOver: contract({
    method: 'POST',
    path: '/conversations/:session_id/takeover',
    allow: { may: 'chat.write' },
    summary: 'I lead this conversation; `force` takes it from a colleague',
    params,
    body: z.object({ force: z.boolean().optional() }).optional(),
    response: zConversation,
  }),
  handBack: contract({
    method: 'DELETE',
    path: '/conversations/:session_id/takeover',
    allow: { may: 'chat.write' },
    summary: 'The bot leads again',
    params,
    response: zConversation,
  }),
  send: contract({
    method: 'POST',
    path: '/conversations/:session_id/messages',
    allow: { may: 'chat.write' },
    summary: 'Write to the customer: words, or a picture or PDF with words; takes the conversation over',
    params,
    body: z.object({ text: z.string().trim().max(4096).default(''), reply_to: zId.optional() }),
    response: zMessage,
    makes: true,
    upload: { max_files: 1, max_mb: 5 },
  }),
  fetchMediaAgain: contract({
    method: 'POST',
    path: '/messages/:message_id/downloads',
    allow: { may: 'chat.write' },
    summary: 'A file that did not come is asked for once more',
    params: z.object({ message_id: zId }),
    response: zMessage,
  }),
  sendAgain: contract({
    method: 'POST',
    path: '/messages/:message_id/resends',
    allow: { may: 'chat.write' },
    summary: 'Send a failed, unknown or waiting message again',
    params: z.object({ message_id: zId }),
    response: zMessage,
    makes: true,
  }),
  sendAllAgain: contract({
    method: 'POST',
    path: '/conversations/resends',
    allow: { may: 'chat.write' },
    summary: 'Send again what did not go out because the channel stood still',
    response: z.object({ sent: z.int(), left: z.int() }),
  }),
  templates: contract({
    method: 'GET',
    path: '/templates',
    allow: { may: 'chat.read' },
    summary: 'Templates that WhatsApp has approved',
    response: z.object({ items: z.array(zTemplate) }),
  }),
  sendTemplate: contract({
    method: 'POST',
    path: '/conversations/:session_id/templates',
    allow: { may: 'chat.write' },
    summary: 'Write outside the 24 hours with an approved template',
    params,
    body: z.object({
      name: z.string(),
      language: z.string(),
      variables: z.array(z.string().trim().min(1).max(1024)).max(20),
    }),
    response: zMessage,
    makes: true,
  }),
}
