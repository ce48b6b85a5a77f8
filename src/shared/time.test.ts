import { describe, expect, test } from 'vitest'
import { addDays, dayAt, showDateTime, showDay, showTime } from './time.ts'

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
