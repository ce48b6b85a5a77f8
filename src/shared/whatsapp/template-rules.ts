import { z } from 'zod'
import { LIMITS } from './limits.ts'

export const TEMPLATE_LANGS = ['ms', 'id', 'en'] as const
/** Authentication templates have a shape of their own, and the product has none. */
export const TEMPLATE_CATEGORIES = ['UTILITY', 'MARKETING'] as const
export const TEMPLATE_BUTTONS = ['QUICK_REPLY', 'URL'] as const

const zText = z.string().max(4000)
/** A template as it is written: any text, so that half of one can be kept on screen. `templateProblems` says what is wrong with it. */
export const zTemplateDraft = z.object({
  name: zText.trim(),
  language: z.enum(TEMPLATE_LANGS),
  category: z.enum(TEMPLATE_CATEGORIES),
  /** A text above the body; a file there is sent by the product only. */
  header: zText.trim(),
  body: zText.trim(),
  footer: zText.trim(),
  buttons: z.array(z.object({ type: z.enum(TEMPLATE_BUTTONS), text: zText.trim(), url: zText.trim() })).max(20),
  /** For Meta's reviewer, one for each slot of the body. */
  example: z.array(zText.trim()).max(50),
})
export type TemplateDraft = z.output<typeof zTemplateDraft>

export type TemplateProblem =
  | 'name_wrong'
  | 'empty'
  | 'too_long'
  | 'slots_order'
  | 'slot_at_edge'
  | 'slots_together'
  | 'too_many_slots'
  | 'no_slots_here'
  | 'example_missing'
  | 'too_many_buttons'
  | 'same_label'
  | 'url_wrong'
  | 'buttons_mixed'
  | 'marketing_words'

export interface TemplateFlaw {
  /** `body`, `buttons.0`, `example.2`. */
  readonly path: string
  readonly problem: TemplateProblem
  readonly limit?: number
}

const SLOT = /\{\{\s*\w*\s*\}\}/
/** The numbers of a text's slots, each once, in the order in which they stand. */
export const slotsOf = (text: string): string[] => [
  ...new Set(Array.from(text.matchAll(/\{\{\s*(\w*)\s*\}\}/g), match => match[1] ?? '')),
]

/** Words that have a utility template judged as marketing, at marketing's price. */
const SELLING =
  /\b(promo\w*|diskaun|diskon|jualan murah|tawaran|discount|sale|offer|voucher|baucar|percuma rm|cashback)\b/i

/**
 * What Meta would refuse, found before it is asked (templates/components; errors 2388293 and 2388299 for slots), and what would make
 * it dearer than meant.
 */
export function templateProblems(draft: TemplateDraft): TemplateFlaw[] {
  return [
    ...nameFlaws(draft.name),
    ...plainFlaws('header', draft.header, LIMITS.header),
    ...bodyFlaws(draft),
    ...plainFlaws('footer', draft.footer, LIMITS.footer),
    ...buttonFlaws(draft.buttons),
    ...(draft.category === 'UTILITY' && SELLING.test(`${draft.header} ${draft.body}`)
      ? [{ path: 'category', problem: 'marketing_words' as const }]
      : []),
  ]
}

function nameFlaws(name: string): TemplateFlaw[] {
  if (name.length > LIMITS.template.name) return [{ path: 'name', problem: 'too_long', limit: LIMITS.template.name }]
  return /^[a-z0-9_]+$/.test(name) ? [] : [{ path: 'name', problem: 'name_wrong' }]
}

function plainFlaws(path: 'header' | 'footer', text: string, limit: number): TemplateFlaw[] {
  if (text.length > limit) return [{ path, problem: 'too_long', limit }]
  return SLOT.test(text) ? [{ path, problem: 'no_slots_here' }] : []
}

function bodyFlaws({ body, example }: TemplateDraft): TemplateFlaw[] {
  const at = (problem: TemplateProblem, limit?: number): TemplateFlaw => ({
    path: 'body',
    problem,
    ...(limit && { limit }),
  })
  if (!body) return [at('empty')]
  const flaws: TemplateFlaw[] = []
  const slots = slotsOf(body)
  if (body.length > LIMITS.template.body) flaws.push(at('too_long', LIMITS.template.body))
  if (slots.some((slot, index) => slot !== String(index + 1))) flaws.push(at('slots_order'))
  if (/^\s*\{\{|\}\}[\s.!?]*$/.test(body)) flaws.push(at('slot_at_edge'))
  if (/\}\}\s*\{\{/.test(body)) flaws.push(at('slots_together'))
  // Meta wants words around them; how many it does not say. Three for two is what our own have, and they pass.
  const words = body.replace(new RegExp(SLOT, 'g'), ' ').match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length < slots.length * 1.5) flaws.push(at('too_many_slots'))
  slots.forEach((_, index) => {
    if (!example[index]) flaws.push({ path: `example.${index}`, problem: 'example_missing' })
  })
  return flaws
}

function buttonFlaws(buttons: TemplateDraft['buttons']): TemplateFlaw[] {
  const flaws: TemplateFlaw[] = []
  if (buttons.length > LIMITS.template.buttons)
    flaws.push({ path: 'buttons', problem: 'too_many_buttons', limit: LIMITS.template.buttons })
  const seen = new Set<string>()
  buttons.forEach((button, index) => {
    const at = (problem: TemplateProblem, limit?: number) =>
      flaws.push({ path: `buttons.${index}`, problem, ...(limit && { limit }) })
    if (!button.text) at('empty')
    else if (button.text.length > LIMITS.template.label) at('too_long', LIMITS.template.label)
    else if (SLOT.test(button.text)) at('no_slots_here')
    else if (seen.has(button.text.toLowerCase())) at('same_label')
    seen.add(button.text.toLowerCase())
    if (button.type === 'URL' && (!/^https:\/\/[^\s{}]+\.[^\s{}]+$/.test(button.url) || button.url.length > 2000))
      at('url_wrong')
  })
  // Quick replies stand together, links after them (templates/components).
  const kinds = buttons.map(b => b.type)
  if (kinds.some((kind, index) => index > 0 && kind === 'QUICK_REPLY' && kinds[index - 1] === 'URL'))
    flaws.push({ path: 'buttons', problem: 'buttons_mixed' })
  return flaws
}

/** A warning only: whoever insists may send it. */
export const isWarning = ({ problem }: TemplateFlaw): boolean => problem === 'marketing_words'

type Component = Readonly<Record<string, unknown>>

/** As the Graph API wants it. */
export function componentsOf(draft: TemplateDraft): Component[] {
  const { header, body, footer, buttons } = draft
  const example = draft.example.slice(0, slotsOf(body).length)
  return [
    ...(header ? [{ type: 'HEADER', format: 'TEXT', text: header }] : []),
    { type: 'BODY', text: body, ...(example.length ? { example: { body_text: [example] } } : {}) },
    ...(footer ? [{ type: 'FOOTER', text: footer }] : []),
    ...(buttons.length
      ? [{ type: 'BUTTONS', buttons: buttons.map(b => (b.type === 'URL' ? b : { type: b.type, text: b.text })) }]
      : []),
  ]
}

const part = (components: readonly Component[], type: string): Component | undefined =>
  components.find(one => one.type === type)
const textOf = (component: Component | undefined): string => (typeof component?.text === 'string' ? component.text : '')

export interface TemplateParts {
  /** A text, or which kind of file (`DOCUMENT`, `IMAGE`…) stands above the body. */
  readonly header: string
  readonly file: string | null
  readonly body: string
  readonly footer: string
  readonly buttons: { readonly type: string; readonly text: string; readonly url: string }[]
  readonly example: string[]
}

/** What the Graph API has, as it is read. Whatever it does not say is empty. */
export function partsOf(components: readonly Component[]): TemplateParts {
  const header = part(components, 'HEADER')
  const body = part(components, 'BODY')
  const buttons = part(components, 'BUTTONS')?.buttons
  const given = (body?.example as { body_text?: unknown } | undefined)?.body_text
  const example = Array.isArray(given) ? (Array.isArray(given[0]) ? given[0] : given) : []
  return {
    header: textOf(header),
    file: typeof header?.format === 'string' && header.format !== 'TEXT' ? header.format : null,
    body: textOf(body),
    footer: textOf(part(components, 'FOOTER')),
    buttons: (Array.isArray(buttons) ? (buttons as Component[]) : []).map(b => ({
      type: String(b.type ?? ''),
      text: textOf(b),
      url: typeof b.url === 'string' ? b.url : '',
    })),
    example: example.map(String),
  }
}
