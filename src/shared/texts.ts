import { appointmentTexts } from './messages/appointments.ts'
import { chatTexts } from './messages/chat.ts'
import { checkinTexts } from './messages/checkins.ts'
import { reminderTexts } from './messages/reminders.ts'
import { salesTexts } from './messages/sales.ts'
import { ticketMessages } from './messages/tickets.ts'
import { fill, type Lang, type Message, type Vars } from './messages.ts'
import { EXAMPLES } from './texts.examples.ts'
import { LIMITS } from './whatsapp/limits.ts'

// What a customer writes to us, and what Meta's templates are filled with, is no text of the shop.
const { whatsapp_greeting: _theirs, news_received: _news, ...ticketTexts } = ticketMessages

/** All that is said to a customer on WhatsApp, and that a shop may put into its own words. */
const CATALOGUES = {
  chat: chatTexts,
  ticket: ticketTexts,
  reminder: reminderTexts,
  paper: salesTexts,
  checkin: checkinTexts,
  appointment: appointmentTexts,
} as const
type Catalogues = typeof CATALOGUES
export type TextKey = { [C in keyof Catalogues]: `${C}.${keyof Catalogues[C] & string}` }[keyof Catalogues]

export const TEXTS = Object.fromEntries(
  Object.entries(CATALOGUES).flatMap(([name, catalogue]) =>
    Object.entries(catalogue).map(([key, message]) => [`${name}.${key}`, message]),
  ),
) as Readonly<Record<TextKey, Message>>
export const TEXT_KEYS = Object.keys(TEXTS) as TextKey[]
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(TEXTS, key)

/** As many ways of saying the same thing as a shop may have. */
export const MOST_VARIANTS = 5

const SLOT = /\{(\w+)\}/g
/** Names of the slots, each once, in the order of the text. */
export const slotsIn = (text: string): string[] => [...new Set([...text.matchAll(SLOT)].map(([, name]) => name ?? ''))]
export const slotsOf = (key: TextKey): string[] => slotsIn(TEXTS[key].ms)

/** What may be left out without a customer missing a fact; everything else a text must say. */
const DISPENSABLE = new Set(['name', 'shop', 'count', 'example', 'stars', 'brand', 'hours', 'turnaround'])
/** Here the slot is the fact. */
const SAYS_ALL = /^(?:chat\.(?:payment\.qr|business\.hours|price\.turnaround|intake\.duration)|ticket\.hours)$/
export const mustSay = (key: TextKey): string[] =>
  slotsOf(key).filter(slot => SAYS_ALL.test(key) || !DISPENSABLE.has(slot))

interface Limit {
  /** Characters, as WhatsApp counts them, once the slots are filled. */
  readonly most: number
  /** On a button or in a list there is one line. */
  readonly one_line: boolean
}
const LABELS: readonly (readonly [RegExp, number])[] = [
  [/^chat\.button\.|^ticket\.see_ticket$|^appointment\.(?:come|move|cancel)$/, LIMITS.buttons.title],
  [/^chat\.(?:row|problem)\.|^chat\.(?:device|unknown_model)$/, LIMITS.list.title],
  [/^chat\.note\./, LIMITS.list.description],
]
export function limitOf(key: TextKey): Limit {
  const label = LABELS.find(([names]) => names.test(key))
  return label ? { most: label[1], one_line: true } : { most: LIMITS.buttons.body, one_line: false }
}

/** Slots that are filled with a sentence of the catalogue, which brings its own space in front. */
const SENTENCES: readonly (readonly [RegExp, string, TextKey])[] = [
  [/^(?:ticket\.(?!hours)|reminder\.)/, 'hours', 'ticket.hours'],
  [/^chat\.quotation\.rejecting/, 'fee', 'chat.quotation.fee'],
  [/^chat\.price\.after_check$/, 'fee', 'chat.price.fee'],
]

/** In some catalogues a slot means something else. */
const exampleOf = (key: TextKey, lang: Lang, slot: string): string =>
  EXAMPLES[lang][`${key.split('.')[0]}.${slot}`] ?? EXAMPLES[lang][slot] ?? `{${slot}}`

/** The text with somebody's device, money and days in it. */
export const previewText = (key: TextKey, lang: Lang, text: string): string =>
  text.replace(SLOT, (_, name: string) => {
    const sentence = SENTENCES.find(([keys, of]) => of === name && keys.test(key))
    return sentence ? previewText(sentence[2], lang, TEXTS[sentence[2]][lang]) : exampleOf(key, lang, name)
  })

/** A part of a sentence brings its own space or line break in front: it stays, whatever was typed. */
export const tidyText = (key: TextKey, lang: Lang, text: string): string =>
  `${/^\s*/.exec(TEXTS[key][lang])?.[0] ?? ''}${text.trim().replaceAll('\r\n', '\n')}`

export type TextFault =
  | { readonly code: 'text_empty' | 'text_one_line' | 'text_brace'; readonly vars: Vars }
  | { readonly code: 'text_slot_unknown' | 'text_slot_missing'; readonly vars: { readonly slot: string } }
  | { readonly code: 'text_too_long'; readonly vars: { readonly length: number; readonly limit: number } }

/** Why a customer must not read this; null when he may. */
export function faultOf(key: TextKey, lang: Lang, text: string): TextFault | null {
  const words = tidyText(key, lang, text)
  if (!words.trim()) return { code: 'text_empty', vars: {} }
  const slots = slotsIn(words)
  const known = slotsOf(key)
  const unknown = slots.find(slot => !known.includes(slot))
  if (unknown) return { code: 'text_slot_unknown', vars: { slot: unknown } }
  const missing = mustSay(key).find(slot => !slots.includes(slot))
  if (missing) return { code: 'text_slot_missing', vars: { slot: missing } }
  if (/[{}]/.test(words.replace(SLOT, ''))) return { code: 'text_brace', vars: {} }
  const { most, one_line } = limitOf(key)
  if (one_line && words.includes('\n')) return { code: 'text_one_line', vars: {} }
  const { length } = previewText(key, lang, words)
  return length > most ? { code: 'text_too_long', vars: { length, limit: most } } : null
}

/** What a shop says instead; a key and language that it left alone is not in it. */
export type OwnTexts = ReadonlyMap<string, readonly string[]>
export const ownKey = (key: TextKey, lang: Lang): string => `${key} ${lang}`

interface KeptText {
  readonly key: string
  readonly lang: Lang
  readonly variants: readonly string[] | null
}
/** What a shop says, of the rows of it. What a newer version of the product can no longer fill is its own no more: nobody reads a brace. */
export const ownTextsOf = (rows: readonly KeptText[]): OwnTexts =>
  new Map(
    rows.flatMap(({ key, lang, variants }) =>
      variants && isTextKey(key) && variants.every(text => faultOf(key, lang, text) === null)
        ? [[ownKey(key, lang), variants] as const]
        : [],
    ),
  )

/** The same seed gives the same words, so that saying it again says the same. */
export function pickVariant(variants: readonly string[], seed: string): string {
  let hash = 0x811c9dc5
  for (const char of seed) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return variants[(hash >>> 0) % variants.length] ?? ''
}

/** How a customer is spoken to: the shop's own words where it has any, the catalogue's everywhere else. */
export type Words = (lang: Lang, key: TextKey, vars?: Vars) => string

export const wordsOf =
  (own: OwnTexts, seed: string): Words =>
  (lang, key, vars) => {
    const variants = own.get(ownKey(key, lang))
    return fill(variants ? pickVariant(variants, `${seed} ${key}`) : TEXTS[key][lang], vars)
  }
