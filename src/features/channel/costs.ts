import type { Ctx } from '../../db/ctx.ts'
import { costsOfMonth } from '../../shared/channel.costs.ts'
import { DEFAULT_PRICES, type MonthCosts, type Prices, zPrices } from '../../shared/channel.ts'
import { getCompany, getSetting, setSetting } from '../settings/settings.ts'
import { countCharges, selectChargedMonths } from './charges.queries.ts'

const KEY = 'whatsapp.prices'

/** `own`: the shop put them in; else they are what was known of Meta's. */
export async function getPrices(ctx: Ctx): Promise<Prices & { own: boolean }> {
  const kept = await getSetting(ctx, KEY)
  return kept ? { ...zPrices.parse(JSON.parse(kept)), own: true } : { ...DEFAULT_PRICES, own: false }
}

export async function setPrices(
  ctx: Ctx,
  { currency, free_service, lists }: Prices,
): Promise<Prices & { own: boolean }> {
  const sorted = [...lists].sort((a, b) => (a.from + a.market < b.from + b.market ? -1 : 1))
  await setSetting(ctx, KEY, JSON.stringify({ currency, free_service, lists: sorted }))
  return getPrices(ctx)
}

/** A month of the shop's calendar, this one by default, at the prices of its days. */
export async function costsOf(ctx: Ctx, input: { readonly month?: string | undefined }): Promise<MonthCosts> {
  const { time_zone } = await getCompany(ctx)
  const month = input.month ?? ctx.today.slice(0, 7)
  return costsOfMonth(month, await countCharges(ctx.tx, month, time_zone), await getPrices(ctx))
}

/** Months that have something to show; this one always. */
export async function chargedMonths(ctx: Ctx): Promise<{ items: string[] }> {
  const { time_zone } = await getCompany(ctx)
  const months = await selectChargedMonths(ctx.tx, time_zone)
  return { items: [...new Set([ctx.today.slice(0, 7), ...months])].sort().reverse() }
}
