import { expect, test } from 'vitest'
import type { Hours } from '../../../shared/hours.contracts.ts'
import { dayProblem, draftOf, hoursOf, openedMore, ruleOf } from './draft.ts'

const HOURS: Hours = {
  week: [
    { weekday: 5, opens_at: '14:45', closes_at: '19:00' },
    { weekday: 5, opens_at: '10:00', closes_at: '12:30' },
    { weekday: 6, opens_at: '20:00', closes_at: '24:00' },
  ],
  closures: [],
  time_zone: 'Asia/Kuala_Lumpur',
  business_hours: null,
  appointment_minutes: 30,
  appointment_capacity: 2,
  appointment_lead_minutes: 60,
  appointment_horizon_days: 30,
}
const span = (opens_at: string, closes_at: string) => ({ opens_at, closes_at })

test('what is typed and left alone is what was kept, in the order of the clock', () => {
  expect(hoursOf(draftOf(HOURS))).toEqual({
    week: [HOURS.week[1], HOURS.week[0], HOURS.week[2]],
    appointment_minutes: 30,
    appointment_capacity: 2,
    appointment_lead_minutes: 60,
    appointment_horizon_days: 30,
  })
})

test.each([
  ['a break', [span('14:00', '18:00'), span('10:00', '13:00')], null],
  ['one right after the other', [span('10:00', '13:00'), span('13:00', '18:00')], null],
  ['two that overlap', [span('10:00', '14:00'), span('13:00', '18:00')], 'overlap'],
  ['closed before it opens', [span('19:00', '10:00')], 'opens_first'],
  ['shut the minute it opens', [span('10:00', '10:00')], 'opens_first'],
  ['half a line', [span('10:00', '')], 'time_missing'],
  ['a day off', [], null],
])('%s', (_, spans, problem) => expect(dayProblem(spans)).toBe(problem))

test.each([
  ['30', 30],
  [' 30', 30],
  ['4', null],
  ['481', null],
  ['', null],
  ['1e2', null],
  ['30.5', null],
])('slots of %j minutes', (text, kept) => expect(ruleOf('appointment_minutes', text)).toBe(kept))

test('a day opens like the one before it, an open one again after a break, until midnight', () => {
  const days = [[span('09:00', '17:00')], [], [span('10:00', '22:30')], [span('10:00', '23:30')], [], [], []]
  expect(openedMore(days, 1)).toEqual([span('09:00', '17:00')])
  expect(openedMore(days, 0)).toEqual([span('09:00', '17:00'), span('18:00', '21:00')])
  expect(openedMore(days, 2)?.at(-1)).toEqual(span('23:30', '24:00'))
  expect(openedMore(days, 3)).toBeNull()
  expect(openedMore([[], [], [], [], [], [], []], 0)).toEqual([span('10:00', '19:00')])
})
