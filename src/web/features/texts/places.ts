import { LANGS, type Lang } from '../../../shared/messages.ts'
import { type OwnTexts, ownKey, TEXT_KEYS, TEXTS, type TextKey } from '../../../shared/texts.ts'

/** Where a text is said, as staff would call it. What is new in the catalogue stands under `general` until it has a place. */
const PLACES = {
  conversation: [
    'general',
    'intake',
    'price',
    'status',
    'quotation',
    'payment',
    'invoice',
    'warranty',
    'visit',
    'business',
    'feedback',
    'person',
    'stop',
    'taps',
  ],
  notification: ['ticket', 'reminder', 'paper', 'checkin', 'appointment'],
} as const
export type Kind = keyof typeof PLACES
export type Place = (typeof PLACES)[Kind][number]
export const KINDS = Object.keys(PLACES) as Kind[]

const TAPPED = /^chat\.(?:button|row|note|problem)\./
const isPlace = (word: string | undefined): word is Place =>
  Object.values(PLACES)
    .flat()
    .includes(word as Place)

export function placeOf(key: TextKey): Place {
  if (TAPPED.test(key)) return 'taps'
  const [catalogue, first] = key.split('.')
  const word = catalogue === 'chat' ? first : catalogue
  return isPlace(word) ? word : 'general'
}

export const placesOf = (kind: Kind): readonly Place[] => PLACES[kind]
export const keysOf = (place: Place): readonly TextKey[] => TEXT_KEYS.filter(key => placeOf(key) === place)

export const saidNow = (key: TextKey, lang: Lang, own: OwnTexts): readonly string[] =>
  own.get(ownKey(key, lang)) ?? [TEXTS[key][lang]]

/** Found by its words in any language, the shop's or the product's own, by where it is said, and by its key. */
export function isFound(key: TextKey, search: string, place: string, own: OwnTexts): boolean {
  const wanted = search.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const all = [key, place, ...LANGS.flatMap(lang => [TEXTS[key][lang], ...saidNow(key, lang, own)])]
  const hay = all.join('\n').toLocaleLowerCase()
  return wanted.every(word => hay.includes(word))
}
