import { z } from 'zod'
import { contract } from './contract.ts'
import { zDay, zId, zMoney } from './fields.ts'
import { CASH_ROUNDINGS } from './tender.ts'

/** `person`: staff may be asked; `fixed`: prices are as they are. */
export const BARGAINING = ['person', 'fixed'] as const

export const zCompany = z.object({
  company_name: z.string(),
  address: z.string().nullable(),
  /** Where its door is, in degrees; both or neither. */
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  website: z.string().nullable(),
  registration_number: z.string().nullable(),
  /** The SST number, printed while the shop is registered. */
  tax_number: z.string().nullable(),
  logo_url: z.string().nullable(),
  /** The picture that papers begin with. */
  logo_file_id: zId.nullable(),
  currency: z.string(),
  sst_registered: z.boolean(),
  default_tax_code: z.string(),
  price_mode: z.enum(['exclusive', 'inclusive']),
  tax_rounding: z.enum(['line', 'document']),
  cash_rounding: z.enum(CASH_ROUNDINGS),
  time_zone: z.string(),
  business_hours: z.string().nullable(),
  bank_details: z.string().nullable(),
  /** The picture of the shop's own DuitNow code, and what it says; both or neither. */
  duitnow_file_id: zId.nullable(),
  duitnow_payload: z.string().nullable(),
  /** Who answers those who ask for a better price in the chat. */
  bargaining: z.enum(BARGAINING),
  diagnostic_fee: zMoney,
  storage_days: z.int(),
  quotation_valid_days: z.int(),
  payment_due_days: z.int(),
  warranty_days: z.int(),
  asks_passcode: z.boolean(),
})
export type Company = z.output<typeof zCompany>

export const zTaxCode = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['SALES', 'SERVICE', 'PPN', 'NONE']),
  lhdn_tax_type: z.string(),
  rates: z.array(z.object({ rate: z.string(), valid_from: zDay, valid_to: zDay.nullable() })),
})
export type TaxCode = z.output<typeof zTaxCode>

export const zShopCard = z.object({
  company_name: z.string(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
})
export type ShopCard = z.output<typeof zShopCard>

export const settingsContracts = {
  company: contract({ method: 'GET', path: '/company', allow: 'signed_in', summary: 'The shop', response: zCompany }),
  card: contract({
    method: 'GET',
    path: '/public/shop',
    allow: 'anyone',
    summary: 'What stands on the shop’s sign, also for those whose link has expired',
    response: zShopCard,
  }),
  setPlace: contract({
    method: 'PUT',
    path: '/settings/place',
    allow: { may: 'settings.write' },
    summary: 'Where customers find the shop: the address in words, and the pin that the bot sends with it',
    body: z.object({
      address: z.string().trim().max(500),
      place: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).nullable(),
    }),
    response: zCompany,
  }),
  setPayment: contract({
    method: 'PUT',
    path: '/settings/payment',
    allow: { may: 'settings.write' },
    summary: 'How customers pay by transfer, and what they hear who ask for less',
    body: z.object({ bank_details: z.string().trim().max(500), bargaining: z.enum(BARGAINING) }),
    response: zCompany,
  }),
  setLogo: contract({
    method: 'PUT',
    path: '/settings/logo',
    allow: { may: 'settings.write' },
    summary: 'The logo that is printed on papers',
    upload: { max_files: 1, max_mb: 15 },
    response: zCompany,
  }),
  removeLogo: contract({
    method: 'DELETE',
    path: '/settings/logo',
    allow: { may: 'settings.write' },
    summary: 'Papers carry the shop’s name alone',
    response: zCompany,
  }),
  setDuitnow: contract({
    method: 'PUT',
    path: '/settings/duitnow',
    allow: { may: 'settings.write' },
    summary: 'The picture of the shop’s DuitNow code; it is read and its checksum tried before it is kept',
    upload: { max_files: 1, max_mb: 15 },
    response: zCompany,
  }),
  removeDuitnow: contract({
    method: 'DELETE',
    path: '/settings/duitnow',
    allow: { may: 'settings.write' },
    summary: 'The code is no longer sent to customers',
    response: zCompany,
  }),
  taxCodes: contract({
    method: 'GET',
    path: '/tax-codes',
    allow: 'signed_in',
    summary: 'Tax codes with their dated rates',
    response: z.object({ items: z.array(zTaxCode) }),
  }),
}
