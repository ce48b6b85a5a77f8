import { z } from 'zod'
import { contract } from './contract.ts'
import { zDay, zId, zMoment } from './fields.ts'
import { ALERT_KINDS } from './messages/channel.ts'

export const zAlert = z.object({
  id: zId,
  kind: z.enum(ALERT_KINDS as [(typeof ALERT_KINDS)[number], ...typeof ALERT_KINDS]),
  severity: z.enum(['warning', 'bad']),
  /** Slots of its words. */
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  /** As Meta or the system said it. */
  detail: z.string().nullable(),
  /** There is something that can be tried again. */
  can_retry: z.boolean(),
  began_at: zMoment,
  seen_at: zMoment,
})
export type Alert = z.output<typeof zAlert>

export const zHealth = z.object({
  /** Null: Meta has not been asked yet. */
  number: z
    .object({
      display_phone_number: z.string().nullable(),
      verified_name: z.string().nullable(),
      quality: z.string().nullable(),
      throughput: z.string().nullable(),
      status: z.string().nullable(),
      name_status: z.string().nullable(),
      messaging_limit: z.string().nullable(),
      can_send: z.string().nullable(),
      problems: z.array(z.object({ code: z.number(), description: z.string().nullable() })),
      asked_at: zMoment.nullable(),
      checked_at: zMoment.nullable(),
    })
    .nullable(),
  alerts: z.array(zAlert),
  /** When a customer last wrote. */
  last_inbound_at: zMoment.nullable(),
  /** Whether the door is open, and how many usually write in what has passed since. */
  open: z.boolean(),
  usual: z.number().nullable(),
  /** What should have gone out and has not. */
  backlog: z.int(),
  oldest_waiting_at: zMoment.nullable(),
  /** Of the last hour, and of each of the last 24, oldest first. */
  sent: z.int(),
  failed: z.int(),
  hours: z.array(z.object({ at: zMoment, inbound: z.int(), outbound: z.int(), failed: z.int() })),
})
export type Health = z.output<typeof zHealth>

/** Meta's categories, as they stand in `pricing`; whatever else comes is counted as what it says. */
export const CHARGED = ['service', 'utility', 'marketing', 'authentication'] as const
export type Charged = (typeof CHARGED)[number]

/** Decimal, up to four places: a message costs fractions of a sen. */
const zRate = z.string().regex(/^\d{1,6}(\.\d{1,4})?$/)
export const zPriceList = z.object({
  /** From this day on. */
  from: zDay,
  /** Country of the recipient; `*` for all that have no line of their own. */
  market: z.string().regex(/^([A-Z]{2}|\*)$/),
  service: zRate,
  utility: zRate,
  marketing: zRate,
  authentication: zRate,
})
export type PriceList = z.output<typeof zPriceList>

export const zPrices = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Answers outside templates that cost nothing, a month and number. */
  free_service: z.int().min(0).max(1_000_000),
  lists: z.array(zPriceList).min(1).max(60),
})
export type Prices = z.output<typeof zPrices>

/**
 * Until the shop puts in its own. That service messages are charged since October 2026, after 1,000 free ones a month and number, and at
 * the rate of utility, is told by secondary sources that quote Meta's pricing page; the page itself, and any rate card, could not be read.
 * The amounts are guesses of the order of magnitude in US dollars. Meta's rate card is the truth; the page says so.
 */
export const DEFAULT_PRICES: Prices = {
  currency: 'USD',
  free_service: 1000,
  lists: [
    { from: '2025-07-01', market: '*', service: '0', utility: '0.0140', marketing: '0.0860', authentication: '0.0140' },
    {
      from: '2026-10-01',
      market: '*',
      service: '0.0140',
      utility: '0.0140',
      marketing: '0.0860',
      authentication: '0.0140',
    },
  ],
}

const zCount = z.object({
  category: z.string(),
  /** Delivered, and how many of them Meta charges. */
  messages: z.int(),
  charged: z.int(),
  /** Decimal; null: no price is known for this category on that day. */
  amount: z.string().nullable(),
})
export const zMonthCosts = z.object({
  month: z.string(),
  currency: z.string(),
  categories: z.array(zCount),
  total: z.string(),
  /** Of the free answers. */
  free_used: z.int(),
  free_quota: z.int(),
  days: z.array(z.object({ day: zDay, amount: z.string(), messages: z.int(), charged: z.int() })),
})
export type MonthCosts = z.output<typeof zMonthCosts>

const MAY = { may: 'settings.write' } as const
const zMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

export const channelContracts = {
  health: contract({
    method: 'GET',
    path: '/channel/health',
    allow: MAY,
    summary: 'How the number does, what is wrong, what to do',
    response: zHealth,
  }),
  alerts: contract({
    method: 'GET',
    path: '/channel/alerts',
    allow: MAY,
    summary: 'What is wrong with the channel just now',
    response: z.object({ items: z.array(zAlert) }),
  }),
  check: contract({
    method: 'POST',
    path: '/channel/checks',
    allow: MAY,
    summary: 'Asks Meta about the number, now',
    response: z.object({}),
  }),
  retry: contract({
    method: 'PUT',
    path: '/channel/alerts/:alert_id/retry',
    allow: MAY,
    summary: 'Tries again what had failed; pressed twice it is tried once',
    params: z.object({ alert_id: zId }),
    response: z.object({ tried: z.boolean() }),
  }),
  settle: contract({
    method: 'PUT',
    path: '/channel/alerts/:alert_id/end',
    allow: MAY,
    summary: 'Somebody has seen to it',
    params: z.object({ alert_id: zId }),
    response: z.object({}),
  }),
  months: contract({
    method: 'GET',
    path: '/channel/months',
    allow: MAY,
    summary: 'Months with messages that were priced, latest first',
    response: z.object({ items: z.array(z.string()) }),
  }),
  costs: contract({
    method: 'GET',
    path: '/channel/costs',
    allow: MAY,
    summary: 'What a month’s messages cost, by category and day',
    query: z.object({ month: zMonth.optional() }),
    response: zMonthCosts,
  }),
  prices: contract({
    method: 'GET',
    path: '/channel/prices',
    allow: MAY,
    summary: 'Prices and the days from which they hold',
    response: zPrices.extend({ own: z.boolean() }),
  }),
  setPrices: contract({
    method: 'PUT',
    path: '/channel/prices',
    allow: MAY,
    summary: 'Changes them',
    body: zPrices,
    response: zPrices.extend({ own: z.boolean() }),
  }),
}
