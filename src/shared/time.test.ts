import { describe, expect, test } from 'vitest'
import { addDays, dayAt, momentAt, showDateTime, showDay, showTime, timeAt, weekdayOf } from './time.ts'

const at = '2026-11-22T07:15:00Z'
const now = '2026-12-01T00:00:00Z'

describe('the shop’s day', () => {
  test('begins at its own midnight, not at Greenwich’s', () => {
    expect(dayAt('2026-11-22T15:59:59Z')).toBe('2026-11-22')
    expect(dayAt('2026-11-22T16:00:00Z')).toBe('2026-11-23')
    expect(dayAt('2026-11-22T16:30:00Z', 'Asia/Jakarta')).toBe('2026-11-22')
  })
  test('days are counted on the calendar', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-12-25', 14)).toBe('2027-01-08')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  })
})

describe('a time on the wall is a moment', () => {
  test.each([
    ['Asia/Kuala_Lumpur', '2026-11-26', '15:30', '2026-11-26T07:30:00.000Z'],
    ['Asia/Kuala_Lumpur', '2026-11-26', '24:00', '2026-11-26T16:00:00.000Z'],
    ['Asia/Jakarta', '2026-11-26', '00:00', '2026-11-25T17:00:00.000Z'],
    ['America/New_York', '2026-07-01', '09:00', '2026-07-01T13:00:00.000Z'],
    ['America/New_York', '2026-12-01', '09:00', '2026-12-01T14:00:00.000Z'],
    // the clocks leap from 2 to 3 on 8 March, and show the hour from 1 to 2 twice on 1 November
    ['America/New_York', '2026-03-08', '01:30', '2026-03-08T06:30:00.000Z'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30:00.000Z'],
    ['America/New_York', '2026-03-08', '03:30', '2026-03-08T07:30:00.000Z'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
    ['America/New_York', '2026-11-01', '02:30', '2026-11-01T07:30:00.000Z'],
    ['Europe/London', '2026-10-25', '09:00', '2026-10-25T09:00:00.000Z'],
    ['Australia/Sydney', '2026-10-04', '10:00', '2026-10-03T23:00:00.000Z'],
  ])('in %s, %s %s is %s', (zone, day, time, at) => expect(momentAt(day, time, zone).toISOString()).toBe(at))
  test('and back', () => {
    expect(timeAt('2026-11-26T07:30:00Z')).toBe('15:30')
    expect(timeAt('2026-11-25T16:00:00Z')).toBe('00:00')
  })
  test('Monday is the first day', () => {
    expect(['2026-11-23', '2026-11-28', '2026-11-29'].map(weekdayOf)).toEqual([1, 6, 7])
  })
})

describe('as people say it', () => {
  test('in three languages', () => {
    expect(showDateTime(at, 'ms', undefined, now)).toBe('22 Nov, 3:15 ptg')
    expect(showDateTime(at, 'en', undefined, now)).toBe('22 Nov, 3:15 pm')
    expect(showDateTime(at, 'id', 'Asia/Jakarta', now)).toBe('22 Nov, 14.15')
  })
  test('another year is said', () => {
    expect(showDateTime(at, 'ms', undefined, '2027-01-02T00:00:00Z')).toBe('22 Nov 2026, 3:15 ptg')
    expect(showDay('2026-03-05', 'ms')).toBe('5 Mac 2026')
    expect(showDay('2026-08-05', 'id', '2026-11-01')).toBe('5 Agu')
  })
  test.each([
    ['2026-11-21T16:05:00Z', '12:05 pg'],
    ['2026-11-22T03:59:00Z', '11:59 pg'],
    ['2026-11-22T04:00:00Z', '12:00 tgh'],
    ['2026-11-22T10:59:00Z', '6:59 ptg'],
    ['2026-11-22T12:30:00Z', '8:30 mlm'],
  ])('%s is %s in Malay', (time, shown) => expect(showTime(time, 'ms')).toBe(shown))
})
