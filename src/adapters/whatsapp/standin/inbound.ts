import { z } from 'zod'
import { keepMessage } from './people.ts'
import { titleOf } from './refusal.ts'
import { deliver, numberValue } from './webhooks.ts'
import { newId, newWamid, nowIso, seconds, tell, type World } from './world.ts'
import type { Delivery, Json, Person, StoredMessage } from './world.types.ts'

const base = {
  reply_to: z.string().optional(),
  referral: z.record(z.string(), z.unknown()).optional(),
  forwarded: z.boolean().optional(),
}
const media = {
  media_id: z.string(),
  caption: z.string().optional(),
  filename: z.string().optional(),
  voice: z.boolean().optional(),
}

export const customerSends = z.discriminatedUnion('type', [
  z.strictObject({ ...base, type: z.literal('text'), text: z.string().min(1) }),
  z.strictObject({ ...base, ...media, type: z.enum(['image', 'video', 'document', 'audio', 'sticker']) }),
  z.strictObject({ ...base, type: z.enum(['button_reply', 'list_reply']), reply_to: z.string(), id: z.string() }),
  z.strictObject({ ...base, type: z.literal('template_button'), reply_to: z.string(), index: z.number().int() }),
  z.strictObject({
    ...base,
    type: z.literal('location'),
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().optional(),
    address: z.string().optional(),
  }),
  z.strictObject({ ...base, type: z.literal('contacts'), contacts: z.array(z.unknown()) }),
  z.strictObject({ ...base, type: z.literal('reaction'), wamid: z.string(), emoji: z.string() }),
  z.strictObject({ ...base, type: z.literal('edit'), wamid: z.string(), text: z.string() }),
  z.strictObject({ ...base, type: z.literal('revoke'), wamid: z.string() }),
  z.strictObject({ ...base, type: z.literal('order'), order: z.record(z.string(), z.unknown()) }),
  z.strictObject({ ...base, type: z.literal('flow_reply'), response: z.record(z.string(), z.unknown()) }),
  z.strictObject({ ...base, type: z.literal('unsupported'), code: z.int().optional() }),
  z.strictObject({ ...base, type: z.literal('unknown'), name: z.string(), node: z.unknown() }),
])
export type CustomerSends = z.infer<typeof customerSends>

/** What the control API answers 400 with. */
export class Mistake extends Error {}

/** The customer writes: kept in the chat, and told to the shop by webhook. */
export function writeToShop(world: World, person: Person, input: CustomerSends): { wamid: string; delivery: Delivery } {
  const { type, node, extra } = wireNode(world, person, input)
  const media_id = 'media_id' in input ? input.media_id : null
  const stored = media_id ? world.media.get(media_id) : undefined
  const message: StoredMessage = {
    wamid: newWamid(),
    person_id: person.id,
    direction: 'in',
    type,
    node,
    context: input.reply_to ? { wamid: input.reply_to } : null,
    at: nowIso(world),
    status: 'received',
    statuses: [],
    reactions: [],
    ...(stored
      ? { media: { media_id: stored.id, mime_type: stored.mime_type, size: stored.size, filename: stored.filename } }
      : {}),
  }
  keepMessage(world, message)
  if (input.referral) person.referred_at = message.at
  touchTarget(world, input)
  return { wamid: message.wamid, delivery: announce(world, person, message, input, extra) }
}

function announce(world: World, person: Person, message: StoredMessage, input: CustomerSends, extra: Json): Delivery {
  const context = {
    ...(input.reply_to
      ? {
          from:
            world.messages.get(input.reply_to)?.direction === 'in' ? person.wa_id : world.options.display_phone_number,
          id: input.reply_to,
        }
      : {}),
    ...(input.forwarded ? { forwarded: true } : {}),
  }
  const wire: Json = {
    ...(person.hide_phone || !person.wa_id ? {} : { from: person.wa_id }),
    ...(person.hide_user_id ? {} : { from_user_id: person.user_id }),
    ...(person.parent_user_id ? { from_parent_user_id: person.parent_user_id } : {}),
    id: message.wamid,
    timestamp: seconds(message.at),
    type: message.type,
    ...(message.type === 'unsupported' ? {} : { [message.type]: message.node }),
    ...extra,
    ...(Object.keys(context).length > 0 ? { context } : {}),
    ...(input.referral ? { referral: input.referral } : {}),
  }
  return deliver(
    world,
    'message',
    'messages',
    numberValue(world, { contacts: [contactOf(person)], messages: [wire] }),
    person.id,
  )
}

/** The ids that this person shows. */
const addressOf = (person: Person): Json => ({
  ...(person.hide_phone || !person.wa_id ? {} : { wa_id: person.wa_id }),
  ...(person.hide_user_id ? {} : { user_id: person.user_id }),
})

const contactOf = (person: Person): Json => ({
  profile: { name: person.name, ...(person.username ? { username: person.username } : {}) },
  ...addressOf(person),
  ...(person.parent_user_id ? { parent_user_id: person.parent_user_id } : {}),
})

/** A customer has a new number: a system message from the old one, without contacts. */
export function announceNumberChange(
  world: World,
  person: Person,
  old: { old_wa_id: string | null; old_user_id: string },
): Delivery {
  const body = `User ${person.name} changed from ${old.old_wa_id ?? old.old_user_id} to ${person.wa_id}`
  const from = {
    ...(old.old_wa_id ? { from: old.old_wa_id } : {}),
    ...(person.hide_user_id ? {} : { from_user_id: old.old_user_id }),
  }
  return announceSystem(world, person, from, { body, ...addressOf(person), type: 'user_changed_number' })
}

/** His business-scoped id is another one; the message has no sender, only the ids. */
export function announceUserId(world: World, person: Person, previous_user_id: string): Delivery {
  const { user_id } = person
  const body = `User changed from ${previous_user_id} to ${user_id}`
  return announceSystem(world, person, {}, { body, user_id, previous_user_id, type: 'user_changed_user_id' })
}

/** He has a new phone, or installed WhatsApp anew. */
export function announceIdentity(world: World, person: Person): Delivery {
  const created_timestamp = seconds(nowIso(world))
  const identity = { acknowledged: true, created_timestamp, hash: newId('h') }
  const { wa_id: from, user_id: from_user_id } = addressOf(person)
  const sender = { ...(from ? { from } : {}), ...(from_user_id ? { from_user_id } : {}), identity }
  const system = { body: 'User identity changed', type: 'customer_identity_changed' }
  return announceSystem(world, person, sender, system, [contactOf(person)])
}

function announceSystem(world: World, person: Person, from: Json, system: Json, contacts?: Json[]): Delivery {
  const wire: Json = { ...from, id: newWamid(), timestamp: seconds(nowIso(world)), type: 'system', system }
  const value = numberValue(world, { ...(contacts ? { contacts } : {}), messages: [wire] })
  return deliver(world, 'message', 'messages', value, person.id)
}

/** Meta reports a problem: by itself, or with a message that it could not hand over. */
export function announceProblem(world: World, code: number, person: Person | null): Delivery {
  const errors = [problemOf(code)]
  if (!person) return deliver(world, 'message', 'messages', numberValue(world, { errors }))
  const { wa_id: from, user_id: from_user_id } = addressOf(person)
  const sender = { ...(from ? { from } : {}), ...(from_user_id ? { from_user_id } : {}) }
  const wire: Json = { ...sender, id: newWamid(), timestamp: seconds(nowIso(world)), type: 'interactive' }
  const value = numberValue(world, { contacts: [contactOf(person)], messages: [wire], errors })
  return deliver(world, 'message', 'messages', value, person.id)
}

const problemOf = (code: number, details?: string): Json => ({
  code,
  title: titleOf(code),
  message: titleOf(code),
  error_data: { details: details ?? titleOf(code) },
})

/** The customer no longer wants advertising, or wants it again. */
export function announcePreference(world: World, person: Person): Delivery {
  const stops = person.stopped_marketing
  const preference: Json = {
    ...addressOf(person),
    detail: `User requested to ${stops ? 'stop' : 'resume'} marketing messages`,
    category: 'marketing_messages',
    value: stops ? 'stop' : 'resume',
    timestamp: Number(seconds(nowIso(world))),
  }
  const value = numberValue(world, { contacts: [contactOf(person)], user_preferences: [preference] })
  return deliver(world, 'account', 'user_preferences', value, person.id)
}

function wireNode(world: World, person: Person, input: CustomerSends): { type: string; node: unknown; extra: Json } {
  const made = (type: string, node: unknown, extra: Json = {}) => ({ type, node, extra })
  switch (input.type) {
    case 'text':
      return made('text', { body: input.text })
    case 'image':
    case 'video':
    case 'document':
    case 'audio':
    case 'sticker':
      return made(input.type, mediaNode(world, input))
    case 'button_reply':
    case 'list_reply':
      return made('interactive', { type: input.type, [input.type]: tapped(world, person, input) })
    case 'template_button': {
      const button = ours(world, person, input.reply_to).template?.buttons.find(
        b => b.index === input.index && b.type === 'QUICK_REPLY',
      )
      if (!button) throw new Mistake('the template has no quick reply at that place')
      return made('button', { payload: button.payload, text: button.text })
    }
    case 'location':
      return made('location', {
        latitude: input.latitude,
        longitude: input.longitude,
        ...(input.name ? { name: input.name } : {}),
        ...(input.address ? { address: input.address } : {}),
      })
    case 'contacts':
      return made('contacts', input.contacts)
    case 'reaction':
      return made('reaction', { message_id: input.wamid, ...(input.emoji ? { emoji: input.emoji } : {}) })
    case 'edit':
      return made('edit', { original_message_id: input.wamid, message: { type: 'text', text: { body: input.text } } })
    case 'revoke':
      return made('revoke', { original_message_id: input.wamid })
    case 'order':
      return made('order', input.order)
    case 'unsupported':
      return made('unsupported', null, {
        errors: [problemOf(input.code ?? 131051, 'Message type is currently not supported.')],
        unsupported: { type: 'poll' },
      })
    case 'flow_reply': {
      const response_json = JSON.stringify(input.response)
      return made('interactive', { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json } })
    }
    case 'unknown':
      return made(input.name, input.node)
  }
}

function mediaNode(world: World, input: Extract<CustomerSends, { media_id: string }>): Json {
  const media = world.media.get(input.media_id)
  if (!media) throw new Mistake(`no media ${input.media_id}: upload it with POST /control/media`)
  return {
    id: media.id,
    mime_type: media.mime_type,
    sha256: media.sha256,
    ...(input.caption && input.type !== 'audio' && input.type !== 'sticker' ? { caption: input.caption } : {}),
    ...(input.type === 'document' ? { filename: input.filename ?? media.filename ?? 'document' } : {}),
    ...(input.type === 'audio' ? { voice: input.voice ?? true } : {}),
    ...(input.type === 'sticker' ? { animated: false } : {}),
    ...(world.settings.url_in_media ? { url: `http://127.0.0.1:${world.port}/standin-media/${media.id}` } : {}),
  }
}

function ours(world: World, person: Person, wamid: string): StoredMessage {
  const message = world.messages.get(wamid)
  if (message?.direction !== 'out' || message.person_id !== person.id)
    throw new Mistake(`${wamid} is not a message of the shop in this chat`)
  return message
}

interface InteractiveNode {
  action?: {
    buttons?: { reply: { id: string; title: string } }[]
    sections?: { rows: { id: string; title: string; description?: string }[] }[]
  }
}

function tapped(
  world: World,
  person: Person,
  input: Extract<CustomerSends, { type: 'button_reply' | 'list_reply' }>,
): Json {
  const { action } = ours(world, person, input.reply_to).node as InteractiveNode
  const choices =
    input.type === 'button_reply' ? action?.buttons?.map(b => b.reply) : action?.sections?.flatMap(s => s.rows)
  const choice = choices?.find(c => c.id === input.id)
  if (!choice)
    throw new Mistake(`the message has no ${input.type === 'button_reply' ? 'button' : 'row'} with id ${input.id}`)
  return { ...choice }
}

function touchTarget(world: World, input: CustomerSends): void {
  const target = 'wamid' in input ? world.messages.get(input.wamid) : undefined
  if (!target) return
  if (input.type === 'reaction') {
    target.reactions = target.reactions.filter(r => r.by !== 'person')
    if (input.emoji) target.reactions.push({ by: 'person', emoji: input.emoji })
  }
  if (input.type === 'edit') target.node = { body: input.text }
  if (input.type === 'revoke') target.node = { revoked: true }
  tell(world, 'message', target)
}
