import { requireAccount } from './account.ts'
import { take } from './buckets.ts'
import { after, before, strike } from './faults.ts'
import { mediaToSend } from './media.ts'
import { addPerson, isOpenToUs, keepMessage, personAt } from './people.ts'
import { isUnpaid, openFreeEntry } from './prices.ts'
import { Refusal } from './refusal.ts'
import { climb, defaultLadder, failLater, giveStatus } from './statuses.ts'
import { approvedTemplate, fillTemplate, headerMedia } from './templates.ts'
import { parseReceipt, parseSend, type Receipt, type SendEnvelope, type TemplateNode } from './validate.ts'
import { displayNumber } from './webhooks.ts'
import { newWamid, nextSeq, nowIso, nowMs, tell, trim, type World } from './world.ts'
import type { Delivery, FaultEffect, Json, Person, Send, StoredMessage } from './world.types.ts'

const TYPING_MS = 25_000
/** One message in six seconds to one person, a burst of 45 borrowed ahead; 80 a second for the number (about-the-platform, throughput). */
const PAIR = { burst: 45, per_second: 1 / 6 }
const NUMBER = { burst: 80, per_second: 80 }

/** `POST /{phone}/messages`, written into the ledger whatever becomes of it. */
export async function postMessage(world: World, body: Json): Promise<Json> {
  const receipt = parseReceipt(body)
  if (receipt) {
    await before(strike(world, 'read'))
    return markRead(world, receipt)
  }
  const entry: Send = {
    seq: nextSeq(world),
    at: nowIso(world),
    person_id: null,
    request: body,
    http_status: null,
    response: null,
    wamid: null,
    dropped: false,
  }
  world.sends.push(entry)
  trim(world)
  try {
    const response = await accept(world, body, entry)
    Object.assign(entry, { http_status: 200, response })
    return response
  } catch (error) {
    if (error instanceof Refusal)
      Object.assign(entry, { http_status: error.http_status, response: { code: error.code, details: error.details } })
    else entry.dropped = true
    throw error
  }
}

async function accept(world: World, body: Json, entry: Send): Promise<Json> {
  const address = String(body.to ?? body.recipient ?? '')
  const fault = strike(world, 'messages', [address])
  await before(fault)
  const send = parseSend(body)
  requireAccount(world, send.type === 'template' ? 'template' : 'answer')
  const person = recipientOf(world, send)
  if (world.settings.rate_limits) takeTokens(world, person)

  openFreeEntry(world, person)
  const draft = prepare(world, send, person)
  const wamid = newWamid()
  const message: StoredMessage = {
    wamid,
    person_id: person.id,
    direction: 'out',
    type: send.type,
    node: send.node,
    context: send.context ? { wamid: send.context.message_id } : null,
    at: nowIso(world),
    status: 'accepted',
    statuses: [],
    callback_data: send.biz_opaque_callback_data,
    addressed_by: send.to ? 'phone' : 'user_id',
    reactions: [],
    ...draft.stored,
  }
  Object.assign(entry, { person_id: person.id, wamid })
  if (send.type === 'reaction') react(world, send.node as { message_id: string; emoji: string })
  keepMessage(world, message)
  tell(world, 'typing', { person_id: person.id, until: null })
  await follow(world, message, fault?.effect, draft.failure)
  after(fault)
  return {
    messaging_product: 'whatsapp',
    contacts: [send.to ? { input: send.to, wa_id: person.wa_id } : { input: send.recipient, user_id: person.user_id }],
    messages: [{ id: wamid, ...(send.type === 'template' ? { message_status: 'accepted' } : {}) }],
  }
}

/** Without `+` Meta puts the business's own country code in front. */
function recipientOf(world: World, send: SendEnvelope): Person {
  if (!send.to) {
    const person = personAt(world, send.recipient ?? '')
    if (!person) throw new Refusal(131026, 'The recipient is not a user that this business has met.')
    return person
  }
  const digits = send.to.replace(/\D/g, '')
  const own = displayNumber(world)
  const phone = send.to.trim().startsWith('+') ? `+${digits}` : `+${own.slice(0, 2)}${digits}`
  if (phone === `+${own}`) throw new Refusal(131021, 'The recipient is the sender.')
  if (digits.length < 7 || digits.length > 15) throw new Refusal(131009, 'Invalid WhatsApp number in `to`.')
  return personAt(world, phone) ?? addPerson(world, { name: phone, phone })
}

interface Draft {
  stored: Partial<Pick<StoredMessage, 'template' | 'category' | 'media'>>
  failure: { code: number; details: string } | null
}

/** Everything that Meta checks before it accepts, and what it finds only afterwards (`failure`). */
function prepare(world: World, send: SendEnvelope, person: Person): Draft {
  const stored: Draft['stored'] = {}
  let failure: Draft['failure'] = null
  if (person.blocked_by_us) failure = { code: 130403, details: 'The business has blocked this user.' }
  else if (!person.has_whatsapp) failure = { code: 131026, details: 'Message undeliverable.' }

  if (send.type === 'template') {
    const node = send.node as TemplateNode
    const template = approvedTemplate(world, node)
    stored.template = fillTemplate(template, node)
    stored.category = template.category
    const header = headerMedia(node)
    if (header) stored.media = attach(world, header.id, header.kind, header.filename)
    if (template.category === 'AUTHENTICATION' && !send.to)
      throw new Refusal(131062, 'Authentication templates need a phone number.')
    if (template.category === 'MARKETING' && person.stopped_marketing)
      failure ??= { code: 131050, details: 'User has stopped marketing messages.' }
    return { stored, failure: failure ?? unpaid(world, { type: 'template', category: template.category }, person) }
  }
  if (!isOpenToUs(world, person)) {
    const details =
      'Message failed to send because more than 24 hours have passed since the customer last replied to this number.'
    if (world.settings.window_refusal === 'http') throw new Refusal(131047, details)
    failure ??= { code: 131047, details }
  }
  const file = fileIn(send)
  if (file) {
    const { mismatch } = mediaToSend(world, file.id, file.kind)
    stored.media = attach(world, file.id, file.kind, file.filename)
    if (mismatch) failure ??= { code: 131053, details: mismatch }
  }
  failure ??= unpaid(world, { type: send.type }, person)
  if (send.type === 'reaction' && !world.messages.has((send.node as { message_id: string }).message_id))
    throw new Refusal(131009, 'The message to react to was not found.')
  return { stored, failure }
}

const unpaid = (world: World, message: { type: string; category?: string }, person: Person): Draft['failure'] =>
  isUnpaid(world, message, person) ? { code: 131042, details: 'A payment method is needed for this message.' } : null

function attach(
  world: World,
  id: string,
  kind: string,
  filename: string | undefined,
): NonNullable<StoredMessage['media']> {
  const { media } = mediaToSend(world, id, kind)
  return { media_id: id, mime_type: media.mime_type, size: media.size, filename: filename ?? media.filename }
}

function fileIn(send: SendEnvelope): { id: string; kind: string; filename?: string | undefined } | null {
  const node = send.node as {
    id?: string
    filename?: string
    header?: { type: string } & Record<string, { id?: string; filename?: string } | undefined>
  }
  if (['image', 'video', 'document', 'audio', 'sticker'].includes(send.type))
    return node.id ? { id: node.id, kind: send.type, filename: node.filename } : null
  const header = send.type === 'interactive' ? node.header : undefined
  const file = header && header.type !== 'text' ? header[header.type] : undefined
  return header && file?.id ? { id: file.id, kind: header.type, filename: file.filename } : null
}

async function follow(
  world: World,
  message: StoredMessage,
  effect: FaultEffect | undefined,
  failure: Draft['failure'],
): Promise<void> {
  if (typeof effect === 'object' && 'async' in effect) failLater(world, message, effect.async, effect.details)
  else if (failure) failLater(world, message, failure.code, failure.details)
  else if (typeof effect === 'object' && 'statuses' in effect) climb(world, message, effect.statuses)
  else if (effect === 'status_first') {
    const first = giveStatus(world, message, 'sent')
    if (first) await untilTried(first)
    climb(world, message, defaultLadder(world).slice(1))
  } else climb(world, message, defaultLadder(world))
}

/** Until the shop has answered it, or has had five seconds for it. */
async function untilTried(delivery: Delivery): Promise<void> {
  for (let waited = 0; delivery.attempts.length === 0 && waited < 5000; waited += 5)
    await new Promise(resolve => setTimeout(resolve, 5))
}

function takeTokens(world: World, person: Person): void {
  if (!take(world, 'number', NUMBER))
    throw new Refusal(130429, 'Cloud API message throughput has been reached.', { retry_after_seconds: 1 })
  if (!take(world, person.id, PAIR))
    throw new Refusal(
      131056,
      'Too many messages sent from the sender phone number to the same recipient phone number in a short period of time.',
    )
}

function react(world: World, node: { message_id: string; emoji: string }): void {
  const target = world.messages.get(node.message_id)
  if (!target) return
  target.reactions = target.reactions.filter(r => r.by !== 'shop')
  if (node.emoji) target.reactions.push({ by: 'shop', emoji: node.emoji })
  tell(world, 'message', target)
}

/** Marks this message and the ones before it; typing shows until our next message, 25 s at most. */
function markRead(world: World, receipt: Receipt): Json {
  const message = world.messages.get(receipt.message_id)
  if (message?.direction !== 'in') throw new Refusal(131009, 'Message to mark as read was not found.')
  const chat = world.chats.get(message.person_id) ?? []
  for (const wamid of chat.slice(0, chat.indexOf(message.wamid) + 1)) {
    const earlier = world.messages.get(wamid)
    if (earlier?.direction !== 'in' || earlier.status === 'read') continue
    earlier.status = 'read'
    tell(world, 'read', { wamid, person_id: message.person_id })
  }
  if (receipt.typing_indicator)
    tell(world, 'typing', { person_id: message.person_id, until: new Date(nowMs(world) + TYPING_MS).toISOString() })
  return { success: true }
}
