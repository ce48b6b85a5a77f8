import { describe, expect, test } from 'vitest'
import vectors from '../../test/data/tax-vectors.json' with { type: 'json' }
import { basisPoints, type DatedRate, NO_TAX, rateOn, taxOn } from './tax.ts'

const rate = (tax_code: string, percent: string, valid_from: string, valid_to: string | null = null): DatedRate => ({
  tax_code,
  rate: percent,
  valid_from,
  valid_to,
})

/** Service tax as it went (FMM circular CD/7/2024; MOF 5 Jan 2026), under the names of the vectors. */
const MALAYSIA = [
  rate('SVC-REPAIR', '8.00', '2024-03-01'),
  rate('SVC-TELCO', '6.00', '2018-09-01'),
  rate('SVC-GENERAL', '6.00', '2018-09-01', '2024-02-29'),
  rate('SVC-GENERAL', '8.00', '2024-03-01'),
  rate('RENTAL-LEASE', '8.00', '2025-07-01', '2025-12-31'),
  rate('RENTAL-LEASE', '6.00', '2026-01-01'),
]

describe('the rate of the day', () => {
  test.each(vectors.effectiveRates)('$code on $date is $rate', ({ code, date, rate: expected }) => {
    const found = rateOn(MALAYSIA, code, date)
    expect(found === null ? null : basisPoints(found)).toBe(expected === null ? null : basisPoints(expected))
  })

  test('the last day of a rate still has it', () => {
    expect(rateOn(MALAYSIA, 'SVC-GENERAL', '2024-02-29')).toBe('6.00')
    expect(rateOn(MALAYSIA, 'SVC-GENERAL', '2024-03-01')).toBe('8.00')
  })
})

describe('what a shop may charge', () => {
  test('a registered shop charges the rate of the day', () => {
    expect(taxOn(true, MALAYSIA, 'SVC-REPAIR', '2026-11-22')).toEqual({ tax_code: 'SVC-REPAIR', tax_rate: '8.00' })
  })
  test('a shop that is not registered charges none', () => {
    expect(taxOn(false, MALAYSIA, 'SVC-REPAIR', '2026-11-22')).toEqual(NO_TAX)
  })
  test('a code that is not in force charges none', () => {
    expect(taxOn(true, MALAYSIA, 'SVC-REPAIR', '2024-02-28')).toEqual(NO_TAX)
  })
})

describe('a rate as text', () => {
  test.each([
    ['6.00', 600],
    ['5.5', 550],
    ['0', 0],
    ['100.00', 10000],
    ['0.25', 25],
  ])('%s is %d basis points', (text, points) => {
    expect(basisPoints(text)).toBe(points)
  })
  test.each(['', '-1', '6%', '100.01', '6.005', '1e1', 'NaN'])('%j is refused', text =>
    expect(() => basisPoints(text)).toThrow(RangeError),
  )
})
