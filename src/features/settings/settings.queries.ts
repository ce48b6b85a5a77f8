import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import { AppError, notFound } from '../../shared/errors.ts'
import type { ShopCard } from '../../shared/settings.ts'

export const selectCompany = (tx: Tx) =>
  tx
    .selectFrom('company_settings')
    .select([
      'company_name',
      'address',
      'latitude',
      'longitude',
      'phone',
      'email',
      'website',
      'registration_number',
      'tax_number',
      'logo_url',
      'logo_file_id',
      'currency',
      'sst_registered',
      'default_tax_code',
      'price_mode',
      'tax_rounding',
      'cash_rounding',
      'time_zone',
      'business_hours',
      'bank_details',
      'duitnow_file_id',
      'duitnow_payload',
      'bargaining',
      'diagnostic_fee',
      'storage_days',
      'quotation_valid_days',
      'payment_due_days',
      'warranty_days',
      'asks_passcode',
    ])
    .executeTakeFirstOrThrow(notFound)

/** Whoever may not change settings reaches no row, and is told so. */
export async function updateCompany(
  tx: Tx,
  changes: {
    readonly address?: string | null
    readonly latitude?: number | null
    readonly longitude?: number | null
    readonly bank_details?: string | null
    readonly bargaining?: 'person' | 'fixed'
    readonly logo_file_id?: string | null
    readonly duitnow_file_id?: string | null
    readonly duitnow_payload?: string | null
    readonly updated_by: string | null
  },
): Promise<void> {
  const { numUpdatedRows } = await tx.updateTable('company_settings').set(changes).executeTakeFirst()
  if (!numUpdatedRows) throw new AppError('forbidden')
}

export async function selectShopCard(tx: Tx): Promise<ShopCard> {
  const { rows } = await sql<ShopCard>`select company_name, address, phone, email from app.shop_card()`.execute(tx)
  if (!rows[0]) throw new AppError('not_found')
  return rows[0]
}

export const selectOptionalSetting = (tx: Tx, key: string) =>
  tx
    .selectFrom('system_settings')
    .select(['setting_value', 'is_encrypted'])
    .where('setting_key', '=', key)
    .executeTakeFirst()

/** In the open; a secret is sealed before it comes here. */
export const upsertSetting = (tx: Tx, key: string, value: string, by: string | null) =>
  tx
    .insertInto('system_settings')
    .values({ setting_key: key, setting_value: value, updated_by: by })
    .onConflict(conflict => conflict.column('setting_key').doUpdateSet({ setting_value: value, updated_by: by }))
    .execute()

export const selectTaxCodes = (tx: Tx) =>
  tx.selectFrom('tax_codes').select(['code', 'name', 'kind', 'lhdn_tax_type']).orderBy('code').execute()

export const selectTaxRates = (tx: Tx) =>
  tx
    .selectFrom('tax_rates')
    .select(['code', 'rate', 'valid_from', 'valid_to'])
    .orderBy('code')
    .orderBy('valid_from')
    .execute()
