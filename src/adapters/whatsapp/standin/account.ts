import { z } from 'zod'
import { Refusal } from './refusal.ts'
import { deliver, displayNumber } from './webhooks.ts'
import { nowMs, seconds, tell, type World } from './world.ts'
import type { Json, NumberState } from './world.types.ts'

/** Messages to different people outside the window in 24 hours; -1 is no limit (messaging-limits). */
const TIERS: Readonly<Record<string, number>> = {
  TIER_50: 50,
  TIER_250: 250,
  TIER_2K: 2000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
  TIER_UNLIMITED: -1,
}

export const numberPatch = z.strictObject({
  quality_rating: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']).optional(),
  throughput: z.enum(['STANDARD', 'HIGH']).optional(),
  messaging_limit: z
    .string()
    .refine(tier => Object.hasOwn(TIERS, tier), `one of ${Object.keys(TIERS).join(', ')}`)
    .optional(),
  status: z
    .enum(['CONNECTED', 'PENDING', 'FLAGGED', 'RESTRICTED', 'RATE_LIMITED', 'BANNED', 'DISCONNECTED'])
    .optional(),
  name_status: z.enum(['APPROVED', 'PENDING_REVIEW', 'DECLINED', 'EXPIRED', 'NONE']).optional(),
})

export const accountNews = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('DISABLED_UPDATE'),
    ban_state: z.enum(['SCHEDULE_FOR_DISABLE', 'DISABLE', 'REINSTATE']),
  }),
  z.strictObject({
    event: z.literal('ACCOUNT_RESTRICTION'),
    restriction_type: z.enum([
      'RESTRICTED_BIZ_INITIATED_MESSAGING',
      'RESTRICTED_CUSTOMER_INITIATED_MESSAGING',
      'RESTRICTED_ADD_PHONE_NUMBER_ACTION',
    ]),
    seconds: z.number().positive(),
  }),
  z.strictObject({ event: z.literal('ACCOUNT_VIOLATION'), violation_type: z.string() }),
  z.strictObject({ event: z.enum(['ACCOUNT_DELETED', 'ACCOUNT_OFFBOARDED', 'ACCOUNT_RECONNECTED']) }),
])

/** The number's health changes, and Meta tells: throughput and limits by one webhook, the portfolio's limits by another. */
export function changeNumberState(world: World, patch: z.output<typeof numberPatch>): NumberState {
  const before = { ...world.number }
  Object.assign(world.number, patch)
  const now = world.number
  const told = (event: string, more: Json = {}) =>
    deliver(world, 'account', 'phone_number_quality_update', {
      display_phone_number: displayNumber(world),
      event,
      current_limit: now.messaging_limit,
      max_daily_conversations_per_business: now.messaging_limit,
      ...more,
    })
  if (now.quality_rating !== before.quality_rating) {
    if (now.quality_rating === 'RED') told('FLAGGED')
    if (before.quality_rating === 'RED') told('UNFLAGGED')
  }
  if (now.throughput !== before.throughput) told('THROUGHPUT_UPGRADE', { current_limit: 'TIER_UNLIMITED' })
  if (now.messaging_limit !== before.messaging_limit) {
    told(limit(now) < limit(before) ? 'DOWNGRADE' : 'UPGRADE', { old_limit: before.messaging_limit })
    const most = TIERS[now.messaging_limit]
    deliver(world, 'account', 'business_capability_update', {
      max_daily_conversation_per_phone: most,
      max_daily_conversations_per_business: most,
      max_phone_numbers_per_business: 25,
      max_phone_numbers_per_waba: 20,
    })
  }
  tell(world, 'number', now)
  return now
}

const limit = (state: NumberState): number => {
  const most = TIERS[state.messaging_limit] ?? 0
  return most < 0 ? Number.POSITIVE_INFINITY : most
}

/** Something happens to the account: told by webhook, and from then on sends feel it. */
export function changeAccount(world: World, news: z.output<typeof accountNews>): NumberState {
  const value: Json = { event: news.event }
  switch (news.event) {
    case 'DISABLED_UPDATE':
      value.ban_info = { waba_ban_state: news.ban_state, waba_ban_date: new Date(nowMs(world)).toUTCString() }
      world.number.banned = news.ban_state === 'DISABLE'
      break
    case 'ACCOUNT_RESTRICTION': {
      const until = new Date(nowMs(world) + news.seconds * 1000).toISOString()
      value.restriction_info = [{ restriction_type: news.restriction_type, expiration: Number(seconds(until)) }]
      if (news.restriction_type !== 'RESTRICTED_ADD_PHONE_NUMBER_ACTION')
        world.number.restricted = { what: news.restriction_type, until }
      break
    }
    case 'ACCOUNT_VIOLATION':
      value.violation_info = { violation_type: news.violation_type }
      break
    case 'ACCOUNT_OFFBOARDED':
    case 'ACCOUNT_RECONNECTED':
      world.registered = news.event === 'ACCOUNT_RECONNECTED'
  }
  deliver(world, 'account', 'account_update', value)
  tell(world, 'number', world.number)
  return world.number
}

const restrictionNow = (world: World): NumberState['restricted'] => {
  const { restricted } = world.number
  return restricted && Date.parse(restricted.until) > nowMs(world) ? restricted : null
}

/** What keeps this kind of message from being taken, if anything does. */
export function requireAccount(world: World, kind: 'template' | 'answer'): void {
  if (!world.registered) throw new Refusal(133010, 'The phone number is not registered.')
  if (world.number.banned) throw new Refusal(131031, 'The business account has been locked.')
  const stopped = kind === 'template' ? 'RESTRICTED_BIZ_INITIATED_MESSAGING' : 'RESTRICTED_CUSTOMER_INITIATED_MESSAGING'
  if (restrictionNow(world)?.what === stopped) throw new Refusal(368, 'Temporarily blocked for policies violations.')
}

/** `GET /{phone}`: every field that Meta documents for a number's health. */
export function numberFields(world: World): Json {
  const { number, options } = world
  const blocked = number.banned || !world.registered
  const limited = restrictionNow(world) !== null
  const can_send_message = blocked ? 'BLOCKED' : limited ? 'LIMITED' : 'AVAILABLE'
  const errors = blocked
    ? [
        {
          error_code: number.banned ? 131031 : 133010,
          error_description: number.banned ? 'Account locked' : 'Not registered',
        },
      ]
    : []
  return {
    id: options.phone_number_id,
    display_phone_number: `+${displayNumber(world)}`,
    verified_name: options.verified_name ?? 'Baiki',
    quality_rating: number.quality_rating,
    code_verification_status: 'VERIFIED',
    platform_type: 'CLOUD_API',
    account_mode: 'LIVE',
    throughput: { level: number.throughput },
    status: world.registered ? (number.banned ? 'BANNED' : number.status) : 'DISCONNECTED',
    name_status: number.name_status,
    whatsapp_business_manager_messaging_limit: number.messaging_limit,
    health_status: {
      can_send_message,
      entities: [
        {
          entity_type: 'PHONE_NUMBER',
          id: options.phone_number_id,
          can_send_message,
          ...(errors.length ? { errors } : {}),
        },
      ],
    },
  }
}
