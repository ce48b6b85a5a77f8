/**
 * Money is an integer number of hundredths ("sen", for every currency) in code, and decimal text with two digits on the
 * wire and in the database. This is the only module that rounds.
 */
export type Sen = number

/** An exact amount: `n / d` sen, `d` positive. What is not yet rounded stays in this form. */
export interface Exact {
  readonly n: bigint
  readonly d: bigint
}

export const exact = (n: bigint, d = 1n): Exact => ({ n, d })
export const plus = (a: Exact, b: Exact): Exact =>
  a.d === b.d ? exact(a.n + b.n, a.d) : exact(a.n * b.d + b.n * a.d, a.d * b.d)
export const minus = (a: Exact, b: Exact): Exact => plus(a, exact(-b.n, b.d))
export const times = (a: Exact, b: Exact): Exact => exact(a.n * b.n, a.d * b.d)

/** Decimal text as an exact number. Refuses everything else: exponents, NaN, blanks, thousands separators. */
export function parseDecimal(text: string): Exact {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text)
  if (!match) throw new RangeError(`not a decimal number: ${text}`)
  const fraction = match[3] ?? ''
  const n = BigInt(match[2] + fraction)
  return exact(match[1] ? -n : n, 10n ** BigInt(fraction.length))
}

const MONEY = /^-?\d{1,12}(\.\d{1,2})?$/

export const isMoneyText = (text: string): boolean => MONEY.test(text)

/** `'1234.5'` → 123450. More than two digits after the point, exponents and NaN throw a RangeError. */
export function parseMoney(text: string): Sen {
  if (!isMoneyText(text)) throw new RangeError(`not an amount of money: ${text}`)
  const { n, d } = parseDecimal(text)
  // `+ 0` turns the -0 of '-0.00' into 0.
  return Number((n * 100n) / d) + 0
}

/** 123450 → `'1234.50'`. */
export function moneyText(sen: Sen): string {
  if (!Number.isSafeInteger(sen)) throw new RangeError(`not a whole number of sen: ${sen}`)
  const digits = String(Math.abs(sen)).padStart(3, '0')
  return `${sen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const CURRENCIES: Record<string, { symbol: string; decimals: 0 | 2; thousands: string; point: string }> = {
  MYR: { symbol: 'RM', decimals: 2, thousands: ',', point: '.' },
  SGD: { symbol: 'S$', decimals: 2, thousands: ',', point: '.' },
  IDR: { symbol: 'Rp', decimals: 0, thousands: '.', point: ',' },
}

/** The smallest amount that a currency knows, in sen: 1 for ringgit, 100 for rupiah. */
export const smallestUnit = (currency: string): Sen => (CURRENCIES[currency]?.decimals === 0 ? 100 : 1)

/** As people read it: `RM1,234.50`, `-RM5.00`, `Rp150.000`. */
export function showMoney(sen: Sen, currency = 'MYR'): string {
  const c = CURRENCIES[currency] ?? { symbol: `${currency} `, decimals: 2, thousands: ',', point: '.' }
  const shown = c.decimals === 0 ? roundTo(sen, 100) : sen
  const [whole = '', cents = ''] = moneyText(Math.abs(shown)).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, c.thousands)
  return `${shown < 0 ? '-' : ''}${c.symbol}${grouped}${c.decimals === 0 ? '' : c.point + cents}`
}

/** Half away from zero, so that a refund mirrors its sale. */
export function divideRounded(n: bigint, d: bigint): bigint {
  if (d <= 0n) throw new RangeError('the denominator must be positive')
  const half = (2n * (n < 0n ? -n : n) + d) / (2n * d)
  return n < 0n ? -half : half
}

/** The nearest multiple of `step` sen. */
export function roundExact(value: Exact, step: Sen = 1): Sen {
  return Number(divideRounded(value.n, value.d * BigInt(step)) * BigInt(step))
}

export const roundTo = (sen: Sen, step: Sen): Sen => roundExact(exact(BigInt(sen)), step)

/**
 * Rounds each part so that the parts add up to the rounded sum: all down, then one more step each to those that lost
 * most (ties: the earlier one). `total` must be the rounded sum of `parts`.
 */
export function apportion(total: Sen, parts: readonly Exact[], step: Sen = 1): Sen[] {
  if (total < 0)
    return apportion(
      -total,
      parts.map(p => exact(-p.n, p.d)),
      step,
    ).map(sen => -sen + 0)
  const size = BigInt(step)
  const floors = parts.map(({ n, d }) => {
    const unit = d * size
    const rest = ((n % unit) + unit) % unit
    return { steps: (n - rest) / unit, rest: exact(rest, unit) }
  })
  let missing = BigInt(total) / size - floors.reduce((sum, f) => sum + f.steps, 0n)
  const byLoss = floors
    .map((f, index) => ({ ...f, index }))
    .sort((a, b) => Number(sign(minus(b.rest, a.rest).n)) || a.index - b.index)
  const out = floors.map(f => Number(f.steps * size))
  for (const { index } of byLoss) {
    if (missing <= 0n) break
    out[index] = (out[index] ?? 0) + step
    missing -= 1n
  }
  return out
}

const sign = (n: bigint): bigint => (n > 0n ? 1n : n < 0n ? -1n : 0n)

/** Shares an amount out by weight, to the last sen (largest remainder). Weights: not negative, not all zero. */
export function allocate(amount: Sen, weights: readonly number[], step: Sen = 1): Sen[] {
  const sum = weights.reduce((a, w) => a + BigInt(w), 0n)
  if (weights.some(w => w < 0) || sum === 0n) throw new RangeError('weights must be positive')
  return apportion(
    amount,
    weights.map(w => exact(BigInt(amount) * BigInt(w), sum)),
    step,
  )
}

/**
 * 5-sen rounding of what is handed over the counter: the bill, never a line, never the tax.
 * Source: Bank Negara Malaysia, Rounding Mechanism (bnm.gov.my ch=209 pg=657).
 */
export function roundToFiveSen(sen: Sen): { payable: Sen; rounding: Sen } {
  const payable = roundTo(sen, 5)
  return { payable, rounding: payable - sen }
}
