import type { Closure, WeekHours } from './hours.contracts.ts'
import { addDays, type Day, dayAt, momentAt, weekdayOf } from './time.ts'

export type Span = Pick<WeekHours, 'opens_at' | 'closes_at'>

/** When the shop is open. Without a single span it has not said so. */
export interface Schedule {
  readonly zone: string
  readonly week: readonly WeekHours[]
  readonly closures: readonly Omit<Closure, 'id'>[]
}

export interface Opening extends Span {
  readonly day: Day
  /** The moment at which the door opens (or opened). */
  readonly starts: Date
  readonly ends: Date
}

/** A door that has been shut for so long is shut for good. */
const LOOKS_AHEAD_DAYS = 366

const fallsOn = ({ first_day, last_day }: Pick<Closure, 'first_day' | 'last_day'>, day: Day): boolean =>
  first_day <= day && day <= last_day

/** Why the door stays shut that whole day; null when it does not, or when it is simply a day off. */
export const closureOn = ({ closures }: Schedule, day: Day): Omit<Closure, 'id'> | null =>
  closures.find(closure => closure.from_time === null && fallsOn(closure, day)) ?? null

/** The day's spans, less what is closed of them. */
export function openingsOn(schedule: Schedule, day: Day): Opening[] {
  const weekday = weekdayOf(day)
  let spans: Span[] = schedule.week
    .filter(span => span.weekday === weekday)
    .sort((a, b) => (a.opens_at < b.opens_at ? -1 : 1))
  for (const closure of schedule.closures.filter(one => fallsOn(one, day))) {
    spans = spans.flatMap(span => without(span, closure.from_time ?? '00:00', closure.until_time ?? '24:00'))
  }
  return spans.map(({ opens_at, closes_at }) => ({
    day,
    opens_at,
    closes_at,
    starts: momentAt(day, opens_at, schedule.zone),
    ends: momentAt(day, closes_at, schedule.zone),
  }))
}

/** What is left of a span when a part of it is cut out: nothing, one piece, or two. */
function without({ opens_at, closes_at }: Span, from: string, until: string): Span[] {
  const before = { opens_at, closes_at: from < closes_at ? from : closes_at }
  const after = { opens_at: until > opens_at ? until : opens_at, closes_at }
  if (until <= opens_at || from >= closes_at) return [{ opens_at, closes_at }]
  return [before, after].filter(span => span.opens_at < span.closes_at)
}

export const hasHours = ({ week }: Schedule): boolean => week.length > 0

/** The opening that is on at this moment. */
export function openingAt(schedule: Schedule, at: Date | string): Opening | null {
  const moment = new Date(at)
  return (
    openingsOn(schedule, dayAt(moment, schedule.zone)).find(({ starts, ends }) => starts <= moment && moment < ends) ??
    null
  )
}

/** Since when the door stands open at this moment, through midnight too; null while it is shut. Looks back a day. */
export function openSince(schedule: Schedule, at: Date | string): Date | null {
  const now = openingAt(schedule, at)
  if (!now) return null
  const earlier = [...openingsOn(schedule, addDays(now.day, -1)), ...openingsOn(schedule, now.day)].reverse()
  return earlier.reduce((since, { starts, ends }) => (+ends === +since ? starts : since), now.starts)
}

/** The first opening that begins after this moment. */
export function openingAfter(schedule: Schedule, at: Date | string): Opening | null {
  if (!hasHours(schedule)) return null
  const moment = new Date(at)
  const today = dayAt(moment, schedule.zone)
  for (let days = 0; days <= LOOKS_AHEAD_DAYS; days++) {
    const next = openingsOn(schedule, addDays(today, days)).find(({ starts }) => starts > moment)
    if (next) return next
  }
  return null
}

export const isOpenAt = (schedule: Schedule, at: Date | string): boolean => openingAt(schedule, at) !== null
