import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseImei } from './imei.ts'

describe('an IMEI', () => {
  test.each(['490154203237518', '352099001761481', '013554006297015', '49-015420-323751-8', '49 015420 323751 8'])(
    '%s is one',
    raw => {
      expect(parseImei(raw)).toBe(raw.replace(/\D/g, ''))
    },
  )
  test.each(['490154203237517', '000000000000000', '111111111111111', '49015420323751', '', '49015420323751X'])(
    '%j is not',
    raw => {
      expect(parseImei(raw)).toBeNull()
    },
  )
  test('sixteen digits name the same device', () => expect(parseImei('4901542032375101')).toBe('490154203237518'))
  test('one digit mistyped is always noticed', () => {
    const position = fc.integer({ min: 0, max: 14 })
    fc.assert(
      fc.property(position, fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digits = [...'490154203237518']
        digits[at] = String((Number(digits[at]) + by) % 10)
        expect(parseImei(digits.join(''))).toBeNull()
      }),
    )
  })
})
