import { z } from 'zod'
import { INTENTS } from './assistant.ts'
import { contract } from './contract.ts'
import { zConversation } from './conversations.ts'
import { zId, zMoment } from './fields.ts'

/** Words between colleagues; the customer never sees them. */
export const zNote = z.object({
  id: zId,
  body: z.string(),
  mentioned: z.array(z.object({ id: zId, full_name: z.string() })),
  author_name: z.string().nullable(),
  created_at: zMoment,
})
export type Note = z.output<typeof zNote>

export const zColleague = z.object({ id: zId, full_name: z.string() })
export type ChatColleague = z.output<typeof zColleague>

/** A message that holds the words, and where it stands. */
export const zFoundMessage = z.object({
  id: zId,
  session_id: zId,
  customer_name: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  /** The words with a little around them. */
  snippet: z.string(),
  timestamp: zMoment,
})
export type FoundMessage = z.output<typeof zFoundMessage>

export const PRESENCES = ['looking', 'typing', 'away'] as const
export type Presence = (typeof PRESENCES)[number]

const params = z.object({ session_id: zId })
const may = { read: { may: 'chat.read' }, write: { may: 'chat.write' } } as const

export const inboxContracts = {
  counts: contract({
    method: 'GET',
    path: '/conversation-counts',
    allow: may.read,
    summary: 'How many conversations each filter holds',
    response: z.object({
      waiting: z.int(),
      mine: z.int(),
      unread: z.int(),
      snoozed: z.int(),
      failed: z.int(),
    }),
  }),
  colleagues: contract({
    method: 'GET',
    path: '/conversation-colleagues',
    allow: may.read,
    summary: 'Who may be given a conversation or called into one',
    response: z.object({ items: z.array(zColleague) }),
  }),
  assign: contract({
    method: 'PUT',
    path: '/conversations/:session_id/assignee',
    allow: may.write,
    summary: 'A colleague leads it from here on, and is told; null: whoever takes it first',
    params,
    body: z.object({ user_id: zId.nullable() }),
    response: zConversation,
  }),
  snooze: contract({
    method: 'PUT',
    path: '/conversations/:session_id/snooze',
    allow: may.write,
    summary: 'Out of sight until then, or until the customer writes; null: back at once',
    params,
    body: z.object({ until: zMoment.nullable() }),
    response: zConversation,
  }),
  markUnread: contract({
    method: 'DELETE',
    path: '/conversations/:session_id/reading',
    allow: may.write,
    summary: 'Unread again, for everybody: the inbox is shared',
    params,
    response: z.object({ unread_count: z.int() }),
  }),
  notes: contract({
    method: 'GET',
    path: '/conversations/:session_id/notes',
    allow: may.read,
    summary: 'What colleagues noted on it, oldest first',
    params,
    response: z.object({ items: z.array(zNote) }),
  }),
  addNote: contract({
    method: 'POST',
    path: '/conversations/:session_id/notes',
    allow: may.write,
    summary: 'Note something for colleagues; whoever is mentioned is told',
    params,
    body: z.object({ body: z.string().trim().min(1).max(4000), mentions: z.array(zId).max(20).default([]) }),
    response: zNote,
    makes: true,
  }),
  search: contract({
    method: 'GET',
    path: '/conversation-messages',
    allow: may.read,
    summary: 'Messages that hold these words, the newest first',
    query: z.object({
      q: z.string().trim().min(3).max(100),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    response: z.object({ items: z.array(zFoundMessage) }),
  }),
  presence: contract({
    method: 'POST',
    path: '/conversations/:session_id/presence',
    allow: may.read,
    summary: 'I look at it, write in it, or have gone; told to who else is there, and kept nowhere',
    params,
    body: z.object({ presence: z.enum(PRESENCES) }),
    response: z.object({}),
  }),
  correctIntent: contract({
    method: 'PUT',
    path: '/messages/:message_id/intent',
    allow: may.write,
    summary: 'What the customer really meant with this message; kept for training',
    params: z.object({ message_id: zId }),
    body: z.object({ intent: z.enum(INTENTS) }),
    response: z.object({ intent: z.string().nullable(), correct: z.string() }),
  }),
  withdrawCorrection: contract({
    method: 'DELETE',
    path: '/messages/:message_id/intent',
    allow: may.write,
    summary: 'That correction was a slip: what the bot understood counts again',
    params: z.object({ message_id: zId }),
    response: z.object({ intent: z.string().nullable(), correct: z.null() }),
  }),
}
