import { FILLER_WORDS, KNOWN_WORDS, PHRASES, SHORT_FORMS } from './vocabulary.ts'

export interface Normalised {
  /** NFKC, lower case, without invisible characters: spans of entities are cut from this. */
  readonly lower: string
  /** The words as written. */
  readonly raw: readonly string[]
  /** The words with short forms resolved and fillers dropped. */
  readonly words: readonly string[]
  readonly emoji: readonly string[]
  readonly question: boolean
}

const INVISIBLE = /[\u200b-\u200f\u2060\ufeff\u00ad]/g
const EMOJI = /\p{Extended_Pictographic}/gu
/** Money, dates, clock times and numbers with letters stay whole, so that no short form eats a part of them. */
const WORD = /(?:rm|rp)\.?\s?\d[\d.,]*|\d+(?:[./:-]\d+)+(?:am|pm)?|[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu
const CHINESE = /[\u4e00-\u9fff]+/g
/** Few people type the question mark: "boleh kurang tak", "bisa kurang ga kak", "can or not". */
const QUESTION =
  /\?|(?<!\p{L})(?:boleh|blh|bole|bisa|bs|ada|dapat|dpt|can|dah|udah|sudah|siap)(?!\p{L})[^.!]*(?<!\p{L})(?:tak|ke|ga|gak|nggak|ngga|x|kah|not|belum|blm)(?:\s+(?:kak|bos|boss|bang|min|ya|ye|ni|tu))*\s*$|^\s*(?:bila|kapan|kenapa|knp|why|how|what|when|where|berapa|brp|macam mana|gimana|gmn)(?!\p{L})/u
const CLITICS = ['nya', 'lah', 'kah', 'kan', 'ke', 'ku', 'mu', 'la']

const chinese = [...SHORT_FORMS.keys()]
  .filter(word => /^[\u4e00-\u9fff]+$/.test(word))
  .sort((a, b) => b.length - a.length)

function spaceChinese(text: string): string {
  return text.replace(CHINESE, run => {
    let out = run
    for (const word of chinese) out = out.replaceAll(word, ` ${word} `)
    return ` ${out} `
  })
}

/** "siapppp" is "siap", "bossss" is "boss": one letter first, then two. */
function unstretch(word: string): string {
  if (!/(\p{L})\1\1/u.test(word)) return word
  const one = word.replace(/(\p{L})\1{2,}/gu, '$1')
  return KNOWN_WORDS.has(one) ? one : word.replace(/(\p{L})\1{2,}/gu, '$1$1')
}

function stem(word: string): string {
  if (KNOWN_WORDS.has(word)) return word
  if (/^\p{L}{3,}2$/u.test(word)) return stem(word.slice(0, -1))
  const halves = /^(\p{L}+)-\1$/u.exec(word)
  if (halves?.[1]) return halves[1]
  for (const clitic of CLITICS) {
    const base = word.slice(0, -clitic.length)
    if (word.endsWith(clitic) && base.length > 2 && KNOWN_WORDS.has(base)) return base
  }
  // Malay writes the negation against the word: "xdpt", "xsiap"
  if (/^x\p{L}{3,}$/u.test(word) && KNOWN_WORDS.has(word.slice(1))) return word
  return word
}

function resolve(raw: readonly string[]): string[] {
  const out: string[] = []
  for (let at = 0; at < raw.length; at++) {
    const word = raw[at] as string
    const triple = PHRASES.get(`${word} ${raw[at + 1]} ${raw[at + 2]}`)
    const pair = PHRASES.get(`${word} ${raw[at + 1]}`)
    if (triple ?? pair) {
      out.push(...(triple ?? (pair as string)).split(' '))
      at += triple ? 2 : 1
      continue
    }
    // "no 42" is a number, "no" elsewhere a refusal
    if ((word === 'no' || word === 'nombor' || word === 'nomor') && /\d/.test(raw[at + 1] ?? '')) continue
    const base = stem(word)
    if (/^x\p{L}{3,}$/u.test(base) && !SHORT_FORMS.has(base) && KNOWN_WORDS.has(base.slice(1))) {
      out.push('tidak', SHORT_FORMS.get(base.slice(1)) ?? base.slice(1))
      continue
    }
    const canonical = SHORT_FORMS.get(base) ?? base
    if (FILLER_WORDS.has(word) && canonical === base) continue
    for (const part of canonical.split(' ')) if (part) out.push(part)
  }
  return out
}

export function normalise(text: string): Normalised {
  const lower = text.normalize('NFKC').replace(INVISIBLE, '').replace(/[’‘`]/g, "'").toLowerCase()
  const emoji = lower.match(EMOJI) ?? []
  const raw = (spaceChinese(lower).match(WORD) ?? []).map(unstretch)
  return { lower, raw, words: resolve(raw), emoji, question: QUESTION.test(lower) }
}
