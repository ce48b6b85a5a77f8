import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import vectors from '../../test/data/tax-vectors.json' with { type: 'json' }
import {
  allocate,
  divideRounded,
  isMoneyText,
  moneyText,
  parseMoney,
  roundTo,
  roundToFiveSen,
  showMoney,
  smallestUnit,
} from './money.ts'

const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 })

describe('amounts as text', () => {
  test.each([
    ['0', 0],
    ['0.1', 10],
    ['12.34', 1234],
    ['-0.05', -5],
    ['-0.00', 0],
    ['999999999999.99', 99_999_999_999_999],
  ])('%s is %d sen', (text, sen) => expect(parseMoney(text)).toBe(sen))

  test.each(['', ' 1', '1.', '.5', '1.005', '1e3', 'NaN', 'Infinity', '1,000.00', '0x10', '--1', '1.2.3', '١'])(
    '%j is refused',
    text => {
      expect(isMoneyText(text)).toBe(false)
      expect(() => parseMoney(text)).toThrow(RangeError)
    },
  )

  test('half a sen is refused where an amount is written', () => expect(() => moneyText(0.5)).toThrow(RangeError))

  test('an amount survives the way out and back', () => {
    fc.assert(
      fc.property(amount, sen => {
        expect(parseMoney(moneyText(sen))).toBe(sen)
      }),
    )
  })
})

describe('amounts as people read them', () => {
  test.each([
    [123450, 'MYR', 'RM1,234.50'],
    [0, 'MYR', 'RM0.00'],
    [-500, 'MYR', '-RM5.00'],
    [100_000_000, 'MYR', 'RM1,000,000.00'],
    [15_000_000, 'IDR', 'Rp150.000'],
    [-15_000_049, 'IDR', '-Rp150.000'],
    [1050, 'USD', 'USD 10.50'],
  ])('%d in %s is %s', (sen, currency, text) => expect(showMoney(sen, currency)).toBe(text))

  test('rupiah have no cents', () => expect([smallestUnit('IDR'), smallestUnit('MYR')]).toEqual([100, 1]))
})

describe('rounding', () => {
  // Only rounding half away from zero is ours; the other modes agree with it everywhere but on the half.
  const agrees = vectors.roundingModes.filter(
    v => v.mode === 'halfAwayFromZero' || (v.mode === 'halfUp' && v.num > 0) || Math.abs((v.num * 2) / v.den) % 2 !== 1,
  )
  test.each(agrees)('$num / $den is $expect ($mode)', v => {
    expect(Number(divideRounded(BigInt(v.num), BigInt(v.den)))).toBe(v.expect)
  })
  test('every mode of the vectors that is not ours differs on a half only', () => {
    const rest = vectors.roundingModes.filter(v => !agrees.includes(v))
    expect(agrees.length).toBeGreaterThanOrEqual(3)
    for (const v of rest) expect(Math.abs(Number(divideRounded(BigInt(v.num), BigInt(v.den))) - v.expect)).toBe(1)
  })

  test('a refund mirrors its sale', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom(1, 5, 100), (sen, step) => {
        expect(roundTo(-sen, step) + roundTo(sen, step)).toBe(0)
      }),
    )
  })

  test.each(vectors.cash5sen)('RM$total in cash is RM$payable', ({ total, payable, rounding }) => {
    expect(roundToFiveSen(parseMoney(total))).toEqual({ payable: parseMoney(payable), rounding: parseMoney(rounding) })
  })
})

describe('sharing out', () => {
  test.each(vectors.allocation)('$amount by $ratios', ({ amount, ratios, expect: expected }) => {
    if (expected === 'error') expect(() => allocate(amount, ratios)).toThrow(RangeError)
    else expect(allocate(amount, ratios)).toEqual(expected)
  })

  test('nothing to share by is refused', () => expect(() => allocate(100, [0, 0])).toThrow(RangeError))

  test('no sen is lost or made, and no share is more than one sen off', () => {
    const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 30 }).filter(w => w.some(x => x > 0))
    fc.assert(
      fc.property(amount, weights, (sen, ws) => {
        const shares = allocate(sen, ws)
        const sum = ws.reduce((a, b) => a + b, 0)
        expect(shares.reduce((a, b) => a + b, 0)).toBe(sen)
        shares.forEach((share, i) => {
          const off = BigInt(share) * BigInt(sum) - BigInt(sen) * BigInt(ws[i] ?? 0)
          expect(off < BigInt(sum) && off > -BigInt(sum)).toBe(true)
        })
        expect(allocate(-sen, ws)).toEqual(shares.map(share => -share + 0))
      }),
    )
  })
})
