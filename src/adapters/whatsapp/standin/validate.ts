import { z } from 'zod'
import type { Shape } from '../../../shared/fields.ts'
import { LIMITS } from '../../../shared/whatsapp/limits.ts'
import { Refusal } from './refusal.ts'
import type { Json } from './world.types.ts'

// The wire's own shapes, checked apart from what our client believes it sends.
const text = (max: number) => z.string().min(1).max(max)
const url = z.string().regex(/^https?:\/\/\S+$/)
const file = { id: z.string().min(1).optional(), link: url.optional() }
const one = (m: { id?: string | undefined; link?: string | undefined }) =>
  (m.id === undefined) !== (m.link === undefined)
const captioned = z
  .looseObject({ ...file, caption: z.string().max(LIMITS.caption).optional() })
  .refine(one, 'id or link')
const bare = z.looseObject(file).refine(one, 'id or link')
const documentNode = z
  .looseObject({ ...file, caption: z.string().max(LIMITS.caption).optional(), filename: z.string().optional() })
  .refine(one, 'id or link')

const header = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), text: text(LIMITS.header) }),
  z.looseObject({ type: z.literal('image'), image: bare }),
  z.looseObject({ type: z.literal('video'), video: bare }),
  z.looseObject({ type: z.literal('document'), document: documentNode }),
])
const parts = (body: number) => ({
  header: header.optional(),
  body: z.looseObject({ text: text(body) }),
  footer: z.looseObject({ text: text(LIMITS.footer) }).optional(),
})
const noEdgeSpaces = (max: number) => text(max).refine(id => id === id.trim(), 'edge spaces')
const unique = (values: readonly string[]) => new Set(values).size === values.length

const buttonAction = z.looseObject({
  buttons: z
    .array(
      z.looseObject({
        type: z.literal('reply'),
        reply: z.looseObject({ id: noEdgeSpaces(LIMITS.buttons.id), title: text(LIMITS.buttons.title) }),
      }),
    )
    .min(1)
    .max(LIMITS.buttons.count)
    .refine(
      all => unique(all.map(b => b.reply.id)) && unique(all.map(b => b.reply.title)),
      'button ids and titles must be unique',
    ),
})
const listAction = z.looseObject({
  button: text(LIMITS.list.button),
  sections: z
    .array(
      z.looseObject({
        title: z.string().max(LIMITS.list.section_title).optional(),
        rows: z
          .array(
            z.looseObject({
              id: noEdgeSpaces(LIMITS.list.id),
              title: text(LIMITS.list.title),
              description: z.string().max(LIMITS.list.description).optional(),
            }),
          )
          .min(1),
      }),
    )
    .min(1)
    .max(LIMITS.list.sections)
    .refine(all => all.flatMap(s => s.rows).length <= LIMITS.list.rows, 'at most 10 rows in total')
    .refine(all => unique(all.flatMap(s => s.rows.map(r => r.id))), 'row ids must be unique')
    .refine(
      all => all.length === 1 || all.every(s => s.title),
      'a section title is required with more than one section',
    ),
})
const interactive = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('button'), ...parts(LIMITS.buttons.body), action: buttonAction }),
  z.looseObject({ type: z.literal('list'), ...parts(LIMITS.list.body), action: listAction }),
  z.looseObject({
    type: z.literal('cta_url'),
    ...parts(LIMITS.cta_url.body),
    action: z.looseObject({
      name: z.literal('cta_url'),
      parameters: z.looseObject({ display_text: text(LIMITS.cta_url.display_text), url }),
    }),
  }),
  z.looseObject({
    type: z.literal('location_request_message'),
    ...parts(LIMITS.cta_url.body),
    action: z.looseObject({ name: z.literal('send_location') }),
  }),
  z.looseObject({
    type: z.literal('contact_request'),
    ...parts(LIMITS.cta_url.body),
    action: z.looseObject({ name: z.literal('request_contact_info') }),
  }),
  z.looseObject({
    type: z.literal('flow'),
    ...parts(LIMITS.cta_url.body),
    action: z.looseObject({
      name: z.literal('flow'),
      parameters: z
        .looseObject({
          flow_message_version: z.literal('3'),
          flow_id: z.string().min(1).optional(),
          flow_name: z.string().min(1).optional(),
          flow_cta: text(30),
        })
        .refine(f => (f.flow_id === undefined) !== (f.flow_name === undefined), 'flow_id or flow_name'),
    }),
  }),
])

const templateNode = z.looseObject({
  name: z.string().min(1).max(LIMITS.template.name),
  language: z.looseObject({ code: z.string().min(2) }),
  components: z
    .array(
      z.looseObject({
        type: z.enum(['header', 'body', 'button']),
        sub_type: z.enum(['url', 'quick_reply']).optional(),
        index: z.union([z.string(), z.number()]).optional(),
        parameters: z.array(z.looseObject({ type: z.string() })).optional(),
      }),
    )
    .optional(),
})
export type TemplateNode = z.infer<typeof templateNode>

const NODES = {
  text: z.looseObject({ body: text(LIMITS.text), preview_url: z.boolean().optional() }),
  image: captioned,
  video: captioned,
  document: documentNode,
  audio: bare,
  sticker: bare,
  interactive,
  reaction: z.looseObject({ message_id: z.string().min(1), emoji: z.string() }),
  location: z.looseObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }),
  contacts: z.array(z.looseObject({ name: z.looseObject({ formatted_name: z.string() }) })).min(1),
  template: templateNode,
} as const
type SendType = keyof typeof NODES

const envelope = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual').optional(),
  to: z.string().min(1).optional(),
  recipient: z.string().min(1).optional(),
  type: z.string().default('text'),
  context: z.looseObject({ message_id: z.string().min(1) }).optional(),
  biz_opaque_callback_data: z.string().max(LIMITS.callback).optional(),
})
export type SendEnvelope = z.infer<typeof envelope> & { type: SendType; node: unknown }

const receipt = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: z.string().min(1),
  typing_indicator: z.looseObject({ type: z.literal('text') }).optional(),
})
export type Receipt = z.infer<typeof receipt>

export function parseReceipt(body: Json): Receipt | null {
  return 'status' in body ? check(receipt, body, '') : null
}

/** The body of a send, or the refusal that Meta gives: 131008 for what is missing, 131009 for what is wrong, 100 for what it cannot be. */
export function parseSend(body: Json): SendEnvelope {
  const read = check(envelope, body, '')
  if (!read.to && !read.recipient) throw new Refusal(131008, "The parameter 'to' is required.")
  if (!Object.hasOwn(NODES, read.type))
    throw new Refusal(
      100,
      `Param type must be one of {${Object.keys(NODES).join(', ').toUpperCase()}} - got "${read.type}".`,
    )
  const type = read.type as SendType
  if (body[type] === undefined) throw new Refusal(131008, `Message type '${type}' requires the parameter '${type}'.`)
  check<unknown>(NODES[type], body[type], `${type}.`)
  return { ...read, type, node: body[type] }
}

function check<T>(shape: Shape<T>, value: unknown, prefix: string): T {
  const parsed = z.safeParse(shape, value)
  if (parsed.success) return parsed.data
  const issue = deepest(parsed.error.issues[0])
  const missing = issue?.code === 'invalid_type' && /undefined/.test(issue.message)
  throw new Refusal(
    missing ? 131008 : 131009,
    `${prefix}${(issue?.path ?? []).join('.')}: ${issue?.message ?? 'invalid'}`,
  )
}

function deepest(issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined {
  if (issue?.code !== 'invalid_union') return issue
  return issue.errors[0]?.[0] ?? issue
}
