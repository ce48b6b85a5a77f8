import { expect, test } from 'vitest'
import { type DraftLine, type EstimateTerms, emptyLine, isBlank, priceEstimate, problemOf } from './estimate.ts'

const terms: EstimateTerms = {
  price_mode: 'exclusive',
  rounding: 'line',
  document_discount: '',
  tax_choices: [
    { code: 'SST6', name: 'SST 6%', rate: '6.00' },
    { code: 'NOTAX', name: 'Tiada cukai', rate: '0.00' },
  ],
}
const line = (part: Partial<DraftLine>): DraftLine => ({ ...emptyLine('NOTAX'), ...part })
const screen = line({ description: 'Skrin', unit_price: '285.00' })
const labour = line({ description: 'Upah', unit_price: '80.00', tax_code: 'SST6' })

test('the totals on the screen are those of the paper: parts untaxed, labour taxed', () => {
  const priced = priceEstimate([screen, labour], terms)
  expect([priced.subtotal, priced.tax, priced.total]).toEqual([36500, 480, 36980])
})

test('a line that is half typed waits, and does not spoil the total', () => {
  const half = line({ description: 'Bateri' })
  const priced = priceEstimate([screen, half], terms)
  expect(priced.total).toBe(28500)
  expect(priced.amounts.get(half.key)).toBeUndefined()
})

test('a discount on all lowers the total, not what each line is said to cost', () => {
  const priced = priceEstimate([screen, labour], { ...terms, document_discount: '10.00' })
  expect(priced.amounts.get(screen.key)).toBe(28500)
  expect(priced.subtotal).toBe(35500)
})

test('a discount larger than the document is left out until it is right', () => {
  expect(priceEstimate([screen], { ...terms, document_discount: '900.00' }).total).toBe(28500)
})

test('each wrong line says which field is wrong, and an untouched one is not wrong', () => {
  expect(isBlank(line({}))).toBe(true)
  expect(problemOf(line({}))).toBeNull()
  expect(problemOf(line({ unit_price: '5.00' }))).toBe('description')
  expect(problemOf(line({ description: 'x', unit_price: '5.00', quantity: '1.5' }))).toBe('quantity')
  expect(problemOf(line({ description: 'x' }))).toBe('unit_price')
  expect(problemOf(line({ description: 'x', unit_price: '5.00', discount: '5.01' }))).toBe('discount')
})
