import type { Entity, UnderstandingContext } from '../../../shared/assistant.ts'
import { findDates, findTimes } from './dates.ts'
import { bareModel, findDevices } from './devices.ts'
import { findProblems } from './problems.ts'

const B = '(?<![\\p{L}\\p{N}])'
const E = '(?![\\p{L}\\p{N}])'
const TICKET = new RegExp(
  `${B}(tkt-(?:\\d{4}-)?\\d{1,6}|[a-z]{2,3}-\\d{2,4}-\\d{1,6})${E}|${B}(?:tkt|tiket|ticket|job|nota|resit|receipt|pesanan|order|servis|service|repair|no|nombor|nomor|number|kerja|rujukan|ref)(?: (?:no\\.?|nombor|nomor|number|servis|tiket|job|id|repair|saya))? ?[:#.]? ?#?([a-z]{0,2}-?\\d{3,6}(?:-\\d{1,6})?)${E}|#([a-z]{0,3}-?\\d{2,6})${E}`,
  'giu',
)
/** Papers of other kinds carry their own prefixes. */
const OTHER_PAPER = /^(?:inv|qtn|cn|rcp|pay)-/i
const AMOUNT = new RegExp(
  `(?<![\\p{L}])(?:rm|myr) ?(\\d[\\d,]*(?:\\.\\d{1,2})?) ?(k)?${E}|(?<![\\p{L}])(?:rp|idr)\\.? ?(\\d[\\d.,]*) ?(rb|ribu|jt|juta|k)?${E}|${B}(\\d+(?:[.,]\\d+)?) ?(rb|ribu|jt|juta)${E}|${B}(\\d[\\d,]*(?:\\.\\d{1,2})?) ?(ringgit|hengget|bucks)${E}|${B}(\\d+(?:\\.\\d+)?)(k)${E}|(?<=(?:kalau|if|dalam|bagi|kasi|budget|bajet|bayar|deposit|harga|kurang|jadi|max|paling|bawah|below|under) )(\\d{2,4})(?= (?:ok|boleh|je|sahaja|bisa|can|deal|jadi|aja))`,
  'giu',
)
const FULL_MARKS =
  /(?<![\p{L}])(?:five stars?|lima bintang|five out of five|full marks?|10 out of 10|sepuluh per sepuluh|bintang lima|bintang 5)(?![\p{L}])/giu
const RATING =
  /(?<![\p{L}\p{N}/.])(\d{1,2})(?:([.,])5)? ?(?:\/ ?(5|10)|(?:out of|dari|per|daripada) (5|10|five|ten)|(?:bintang|stars?|⭐+|★+))(?![\p{L}\p{N}/])/giu
const STARS = /⭐{1,5}|★{1,5}/u

const SCALE: Readonly<Record<string, number>> = { k: 1e3, rb: 1e3, ribu: 1e3, jt: 1e6, juta: 1e6 }

function ticketNumber(text: string): string {
  const upper = text.toUpperCase()
  const digits = /^(?:TKT-?)?(\d{1,6})$/.exec(upper)
  return digits?.[1] ? `TKT-${digits[1].padStart(6, '0')}` : upper
}

function findTickets(lower: string): Entity[] {
  return [...lower.matchAll(TICKET)]
    .map(m => m[1] ?? m[2] ?? m[3] ?? '')
    .filter(text => text && !OTHER_PAPER.test(text))
    .map(text => ({ kind: 'ticket_number', text, value: ticketNumber(text) }))
}

function findAmounts(lower: string): Entity[] {
  return [...lower.matchAll(AMOUNT)].map(m => {
    const rupiah = m[3] !== undefined || m[6] !== undefined
    const digits = m[1] ?? m[3] ?? m[5] ?? m[7] ?? m[9] ?? m[11] ?? '0'
    const scale = SCALE[m[2] ?? m[4] ?? m[6] ?? m[10] ?? ''] ?? 1
    // rupiah groups thousands with a dot, ringgit with a comma; before rb/jt either is a decimal mark
    const plain =
      rupiah && scale === 1 ? digits.replace(/[.,]/g, '') : rupiah ? digits.replace(',', '.') : digits.replace(/,/g, '')
    return {
      kind: 'amount',
      text: m[0].trim(),
      value: `${(Number(plain) * scale).toFixed(2)} ${rupiah ? 'IDR' : 'MYR'}`,
    }
  })
}

function findRatings(lower: string): Entity[] {
  const full = [...lower.matchAll(FULL_MARKS)].map((m): Entity => ({ kind: 'rating', text: m[0], value: '5' }))
  if (full.length) return full
  for (const m of lower.matchAll(RATING)) {
    const of = m[3] ?? m[4]
    const scale = of === '10' || of === 'ten' ? 10 : 5
    const given = Number(m[1]) + (m[2] ? 0.5 : 0)
    if (given > scale || given < 0) continue
    return [
      { kind: 'rating', text: m[0].trim(), value: String(Math.min(5, Math.max(1, Math.round((given * 5) / scale)))) },
    ]
  }
  const stars = STARS.exec(lower)
  return stars ? [{ kind: 'rating', text: stars[0], value: String([...stars[0]].length) }] : []
}

const BARE_RATING = /^\s*([1-5]|satu|dua|tiga|empat|lima|one|two|three|four|five)\s*[.!]*\s*$/i
const NUMBER_WORDS: Readonly<Record<string, string>> = {
  satu: '1',
  dua: '2',
  tiga: '3',
  empat: '4',
  lima: '5',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
}
const BARE_TICKET = /^\s*#?([a-z]{0,3}-?(?:\d{4}-)?\d{1,6})\s*$/i

/** A bare answer to what the bot has just asked. */
function answered(lower: string, context: UnderstandingContext): Entity | null {
  if (context.expecting === 'rating') {
    const m = BARE_RATING.exec(lower)
    return m?.[1] ? { kind: 'rating', text: m[1], value: NUMBER_WORDS[m[1]] ?? m[1] } : null
  }
  if (context.expecting === 'ticket') {
    const m = BARE_TICKET.exec(lower)
    return m?.[1] ? { kind: 'ticket_number', text: m[1], value: ticketNumber(m[1]) } : null
  }
  return context.expecting === 'model' || context.expecting === 'device' ? bareModel(lower) : null
}

export function findEntities(lower: string, context: UnderstandingContext): Entity[] {
  const found = [
    ...findTickets(lower),
    ...findDevices(lower),
    ...findProblems(lower),
    ...findDates(lower, context.today),
    ...findTimes(lower),
    ...findAmounts(lower),
    ...findRatings(lower),
  ]
  const answer = answered(lower, context)
  if (answer && !found.some(entity => entity.kind === answer.kind)) found.push(answer)
  return found
}
