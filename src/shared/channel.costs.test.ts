import { expect, test } from 'vitest'
import { type CountedCharges, costsOfMonth, parseRate, rateOn } from './channel.costs.ts'
import { DEFAULT_PRICES, type Prices } from './channel.ts'

const counted = (more: Partial<CountedCharges> = {}): CountedCharges => ({
  day: '2026-11-03',
  category: 'utility',
  pricing_type: 'regular',
  billable: true,
  market: 'MY',
  count: 1,
  ...more,
})

test('the price of a day is that of the list that held then, the market’s own first', () => {
  const prices: Prices = {
    currency: 'MYR',
    free_service: 1000,
    lists: [
      { from: '2026-10-01', market: '*', service: '0.05', utility: '0.06', marketing: '0.4', authentication: '0.06' },
      { from: '2026-11-15', market: '*', service: '0.07', utility: '0.08', marketing: '0.4', authentication: '0.06' },
      { from: '2026-10-01', market: 'ID', service: '0.09', utility: '0.1', marketing: '0.2', authentication: '0.1' },
    ],
  }
  expect(rateOn(prices, '2026-09-30', 'MY', 'utility')).toBeNull()
  expect(rateOn(prices, '2026-10-01', 'MY', 'utility')).toBe(600)
  expect(rateOn(prices, '2026-11-14', null, 'utility')).toBe(600)
  expect(rateOn(prices, '2026-11-15', 'MY', 'utility')).toBe(800)
  expect(rateOn(prices, '2026-11-20', 'ID', 'utility')).toBe(1000)
  expect(rateOn(prices, '2026-11-20', 'ID', 'group_service')).toBeNull()
  expect(parseRate('0.0140')).toBe(140)
})

test('free answers cost nothing and use up the quota; the thousand-and-first costs what utility costs', () => {
  const costs = costsOfMonth(
    '2026-11',
    [
      counted({ category: 'service', pricing_type: 'free_customer_service', billable: false, count: 1000 }),
      counted({ category: 'service', count: 3 }),
      counted({ count: 2, day: '2026-11-30' }),
      counted({ category: 'marketing' }),
      counted({ category: 'referral_conversion', pricing_type: 'free_entry_point', billable: false, count: 5 }),
    ],
    DEFAULT_PRICES,
  )
  expect(costs.categories).toEqual([
    { category: 'service', messages: 1003, charged: 3, amount: '0.0420' },
    { category: 'utility', messages: 2, charged: 2, amount: '0.0280' },
    { category: 'marketing', messages: 1, charged: 1, amount: '0.0860' },
    { category: 'referral_conversion', messages: 5, charged: 0, amount: '0.0000' },
  ])
  expect(costs).toMatchObject({ total: '0.1560', free_used: 1000, free_quota: 1000 })
  expect(costs.days).toHaveLength(30)
  expect(costs.days[29]).toEqual({ day: '2026-11-30', amount: '0.0280', messages: 2, charged: 2 })
  // Whatever is shown in parts adds up to the whole.
  const sum = costs.days.reduce((all, day) => all + parseRate(day.amount), 0)
  expect(sum).toBe(parseRate(costs.total))
})

test('a category without a price is counted, and says that it has none', () => {
  const costs = costsOfMonth('2026-11', [counted({ category: 'general_purpose_ai' })], DEFAULT_PRICES)
  expect(costs.categories).toEqual([{ category: 'general_purpose_ai', messages: 1, charged: 1, amount: null }])
  expect(costs.total).toBe('0.0000')
})

test('the sub-kinds that Meta names cost what their family costs', () => {
  const costs = costsOfMonth(
    '2026-11',
    [counted({ category: 'marketing_lite' }), counted({ category: 'authentication-international' })],
    DEFAULT_PRICES,
  )
  expect(costs.categories.map(one => [one.category, one.amount])).toEqual([
    ['marketing', '0.0860'],
    ['authentication', '0.0140'],
  ])
})
