import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import vectors from '../../test/data/tax-vectors.json' with { type: 'json' }
import { moneyText, parseMoney } from './money.ts'
import {
  type PriceMode,
  type PricingLine,
  type PricingTerms,
  priceDocument,
  refundOf,
  type TaxRounding,
} from './pricing.ts'
import { dueBy } from './tender.ts'

interface VectorLine {
  qty: string
  unitPrice: string
  rate: string
  discount?: string
  discountPct?: string
  taxCode?: string
}

const toLine = (line: VectorLine): PricingLine => ({
  quantity: line.qty,
  unit_price: line.unitPrice,
  discount: line.discount,
  discount_percent: line.discountPct,
  tax_code: line.taxCode ?? 'SST',
  tax_rate: line.rate,
})

describe('the published and peer figures', () => {
  test.each(vectors.tax)('$id', vector => {
    const step = parseMoney(vector.precision ?? '0.01')
    const terms = { price_mode: vector.priceMode as PriceMode, rounding: vector.rounding as TaxRounding, step }
    const priced = priceDocument(vector.lines.map(toLine), terms)
    expect({ taxable: priced.subtotal, tax: priced.tax, total: priced.total }).toEqual({
      taxable: parseMoney(vector.expect.taxable),
      tax: parseMoney(vector.expect.tax),
      total: parseMoney(vector.expect.total),
    })
    if (vector.expectLines) {
      expect(priced.lines.map(({ net, tax }) => ({ taxable: moneyText(net), tax: moneyText(tax) }))).toEqual(
        vector.expectLines,
      )
    }
  })

  test.each([
    ['52.50 with 12% inside', 'inclusive', 'line', [['1', '52.50', '12']], '46.87', '5.63'],
    ['8.01 with 20% inside stays 8.01', 'inclusive', 'line', [['1', '8.01', '20']], '6.67', '1.34'],
    ['ten of 3.60 on one line', 'exclusive', 'line', [['10', '3.60', '5.5']], '36.00', '1.98'],
    [
      'two lines of 15.89, each rounded',
      'exclusive',
      'line',
      [
        ['1', '15.89', '6'],
        ['1', '15.89', '6'],
      ],
      '31.78',
      '1.90',
    ],
    ['a refund of a quarter ringgit', 'exclusive', 'line', [['-1', '0.25', '6']], '-0.25', '-0.02'],
    ['a discounted line, rounded as a line', 'exclusive', 'line', [['16', '334.416', '22']], '5350.66', '1177.15'],
  ] as const)('%s', (_, price_mode, rounding, lines, net, tax) => {
    const priced = priceDocument(
      lines.map(([qty, unitPrice, rate]) => toLine({ qty, unitPrice, rate })),
      { price_mode, rounding },
    )
    expect([moneyText(priced.subtotal), moneyText(priced.tax)]).toEqual([net, tax])
  })

  test.each(vectors.totalsChains)('$id', chain => {
    expect(chain.documentCharge).toBe('0.00')
    const priced = priceDocument(chain.lines.map(toLine), {
      price_mode: 'exclusive',
      rounding: 'line',
      document_discount: chain.documentDiscount,
    })
    const owed = priced.total - parseMoney(chain.prepaid)
    const cash = dueBy('cash', owed, 'cash')
    expect({
      lineSubtotal: priced.lines.map(l => moneyText(l.gross)),
      lineExtension: priced.lines.map(l => moneyText(l.net)),
      lineTax: priced.lines.map(l => moneyText(l.tax)),
      totalNet: moneyText(priced.subtotal),
      taxExclusive: moneyText(priced.subtotal),
      totalTax: moneyText(priced.tax),
      taxInclusive: moneyText(priced.total),
      payableBeforeRounding: moneyText(owed),
      roundingIfCash: moneyText(cash.rounding),
      payable: moneyText(cash.due),
    }).toEqual(chain.expect)
  })
})

describe('discounts', () => {
  const labour = toLine({ qty: '1', unitPrice: '100.00', rate: '8', taxCode: 'SVC8' })
  const part = toLine({ qty: '2', unitPrice: '50.00', rate: '0', taxCode: 'NOTAX' })

  test('a discount on the document is shared out before tax', () => {
    const priced = priceDocument([labour, part], {
      price_mode: 'exclusive',
      rounding: 'line',
      document_discount: '10.01',
    })
    expect(priced.lines.map(l => [l.discount, l.net, l.tax])).toEqual([
      [501, 9499, 760],
      [500, 9500, 0],
    ])
    expect(priced.total).toBe(9499 + 760 + 9500)
    expect(priced.taxes).toEqual([
      { tax_code: 'NOTAX', tax_rate: '0', net: 9500, tax: 0 },
      { tax_code: 'SVC8', tax_rate: '8', net: 9499, tax: 760 },
    ])
  })

  test('the whole document can be given away', () => {
    const priced = priceDocument([labour, part], {
      price_mode: 'exclusive',
      rounding: 'line',
      document_discount: '200.00',
    })
    expect([priced.total, priced.tax, priced.discount]).toEqual([0, 0, 20000])
  })

  test('more than the line, more than the document, and a negative one are refused', () => {
    const terms: PricingTerms = { price_mode: 'exclusive', rounding: 'line' }
    expect(() => priceDocument([{ ...labour, discount: '100.01' }], terms)).toThrow(RangeError)
    expect(() => priceDocument([{ ...labour, discount: '-1.00' }], terms)).toThrow(RangeError)
    expect(() => priceDocument([labour], { ...terms, document_discount: '100.01' })).toThrow(RangeError)
    expect(() => priceDocument([labour], { ...terms, document_discount: '-0.01' })).toThrow(RangeError)
  })

  test('an empty document is worth nothing', () => {
    expect(priceDocument([], { price_mode: 'exclusive', rounding: 'document' }).total).toBe(0)
  })
})

const TAXES = [
  ['SST6', '6.00'],
  ['SVC8', '8.00'],
  ['ST10', '10.00'],
  ['PPN11', '11.00'],
  ['NOTAX', '0.00'],
] as const

const line = fc
  .record({
    quantity: fc.integer({ min: 1, max: 50 }),
    price: fc.integer({ min: 0, max: 500_000 }),
    off: fc.integer({ min: 0, max: 100 }),
    tax: fc.constantFrom(...TAXES),
  })
  .map(
    ({ quantity, price, off, tax }): PricingLine => ({
      quantity,
      unit_price: moneyText(price),
      discount: moneyText(Math.floor((quantity * price * off) / 100)),
      tax_code: tax[0],
      tax_rate: tax[1],
    }),
  )

const document = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 12 }),
    price_mode: fc.constantFrom<PriceMode>('exclusive', 'inclusive'),
    rounding: fc.constantFrom<TaxRounding>('line', 'document'),
    off: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ lines, price_mode, rounding, off }) => {
    const sum = lines.reduce(
      (total, l) => total + Number(l.quantity) * parseMoney(l.unit_price) - parseMoney(l.discount ?? '0'),
      0,
    )
    const terms: PricingTerms = { price_mode, rounding, document_discount: moneyText(Math.floor((sum * off) / 100)) }
    return { lines, terms }
  })

const totals = ({ subtotal, discount, tax, total, taxes }: ReturnType<typeof priceDocument>) => ({
  subtotal,
  discount,
  tax,
  total,
  taxes,
})

describe('whatever is sold', () => {
  test('the document is the sum of its lines and of its tax summary', () => {
    fc.assert(
      fc.property(document, ({ lines, terms }) => {
        const priced = priceDocument(lines, terms)
        const sum = (figures: readonly number[]) => figures.reduce((a, b) => a + b, 0)
        expect(sum(priced.lines.map(l => l.net))).toBe(priced.subtotal)
        expect(sum(priced.lines.map(l => l.tax))).toBe(priced.tax)
        expect(sum(priced.lines.map(l => l.total))).toBe(priced.total)
        expect(sum(priced.taxes.map(t => t.tax))).toBe(priced.tax)
        expect(sum(priced.taxes.map(t => t.net))).toBe(priced.subtotal)
        expect(priced.subtotal + priced.tax).toBe(priced.total)
        for (const l of priced.lines) {
          expect(l.gross - l.discount).toBe(terms.price_mode === 'inclusive' ? l.total : l.net)
          expect(Math.min(l.gross, l.discount, l.net, l.tax)).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  test('the order of the lines changes no total', () => {
    const shuffled = document.chain(d =>
      fc.shuffledSubarray(d.lines, { minLength: d.lines.length }).map(lines => ({ ...d, other: lines })),
    )
    fc.assert(
      fc.property(shuffled, ({ lines, other, terms }) => {
        expect(totals(priceDocument(other, terms))).toEqual(totals(priceDocument(lines, terms)))
      }),
    )
  })

  test('a price with tax inside is what the customer pays', () => {
    fc.assert(
      fc.property(document, ({ lines, terms }) => {
        const priced = priceDocument(lines, { ...terms, price_mode: 'inclusive', document_discount: undefined })
        const shelf = lines.reduce(
          (sum, l) => sum + Number(l.quantity) * parseMoney(l.unit_price) - parseMoney(l.discount ?? '0'),
          0,
        )
        expect(priced.total).toBe(shelf)
      }),
    )
  })

  test('a refund of everything mirrors the sale to the sen', () => {
    fc.assert(
      fc.property(document, ({ lines, terms }) => {
        const back = lines.map(l => ({ ...l, quantity: -Number(l.quantity), discount: `-${l.discount}` }))
        const sold = priceDocument(lines, terms)
        const returned = priceDocument(back, { ...terms, document_discount: `-${terms.document_discount}` })
        expect([returned.subtotal + sold.subtotal, returned.tax + sold.tax, returned.total + sold.total]).toEqual([
          0, 0, 0,
        ])
      }),
    )
  })

  test('refunds by the piece return every sen, however they are cut', () => {
    fc.assert(
      fc.property(line, fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 60 }), (l, cuts) => {
        const [priced] = priceDocument([l], { price_mode: 'exclusive', rounding: 'line' }).lines
        if (!priced) throw new Error('one line in, one line out')
        const quantity = Number(l.quantity)
        let returned = 0
        let net = 0
        let tax = 0
        for (const cut of [...cuts, quantity]) {
          const count = Math.min(cut, quantity - returned)
          if (count === 0) break
          const part = refundOf(priced, quantity, returned, count)
          returned += count
          net += part.net
          tax += part.tax
        }
        expect([returned, net, tax]).toEqual([quantity, priced.net, priced.tax])
      }),
    )
  })

  test('rupiah stay whole', () => {
    fc.assert(
      fc.property(document, ({ lines, terms }) => {
        const whole = lines.map(l => ({
          ...l,
          unit_price: `${Math.ceil(parseMoney(l.unit_price))}`,
          discount: undefined,
        }))
        const priced = priceDocument(whole, { ...terms, document_discount: undefined, step: 100 })
        for (const l of priced.lines) expect([l.net % 100, l.tax % 100]).toEqual([0, 0])
      }),
    )
  })
})
