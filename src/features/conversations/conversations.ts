import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import { AppError } from '../../shared/errors.ts'
import type { Handover } from '../../shared/handover.ts'
import type { Lang } from '../../shared/messages.ts'
import type { Topic, Wish } from '../../shared/preferences.ts'
import {
  fileOf,
  type OutboundMessage,
  outboundMessage,
  outboundText,
  type TemplateMessage,
} from '../../shared/whatsapp/outbound.ts'
import { TEMPLATES } from '../../shared/whatsapp/templates.ts'
import { wishFor } from '../preferences/preferences.ts'
import { nameOf } from '../users/users.ts'
import { insertMessage } from './outbox.queries.ts'
import { lockSession, type SessionRow, selectSessionOfCustomer } from './sessions.queries.ts'
import { handAnsweredToPerson, updateOwner } from './takeover.queries.ts'
import { putBeforeStaff } from './unwanted.ts'

export interface Tell {
  readonly customer_id: string
  /** Which conversation; by default the one where the customer wrote last. */
  readonly session_id?: string
  readonly ticket_id?: string | null
  /** What it is about: whether and when the customer wants to hear of that is his. */
  readonly topic: Topic
  /** Said twice with the same key is sent once. */
  readonly key: string
  readonly lang?: Lang
  readonly message: OutboundMessage
  /** Said instead when the 24-hour window is closed; without one the message waits for a person. */
  readonly template?: TemplateMessage
  readonly media_file_id?: string
  readonly author?: 'bot' | 'staff' | 'system'
}

/**
 * Queues a message to a customer in this transaction, for now or for when he wants to be written to. One that he does not want is
 * kept in the thread as not sent. Null: he has no WhatsApp that we know, or it was said before.
 */
export async function tellCustomer(ctx: Ctx, tell: Tell): Promise<{ message_id: string; send: Wish['send'] } | null> {
  const session_id = tell.session_id ?? (await selectSessionOfCustomer(ctx.tx, tell.customer_id))?.id ?? null
  const wish = await wishFor(ctx, tell)
  if (wish.send === 'never') await putBeforeStaff(ctx, { ...tell, session_id }, wish.why)
  if (!session_id) return null
  const message_id = await queueMessage(ctx, {
    ...tell,
    session_id,
    wish,
    author: tell.author ?? (ctx.actor.role === 'bot' ? 'bot' : 'system'),
  })
  return message_id ? { message_id, send: wish.send } : null
}

export interface Queue {
  readonly session_id: string
  readonly key: string
  readonly author: 'bot' | 'staff' | 'system'
  /** Who of the shop wrote it, when it is not whoever queues it. */
  readonly sent_by?: string | null | undefined
  readonly message: OutboundMessage
  /** None: written by hand. */
  readonly topic?: Topic | undefined
  readonly wish?: Wish | undefined
  readonly template?: TemplateMessage | undefined
  readonly media_file_id?: string | undefined
  readonly ticket_id?: string | null | undefined
  readonly reply_to?: string | null | undefined
  /** What a template says once it is filled in. */
  readonly shown?: { readonly text: string; readonly labels: readonly string[] } | undefined
}

/** The message in the thread, its place in the outbox and the job that sends it. Null: this key was said before. */
export async function queueMessage(ctx: Ctx, input: Queue): Promise<string | null> {
  const message = outboundMessage.parse(input.message)
  for (const one of [message, input.template]) if (one?.type === 'template') requireValues(one)
  const message_id = await insertMessage(ctx.tx, {
    session_id: input.session_id,
    idempotency_key: input.key,
    author: input.author,
    sent_by: input.sent_by ?? (input.author === 'staff' ? ctx.actor.user_id : null),
    message,
    template: input.template ?? null,
    message_content: input.shown?.text ?? outboundText(message),
    labels: input.shown?.labels ?? labelsOf(message),
    media_file_id: fileOf(message)?.file_id ?? input.media_file_id ?? null,
    reply_to: input.reply_to ?? null,
    ticket_id: input.ticket_id ?? null,
    topic: input.topic ?? null,
    wish: input.wish ?? { send: 'now' },
  })
  if (message_id) await sendSoon(ctx, input.session_id)
  return message_id
}

/** Of our own templates we know how many values they take; a wrong count is a defect that Meta must not be the first to find. */
function requireValues({ name, body }: TemplateMessage): void {
  const known = (TEMPLATES as Readonly<Record<string, { readonly example: readonly string[] }>>)[name]
  if (known && known.example.length !== body.length)
    throw new AppError('template_values', { name, wanted: known.example.length, given: body.length })
}

export const sendSoon = (ctx: Ctx, session_id: string, run_at?: string): Promise<void> =>
  enqueue(ctx, 'whatsapp.send', { session_id }, { key: `send:${session_id}`, ...(run_at ? { run_at } : {}) })

function labelsOf(message: OutboundMessage): string[] {
  if (message.type === 'buttons') return message.buttons.map(b => b.title)
  if (message.type === 'list') return message.sections.flatMap(s => s.rows.map(r => r.title))
  return message.type === 'cta_url' ? [message.display_text] : []
}

/** A person leads from here on; the bot's unsent words are not sent. `force` takes it from a colleague. */
export async function takeOver(ctx: Ctx, input: { session_id: string; force?: boolean | undefined }): Promise<void> {
  const session = await lockMine(ctx, input)
  if (session.owner === 'person' && session.owner_user_id === ctx.actor.user_id) return
  await updateOwner(ctx.tx, session.id, {
    owner: 'person',
    owner_user_id: ctx.actor.user_id,
    owner_since: ctx.now,
    wants_person: false,
  })
}

/** The conversation, unless a colleague leads it. */
async function lockMine(ctx: Ctx, input: { session_id: string; force?: boolean | undefined }): Promise<SessionRow> {
  const session = await lockSession(ctx.tx, input.session_id)
  if (!session) throw new AppError('not_found')
  const { owner, owner_user_id } = session
  if (owner === 'person' && owner_user_id && owner_user_id !== ctx.actor.user_id && !input.force)
    throw new AppError('conversation_taken', { name: (await nameOf(ctx, owner_user_id)) ?? '?' })
  return session
}

/** The bot leads again, and answers what the customer has just written and no person has. */
export async function handBack(ctx: Ctx, input: { session_id: string }): Promise<void> {
  const session = await lockMine(ctx, input)
  await updateOwner(ctx.tx, session.id, {
    owner: 'bot',
    owner_user_id: null,
    owner_since: null,
    wants_person: false,
    handover_summary: null,
    handover: null,
    snoozed_until: null,
    snoozed_by: null,
  })
  await handAnsweredToPerson(ctx.tx, session.id, ctx.now)
}

export interface AskForPerson {
  readonly session_id: string
  /** In words, where nothing more is known than what was written. */
  readonly summary: string
  readonly handover?: Handover
  /** The bot says no more; what it said in this same transaction still goes out. Else it goes on serving while he waits. */
  readonly steps_back?: boolean
}

/** The conversation waits for a person. One that a person leads already stays with him. */
export async function askForPerson(ctx: Ctx, input: AskForPerson): Promise<void> {
  const session = await lockSession(ctx.tx, input.session_id)
  if (!session) throw new AppError('not_found')
  const leads = session.owner === 'bot' && input.steps_back
  const owner = leads ? { owner: 'person' as const, owner_user_id: null, owner_since: ctx.now } : {}
  await updateOwner(ctx.tx, session.id, {
    ...owner,
    wants_person: true,
    handover_summary: input.summary,
    handover: input.handover ? JSON.stringify(input.handover) : null,
  })
}
