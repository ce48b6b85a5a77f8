/** Which tax a line carries. Rates are dated data (`tax_rates`), picked once and frozen on the line. */
export interface DatedRate {
  readonly tax_code: string
  /** Percent as decimal text, `'6.00'`. */
  readonly rate: string
  readonly valid_from: string
  /** The last day, inclusive; null: still in force. */
  readonly valid_to: string | null
}

export interface FrozenTax {
  readonly tax_code: string
  readonly tax_rate: string
}

/** What a business that is not registered prints: it may not charge tax at all. */
export const NO_TAX: FrozenTax = { tax_code: 'NOTAX', tax_rate: '0.00' }

/** `'6.00'` → 600. Two digits after the point at most, 0 to 100 percent. */
export function basisPoints(rate: string): number {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(rate)
  const points = match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : Number.NaN
  if (!(points <= 10_000)) throw new RangeError(`not a tax rate: ${rate}`)
  return points
}

/** The rate of a code on a day, or null when the code is not in force then. */
export function rateOn(rates: readonly DatedRate[], taxCode: string, date: string): string | null {
  const inForce = rates
    .filter(r => r.tax_code === taxCode && r.valid_from <= date && (r.valid_to === null || date <= r.valid_to))
    .sort((a, b) => (a.valid_from < b.valid_from ? 1 : -1))
  return inForce[0]?.rate ?? null
}

/**
 * The tax of a line on a day. Without registration nothing is charged (Service Tax Act 2018: only a registered person
 * charges service tax); a code that is not in force on that day charges nothing either.
 */
export function taxOn(registered: boolean, rates: readonly DatedRate[], taxCode: string, date: string): FrozenTax {
  if (!registered) return NO_TAX
  const rate = rateOn(rates, taxCode, date)
  return rate === null ? NO_TAX : { tax_code: taxCode, tax_rate: rate }
}
