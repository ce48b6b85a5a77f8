import {
  allocate,
  apportion,
  type Exact,
  exact,
  minus,
  parseDecimal,
  plus,
  roundExact,
  type Sen,
  times,
} from './money.ts'
import { basisPoints } from './tax.ts'

export type PriceMode = 'exclusive' | 'inclusive'
export type TaxRounding = 'line' | 'document'

/** A line as it is typed: decimal text, as on the wire and in the database. Refunds have a negative quantity. */
export interface PricingLine {
  readonly quantity: number | string
  readonly unit_price: string
  /** Taken off this line, before tax; at most the line. */
  readonly discount?: string | undefined
  readonly discount_percent?: string | undefined
  readonly tax_code: string
  readonly tax_rate: string
}

export interface PricingTerms {
  readonly price_mode: PriceMode
  readonly rounding: TaxRounding
  /** Taken off the document, shared out over its lines by largest remainder. */
  readonly document_discount?: string | undefined
  /** The unit that every figure is rounded to, in sen (100 for rupiah). */
  readonly step?: Sen
}

export interface PricedLine {
  /** Quantity times price. */
  readonly gross: Sen
  /** The line's own discount and its share of the document's. */
  readonly discount: Sen
  readonly net: Sen
  readonly tax: Sen
  readonly total: Sen
}

export interface TaxSummary {
  readonly tax_code: string
  readonly tax_rate: string
  readonly net: Sen
  readonly tax: Sen
}

export interface PricedDocument {
  readonly lines: readonly PricedLine[]
  readonly subtotal: Sen
  readonly discount: Sen
  readonly tax: Sen
  readonly total: Sen
  readonly taxes: readonly TaxSummary[]
}

/**
 * Prices a document. Every document figure is the sum of its lines' figures, in both ways of rounding (LHDN,
 * "mathematical mappings"). Per document, the tax is rounded once for each code and shared out over its lines.
 */
export function priceDocument(lines: readonly PricingLine[], terms: PricingTerms): PricedDocument {
  const step = terms.step ?? 1
  const bases = shareDiscount(lines.map(lineBase), lines, terms, step)
  const priced: PricedLine[] = new Array(lines.length)
  for (const group of byTax(lines)) {
    const members = group.map(index => bases[index] as LineBase)
    const taxed =
      terms.rounding === 'line'
        ? members.map(base => taxAlone(base, terms.price_mode, step))
        : taxTogether(members, terms.price_mode, step)
    group.forEach((index, i) => {
      const base = members[i] as LineBase
      const { net, tax } = taxed[i] as Taxed
      const gross = roundExact(base.gross, step)
      const total = net + tax
      priced[index] = { gross, discount: gross - (terms.price_mode === 'inclusive' ? total : net), net, tax, total }
    })
  }
  return sumUp(lines, priced)
}

interface LineBase {
  readonly gross: Exact
  /** After discounts, not yet rounded; with tax inside in inclusive mode. */
  readonly amount: Exact
  readonly rate: number
}

interface Taxed {
  readonly net: Sen
  readonly tax: Sen
}

function lineBase(line: PricingLine): LineBase {
  const gross = times(times(parseDecimal(String(line.quantity)), parseDecimal(line.unit_price)), exact(100n))
  const percent = times(gross, times(parseDecimal(line.discount_percent ?? '0'), exact(1n, 100n)))
  const discount = plus(times(parseDecimal(line.discount ?? '0'), exact(100n)), percent)
  const amount = minus(gross, discount)
  const within = gross.n >= 0n ? discount.n >= 0n && amount.n >= 0n : discount.n <= 0n && amount.n <= 0n
  if (!within) throw new RangeError('a discount lies between nothing and the whole line')
  return { gross, amount, rate: basisPoints(line.tax_rate) }
}

function shareDiscount(bases: LineBase[], lines: readonly PricingLine[], terms: PricingTerms, step: Sen): LineBase[] {
  const discount = roundExact(times(parseDecimal(terms.document_discount ?? '0'), exact(100n)), step)
  if (discount === 0) return bases
  const amounts = bases.map(base => roundExact(base.amount, step))
  const sum = amounts.reduce((a, b) => a + b, 0)
  const sameSign = amounts.every(amount => Math.sign(amount) * Math.sign(discount) >= 0)
  if (!sameSign || Math.abs(discount) > Math.abs(sum)) throw new RangeError('a discount is at most the document')
  // Ties go by what the line says, not by where it stands (moving a line must not move a sen of tax): larger, then
  // higher taxed, so that the odd sen falls to the customer.
  const order = amounts
    .map((_, index) => index)
    .sort(
      (a, b) =>
        Math.abs(amounts[b] ?? 0) - Math.abs(amounts[a] ?? 0) ||
        (bases[b]?.rate ?? 0) - (bases[a]?.rate ?? 0) ||
        taxKey(lines[a]).localeCompare(taxKey(lines[b])),
    )
  const shares = allocate(
    discount,
    order.map(index => Math.abs(amounts[index] ?? 0)),
    step,
  )
  const out = [...bases]
  order.forEach((index, i) => {
    const base = bases[index] as LineBase
    out[index] = { ...base, amount: minus(base.amount, exact(BigInt(shares[i] ?? 0))) }
  })
  return out
}

const taxPart = (amount: Exact, rate: number, mode: PriceMode): Exact =>
  times(amount, exact(BigInt(rate), BigInt(mode === 'inclusive' ? 10_000 + rate : 10_000)))

/** Inclusive: the net is what the tax leaves, never rounded itself, so that the price on the shelf survives. */
const split = (amount: Sen, tax: Sen, mode: PriceMode): Taxed => ({
  net: mode === 'inclusive' ? amount - tax : amount,
  tax,
})

function taxAlone(base: LineBase, mode: PriceMode, step: Sen): Taxed {
  const amount = roundExact(base.amount, step)
  return split(amount, roundExact(taxPart(exact(BigInt(amount)), base.rate, mode), step), mode)
}

/** Lines of one rate: their sums are rounded once, and the lines' parts add up to them. */
function taxTogether(bases: readonly LineBase[], mode: PriceMode, step: Sen): Taxed[] {
  const whole = bases.map(base => base.amount)
  const parts = bases.map(base => taxPart(base.amount, base.rate, mode))
  const amounts = apportion(roundExact(whole.reduce(plus), step), whole, step)
  const taxes = apportion(roundExact(parts.reduce(plus), step), parts, step)
  return amounts.map((amount, i) => split(amount, taxes[i] ?? 0, mode))
}

const taxKey = (line: PricingLine | undefined): string => (line ? `${line.tax_code} ${basisPoints(line.tax_rate)}` : '')

function byTax(lines: readonly PricingLine[]): number[][] {
  const groups = new Map<string, number[]>()
  lines.forEach((line, index) => {
    const key = taxKey(line)
    groups.set(key, [...(groups.get(key) ?? []), index])
  })
  return [...groups.values()]
}

function sumUp(lines: readonly PricingLine[], priced: readonly PricedLine[]): PricedDocument {
  const sum = (pick: (line: PricedLine) => Sen, indexes = priced.map((_, i) => i)) =>
    indexes.reduce((total, index) => total + pick(priced[index] as PricedLine), 0)
  const taxes = byTax(lines).map(group => {
    const { tax_code, tax_rate } = lines[group[0] ?? 0] as PricingLine
    return { tax_code, tax_rate, net: sum(l => l.net, group), tax: sum(l => l.tax, group) }
  })
  return {
    lines: priced,
    subtotal: sum(l => l.net),
    discount: sum(l => l.discount),
    tax: sum(l => l.tax),
    total: sum(l => l.total),
    taxes: taxes.sort((a, b) => `${a.tax_code} ${a.tax_rate}`.localeCompare(`${b.tax_code} ${b.tax_rate}`)),
  }
}

/**
 * What some units of a line are worth when they go back: `from` units went back before. However the units are cut into
 * refunds, together they return every sen of the line.
 */
export function refundOf(line: Pick<PricedLine, 'net' | 'tax'>, quantity: number, from: number, count: number): Taxed {
  if (count < 1 || from < 0 || from + count > quantity) throw new RangeError('more than the line has')
  const upTo = (amount: Sen, units: number) => roundExact(exact(BigInt(amount) * BigInt(units), BigInt(quantity)))
  const part = (amount: Sen) => upTo(amount, from + count) - upTo(amount, from)
  return { net: part(line.net), tax: part(line.tax) }
}
