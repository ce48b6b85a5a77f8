import type { Intent, Understanding } from '../../shared/assistant.ts'
import { normalise } from './understanding/normalise.ts'
import { PRECEDENCE } from './understanding/understand.ts'
import { isCondition, isThreat } from './words.ts'

/** A sentence of the message that wants something of its own. */
export interface Part {
  readonly text: string
  readonly read: Understanding
  /** Decides something: taken before what only asks. */
  readonly decides: boolean
}

/** A third answer in one bubble is no longer read: what the customer needs first is answered. */
const MOST = 2
/** A clause that speaks less clearly than this belongs to its neighbour. */
const CLEAR = 0.5

/** Where a sentence ends by its own mark. Figures keep their point and comma. */
const MARKS = /(?<=[?!;？！。])\s*|\.(?=\s)|\n+|,(?!\d)/u
const JOIN =
  '&|\\+|dan|dn|and|n|pastu|pas tu|lepas tu|lps tu|lepastu|lagi satu|satu lagi|one more thing|also|plus|btw|by the way|oh ya|oh iya|oya|sekalian|tapi|tp|but'
const CONDITION = 'kalau|kalo|kalu|klau|klu|klo|kl|if|jika|otherwise|or else|unless'
const ASKS =
  'berapa|brp|brapa|brape|bape|bila|kapan|kpn|kenapa|knp|boleh|blh|bole|bisa|bs|ada|dah|dh|udah|udh|sudah|macam mana|mcm mana|camne|gimana|gmn|kedai|toko|how|what|when|where|can|could|is|do|does|are|nak|mau'
const PARTICLE = 'tak|tk|ke|kah|x|ga|gak|nggak|ngga|belum|blm|blum|not|ya|yet'
/** Few people write marks: a particle ends the question before, one of these words begins the next. */
const SOFT = new RegExp(
  `\\s+(?=(?:${JOIN})\\s)|\\s+(?=(?:${CONDITION})\\s)|(?<=\\s(?:${PARTICLE}))\\s+(?=(?:${ASKS})\\s)|\\s+(?=(?:kedai|toko) (?:buka|bukak|tutup|kat|dekat|di|mana|ada|open|jam|pukul)\\s)`,
  'iu',
)

/** "& kedai buka…": what joins it to the clause before says nothing in it. */
const LEADING = new RegExp(`^\\s*(?:(?:${JOIN})\\s+)+`, 'iu')

/** What is wanted or told; a greeting or thanks around it is not. */
const COURTESY: readonly Intent[] = ['thanks_goodbye', 'greeting', 'out_of_scope']
const WANTS: ReadonlySet<Intent> = new Set(PRECEDENCE.filter(intent => !COURTESY.includes(intent)))
const DECISIONS: ReadonlySet<Intent> = new Set(['quotation_accept', 'quotation_reject'])

/** Side by side these are one wish: the fault and what its repair costs, blame and the rework that it asks for. */
const ONE_WISH: readonly (readonly Intent[])[] = [
  ['repair_request', 'price_inquiry'],
  ['repair_request', 'appointment_book'],
  ['repair_request', 'status_check'],
  ['appointment_book', 'status_check'],
  ['repair_request', 'warranty'],
  ['repair_request', 'complaint'],
  ['product_inquiry', 'price_inquiry'],
  ['product_inquiry', 'repair_request'],
  ['complaint', 'warranty'],
  ['complaint', 'feedback'],
  ['complaint', 'human_agent'],
  ['complaint', 'price_inquiry'],
  ['complaint', 'quotation_reject'],
  ['quotation_accept', 'quotation_reject'],
  ['quotation_accept', 'price_inquiry'],
  ['quotation_accept', 'repair_request'],
  ['quotation_reject', 'price_inquiry'],
  ['quotation_reject', 'repair_request'],
  ['appointment_book', 'appointment_change'],
  ['warranty', 'price_inquiry'],
]
const oneWish = (a: Intent, b: Intent): boolean =>
  a === b || ONE_WISH.some(pair => pair.includes(a) && pair.includes(b))

interface Group {
  text: string
  /** What its own clause wants; null as long as nothing in it says so. */
  intent: Intent | null
  threat: boolean
  answers: boolean
}

const clausesOf = (text: string): string[] =>
  text
    .split(MARKS)
    .flatMap(sentence => sentence.split(SOFT))
    .map(clause => clause.replace(LEADING, '').trim())
    .filter(clause => /[\p{L}\p{N}]/u.test(clause))

function joins(group: Group, clause: Group): boolean {
  if (group.intent === null || clause.intent === null) return true
  if (group.threat !== clause.threat) return DECISIONS.has(group.intent) && DECISIONS.has(clause.intent)
  // "saya ambil balik, kalau tak siap hari ni": the condition belongs to what it limits
  if (DECISIONS.has(group.intent) && isCondition(clause.text)) return true
  return oneWish(group.intent, clause.intent) || onlyBlames(group, clause) || onlyBlames(clause, group)
}

/** "dah 2 minggu tak siap" beside blame is blame; "dah siap ke?" is a question. */
const onlyBlames = (blame: Group, status: Group): boolean =>
  blame.intent === 'complaint' && status.intent === 'status_check' && !normalise(status.text).question

/** The clauses in groups of one wish each; an answer to the open question stands alone. */
function groupsOf(text: string, read: Reader, { decides, answers }: Stage): Group[] {
  const groups: Group[] = []
  for (const clause of clausesOf(text)) {
    if (answers?.(clause) && !groups.some(group => group.answers)) {
      groups.push({ text: clause, intent: null, threat: false, answers: true })
      continue
    }
    const { intent, confidence } = read(clause)
    const threat = isThreat(clause)
    const wanted = WANTS.has(intent) && confidence >= CLEAR && (decides || !DECISIONS.has(intent))
    const own = threat ? 'quotation_reject' : wanted ? intent : null
    const next: Group = { text: clause, intent: own, threat, answers: false }
    const last = groups.at(-1)
    if (!last || last.answers || !joins(last, next)) groups.push(next)
    else {
      last.text = `${last.text}, ${clause}`
      last.intent = last.intent ?? next.intent
      last.threat ||= threat
    }
  }
  return groups.filter(group => group.answers || group.intent !== null)
}

/** Which answers are needed first when there are more than two. */
const need = ({ read }: Part): number => PRECEDENCE.indexOf(read.intent)

type Reader = (text: string) => Understanding

/** Where the message falls: what is open changes what is a wish in it. */
interface Stage {
  /** A quotation lies open, or a price was just told; without one a "jadi" decides nothing. */
  readonly decides: boolean
  /** Words that answer the open question. */
  readonly answers?: ((text: string) => boolean) | undefined
}

/**
 * The wishes of a message, in the order in which they were written: one as a rule, at most two. What is one thing stays
 * one: a fault and its price, two faults of a device, a greeting before a question.
 */
export function partsOf(text: string, whole: Understanding, read: Reader, stage: Stage): readonly Part[] {
  const alone = [{ text, read: whole, decides: false }]
  const groups = groupsOf(text, read, stage)
  if (groups.length < 2) return alone
  const parts = groups.map(group => ({
    text: group.text,
    read: read(group.text),
    decides: group.answers || (!group.threat && group.intent !== null && DECISIONS.has(group.intent)),
  }))
  // no clause says what the whole says: the cuts took it apart
  const sure = groups.some(group => group.threat || group.answers)
  if (!sure && !parts.some(part => oneWish(part.read.intent, whole.intent))) return alone
  if (parts.length <= MOST) return parts
  const kept = new Set([...parts].sort((a, b) => need(a) - need(b)).slice(0, MOST))
  return parts.filter(part => kept.has(part))
}
