import type { Lang } from './messages.ts'

/** A calendar day in the shop's zone, `'2026-11-22'`. */
export type Day = string

export const DEFAULT_ZONE = 'Asia/Kuala_Lumpur'
const DAY_MS = 24 * 60 * 60 * 1000

const MONTHS: Record<Lang, string> = {
  ms: 'Jan Feb Mac Apr Mei Jun Jul Ogos Sep Okt Nov Dis',
  id: 'Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des',
  en: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
}

interface Wall {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** What the clock on the shop's wall says. */
function wallClock(at: Date | string, zone: string): Wall {
  let formatter = formatters.get(zone)
  if (!formatter) {
    const two = '2-digit'
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      hourCycle: 'h23',
    })
    formatters.set(zone, formatter)
  }
  const parts = Object.fromEntries(formatter.formatToParts(new Date(at)).map(part => [part.type, Number(part.value)]))
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts
  return { year, month, day, hour, minute }
}

const two = (n: number): string => String(n).padStart(2, '0')
const monthName = (month: number, lang: Lang): string => MONTHS[lang].split(' ')[month - 1] ?? ''

/** The day it is at the shop at this moment. */
export function dayAt(at: Date | string, zone = DEFAULT_ZONE): Day {
  const { year, month, day } = wallClock(at, zone)
  return `${year}-${two(month)}-${two(day)}`
}

/** Days are counted on the calendar, never as 24 hours. */
export function addDays(day: Day, days: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10)
}

/** What the shop's clock says, `'15:30'`. */
export function timeAt(at: Date | string, zone = DEFAULT_ZONE): string {
  const { hour, minute } = wallClock(at, zone)
  return `${two(hour)}:${two(minute)}`
}

/** ISO: 1 is Monday. */
export function weekdayOf(day: Day): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date)).getUTCDay() || 7
}

/**
 * The moment at which the shop's wall shows this day and time (`'24:00'` is the next midnight). A time that the clocks leap over
 * is the moment after the leap; one that they show twice is the first.
 */
export function momentAt(day: Day, time: string, zone = DEFAULT_ZONE): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const wall = Date.UTC(year, month - 1, date, hour, minute)
  const ahead = (at: number): number => {
    const shown = wallClock(new Date(at), zone)
    return Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute) - at
  }
  const [early, late] = [wall - ahead(wall - DAY_MS), wall - ahead(wall + DAY_MS)].sort((a, b) => a - b) as [
    number,
    number,
  ]
  for (const at of [early, late]) if (at + ahead(at) === wall) return new Date(at)
  return new Date(late)
}

/** The next moment after `at` at which the shop's wall shows this time. */
export function momentAfter(at: Date | string, time: string, zone = DEFAULT_ZONE): Date {
  const day = dayAt(at, zone)
  const today = momentAt(day, time, zone)
  return today > new Date(at) ? today : momentAt(addDays(day, 1), time, zone)
}

/** `22 Nov 2026`; without the year when it is that of `today`. */
export function showDay(day: Day, lang: Lang, today?: Day): string {
  const [year = '', month, date] = day.split('-')
  const short = `${Number(date)} ${monthName(Number(month), lang)}`
  return today?.startsWith(year) ? short : `${short} ${year}`
}

function showClock({ hour, minute }: Wall, lang: Lang): string {
  if (lang === 'id') return `${two(hour)}.${two(minute)}`
  const twelve = `${hour % 12 || 12}:${two(minute)}`
  if (lang === 'en') return `${twelve} ${hour < 12 ? 'am' : 'pm'}`
  return `${twelve} ${hour < 12 ? 'pg' : hour < 14 ? 'tgh' : hour < 19 ? 'ptg' : 'mlm'}`
}

/** `3:15 ptg`, `15.15`, `3:15 pm`. */
export const showTime = (at: Date | string, lang: Lang, zone = DEFAULT_ZONE): string =>
  showClock(wallClock(at, zone), lang)

/** `22 Nov, 3:15 ptg`; with the year when `now` is in another one. */
export function showDateTime(
  at: Date | string,
  lang: Lang,
  zone = DEFAULT_ZONE,
  now: Date | string = new Date(),
): string {
  return `${showDay(dayAt(at, zone), lang, dayAt(now, zone))}, ${showTime(at, lang, zone)}`
}
