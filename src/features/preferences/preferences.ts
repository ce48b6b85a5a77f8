import type { Ctx } from '../../db/ctx.ts'
import type { InputOf } from '../../shared/contract.ts'
import { DEFAULT_LANG, isLang } from '../../shared/messages.ts'
import {
  CONTACT_METHODS,
  isTimed,
  type Preferences,
  type preferenceContracts,
  type ShopHours,
  type Topic,
  type Wish,
  wishOf,
  zNotices,
} from '../../shared/preferences.ts'
import { recordConsent } from '../customers/customers.ts'
import { getCompany, getReminderSettings } from '../settings/settings.ts'
import { nameOf } from '../users/users.ts'
import { type PreferencesRow, selectPreferences, upsertPreferences } from './preferences.queries.ts'

type Chosen = Omit<Preferences, 'changed_at' | 'changed_by'>

/** Whoever never said anything wants everything, on WhatsApp, at any hour. */
const NOTHING_SAID: Chosen = {
  language: DEFAULT_LANG,
  contact_method: 'whatsapp',
  notices: {},
  marketing: false,
  quiet: null,
  paused_at: null,
}

function chosen(row: PreferencesRow): Chosen {
  const { quiet_from: from, quiet_to: to } = row
  return {
    language: isLang(row.language) ? row.language : DEFAULT_LANG,
    contact_method: CONTACT_METHODS.find(method => method === row.contact_method) ?? 'whatsapp',
    notices: zNotices.safeParse(row.notices).data ?? {},
    marketing: row.marketing,
    quiet: from && to ? { from, to } : null,
    paused_at: row.paused_at,
  }
}

/**
 * Does the customer want to be told about this, by WhatsApp, now? Asked when a message is written and again when it is sent;
 * a reply is his own doing and asks nothing.
 */
export async function wishFor(
  ctx: Ctx,
  about: { readonly customer_id: string | null; readonly topic: Topic },
): Promise<Wish> {
  if (about.topic === 'reply' || !about.customer_id) return { send: 'now' }
  const row = await selectPreferences(ctx.tx, about.customer_id)
  const asked = row ? chosen(row) : NOTHING_SAID
  return wishOf(asked, about.topic, ctx.now, isTimed(asked, about.topic) ? await shopHours(ctx) : null)
}

async function shopHours(ctx: Ctx): Promise<ShopHours> {
  const { time_zone: zone } = await getCompany(ctx)
  return { zone, night: (await getReminderSettings(ctx)).night }
}

export async function getPreferences(ctx: Ctx, input: { readonly customer_id: string }): Promise<Preferences> {
  const row = await selectPreferences(ctx.tx, input.customer_id)
  if (!row) return { ...NOTHING_SAID, changed_at: null, changed_by: null }
  const changed_by = row.updated_by && (await nameOf(ctx, row.updated_by))
  return { ...chosen(row), changed_at: changed_by && row.changed_at, changed_by }
}

export async function setPreferences(ctx: Ctx, input: InputOf<typeof preferenceContracts.set>): Promise<Preferences> {
  const { customer_id, quiet, paused } = input
  const before = await getPreferences(ctx, input)
  await upsertPreferences(ctx.tx, customer_id, {
    language_preference: input.language,
    preferred_contact_method: input.contact_method,
    notification_preferences: input.notices,
    marketing_consent: input.marketing,
    ...(quiet !== undefined && { quiet_from: quiet?.from ?? null, quiet_to: quiet?.to ?? null }),
  })
  const said = { customer_id, wording: 'at the counter', source: 'counter' } as const
  if (input.marketing !== undefined && input.marketing !== before.marketing)
    await recordConsent(ctx, { ...said, purpose: 'marketing', granted: input.marketing, wording_version: 'own words' })
  if (paused !== undefined && paused !== (before.paused_at !== null))
    await (paused ? pauseAll(ctx, said) : resumeAll(ctx, said))
  return getPreferences(ctx, input)
}

export interface Said {
  readonly customer_id: string
  /** His own words. */
  readonly wording: string
  readonly source: 'chat' | 'counter' | 'page'
  readonly message_id?: string
}

/**
 * STOP. From here on only replies and what he cannot do without (`needed` in `TOPICS`) go out; promotions are off for good.
 * Said twice it is kept twice: a consent is never changed.
 */
export async function pauseAll(ctx: Ctx, said: Said): Promise<void> {
  await upsertPreferences(ctx.tx, said.customer_id, { paused_at: ctx.now, marketing_consent: false })
  await recordConsent(ctx, { ...said, purpose: 'notices', granted: false, wording_version: 'own words' })
}

/** No more promotions; everything about his repairs goes on. */
export async function stopMarketing(ctx: Ctx, said: Said): Promise<void> {
  await upsertPreferences(ctx.tx, said.customer_id, { marketing_consent: false })
  await recordConsent(ctx, { ...said, purpose: 'marketing', granted: false, wording_version: 'own words' })
}

/** START: everything but promotions, for which he is asked anew. */
export async function resumeAll(ctx: Ctx, said: Said): Promise<void> {
  await upsertPreferences(ctx.tx, said.customer_id, { paused_at: null })
  await recordConsent(ctx, { ...said, purpose: 'notices', granted: true, wording_version: 'own words' })
}
