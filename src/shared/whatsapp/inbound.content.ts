import { z } from 'zod'
import type { Shape } from '../fields.ts'
import type { Content, MediaType } from './inbound.types.ts'

const text = z.string()
const optional = z
  .string()
  .nullish()
  .transform(value => value ?? null)

const media = z
  .looseObject({
    id: z.coerce.string().min(1),
    mime_type: z.string().nullish(),
    sha256: optional,
    filename: optional,
    voice: z.boolean().nullish(),
    caption: optional,
  })
  .transform(m => ({
    media: {
      id: m.id,
      mime_type: m.mime_type ?? 'application/octet-stream',
      sha256: m.sha256,
      filename: m.filename,
      voice: m.voice ?? false,
    },
    caption: m.caption,
  }))

const mediaContent = (type: MediaType) => media.transform((m): Content => ({ type, ...m }))

const flowResponse = z.string().transform((json, check): Record<string, unknown> => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(json))
  } catch {
    check.addIssue('response_json is not an object')
    return z.NEVER
  }
})

const interactive = z.union([
  z
    .looseObject({ button_reply: z.looseObject({ id: text, title: text }) })
    .transform((m): Content => ({ type: 'button_reply', id: m.button_reply.id, title: m.button_reply.title })),
  z
    .looseObject({ list_reply: z.looseObject({ id: text, title: text }) })
    .transform((m): Content => ({ type: 'list_reply', id: m.list_reply.id, title: m.list_reply.title })),
  z
    .looseObject({ nfm_reply: z.looseObject({ name: optional, response_json: flowResponse }) })
    .transform((m): Content => ({ type: 'flow_reply', name: m.nfm_reply.name, response: m.nfm_reply.response_json })),
])

const contact = z
  .looseObject({
    name: z.looseObject({ formatted_name: optional }).nullish(),
    phones: z.array(z.looseObject({ phone: optional, wa_id: optional })).nullish(),
  })
  .transform(c => ({
    name: c.name?.formatted_name ?? null,
    phones: (c.phones ?? []).flatMap(p => p.phone ?? (p.wa_id ? [`+${p.wa_id}`] : [])),
  }))

const system = z
  .looseObject({
    body: optional,
    type: optional,
    wa_id: optional,
    new_wa_id: optional,
    user_id: optional,
    customer: optional,
  })
  .transform((s): Content => {
    const changed = ['user_changed_number', 'customer_changed_number', 'user_changed_user_id'].includes(s.type ?? '')
    if (!changed) return { type: 'system', event: s.type ?? 'unknown', body: s.body }
    const new_wa_id = s.new_wa_id ?? s.wa_id
    return { type: 'number_changed', old_wa_id: s.customer, new_wa_id, new_user_id: s.user_id, body: s.body }
  })

const order = z
  .looseObject({
    text: optional,
    product_items: z
      .array(z.looseObject({ product_retailer_id: z.coerce.string(), quantity: z.coerce.number() }))
      .nullish(),
  })
  .transform(
    (o): Content => ({
      type: 'order',
      text: o.text,
      items: (o.product_items ?? []).map(item => ({ product_id: item.product_retailer_id, quantity: item.quantity })),
    }),
  )

const edit = z.looseObject({ original_message_id: text, message: z.looseObject({ type: text }) }).transform(
  (e): Content => ({
    type: 'edit',
    message_id: e.original_message_id,
    content: readContent(e.message.type, e.message),
  }),
)

/** How each of Meta's message types is read; the node is named after the type. */
const READERS: Readonly<Record<string, Shape<Content>>> = {
  text: z.looseObject({ body: text }).transform((m): Content => ({ type: 'text', body: m.body })),
  image: mediaContent('image'),
  video: mediaContent('video'),
  document: mediaContent('document'),
  audio: mediaContent('audio'),
  sticker: mediaContent('sticker'),
  location: z
    .looseObject({ latitude: z.coerce.number(), longitude: z.coerce.number(), name: optional, address: optional })
    .transform(
      (m): Content => ({
        type: 'location',
        latitude: m.latitude,
        longitude: m.longitude,
        name: m.name,
        address: m.address,
      }),
    ),
  contacts: z.array(contact).transform((contacts): Content => ({ type: 'contacts', contacts })),
  interactive,
  button: z
    .looseObject({ payload: optional, text: text })
    .transform((m): Content => ({ type: 'quick_reply', id: m.payload ?? m.text, title: m.text })),
  reaction: z
    .looseObject({ message_id: text, emoji: optional })
    .transform((m): Content => ({ type: 'reaction', message_id: m.message_id, emoji: m.emoji || null })),
  order,
  system,
  edit,
  revoke: z
    .looseObject({ original_message_id: text })
    .transform((m): Content => ({ type: 'revoke', message_id: m.original_message_id })),
}

/** Reads the node of a message. What cannot be read is kept as `unsupported` with the reason. */
export function readContent(type: string, message: Readonly<Record<string, unknown>>): Content {
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined
  if (!reader)
    return { type: 'unsupported', original_type: unsupportedType(type, message), problem: firstProblem(message) }
  const read = z.safeParse(reader, message[type])
  if (read.success) return read.data
  return { type: 'unsupported', original_type: type, problem: firstProblem(message) ?? z.prettifyError(read.error) }
}

function unsupportedType(type: string, message: Readonly<Record<string, unknown>>): string {
  const named = z.looseObject({ unsupported: z.looseObject({ type: text }) }).safeParse(message)
  return named.success ? named.data.unsupported.type : type
}

function firstProblem(message: Readonly<Record<string, unknown>>): string | null {
  const told = z
    .looseObject({
      errors: z
        .array(z.looseObject({ title: optional, error_data: z.looseObject({ details: optional }).nullish() }))
        .min(1),
    })
    .safeParse(message)
  if (!told.success) return null
  const [first] = told.data.errors
  return first?.error_data?.details ?? first?.title ?? null
}

/** What a person would read of it, for the assistant and for the list of conversations. */
export function textOf(content: Content): string | null {
  switch (content.type) {
    case 'text':
      return content.body
    case 'image':
    case 'video':
    case 'document':
    case 'audio':
    case 'sticker':
      return content.caption
    case 'button_reply':
    case 'list_reply':
    case 'quick_reply':
      return content.title
    case 'order':
    case 'system':
    case 'number_changed':
      return content.type === 'order' ? content.text : content.body
    case 'edit':
      return textOf(content.content)
    default:
      return null
  }
}
