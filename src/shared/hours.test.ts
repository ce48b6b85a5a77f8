import { describe, expect, test } from 'vitest'
import { closureOn, isOpenAt, openingAfter, openingAt, openingsOn, openSince, type Schedule } from './hours.ts'
import { clockWords, closureWords, dayWords, hoursIn, weekWords, whenWords } from './hours.words.ts'
import type { Lang } from './messages.ts'

const span = (weekday: number, opens_at: string, closes_at: string) => ({ weekday, opens_at, closes_at })
const days = (from: number, to: number, opens_at: string, closes_at: string) =>
  Array.from({ length: to - from + 1 }, (_, i) => span(from + i, opens_at, closes_at))
const closed = (first_day: string, more: Partial<Schedule['closures'][number]> = {}) => ({
  first_day,
  last_day: first_day,
  from_time: null,
  until_time: null,
  reason: null,
  ...more,
})

const WEEK = [...days(1, 5, '10:00', '19:00'), span(6, '10:00', '17:00')]
const SHOP: Schedule = {
  zone: 'Asia/Kuala_Lumpur',
  week: WEEK,
  closures: [
    closed('2026-11-25', { reason: 'Cuti umum' }),
    closed('2026-11-27', { from_time: '12:30', until_time: '14:45', reason: 'Solat Jumaat' }),
  ],
}
const spansOf = (schedule: Schedule, day: string) =>
  openingsOn(schedule, day).map(({ opens_at, closes_at }) => `${opens_at}-${closes_at}`)

describe('a day’s openings', () => {
  // 23 November 2026 is a Monday
  test.each([
    ['an ordinary Monday', '2026-11-23', ['10:00-19:00']],
    ['a day off', '2026-11-29', []],
    ['a closed Wednesday', '2026-11-25', []],
    ['a Friday with its prayer', '2026-11-27', ['10:00-12:30', '14:45-19:00']],
  ])('%s', (_, day, spans) => expect(spansOf(SHOP, day)).toEqual(spans))

  test.each([
    ['before it opens', '08:00', '09:00', ['10:00-13:00', '14:00-19:00']],
    ['at its first hour', '10:00', '11:00', ['11:00-13:00', '14:00-19:00']],
    ['over the break', '12:00', '15:00', ['10:00-12:00', '15:00-19:00']],
    ['to the end', '18:00', '24:00', ['10:00-13:00', '14:00-18:00']],
    ['all of it', '00:00', '24:00', []],
    ['exactly one span', '14:00', '19:00', ['10:00-13:00']],
  ])('a part closed %s', (_, from_time, until_time, spans) => {
    const week = [span(1, '14:00', '19:00'), span(1, '10:00', '13:00')]
    const closures = [closed('2026-11-23', { from_time, until_time })]
    expect(spansOf({ ...SHOP, week, closures }, '2026-11-23')).toEqual(spans)
  })
  test('two closures of one day both count', () => {
    const closures = [
      closed('2026-11-23', { from_time: '11:00', until_time: '12:00' }),
      closed('2026-11-23', { from_time: '13:00', until_time: '14:00' }),
    ]
    expect(spansOf({ ...SHOP, closures }, '2026-11-23')).toEqual(['10:00-11:00', '12:00-13:00', '14:00-19:00'])
  })
  test('a closure of many days closes each of them, and only those', () => {
    const closures = [closed('2026-11-23', { last_day: '2026-11-26' })]
    const open = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-26', '2026-11-27'].map(
      day => spansOf({ ...SHOP, closures }, day).length,
    )
    expect(open).toEqual([0, 0, 0, 0, 1])
  })
  test('why it is shut', () => {
    expect(closureOn(SHOP, '2026-11-25')?.reason).toBe('Cuti umum')
    expect(closureOn(SHOP, '2026-11-27')).toBeNull()
    expect(closureOn(SHOP, '2026-11-29')).toBeNull()
  })
})

describe('open now, and when next', () => {
  test.each([
    // the wall in Kuala Lumpur is eight hours ahead
    ['a minute before it opens', '2026-11-23T01:59:00Z', false, '2026-11-23 10:00'],
    ['as it opens', '2026-11-23T02:00:00Z', true, '2026-11-24 10:00'],
    ['a second before it closes', '2026-11-23T10:59:59Z', true, '2026-11-24 10:00'],
    ['as it closes', '2026-11-23T11:00:00Z', false, '2026-11-24 10:00'],
    ['the evening before a closed day', '2026-11-24T12:00:00Z', false, '2026-11-26 10:00'],
    ['Saturday night', '2026-11-28T12:00:00Z', false, '2026-11-30 10:00'],
    ['during the prayer', '2026-11-27T05:00:00Z', false, '2026-11-27 14:45'],
    ['after midnight it is another day here', '2026-11-22T17:00:00Z', false, '2026-11-23 10:00'],
  ])('%s', (_, at, open, next) => {
    expect(isOpenAt(SHOP, at)).toBe(open)
    const after = openingAfter(SHOP, at)
    expect(`${after?.day} ${after?.opens_at}`).toBe(next)
  })
  test('a shop without hours, and one that is shut for good, has no next opening', () => {
    expect(openingAfter({ ...SHOP, week: [] }, '2026-11-23T00:00:00Z')).toBeNull()
    const closures = [closed('2026-01-01', { last_day: '2030-01-01' })]
    expect(openingAfter({ ...SHOP, closures }, '2026-11-23T00:00:00Z')).toBeNull()
  })
  test('until midnight is until midnight', () => {
    const night = { ...SHOP, week: [span(1, '18:00', '24:00')], closures: [] }
    expect(isOpenAt(night, '2026-11-23T15:59:59Z')).toBe(true)
    expect(isOpenAt(night, '2026-11-23T16:00:00Z')).toBe(false)
    expect(openingAt(night, '2026-11-23T15:00:00Z')?.closes_at).toBe('24:00')
  })
  test('a door that stays open over midnight has been open since the evening', () => {
    const night = {
      ...SHOP,
      week: [
        span(1, '09:00', '13:00'),
        span(1, '18:00', '24:00'),
        span(2, '00:00', '02:00'),
        span(2, '02:00', '04:00'),
      ],
      closures: [],
    }
    const since = (at: string) => openSince(night, at)?.toISOString()
    expect(since('2026-11-23T15:59:59Z')).toBe('2026-11-23T10:00:00.000Z')
    expect(since('2026-11-23T16:30:00Z')).toBe('2026-11-23T10:00:00.000Z')
    expect(since('2026-11-23T19:00:00Z')).toBe('2026-11-23T10:00:00.000Z')
    expect(since('2026-11-23T20:00:00Z')).toBeUndefined()
  })
  test('where clocks change, the door opens by the wall', () => {
    const york: Schedule = { zone: 'America/New_York', week: days(1, 7, '09:00', '17:00'), closures: [] }
    // the Saturday before and the Sunday of the leap
    expect(openingsOn(york, '2026-03-07')[0]?.starts.toISOString()).toBe('2026-03-07T14:00:00.000Z')
    expect(openingsOn(york, '2026-03-08')[0]?.starts.toISOString()).toBe('2026-03-08T13:00:00.000Z')
    expect(isOpenAt(york, '2026-11-01T13:30:00Z')).toBe(false)
    expect(isOpenAt(york, '2026-11-01T14:00:00Z')).toBe(true)
    const early: Schedule = { ...york, week: [span(7, '01:00', '03:00')] }
    // two hours on the wall, three that pass
    const [long] = openingsOn(early, '2026-11-01')
    expect((Number(long?.ends) - Number(long?.starts)) / 3_600_000).toBe(3)
  })
})

describe('in words', () => {
  test.each<[string, Lang, string]>([
    ['10:00', 'ms', '10 pagi'],
    ['12:00', 'ms', '12 tgh hari'],
    ['13:30', 'ms', '1:30 tgh hari'],
    ['17:00', 'ms', '5 ptg'],
    ['19:00', 'ms', '7 mlm'],
    ['24:00', 'ms', '12 tgh malam'],
    ['09:30', 'id', '09.30'],
    ['24:00', 'id', '24.00'],
    ['09:30', 'en', '9:30 am'],
    ['12:00', 'en', '12 noon'],
    ['00:00', 'en', 'midnight'],
    ['12:15', 'en', '12:15 pm'],
  ])('%s in %s', (time, lang, words) => expect(clockWords(time, lang)).toBe(words))

  test.each<[string, Schedule['week'], Lang, string]>([
    ['the usual week', WEEK, 'ms', 'Isn–Jum 10 pagi–7 mlm, Sab 10 pagi–5 ptg, Ahad tutup'],
    ['the usual week', WEEK, 'id', 'Sen–Jum 10.00–19.00, Sab 10.00–17.00, Min tutup'],
    ['the usual week', WEEK, 'en', 'Mon–Fri 10 am–7 pm, Sat 10 am–5 pm, Sun closed'],
    ['every day', days(1, 7, '10:00', '22:00'), 'ms', 'Setiap hari 10 pagi–10 mlm'],
    ['never shut', days(1, 7, '00:00', '24:00'), 'en', 'Every day 24 hours'],
    [
      'a break',
      days(1, 7, '10:00', '13:00').concat(days(1, 7, '14:00', '18:00')),
      'en',
      'Every day 10 am–1 pm and 2 pm–6 pm',
    ],
    [
      'days apart',
      [span(1, '09:00', '12:00'), span(3, '09:00', '12:00'), span(5, '09:00', '12:00')],
      'id',
      'Sen, Rab dan Jum 09.00–12.00, Sel, Kam dan Sab–Min tutup',
    ],
  ])('%s', (_, week, lang, words) => expect(weekWords(week, lang)).toBe(words))

  test('what is closed of the next two weeks is said with it', () => {
    expect(hoursIn(SHOP, 'ms', '2026-11-24')).toBe(
      'Isn–Jum 10 pagi–7 mlm, Sab 10 pagi–5 ptg, Ahad tutup. Tutup juga 25 Nov (Cuti umum) dan 27 Nov 12:30 tgh hari–2:45 ptg (Solat Jumaat)',
    )
    expect(hoursIn(SHOP, 'ms', '2026-11-28')).not.toContain('Tutup juga')
    expect(hoursIn(SHOP, 'ms', '2026-11-01')).not.toContain('Tutup juga')
    expect(hoursIn({ ...SHOP, week: [] }, 'ms', '2026-11-24')).toBeNull()
  })
  test('days of a closure', () => {
    const words = (first_day: string, last_day: string) =>
      closureWords(closed(first_day, { last_day }), 'ms', '2026-11-24')
    expect(words('2026-12-24', '2026-12-26')).toBe('24–26 Dis')
    expect(words('2026-11-30', '2026-12-02')).toBe('30 Nov–2 Dis')
    expect(words('2026-12-31', '2027-01-01')).toBe('31 Dis–1 Jan 2027')
  })
  test('a day and a moment as people say them', () => {
    expect(dayWords('2026-11-24', 'ms', '2026-11-24')).toBe('hari ini')
    expect(dayWords('2026-11-25', 'id', '2026-11-24')).toBe('besok, Rabu 25 Nov')
    expect(dayWords('2027-01-02', 'en', '2026-11-24')).toBe('Saturday 2 Jan 2027')
    expect(whenWords('2026-11-26T07:00:00Z', 'ms', 'Asia/Kuala_Lumpur', '2026-11-25T02:00:00Z')).toBe(
      'esok, Khamis 26 Nov, 3:00 ptg',
    )
  })
})
