import { z } from 'zod'
import { LIMITS } from './limits.ts'

const line = (max: number) => z.string().trim().min(1).max(max)
/** Ids come back with a tap; edge spaces are refused by Meta. */
const id = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine(value => value === value.trim(), 'no spaces at the edges')
const different =
  <T>(key: (item: T) => string) =>
  (items: readonly T[]) =>
    new Set(items.map(key)).size === items.length

/** A file: ours (`file_id`, uploaded when it is sent), one that Meta has (`media_id`), or a public address. */
const mediaRef = z.union([
  z.strictObject({ file_id: z.uuid(), filename: line(240).optional() }),
  z.strictObject({ media_id: z.string().min(1), filename: line(240).optional() }),
  z.strictObject({ link: z.url({ protocol: /^https?$/ }), filename: line(240).optional() }),
])
export type MediaRef = z.infer<typeof mediaRef>

const textHeader = z.strictObject({ type: z.literal('text'), text: line(LIMITS.header) })
const mediaHeader = z.strictObject({ type: z.enum(['image', 'document', 'video']), media: mediaRef })
const header = z.union([textHeader, mediaHeader])
const footer = line(LIMITS.footer)

const button = z.strictObject({ id: id(LIMITS.buttons.id), title: line(LIMITS.buttons.title) })
const row = z.strictObject({
  id: id(LIMITS.list.id),
  title: line(LIMITS.list.title),
  description: line(LIMITS.list.description).optional(),
})
const section = z.strictObject({ title: line(LIMITS.list.section_title).optional(), rows: z.array(row).min(1) })

const templateButton = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('url'), index: z.int().min(0).max(9), text: line(2000) }),
  z.strictObject({ type: z.literal('quick_reply'), index: z.int().min(0).max(9), payload: id(256) }),
])

/** Everything that we send to a customer. Each limit of the Cloud API is checked here, before the outbox. */
export const outboundMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), body: line(LIMITS.text), preview_url: z.boolean().optional() }),
  z.strictObject({ type: z.literal('image'), media: mediaRef, caption: line(LIMITS.caption).optional() }),
  z.strictObject({ type: z.literal('document'), media: mediaRef, caption: line(LIMITS.caption).optional() }),
  z.strictObject({
    type: z.literal('buttons'),
    body: line(LIMITS.buttons.body),
    header: header.optional(),
    footer: footer.optional(),
    buttons: z
      .array(button)
      .min(1)
      .max(LIMITS.buttons.count)
      .refine(
        different((b: { id: string }) => b.id),
        'ids must differ',
      )
      .refine(
        different((b: { title: string }) => b.title),
        'titles must differ',
      ),
  }),
  z.strictObject({
    type: z.literal('list'),
    body: line(LIMITS.list.body),
    header: textHeader.optional(),
    footer: footer.optional(),
    button: line(LIMITS.list.button),
    sections: z
      .array(section)
      .min(1)
      .max(LIMITS.list.sections)
      .refine(all => all.flatMap(s => s.rows).length <= LIMITS.list.rows, `at most ${LIMITS.list.rows} rows in total`)
      .refine(all => different((r: { id: string }) => r.id)(all.flatMap(s => s.rows)), 'row ids must differ')
      .refine(all => all.length === 1 || all.every(s => s.title), 'several sections need titles'),
  }),
  z.strictObject({
    type: z.literal('cta_url'),
    body: line(LIMITS.cta_url.body),
    header: header.optional(),
    footer: footer.optional(),
    display_text: line(LIMITS.cta_url.display_text),
    url: z.url({ protocol: /^https?$/ }),
  }),
  z.strictObject({
    type: z.literal('template'),
    name: z
      .string()
      .max(LIMITS.template.name)
      .regex(/^[a-z0-9_]+$/),
    language: z.string().min(2).max(10),
    header: header.optional(),
    /** Values of {{1}}, {{2}}… in order. */
    body: z.array(line(LIMITS.template.body)),
    buttons: z.array(templateButton).max(LIMITS.template.buttons).optional(),
  }),
  z.strictObject({ type: z.literal('reaction'), message_id: z.string().min(1), emoji: z.string().max(32) }),
  z.strictObject({
    type: z.literal('location'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: line(1000).optional(),
    address: line(1000).optional(),
  }),
])
export type OutboundMessage = z.infer<typeof outboundMessage>
export type TemplateMessage = Extract<OutboundMessage, { type: 'template' }>

/** A customer is written to at the exact account that wrote: `+<wa_id>`, or the business-scoped id when the number is hidden. */
export type Recipient = { readonly phone: string } | { readonly user_id: string }

export interface Envelope {
  /** Echoed on every status of this message: our outbox id. */
  readonly callback?: string
  /** wamid of the message that this one answers. */
  readonly reply_to?: string
}

/** The body of `POST /{phone_number_id}/messages`. Our own files must have been uploaded: a `file_id` left over throws. */
export function toGraphBody(to: Recipient, message: OutboundMessage, envelope: Envelope = {}): Record<string, unknown> {
  const node = graphNode(message)
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...('phone' in to ? { to: to.phone } : { recipient: to.user_id }),
    ...(envelope.reply_to && message.type !== 'reaction' ? { context: { message_id: envelope.reply_to } } : {}),
    ...(envelope.callback ? { biz_opaque_callback_data: envelope.callback } : {}),
    type: node.type,
    [node.type]: node.node,
  }
}

/** Read receipt, with "typing…" when asked; typing ends with our reply or after 25 s. */
export const readReceiptBody = (wamid: string, typing: boolean): Record<string, unknown> => ({
  messaging_product: 'whatsapp',
  status: 'read',
  message_id: wamid,
  ...(typing ? { typing_indicator: { type: 'text' } } : {}),
})

function graphMedia(media: MediaRef, kind: 'image' | 'document' | 'video'): Record<string, unknown> {
  if ('file_id' in media) throw new Error('a file of ours must be uploaded before it is sent')
  return {
    ...('media_id' in media ? { id: media.media_id } : { link: media.link }),
    ...(kind === 'document' && media.filename ? { filename: media.filename } : {}),
  }
}

function graphHeader(h: z.infer<typeof header>): Record<string, unknown> {
  return h.type === 'text' ? { type: 'text', text: h.text } : { type: h.type, [h.type]: graphMedia(h.media, h.type) }
}

function graphNode(m: OutboundMessage): { type: string; node: Record<string, unknown> } {
  switch (m.type) {
    case 'text':
      return { type: 'text', node: { body: m.body, ...(m.preview_url ? { preview_url: true } : {}) } }
    case 'image':
    case 'document':
      return { type: m.type, node: { ...graphMedia(m.media, m.type), ...(m.caption ? { caption: m.caption } : {}) } }
    case 'buttons':
      return interactive('button', m, { buttons: m.buttons.map(reply => ({ type: 'reply', reply })) })
    case 'list':
      return interactive('list', m, { button: m.button, sections: m.sections })
    case 'cta_url':
      return interactive('cta_url', m, { name: 'cta_url', parameters: { display_text: m.display_text, url: m.url } })
    case 'template':
      return { type: 'template', node: graphTemplate(m) }
    case 'reaction':
      return { type: 'reaction', node: { message_id: m.message_id, emoji: m.emoji } }
    case 'location': {
      const { type, ...node } = m
      return { type, node }
    }
  }
}

function interactive(
  type: string,
  m: { body: string; header?: z.infer<typeof header> | undefined; footer?: string | undefined },
  action: Record<string, unknown>,
): { type: string; node: Record<string, unknown> } {
  return {
    type: 'interactive',
    node: {
      type,
      ...(m.header ? { header: graphHeader(m.header) } : {}),
      body: { text: m.body },
      ...(m.footer ? { footer: { text: m.footer } } : {}),
      action,
    },
  }
}

function graphTemplate(m: TemplateMessage): Record<string, unknown> {
  const components: Record<string, unknown>[] = []
  if (m.header) components.push({ type: 'header', parameters: [graphHeader(m.header)] })
  if (m.body.length > 0) components.push({ type: 'body', parameters: m.body.map(text => ({ type: 'text', text })) })
  for (const b of m.buttons ?? []) {
    const parameter = b.type === 'url' ? { type: 'text', text: b.text } : { type: 'payload', payload: b.payload }
    components.push({ type: 'button', sub_type: b.type, index: String(b.index), parameters: [parameter] })
  }
  return { name: m.name, language: { code: m.language }, ...(components.length > 0 ? { components } : {}) }
}

/** The file of a message that still has to be uploaded, if any. */
export function fileOf(m: OutboundMessage): Extract<MediaRef, { file_id: string }> | null {
  const media = 'media' in m ? m.media : 'header' in m && m.header && m.header.type !== 'text' ? m.header.media : null
  return media && 'file_id' in media ? media : null
}

/** The same message with its file at Meta. */
export function withMediaId(m: OutboundMessage, media_id: string): OutboundMessage {
  const at = (media: MediaRef): MediaRef => ({ media_id, ...(media.filename ? { filename: media.filename } : {}) })
  if ('media' in m) return { ...m, media: at(m.media) }
  if ('header' in m && m.header && m.header.type !== 'text')
    return { ...m, header: { ...m.header, media: at(m.header.media) } } as OutboundMessage
  return m
}

/** What a person reads of it, for the inbox and for search. Templates are filled in by whoever knows their text. */
export function outboundText(m: OutboundMessage): string {
  switch (m.type) {
    case 'text':
    case 'buttons':
    case 'list':
    case 'cta_url':
      return m.body
    case 'image':
    case 'document':
      return m.caption ?? ''
    case 'template':
      return m.body.join(' · ')
    case 'reaction':
      return m.emoji
    case 'location':
      return m.name ?? m.address ?? ''
  }
}
