import type { AppointmentRules } from './hours.contracts.ts'
import { closureOn, type Opening, openingsOn, type Schedule } from './hours.ts'
import { addDays, type Day, dayAt, momentAt } from './time.ts'

/** A lane in use; nothing is said of who comes. */
export interface Taken {
  readonly lane: number
  readonly starts_at: string
  readonly ends_at: string
}
export interface Slot {
  readonly starts: Date
  readonly ends: Date
  /** The lanes that are still free, at least one. */
  readonly lanes: readonly number[]
}

/** What the question "when can one come?" is answered from. */
export interface Book {
  readonly schedule: Schedule
  readonly rules: AppointmentRules
  readonly taken: readonly Taken[]
  readonly now: Date
  /** Staff see the customer before them: no lead time, no horizon. */
  readonly by_staff?: boolean
}

const MINUTE = 60_000

const freeLanes = ({ rules, taken }: Book, starts: Date, ends: Date): number[] => {
  const inUse = new Set(
    taken.filter(one => new Date(one.starts_at) < ends && new Date(one.ends_at) > starts).map(({ lane }) => lane),
  )
  return Array.from({ length: rules.appointment_capacity }, (_, i) => i + 1).filter(lane => !inUse.has(lane))
}

/** The spans of a day in pieces of the shop's slot length; what is left over at the end is no slot. */
function cut({ starts, ends }: Opening, minutes: number): { starts: Date; ends: Date }[] {
  const length = minutes * MINUTE
  const count = Math.floor((ends.getTime() - starts.getTime()) / length)
  return Array.from({ length: count }, (_, i) => ({
    starts: new Date(starts.getTime() + i * length),
    ends: new Date(starts.getTime() + (i + 1) * length),
  }))
}

const earliest = ({ now, rules, by_staff }: Book): Date =>
  new Date(now.getTime() + (by_staff ? 0 : rules.appointment_lead_minutes * MINUTE))
const lastDay = ({ now, schedule, rules }: Book): Day =>
  addDays(dayAt(now, schedule.zone), rules.appointment_horizon_days)

/** The door is open for the whole of it. */
export const isOpenFor = (schedule: Schedule, starts: Date, ends: Date): boolean =>
  openingsOn(schedule, dayAt(starts, schedule.zone)).some(opening => opening.starts <= starts && ends <= opening.ends)

/** Slots begin where the week says, so that an hour's closure does not shift those after it. */
const cutDay = ({ schedule, rules }: Book, day: Day) =>
  openingsOn({ ...schedule, closures: [] }, day)
    .flatMap(opening => cut(opening, rules.appointment_minutes))
    .filter(({ starts, ends }) => isOpenFor(schedule, starts, ends))

/** Slots of a day that somebody can still have, earliest first. */
export function freeSlotsOn(book: Book, day: Day): Slot[] {
  if (!book.by_staff && day > lastDay(book)) return []
  return cutDay(book, day)
    .filter(({ starts }) => starts >= earliest(book))
    .map(slot => ({ ...slot, lanes: freeLanes(book, slot.starts, slot.ends) }))
    .filter(({ lanes }) => lanes.length > 0)
}

/** How far from what was wished for anything else is offered. */
const OFFERED_DAYS = 14

/** The free slots nearest to a moment, in the order of the clock. */
export function nearestSlots(book: Book, to: Date, count: number): Slot[] {
  const today = dayAt(book.now, book.schedule.zone)
  const wished = dayAt(to < book.now ? book.now : to, book.schedule.zone)
  const far = (slot: Slot): number => Math.abs(slot.starts.getTime() - to.getTime())
  const days = Array.from({ length: 2 * OFFERED_DAYS + 1 }, (_, i) => addDays(wished, i - OFFERED_DAYS))
  return days
    .filter(day => day >= today)
    .flatMap(day => freeSlotsOn(book, day))
    .sort((a, b) => far(a) - far(b))
    .slice(0, count)
    .sort((a, b) => a.starts.getTime() - b.starts.getTime())
}

export type Refusal = 'past' | 'too_soon' | 'too_far' | 'closed' | 'between' | 'full'
export type Judged =
  | { readonly slot: Slot; readonly refusal?: never }
  /** `reason`: what the shop tells about the closure. */
  | { readonly slot?: never; readonly refusal: Refusal; readonly reason?: string | null }

/** Whether somebody can come at that moment, and if not, why. */
export function judge(book: Book, at: Date): Judged {
  const { schedule, now, by_staff } = book
  const day = dayAt(at, schedule.zone)
  if (at < now && !by_staff) return { refusal: 'past' }
  const cut = cutDay(book, day)
  const slot = cut.find(({ starts }) => starts.getTime() === at.getTime())
  if (!slot) {
    const inside = cut.some(({ starts, ends }) => starts < at && at < ends)
    return inside ? { refusal: 'between' } : { refusal: 'closed', reason: whyClosed(schedule, at) }
  }
  if (slot.ends <= now) return { refusal: 'past' }
  if (!by_staff && at < earliest(book)) return { refusal: 'too_soon' }
  if (!by_staff && day > lastDay(book)) return { refusal: 'too_far' }
  const lanes = freeLanes(book, slot.starts, slot.ends)
  return lanes.length > 0 ? { slot: { ...slot, lanes } } : { refusal: 'full' }
}

/** When somebody would like to come, as far as he has said it: a day, a clock, or a part of the day. */
export interface VisitWish {
  readonly day?: Day | undefined
  /** `HH:MM`; alone it is the moment, with `until` a part of the day. */
  readonly from?: string | undefined
  readonly until?: string | undefined
}
export interface Offer {
  /** What he asked for is free. */
  readonly slot: Slot | null
  readonly refusal: Refusal | null
  readonly reason?: string | null
  /** What he may choose from instead, in the order of the clock. */
  readonly slots: readonly Slot[]
}
const A_DAY_EACH = 3

/** Spread over what there is: whoever reads nine times wants a morning and an evening among them. */
const spread = <T>(all: readonly T[], count: number): T[] =>
  all.length <= count
    ? [...all]
    : Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)] as T)

/** Whether what he wishes can be had, and what else can. */
export function offer(book: Book, wish: VisitWish, count: number): Offer {
  const { zone } = book.schedule
  const today = dayAt(book.now, zone)
  if (!wish.day && !wish.from) return { slot: null, refusal: null, slots: soonest(book, today, count) }
  const day =
    wish.day ?? (momentAt(today, wish.until ?? wish.from ?? '24:00', zone) > earliest(book) ? today : addDays(today, 1))
  const from = wish.from && momentAt(day, wish.from, zone)
  if (from && !wish.until) {
    const judged = judge(book, from)
    if (judged.slot) return { slot: judged.slot, refusal: null, slots: [] }
    return {
      slot: null,
      refusal: judged.refusal,
      reason: judged.reason ?? null,
      slots: nearestSlots(book, from, count),
    }
  }
  const until = momentAt(day, wish.until ?? '24:00', zone)
  const fitting = freeSlotsOn(book, day).filter(({ starts }) => (!from || starts >= from) && starts < until)
  if (fitting.length) return { slot: null, refusal: null, slots: spread(fitting, count) }
  const noon = momentAt(day, wish.from ?? '12:00', zone)
  const open = openingsOn(book.schedule, day).length > 0
  const refusal = day < today ? 'past' : day > lastDay(book) ? 'too_far' : open ? 'full' : 'closed'
  return { slot: null, refusal, reason: whyClosed(book.schedule, noon), slots: nearestSlots(book, noon, count) }
}

function soonest(book: Book, today: Day, count: number): Slot[] {
  const days = Array.from({ length: OFFERED_DAYS }, (_, i) => addDays(today, i))
  return days.flatMap(day => spread(freeSlotsOn(book, day), A_DAY_EACH)).slice(0, count)
}

function whyClosed(schedule: Schedule, at: Date): string | null {
  const day = dayAt(at, schedule.zone)
  const whole = closureOn(schedule, day)
  if (whole) return whole.reason
  const part = openingsOn({ ...schedule, closures: [] }, day).some(({ starts, ends }) => starts <= at && at < ends)
  return (part && schedule.closures.find(({ first_day }) => first_day === day)?.reason) || null
}
