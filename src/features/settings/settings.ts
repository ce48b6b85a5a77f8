import type { Ctx } from '../../db/ctx.ts'
import type { InputOf } from '../../shared/contract.ts'
import { type ReminderSettings, zReminderSettings } from '../../shared/reminders.ts'
import type { Company, ShopCard, settingsContracts, TaxCode } from '../../shared/settings.ts'
import type { DatedRate } from '../../shared/tax.ts'
import {
  selectCompany,
  selectOptionalSetting,
  selectShopCard,
  selectTaxCodes,
  selectTaxRates,
  updateCompany,
  upsertSetting,
} from './settings.queries.ts'

/** The shop: its name on papers, its terms, how it prices and rounds. */
export async function getCompany(ctx: Ctx): Promise<Company> {
  return (await selectCompany(ctx.tx)) as Company
}

export type CompanyChanges = Omit<Parameters<typeof updateCompany>[1], 'updated_by'>

export async function changeCompany(ctx: Ctx, changes: CompanyChanges): Promise<Company> {
  await updateCompany(ctx.tx, { ...changes, updated_by: ctx.actor.user_id })
  return getCompany(ctx)
}

export function setPlace(ctx: Ctx, input: InputOf<typeof settingsContracts.setPlace>): Promise<Company> {
  const { latitude = null, longitude = null } = input.place ?? {}
  return changeCompany(ctx, { address: input.address || null, latitude, longitude })
}

/** What stands on the shop's sign: for anybody. */
export const shopCard = (ctx: Ctx): Promise<ShopCard> => selectShopCard(ctx.tx)

/** A setting's value, unsealed; null when it was never set. */
export async function getSetting(ctx: Ctx, key: string): Promise<string | null> {
  const setting = await selectOptionalSetting(ctx.tx, key)
  if (!setting?.setting_value) return null
  return setting.is_encrypted ? ctx.shop.unseal(setting.setting_value, `setting:${key}`) : setting.setting_value
}

/** Keeps one in the open; a secret is sealed where it is known to be one. */
export async function setSetting(ctx: Ctx, key: string, value: string): Promise<void> {
  await upsertSetting(ctx.tx, key, value, ctx.actor.user_id)
}

/** What the shop reminds of, and its night. */
export async function getReminderSettings(ctx: Ctx): Promise<ReminderSettings> {
  return zReminderSettings.parse(JSON.parse((await getSetting(ctx, 'reminders')) ?? '{}'))
}

export async function setReminderSettings(ctx: Ctx, input: ReminderSettings): Promise<ReminderSettings> {
  await setSetting(ctx, 'reminders', JSON.stringify(input))
  return getReminderSettings(ctx)
}

export async function listTaxCodes(ctx: Ctx): Promise<{ items: TaxCode[] }> {
  const codes = await selectTaxCodes(ctx.tx)
  const rates = await selectTaxRates(ctx.tx)
  const ratesOf = (code: string) =>
    rates.filter(r => r.code === code).map(({ rate, valid_from, valid_to }) => ({ rate, valid_from, valid_to }))
  return { items: codes.map(code => ({ ...code, rates: ratesOf(code.code) }) as TaxCode) }
}

/** What pricing needs of the tax tables: names by code, and dated rates. */
export async function taxTables(ctx: Ctx): Promise<{ names: Map<string, string>; rates: DatedRate[] }> {
  const { items } = await listTaxCodes(ctx)
  return {
    names: new Map(items.map(code => [code.code, code.name])),
    rates: items.flatMap(code => code.rates.map(rate => ({ tax_code: code.code, ...rate }))),
  }
}
