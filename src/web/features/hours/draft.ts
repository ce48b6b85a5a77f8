import { type Hours, type SetHours, zAppointmentRules } from '../../../shared/hours.contracts.ts'
import type { Span } from '../../../shared/hours.ts'

export const RULES = [
  'appointment_minutes',
  'appointment_capacity',
  'appointment_lead_minutes',
  'appointment_horizon_days',
] as const
export type Rule = (typeof RULES)[number]

/** The week as it is typed: Monday first, a day without a span is a day off; numbers are text until they are kept. */
export interface HoursDraft {
  readonly days: readonly (readonly Span[])[]
  readonly rules: Readonly<Record<Rule, string>>
}

const byClock = (a: Span, b: Span): number => (a.opens_at < b.opens_at ? -1 : 1)

export const draftOf = ({ week, ...hours }: Hours): HoursDraft => ({
  days: [1, 2, 3, 4, 5, 6, 7].map(weekday =>
    week
      .filter(span => span.weekday === weekday)
      .map(({ opens_at, closes_at }) => ({ opens_at, closes_at }))
      .sort(byClock),
  ),
  rules: Object.fromEntries(RULES.map(rule => [rule, String(hours[rule])])) as HoursDraft['rules'],
})

export type DayProblem = 'time_missing' | 'opens_first' | 'overlap'
export function dayProblem(spans: readonly Span[]): DayProblem | null {
  if (spans.some(({ opens_at, closes_at }) => !opens_at || !closes_at)) return 'time_missing'
  if (spans.some(({ opens_at, closes_at }) => opens_at >= closes_at)) return 'opens_first'
  const sorted = [...spans].sort(byClock)
  return sorted.some((span, i) => i > 0 && span.opens_at < (sorted[i - 1]?.closes_at ?? '')) ? 'overlap' : null
}

/** Null when it is no whole number within its limits. */
export function ruleOf(rule: Rule, text: string): number | null {
  if (!/^\d+$/.test(text.trim())) return null
  const { success, data } = zAppointmentRules.shape[rule].safeParse(Number(text))
  return success ? data : null
}

/** Null while something is not as it should be. */
export function hoursOf({ days, rules }: HoursDraft): SetHours | null {
  const numbers = RULES.map(rule => [rule, ruleOf(rule, rules[rule])] as const)
  if (days.some(dayProblem) || numbers.some(([, number]) => number === null)) return null
  const week = days.flatMap((spans, i) => [...spans].sort(byClock).map(span => ({ weekday: i + 1, ...span })))
  return { week, ...(Object.fromEntries(numbers) as Omit<SetHours, 'week'>) }
}

const USUAL: Span = { opens_at: '10:00', closes_at: '19:00' }
const PAUSE_MINUTES = 60
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** A day opens as the open day before it does; one that is open opens again after a break. Null: the day is full. */
export function openedMore(days: HoursDraft['days'], index: number): readonly Span[] | null {
  const spans = days[index] ?? []
  const last = [...spans].sort(byClock).at(-1)
  if (!last) {
    const before = [...days.slice(0, index)].reverse().find(one => one.length > 0)
    return before ?? days.find(one => one.length > 0) ?? [USUAL]
  }
  const opens = minutesOf(last.closes_at) + PAUSE_MINUTES
  const end = 24 * 60
  if (!last.closes_at || opens >= end) return null
  return [...spans, { opens_at: timeOf(opens), closes_at: timeOf(Math.min(opens + 3 * 60, end)) }]
}
