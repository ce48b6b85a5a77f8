import type { Closure, WeekHours } from './hours.contracts.ts'
import type { Schedule, Span } from './hours.ts'
import { defineMessages, type Lang, translate } from './messages.ts'
import { addDays, type Day, dayAt, showDay, showTime, weekdayOf } from './time.ts'

const texts = defineMessages({
  every_day: { ms: 'Setiap hari', id: 'Setiap hari', en: 'Every day' },
  all_day: { ms: '24 jam', id: '24 jam', en: '24 hours' },
  closed: { ms: 'tutup', id: 'tutup', en: 'closed' },
  and: { ms: 'dan', id: 'dan', en: 'and' },
  also_closed: { ms: 'Tutup juga {when}', id: 'Tutup juga {when}', en: 'Also closed {when}' },
  today: { ms: 'hari ini', id: 'hari ini', en: 'today' },
  tomorrow: { ms: 'esok', id: 'besok', en: 'tomorrow' },
})

const SHORT: Record<Lang, readonly string[]> = {
  ms: ['Isn', 'Sel', 'Rab', 'Kha', 'Jum', 'Sab', 'Ahad'],
  id: ['Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab', 'Min'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}
const LONG: Record<Lang, readonly string[]> = {
  ms: ['Isnin', 'Selasa', 'Rabu', 'Khamis', 'Jumaat', 'Sabtu', 'Ahad'],
  id: ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}
export const weekdayName = (weekday: number, lang: Lang): string => LONG[lang][weekday - 1] ?? ''

/** `10 pagi`, `10.00`, `10 am`: how a time stands on the door. */
export function clockWords(time: string, lang: Lang): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  if (lang === 'id') return time.slice(0, 5).replace(':', '.')
  const minutes = minute ? `:${String(minute).padStart(2, '0')}` : ''
  const twelve = `${hour % 12 || 12}${minutes}`
  if (hour % 24 === 0) return lang === 'en' ? (minute ? `${twelve} am` : 'midnight') : `${twelve} tgh malam`
  if (lang === 'en') return hour === 12 && !minute ? '12 noon' : `${twelve} ${hour < 12 ? 'am' : 'pm'}`
  return `${twelve} ${hour < 12 ? 'pagi' : hour < 14 ? 'tgh hari' : hour < 19 ? 'ptg' : 'mlm'}`
}

const spanWords = ({ opens_at, closes_at }: Span, lang: Lang): string =>
  opens_at === '00:00' && closes_at === '24:00'
    ? translate(texts, lang, 'all_day')
    : `${clockWords(opens_at, lang)}–${clockWords(closes_at, lang)}`

const listed = (words: readonly string[], lang: Lang): string => {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${translate(texts, lang, 'and')} ${last}`
}

/** Days that follow each other are a run: Monday to Friday. */
function dayRuns(weekdays: readonly number[], lang: Lang): string {
  const runs: number[][] = []
  for (const weekday of weekdays) {
    const run = runs.at(-1)
    if (run?.at(-1) === weekday - 1) run.push(weekday)
    else runs.push([weekday])
  }
  const name = (weekday = 1): string => SHORT[lang][weekday - 1] ?? ''
  return listed(
    runs.map(run => (run.length > 1 ? `${name(run[0])}–${name(run.at(-1))}` : name(run[0]))),
    lang,
  )
}

/** `Isn–Jum 10 pagi–7 mlm, Sab 10 pagi–5 ptg, Ahad tutup`. */
export function weekWords(week: readonly WeekHours[], lang: Lang): string {
  const spansOf = (weekday: number): string =>
    listed(
      week
        .filter(span => span.weekday === weekday)
        .sort((a, b) => (a.opens_at < b.opens_at ? -1 : 1))
        .map(span => spanWords(span, lang)),
      lang,
    ) || translate(texts, lang, 'closed')
  const alike = new Map<string, number[]>()
  for (let weekday = 1; weekday <= 7; weekday++) {
    const spans = spansOf(weekday)
    alike.set(spans, [...(alike.get(spans) ?? []), weekday])
  }
  const [[only = '', days = []] = []] = alike
  if (days.length === 7) return `${translate(texts, lang, 'every_day')} ${only}`
  return [...alike].map(([spans, weekdays]) => `${dayRuns(weekdays, lang)} ${spans}`).join(', ')
}

/** `31 Dis (Tahun Baharu)`, `24–26 Dis`, `27 Nov 1 tgh hari–3 ptg (solat Jumaat)`. */
export function closureWords(closure: Omit<Closure, 'id'>, lang: Lang, today: Day): string {
  const { first_day, last_day, from_time, until_time, reason } = closure
  const month = first_day.slice(0, 7) === last_day.slice(0, 7)
  const first = month ? String(Number(first_day.slice(8))) : showDay(first_day, lang, today)
  const days = first_day === last_day ? showDay(first_day, lang, today) : `${first}–${showDay(last_day, lang, today)}`
  const part = from_time && until_time ? ` ${spanWords({ opens_at: from_time, closes_at: until_time }, lang)}` : ''
  return `${days}${part}${reason ? ` (${reason})` : ''}`
}

/** How far ahead of a closure customers hear of it. */
const HEARD_OF_DAYS = 14

/** The week, and what is closed of the next two. Null while the shop has given no hours. */
export function hoursIn(schedule: Schedule, lang: Lang, today: Day): string | null {
  if (!schedule.week.length) return null
  const ahead = schedule.closures
    .filter(({ first_day, last_day }) => last_day >= today && first_day <= addDays(today, HEARD_OF_DAYS))
    .map(closure => closureWords(closure, lang, today))
  const also = ahead.length ? `. ${translate(texts, lang, 'also_closed', { when: listed(ahead, lang) })}` : ''
  return `${weekWords(schedule.week, lang)}${also}`
}

/** `esok, Khamis 26 Nov`; `hari ini`. */
export function dayWords(day: Day, lang: Lang, today: Day): string {
  if (day === today) return translate(texts, lang, 'today')
  const named = `${weekdayName(weekdayOf(day), lang)} ${showDay(day, lang, today)}`
  return day === addDays(today, 1) ? `${translate(texts, lang, 'tomorrow')}, ${named}` : named
}

/** `Kha 26 Nov, 3:00 ptg`: fits a row of a list. */
export function slotWords(at: Date | string, lang: Lang, zone: string): string {
  const day = dayAt(at, zone)
  return `${SHORT[lang][weekdayOf(day) - 1]} ${showDay(day, lang, day)}, ${showTime(at, lang, zone)}`
}

/** `esok, Khamis 26 Nov, 3:00 ptg`. */
export function whenWords(at: Date | string, lang: Lang, zone: string, now: Date | string): string {
  return `${dayWords(dayAt(at, zone), lang, dayAt(now, zone))}, ${showTime(at, lang, zone)}`
}
