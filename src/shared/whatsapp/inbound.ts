import { z } from 'zod'
import type { Shape } from '../fields.ts'
import { readContent, textOf } from './inbound.content.ts'
import type { GraphProblem, InboundMessage, InboundStatus, Item, Place, Sender } from './inbound.types.ts'

const optional = z
  .string()
  .nullish()
  .transform(value => value || null)
/** Ids and numbers that Meta spells now as a string, now as a number. */
const loose = z
  .union([z.string(), z.number()])
  .nullish()
  .transform(value => (value == null || value === '' ? null : String(value)))
const list = z
  .array(z.unknown())
  .nullish()
  .transform(value => value ?? [])

const envelope = z.looseObject({ object: z.literal('whatsapp_business_account'), entry: list })
const entryShape = z.looseObject({ id: loose, changes: list })
const changeShape = z.looseObject({ field: z.string(), value: z.looseObject({}).catch({}) })

const messagesValue = z.looseObject({
  metadata: z.looseObject({ phone_number_id: z.coerce.string().min(1), display_phone_number: loose }),
  contacts: list,
  messages: list,
  statuses: list,
  errors: list,
})

const contactShape = z.looseObject({
  wa_id: loose,
  user_id: optional,
  parent_user_id: optional,
  profile: z.looseObject({ name: optional, username: optional }).nullish(),
})
type Contact = z.output<typeof contactShape>

const messageShape = z.looseObject({
  id: z.string().min(1),
  from: loose,
  from_user_id: optional,
  from_parent_user_id: optional,
  timestamp: loose,
  type: z.string().min(1).catch('unknown'),
  context: z
    .looseObject({ id: optional, forwarded: z.boolean().nullish(), frequently_forwarded: z.boolean().nullish() })
    .nullish()
    .catch(null),
  referral: z.record(z.string(), z.unknown()).nullish().catch(null),
  system: z.looseObject({ previous_user_id: optional }).nullish().catch(null),
})

const problemShape = z
  .looseObject({
    code: z.coerce.number(),
    title: optional,
    message: optional,
    error_data: z.looseObject({ details: optional }).nullish(),
  })
  .transform(
    (p): GraphProblem => ({ code: p.code, title: p.title ?? p.message, details: p.error_data?.details ?? null }),
  )

const statusShape = z.looseObject({
  id: z.string().min(1),
  status: z.enum(['sent', 'delivered', 'read', 'played', 'failed']),
  timestamp: loose,
  recipient_id: loose,
  recipient_user_id: optional,
  biz_opaque_callback_data: optional,
  errors: z.array(problemShape).nullish().catch(null),
  pricing: z.looseObject({ billable: z.boolean().nullish(), type: optional, category: optional }).nullish().catch(null),
  conversation: z
    .looseObject({ expiration_timestamp: loose, origin: z.looseObject({ type: optional }).nullish() })
    .nullish()
    .catch(null),
})

const templateValue = z.looseObject({
  message_template_id: loose,
  message_template_name: z.string(),
  message_template_language: z.string(),
  event: optional,
  reason: optional,
  new_quality_score: optional,
  new_category: optional,
})

/**
 * Every entry, change, message and status of a webhook body, each read alone: what cannot be read becomes an
 * `unreadable` item and its neighbours stay. Never throws. (create-webhook-endpoint: up to 1000 updates per body.)
 */
export function parseDelivery(raw: Uint8Array | string): Item[] {
  let body: unknown
  try {
    body = JSON.parse(typeof raw === 'string' ? raw : new TextDecoder('utf-8', { fatal: false }).decode(raw), keepable)
  } catch {
    return [unreadable('not JSON', typeof raw === 'string' ? raw : null)]
  }
  return each(body, envelope, delivery =>
    delivery.entry.flatMap(entry =>
      each(entry, entryShape, ({ id, changes }) =>
        changes.flatMap(change => each(change, changeShape, c => readChange(id, c))),
      ),
    ),
  )
}

/** A database keeps neither NUL nor half an emoji. */
const keepable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '') : value

const unreadable = (reason: string, raw: unknown): Item => ({ kind: 'unreadable', reason, raw })

/** Reads one thing, and turns a failure into one unreadable item. */
function each<T>(raw: unknown, shape: Shape<T>, read: (value: T) => Item[]): Item[] {
  const parsed = z.safeParse(shape, raw)
  if (!parsed.success) return [unreadable(z.prettifyError(parsed.error), raw)]
  return read(parsed.data)
}

function readChange(waba_id: string | null, change: z.output<typeof changeShape>): Item[] {
  if (change.field === 'messages') return each(change.value, messagesValue, value => readMessages(waba_id, value))
  if (change.field.startsWith('message_template_') || change.field === 'template_category_update')
    return each(change.value, templateValue, t => [readTemplate(waba_id, t, change.value)])
  return [{ kind: 'notice', waba_id, field: change.field, raw: change.value }]
}

function readMessages(waba_id: string | null, value: z.output<typeof messagesValue>): Item[] {
  const place: Place = {
    waba_id,
    phone_number_id: value.metadata.phone_number_id,
    display_phone_number: value.metadata.display_phone_number,
  }
  const contacts = value.contacts.flatMap(raw => contactShape.safeParse(raw).data ?? [])
  const statuses = value.statuses.flatMap(raw => each(raw, statusShape, s => [readStatus(place, s, raw)]))
  const messages = value.messages.flatMap(raw =>
    each(raw, messageShape, m => [readMessage(place, contacts, value.errors, m, raw)]),
  )
  const problems = value.messages.length > 0 ? [] : value.errors
  return [
    ...messages,
    ...statuses,
    ...problems.flatMap(raw => each(raw, problemShape, problem => [{ ...place, kind: 'problem', problem, raw }])),
  ]
}

function readMessage(
  place: Place,
  contacts: readonly Contact[],
  errors: readonly unknown[],
  m: z.output<typeof messageShape>,
  raw: unknown,
): Item {
  const sender = senderOf(m, contacts)
  if (!sender.wa_id && !sender.user_id) return unreadable('the sender is missing', raw)
  // The errors of a message that could not be handed over sit beside it, not in it.
  const content = readContent(m.type, m.errors || errors.length === 0 ? m : { ...m, errors })
  const message: InboundMessage = {
    kind: 'message',
    ...place,
    wamid: m.id,
    sender,
    at: timeOf(m.timestamp),
    type: m.type,
    shown_as: content.type,
    content: content.type === 'number_changed' ? { ...content, old_wa_id: content.old_wa_id ?? sender.wa_id } : content,
    text: textOf(content),
    context: m.context
      ? { wamid: m.context.id, forwarded: Boolean(m.context.forwarded || m.context.frequently_forwarded) }
      : null,
    referral: m.referral ?? null,
    raw,
  }
  return message
}

/** The contact beside the message belongs to it by id; a single one belongs to it by being alone. */
function senderOf(m: z.output<typeof messageShape>, contacts: readonly Contact[]): Sender {
  const own = contacts.find(
    c => (m.from !== null && c.wa_id === m.from) || (m.from_user_id !== null && c.user_id === m.from_user_id),
  )
  const bare = m.from === null && m.from_user_id === null
  const contact = own ?? (bare && contacts.length === 1 ? contacts[0] : undefined)
  return {
    wa_id: m.from ?? contact?.wa_id ?? null,
    user_id: m.from_user_id ?? contact?.user_id ?? m.system?.previous_user_id ?? null,
    parent_user_id: m.from_parent_user_id ?? contact?.parent_user_id ?? null,
    username: contact?.profile?.username ?? null,
    profile_name: contact?.profile?.name ?? null,
  }
}

function readStatus(place: Place, s: z.output<typeof statusShape>, raw: unknown): InboundStatus {
  const free = s.conversation?.origin?.type === 'referral_conversion'
  return {
    kind: 'status',
    ...place,
    wamid: s.id,
    status: s.status,
    at: timeOf(s.timestamp),
    recipient_wa_id: s.recipient_id,
    recipient_user_id: s.recipient_user_id,
    callback_data: s.biz_opaque_callback_data,
    errors: s.errors ?? [],
    pricing: s.pricing
      ? { billable: s.pricing.billable ?? null, type: s.pricing.type, category: s.pricing.category }
      : null,
    free_entry_expires_at: free ? timeOf(s.conversation?.expiration_timestamp ?? null) : null,
    raw,
  }
}

function readTemplate(waba_id: string | null, t: z.output<typeof templateValue>, raw: unknown): Item {
  return {
    kind: 'template',
    waba_id,
    template_id: t.message_template_id,
    name: t.message_template_name,
    language: t.message_template_language,
    change: {
      ...(t.event ? { status: t.event } : {}),
      ...(t.new_quality_score ? { quality: t.new_quality_score } : {}),
      ...(t.new_category ? { category: t.new_category } : {}),
      ...(t.reason && t.reason !== 'NONE' ? { reason: t.reason } : {}),
    },
    raw,
  }
}

/** Unix seconds as text → ISO. */
function timeOf(seconds: string | null): string | null {
  const ms = Number(seconds) * 1000
  return seconds === null || !Number.isFinite(ms) || Math.abs(ms) > 8.64e15 ? null : new Date(ms).toISOString()
}
