import type { ShopTemplate } from '../../../shared/templates.ts'
import { slotsOf, TEMPLATE_LANGS, type TemplateDraft } from '../../../shared/whatsapp/template-rules.ts'
import type { Tone } from '../../ui/Status.tsx'

export const EMPTY: TemplateDraft = {
  name: '',
  language: 'ms',
  category: 'UTILITY',
  header: '',
  body: '',
  footer: '',
  buttons: [],
  example: [],
}

/** What is there, to be written anew. A language or category that is none of ours is left to Meta's own page. */
export const draftOf = (t: ShopTemplate): TemplateDraft => ({
  name: t.name,
  language: TEMPLATE_LANGS.find(lang => lang === t.language) ?? 'ms',
  category: t.category === 'MARKETING' ? 'MARKETING' : 'UTILITY',
  header: t.header,
  body: t.body,
  footer: t.footer,
  buttons: t.buttons.map(b => ({ ...b, type: b.type === 'URL' ? 'URL' : 'QUICK_REPLY' })),
  example: t.example,
})

/** The body with its examples in place. */
export const filledIn = (body: string, example: readonly string[]): string =>
  body.replace(/\{\{\s*(\d+)\s*\}\}/g, (slot, n: string) => example[Number(n) - 1] || slot)

export const slotCount = (body: string): number => slotsOf(body).length

export function stateTone(status: string): Tone {
  if (status === 'APPROVED') return 'done'
  if (status === 'PENDING' || status === 'IN_APPEAL') return 'waiting'
  if (status === 'LOCAL') return 'working'
  return status === 'PAUSED' || status === 'FLAGGED' ? 'attention' : 'bad'
}
