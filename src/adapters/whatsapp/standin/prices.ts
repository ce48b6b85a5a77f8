import { nowIso, nowMs, seconds, type World } from './world.ts'
import type { Json, Ladder, Person, StoredMessage } from './world.types.ts'

/** From this day messages outside templates are charged after 1,000 a month, and utility inside the window too. */
const NEW_PRICES_FROM = Date.parse('2026-10-01T00:00:00Z')
const FREE_SERVICE_MESSAGES = 1000
const DAY_MS = 86_400_000
const FREE_ENTRY_MS = 3 * DAY_MS

/** Free messages are counted by calendar month; in which zone Meta does not say. */
export const monthOf = (world: World): string => nowIso(world).slice(0, 7)

const within = (world: World, since: string | null | undefined, ms: number): boolean =>
  since != null && nowMs(world) - Date.parse(since) < ms

/** An answer within a day to somebody who came from an advertisement opens his free window. */
export function openFreeEntry(world: World, person: Person): void {
  if (!within(world, person.referred_at, DAY_MS)) return
  person.referred_at = null
  person.free_until = new Date(nowMs(world) + FREE_ENTRY_MS).toISOString()
}

const isFreeEntry = (world: World, person: Person): boolean =>
  person.free_until != null && Date.parse(person.free_until) > nowMs(world)

/**
 * `pricing` comes with sent and with the first of delivered and read. `conversation` is in every status before v24, later
 * only in a free window.
 */
export function money(world: World, message: StoredMessage, person: Person, status: Ladder): Json {
  if (status === 'played' || (status !== 'sent' && countOf(message) > 1)) return {}
  message.pricing ??= priceOf(world, message, person)
  const pricing = { ...message.pricing }
  const free = isFreeEntry(world, person)
  if (world.settings.payload === 'v24' && !free) return { pricing }
  const ends = free ? (person.free_until ?? '') : new Date(nowMs(world) + DAY_MS).toISOString()
  const conversation = {
    id: `conv-${person.id}`,
    origin: { type: free ? 'referral_conversion' : pricing.category },
    expiration_timestamp: seconds(ends),
  }
  return { conversation, pricing }
}

const countOf = (message: StoredMessage): number =>
  message.statuses.filter(s => s.status === 'delivered' || s.status === 'read').length

function priceOf(world: World, message: StoredMessage, person: Person): Json {
  const price = (billable: boolean, type: string, category: string): Json => ({
    billable,
    pricing_model: 'PMP',
    type,
    category,
  })
  if (isFreeEntry(world, person)) return price(false, 'free_entry_point', 'referral_conversion')
  const new_prices = nowMs(world) >= NEW_PRICES_FROM
  if (message.type === 'template') {
    const category = (message.category ?? 'UTILITY').toLowerCase()
    const free = category === 'utility' && within(world, person.last_inbound_at, DAY_MS) && !new_prices
    return price(!free, free ? 'free_customer_service' : 'regular', category)
  }
  const used = usedOf(world) + 1
  world.service_messages.set(monthOf(world), used)
  const free = !new_prices || used <= FREE_SERVICE_MESSAGES
  return price(!free, free ? 'free_customer_service' : 'regular', 'service')
}

const usedOf = (world: World): number => world.service_messages.get(monthOf(world)) ?? 0

/** Without a payment method only what is free is delivered. */
export function isUnpaid(world: World, message: Pick<StoredMessage, 'type' | 'category'>, person: Person): boolean {
  if (world.settings.payment_method || isFreeEntry(world, person)) return false
  const new_prices = nowMs(world) >= NEW_PRICES_FROM
  if (message.type !== 'template') return new_prices && usedOf(world) >= FREE_SERVICE_MESSAGES
  return !(message.category === 'UTILITY' && within(world, person.last_inbound_at, DAY_MS) && !new_prices)
}
