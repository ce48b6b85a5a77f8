import { INTENTS, type Intent, type IntentRow } from '../../../shared/assistant.ts'
import { type Normalised, normalise } from './normalise.ts'

export type Scores = Record<Intent, number>

interface Pattern {
  readonly intent: Intent
  readonly words: readonly string[]
  /** From here on the seed's words: more words, more certain. */
  weight: number
}

/** Patterns under their first word, so that a message touches only those that could begin in it. */
type Index = ReadonlyMap<string, readonly Pattern[]>

const GAP = 3
const known = new Set<string>(INTENTS)
/** What is left of a keyword when its particles are dropped must say something: "is my" would match every message. */
const EMPTY = new Set([
  'saya',
  'awak',
  'ini',
  'itu',
  'ada',
  'apa',
  'untuk',
  'dengan',
  'yang',
  'juga',
  'kalau',
  'sahaja',
])
const compiled = new WeakMap<readonly IntentRow[], { exact: Index; prefixes: readonly Pattern[] }>()

const WEIGHTS = [0, 1, 1.9, 2.6, 3.1]
const weightOf = (words: readonly string[]) => {
  const solid = words.filter(word => word !== '*').length
  return WEIGHTS[Math.min(solid, WEIGHTS.length - 1)] as number
}

function patternWords(keyword: string): string[] {
  return keyword
    .split(' ')
    .flatMap(part => (part === '*' ? ['\u0000'] : [part]))
    .join(' ')
    .split('\u0000')
    .flatMap((part, at) => [...(at ? ['*'] : []), ...wordsOf(part)])
}

/** A keyword that is nothing but filler ("k", "la") still means something when staff write it. */
function wordsOf(part: string): string[] {
  const prefix = /(\S+)\*$/.exec(part.trim())
  const { words, raw } = normalise(prefix ? part.slice(0, part.lastIndexOf(prefix[0])) : part)
  const solid = words.length || prefix ? [...words] : [...raw]
  return prefix ? [...solid, `${prefix[1]}*`] : solid
}

function compile(intents: readonly IntentRow[]) {
  const byText = new Map<string, Pattern[]>()
  for (const row of intents) {
    if (!row.is_active || !known.has(row.intent_name)) continue
    const seen = new Set<string>()
    for (const keyword of row.keywords) {
      const words = patternWords(keyword)
      const text = words.join(' ')
      if (!text || text === '*' || EMPTY.has(text) || seen.has(text)) continue
      seen.add(text)
      const pattern = { intent: row.intent_name as Intent, words, weight: weightOf(words) }
      byText.set(text, [...(byText.get(text) ?? []), pattern])
    }
  }
  const exact = new Map<string, Pattern[]>()
  const prefixes: Pattern[] = []
  for (const shared of byText.values()) {
    for (const pattern of shared) {
      pattern.weight /= shared.length
      const first = pattern.words[0] as string
      if (first.endsWith('*')) prefixes.push(pattern)
      else exact.set(first, [...(exact.get(first) ?? []), pattern])
    }
  }
  return { exact, prefixes }
}

const same = (want: string, have: string | undefined) =>
  have !== undefined && (want === have || (want.length > 1 && want.endsWith('*') && have.startsWith(want.slice(0, -1))))

/** Where the pattern ends when it starts here, or -1. */
function endOf(pattern: readonly string[], words: readonly string[], start: number): number {
  let at = start
  for (let i = 0; i < pattern.length; i++) {
    const want = pattern[i] as string
    if (want === '*') {
      const next = pattern[i + 1]
      if (next === undefined) return at
      let skipped = 0
      while (skipped <= GAP && !same(next, words[at])) {
        at++
        skipped++
      }
      if (skipped > GAP || at >= words.length) return -1
      continue
    }
    if (!same(want, words[at])) return -1
    at++
  }
  return at
}

const noScores = (): Scores => Object.fromEntries(INTENTS.map(intent => [intent, 0])) as Scores

/** Each word counts once per intent, in the longest keyword that it is part of. */
export function scoreKeywords(message: Normalised, intents: readonly IntentRow[]): Scores {
  let index = compiled.get(intents)
  if (!index) {
    index = compile(intents)
    compiled.set(intents, index)
  }
  const { words } = message
  const hits: { intent: Intent; start: number; end: number; weight: number }[] = []
  for (let start = 0; start < words.length; start++) {
    const candidates = [...(index.exact.get(words[start] as string) ?? []), ...index.prefixes]
    for (const pattern of candidates) {
      const end = endOf(pattern.words, words, start)
      if (end > start) hits.push({ intent: pattern.intent, start, end, weight: pattern.weight })
    }
  }
  hits.sort((a, b) => b.weight - a.weight)
  const scores = noScores()
  const taken = new Set<string>()
  for (const hit of hits) {
    let free = true
    for (let at = hit.start; at < hit.end; at++) if (taken.has(`${hit.intent}${at}`)) free = false
    if (!free) continue
    for (let at = hit.start; at < hit.end; at++) taken.add(`${hit.intent}${at}`)
    scores[hit.intent] += hit.weight
  }
  return scores
}
