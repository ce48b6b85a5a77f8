import { CHARGED, type Charged, type MonthCosts, type PriceList, type Prices } from './channel.ts'
import { addDays, type Day } from './time.ts'

/** Ten-thousandths: a message costs fractions of a sen, and sums must not drift. */
const UNIT = 10_000
export const parseRate = (text: string): number => {
  const [whole = '0', part = ''] = text.split('.')
  return Number(whole) * UNIT + Number(part.padEnd(4, '0').slice(0, 4))
}
export const rateText = (amount: number): string => (amount / UNIT).toFixed(4)

/** What one message of a category cost on a day; null: no list of that day names it. */
export function rateOn(prices: Prices, day: Day, market: string | null, category: string): number | null {
  if (!(CHARGED as readonly string[]).includes(category)) return null
  const holding = prices.lists.filter(list => list.from <= day).sort((a, b) => (a.from < b.from ? 1 : -1))
  const list: PriceList | undefined =
    holding.find(one => one.market === market) ?? holding.find(one => one.market === '*') ?? undefined
  return list ? parseRate(list[category as Charged]) : null
}

/** Messages of one day that Meta prices alike. */
export interface CountedCharges {
  readonly day: Day
  readonly category: string
  readonly pricing_type: string
  readonly billable: boolean
  readonly market: string | null
  readonly count: number
}

/** `authentication-international`, `marketing_lite` and the like cost what their family costs; the ledger keeps Meta's own word. */
const familyOf = (category: string): string => CHARGED.find(one => category.startsWith(one)) ?? category

/** A month of the ledger at the prices of its days. Whatever has no price is counted, and says that it has none. */
export function costsOfMonth(month: string, counts: readonly CountedCharges[], prices: Prices): MonthCosts {
  const categories = new Map<string, { messages: number; charged: number; amount: number | null }>()
  const days = new Map<Day, { amount: number; messages: number; charged: number }>()
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1))
    days.set(day, { amount: 0, messages: 0, charged: 0 })
  let total = 0
  let free_used = 0
  for (const one of counts) {
    const category = familyOf(one.category)
    const sum = categories.get(category) ?? { messages: 0, charged: 0, amount: 0 }
    const rate = one.billable ? rateOn(prices, one.day, one.market, category) : 0
    const amount = rate === null ? null : rate * one.count
    sum.messages += one.count
    if (one.billable) sum.charged += one.count
    sum.amount = amount === null || sum.amount === null ? null : sum.amount + amount
    categories.set(category, sum)
    if (category === 'service' && !one.billable && one.pricing_type === 'free_customer_service') free_used += one.count
    total += amount ?? 0
    const of_day = days.get(one.day)
    if (of_day) {
      of_day.amount += amount ?? 0
      of_day.messages += one.count
      if (one.billable) of_day.charged += one.count
    }
  }
  const rank = (category: string): number =>
    (CHARGED.indexOf(category as Charged) + CHARGED.length + 1) % (CHARGED.length + 1)
  return {
    month,
    currency: prices.currency,
    categories: [...categories]
      .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
      .map(([category, { messages, charged, amount }]) => ({
        ...{ category, messages, charged },
        amount: amount === null ? null : rateText(amount),
      })),
    total: rateText(total),
    free_used: Math.min(free_used, prices.free_service),
    free_quota: prices.free_service,
    days: [...days].map(([day, sum]) => ({ ...sum, day, amount: rateText(sum.amount) })),
  }
}
