import { z } from 'zod'
import { LIMITS } from '../../../shared/whatsapp/limits.ts'
import { Refusal, unknownObject } from './refusal.ts'
import type { TemplateNode } from './validate.ts'
import { deliver } from './webhooks.ts'
import { newNumericId, nowMs, tell, type World } from './world.ts'
import type { FilledTemplate, Json, Template } from './world.types.ts'

const component = z.looseObject({
  type: z.enum(['HEADER', 'BODY', 'FOOTER', 'BUTTONS']),
  format: z.enum(['TEXT', 'IMAGE', 'DOCUMENT', 'VIDEO', 'LOCATION']).optional(),
  text: z.string().optional(),
  buttons: z
    .array(
      z.looseObject({
        type: z.enum(['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'COPY_CODE']),
        text: z.string().min(1).max(LIMITS.template.label),
        url: z.string().optional(),
      }),
    )
    .min(1)
    .max(LIMITS.template.buttons)
    .optional(),
})
type Component = z.infer<typeof component>

const newTemplate = z.looseObject({
  name: z
    .string()
    .max(LIMITS.template.name)
    .regex(/^[a-z0-9_]+$/),
  language: z.string().min(2),
  category: z.enum(['UTILITY', 'MARKETING', 'AUTHENTICATION']),
  components: z.array(component).min(1),
})

const componentsOf = (template: Template): Component[] => template.components as unknown as Component[]
const part = (template: Template, type: Component['type']): Component | undefined =>
  componentsOf(template).find(c => c.type === type)
const variables = (text: string | undefined): number => new Set(text?.match(/\{\{\s*\w+\s*\}\}/g) ?? []).size

export function createTemplate(world: World, body: Json, status?: string): Template {
  const parsed = newTemplate.safeParse(body)
  if (!parsed.success) throw new Refusal(100, z.prettifyError(parsed.error))
  const input = parsed.data
  const text = input.components.find(c => c.type === 'BODY')?.text ?? ''
  if (!text || text.length > LIMITS.template.body)
    throw new Refusal(100, `The body must have 1 to ${LIMITS.template.body} characters.`)
  if (/^\s*\{\{|\}\}\s*$/.test(text))
    throw new Refusal(100, "Variables can't be at the start or end of the template.", { subcode: 2388299 })
  if ((input.components.find(c => c.type === 'FOOTER')?.text ?? '').length > LIMITS.template.footer)
    throw new Refusal(100, 'The footer is too long.')
  if ([...world.templates.values()].some(t => t.name === input.name && t.language === input.language))
    throw new Refusal(100, 'Content in this language already exists', { subcode: 2388024 })

  const template: Template = {
    id: newNumericId(),
    name: input.name,
    language: input.language,
    category: input.category,
    components: input.components as Json[],
    status: status ?? (world.settings.template_approval === 'at_once' ? 'APPROVED' : 'PENDING'),
    quality: 'UNKNOWN',
  }
  world.templates.set(template.id, template)
  tell(world, 'template', template)
  return template
}

const namesOf = (template: Template): Json => ({
  message_template_id: Number(template.id),
  message_template_name: template.name,
  message_template_language: template.language,
})

function templateOf(world: World, id: string): Template {
  const template = world.templates.get(id)
  if (!template) throw unknownObject(id)
  return template
}

export const templateNews = z.strictObject({
  status: z.string().min(1).optional(),
  reason: z.string().optional(),
  quality: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']).optional(),
  category: z.enum(['UTILITY', 'MARKETING', 'AUTHENTICATION']).optional(),
})

/** What Meta decides about a template, and the webhooks that tell it. */
export function judgeTemplate(world: World, id: string, news: z.output<typeof templateNews>): Template {
  const template = templateOf(world, id)
  if (news.status) giveVerdict(world, template, news.status, news.reason)
  if (news.quality && news.quality !== template.quality) rate(world, template, news.quality)
  if (news.category && news.category !== template.category) {
    const previous_category = template.category
    template.category = news.category
    const value = { ...namesOf(template), previous_category, new_category: news.category }
    deliver(world, 'template', 'template_category_update', value)
  }
  tell(world, 'template', template)
  return template
}

function giveVerdict(world: World, template: Template, status: string, reason?: string): void {
  template.status = status
  template.reason = reason
  deliver(world, 'template', 'message_template_status_update', {
    event: status,
    ...namesOf(template),
    reason: reason ?? 'NONE',
    ...(status === 'REJECTED' && reason ? { rejection_info: { reason, recommendation: '' } } : {}),
    ...(status === 'DISABLED' ? { disable_info: { disable_date: Math.floor(nowMs(world) / 1000) } } : {}),
  })
}

/** Bad quality pauses a template for three hours, then for six; the third time it is disabled (template-pausing). */
function rate(world: World, template: Template, quality: string): void {
  const value = { ...namesOf(template), previous_quality_score: template.quality, new_quality_score: quality }
  template.quality = quality
  deliver(world, 'template', 'message_template_quality_update', value)
  if (quality !== 'RED' || template.status !== 'APPROVED') return
  template.pauses = (template.pauses ?? 0) + 1
  const hours = [3, 6][template.pauses - 1]
  template.paused_until = hours ? new Date(nowMs(world) + hours * 3_600_000).toISOString() : null
  giveVerdict(world, template, hours ? 'PAUSED' : 'DISABLED')
}

/** Pauses that have lasted long enough on the stand-in's clock. */
export function endPauses(world: World): void {
  for (const template of world.templates.values()) {
    if (!template.paused_until || Date.parse(template.paused_until) > nowMs(world)) continue
    template.paused_until = null
    if (template.status !== 'PAUSED') continue
    template.quality = 'UNKNOWN'
    giveVerdict(world, template, 'APPROVED')
    tell(world, 'template', template)
  }
}

export function editTemplate(world: World, id: string, body: Json): Template {
  const template = templateOf(world, id)
  const parsed = z
    .looseObject({ components: z.array(component).min(1).optional(), category: z.string().optional() })
    .safeParse(body)
  if (!parsed.success) throw new Refusal(100, z.prettifyError(parsed.error))
  if (parsed.data.components) template.components = parsed.data.components as Json[]
  if (parsed.data.category) template.category = parsed.data.category
  template.status = world.settings.template_approval === 'at_once' ? 'APPROVED' : 'PENDING'
  tell(world, 'template', template)
  return template
}

/** The approved template that a send names, or Meta's refusal. */
export function approvedTemplate(world: World, node: TemplateNode): Template {
  const template = [...world.templates.values()].find(t => t.name === node.name && t.language === node.language.code)
  if (!template || !['APPROVED', 'PAUSED', 'DISABLED'].includes(template.status))
    throw new Refusal(132001, `template name (${node.name}) does not exist in ${node.language.code}`)
  if (template.status === 'PAUSED') throw new Refusal(132015, `template (${node.name}) is paused`)
  if (template.status === 'DISABLED') throw new Refusal(132016, `template (${node.name}) is disabled`)
  return template
}

interface Parameter {
  type: string
  parameter_name?: string
  text?: string
  payload?: string
  document?: { id?: string; filename?: string }
  image?: { id?: string }
}

const parametersOf = (node: TemplateNode, type: string): Parameter[] =>
  (node.components?.find(c => c.type === type)?.parameters ?? []) as unknown as Parameter[]

/** The template with its values: what the customer reads. A wrong count or form is refused as Meta refuses it. */
export function fillTemplate(template: Template, node: TemplateNode): FilledTemplate {
  const header = part(template, 'HEADER')
  const body = part(template, 'BODY')
  const given = parametersOf(node, 'body')
  const values = given.map(p => p.text ?? '')
  count('body', values.length, variables(body?.text))
  if (values.some(v => /[\n\t]| {5}/.test(v)))
    throw new Refusal(132018, 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces')
  const head = parametersOf(node, 'header')
  const media = header?.format && header.format !== 'TEXT'
  count('header', head.length, media ? 1 : variables(header?.text))
  if (media && head[0]?.type !== header.format?.toLowerCase())
    throw new Refusal(132012, `header: expected a ${header.format} parameter`)
  const buttons = (part(template, 'BUTTONS')?.buttons ?? []).map((b, index) => {
    const given = node.components?.find(c => c.type === 'button' && Number(c.index) === index)?.parameters?.[0] as
      | Parameter
      | undefined
    if (b.type === 'URL' && variables(b.url) > 0 && !given?.text)
      throw new Refusal(132000, `buttons: button at index ${index} of type Url requires a parameter`)
    return {
      index,
      type: b.type,
      text: b.text,
      ...(b.url ? { url: fill(b.url, given?.text ? [given.text] : []) } : {}),
      ...(b.type === 'QUICK_REPLY' ? { payload: given?.payload ?? b.text } : {}),
    }
  })
  return {
    ...(media
      ? {}
      : header?.text
        ? {
            header: fill(
              header.text,
              head.map(p => p.text ?? ''),
            ),
          }
        : {}),
    body: fill(body?.text ?? '', values, given),
    ...(part(template, 'FOOTER')?.text ? { footer: part(template, 'FOOTER')?.text } : {}),
    buttons,
  }
}

/** The id of the file in the header, when it has one. */
export function headerMedia(
  node: TemplateNode,
): { kind: 'image' | 'document'; id: string; filename?: string | undefined } | null {
  const [p] = parametersOf(node, 'header')
  if (p?.document?.id) return { kind: 'document', id: p.document.id, filename: p.document.filename }
  return p?.image?.id ? { kind: 'image', id: p.image.id } : null
}

function count(where: string, given: number, expected: number): void {
  if (given !== expected)
    throw new Refusal(
      132000,
      `${where}: number of localizable_params (${given}) does not match the expected number of params (${expected})`,
    )
}

/** `{{1}}` by place, `{{nama}}` by name. */
const fill = (text: string, values: readonly string[], named: readonly Parameter[] = []): string =>
  text.replace(/\{\{\s*(\w+)\s*\}\}/g, (slot, name: string) => {
    if (/^\d+$/.test(name)) return values[Number(name) - 1] ?? slot
    const parameter = named.find(p => p.parameter_name === name)
    if (!parameter) throw new Refusal(132000, `body: parameter name (${name}) is missing`)
    return parameter.text ?? ''
  })
