import { z } from 'zod'
import { contract } from './contract.ts'
import { zId, zLang, zMoment } from './fields.ts'
import { momentAfter, timeAt } from './time.ts'

/** What a customer can switch on and off; all are on until he says otherwise. */
export const NOTICE_KINDS = [
  'quotation',
  'pickup',
  'repair',
  'invoice',
  'payment',
  'appointment',
  'reminder',
  'feedback',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

interface About {
  /** The switch that it hangs on; `marketing` is off until he agrees to it. */
  readonly kind: NoticeKind | 'marketing'
  /** The repair stands still without it: STOP leaves it alone, only its own switch does not. */
  readonly needed?: boolean
  /** The shop begins it by itself: never at night. */
  readonly unasked?: boolean
  /** Worth a call to whoever does not want to be written to. */
  readonly calls?: boolean
}

/** What a message of ours is about. A reply is never held back, nor is what staff write by hand: that has no topic. */
export const TOPICS = {
  repair: { kind: 'repair', calls: true },
  quotation: { kind: 'quotation', needed: true, calls: true },
  /** It ends by itself, at midnight. */
  quotation_over: { kind: 'quotation', needed: true, unasked: true, calls: true },
  pickup: { kind: 'pickup', needed: true, calls: true },
  invoice: { kind: 'invoice' },
  payment: { kind: 'payment' },
  appointment: { kind: 'appointment', calls: true },
  appointment_reminder: { kind: 'appointment', unasked: true, calls: true },
  reminder: { kind: 'reminder', unasked: true, calls: true },
  /** Asked for in the moment of handing over. */
  feedback: { kind: 'feedback' },
  marketing: { kind: 'marketing', unasked: true },
} as const satisfies Record<string, About>
export type Topic = keyof typeof TOPICS | 'reply'

export const aboutOf = (topic: Exclude<Topic, 'reply'>): About => TOPICS[topic]

export const CONTACT_METHODS = ['whatsapp', 'call', 'none'] as const

export const zClock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** From one time of day to another, over midnight when the second is the earlier one. */
export const zHours = z.object({ from: zClock, to: zClock }).refine(hours => hours.from !== hours.to, 'same_time')
export type Hours = z.output<typeof zHours>

const isOn = z.boolean().optional()
/** `customer_preferences.notification_preferences`. */
export const zNotices = z.object({
  quotation: isOn,
  pickup: isOn,
  repair: isOn,
  invoice: isOn,
  payment: isOn,
  appointment: isOn,
  reminder: isOn,
  feedback: isOn,
} satisfies Record<NoticeKind, unknown>)

const zChoices = z.object({
  language: zLang,
  contact_method: z.enum(CONTACT_METHODS),
  notices: zNotices,
  marketing: z.boolean(),
  quiet: zHours.nullable(),
})
export const zPreferences = zChoices.extend({
  /** Since he wrote STOP. */
  paused_at: zMoment.nullable(),
  /** The last change: when, and by whom; null: nobody made one. */
  changed_at: zMoment.nullable(),
  changed_by: z.string().nullable(),
})
export type Preferences = z.output<typeof zPreferences>

/** Why a message is not sent, or not yet. */
export const UNWANTED = ['wants_none', 'wants_call', 'muted', 'paused'] as const
export type Unwanted = (typeof UNWANTED)[number]
export type Held = 'quiet_hours' | 'night'
export type Wish =
  | { readonly send: 'now' }
  | { readonly send: 'later'; readonly at: string; readonly why: Held }
  | { readonly send: 'never'; readonly why: Unwanted }

export const isHeld = (why: string | null): why is Held => why === 'quiet_hours' || why === 'night'

export interface ShopHours {
  readonly zone: string
  readonly night: Hours
}

type Asked = Pick<Preferences, 'contact_method' | 'notices' | 'marketing' | 'quiet' | 'paused_at'>

export const isUnasked = (topic: Topic): boolean => topic !== 'reply' && aboutOf(topic).unasked === true

/** Does the hour matter? Most have said nothing of it, and most messages answer an act of that minute. */
export const isTimed = (preferences: Asked, topic: Topic): boolean =>
  isUnasked(topic) || (topic !== 'reply' && preferences.quiet !== null)

/** Does this customer want a message about this, by WhatsApp, now? Everything that is sent is asked for here. Without `shop` any hour will do. */
export function wishOf(preferences: Asked, topic: Topic, now: string, shop: ShopHours | null): Wish {
  if (topic === 'reply') return { send: 'now' }
  const about = aboutOf(topic)
  const why = unwanted(preferences, about)
  if (why) return { send: 'never', why }
  if (!shop) return { send: 'now' }
  const { quiet } = preferences
  const at = nextQuietless(now, shop.zone, about.unasked ? [quiet, shop.night] : [quiet])
  if (at === now) return { send: 'now' }
  return { send: 'later', at, why: quiet && isWithin(timeAt(now, shop.zone), quiet) ? 'quiet_hours' : 'night' }
}

function unwanted(p: Asked, about: About): Unwanted | null {
  if (p.contact_method === 'none') return 'wants_none'
  if (p.contact_method === 'call') return 'wants_call'
  const wanted = about.kind === 'marketing' ? p.marketing : p.notices[about.kind] !== false
  if (!wanted) return 'muted'
  return p.paused_at !== null && !about.needed ? 'paused' : null
}

const isWithin = (clock: string, { from, to }: Hours): boolean =>
  from < to ? clock >= from && clock < to : clock >= from || clock < to

/**
 * The first moment from `now` on that lies in none of these hours. The first ones are the customer's own: whoever sleeps by day
 * and leaves the shop no minute is written to when his hours end.
 */
export function nextQuietless(now: string, zone: string, hours: readonly (Hours | null)[]): string {
  let at = now
  for (let tries = 0; tries < 4; tries += 1) {
    const clock = timeAt(at, zone)
    const inside = hours.find(span => span && isWithin(clock, span))
    if (!inside) return at
    at = momentAfter(at, inside.to, zone).toISOString()
  }
  return nextQuietless(now, zone, hours.slice(0, 1))
}

const params = z.object({ customer_id: zId })

export const preferenceContracts = {
  get: contract({
    method: 'GET',
    path: '/customers/:customer_id/preferences',
    allow: { may: 'customers.read' },
    summary: 'How, when and about what a customer wants to be written to',
    params,
    response: zPreferences,
  }),
  set: contract({
    method: 'PATCH',
    path: '/customers/:customer_id/preferences',
    allow: { may: 'customers.write' },
    summary: 'Change it; `paused` false lets messages go again after a STOP',
    params,
    body: zChoices.partial().extend({ paused: z.boolean().optional() }),
    response: zPreferences,
  }),
}
