import { BOT_ID, SCHEDULER_ID } from '../../db/actor.ts'
import type { Ctx } from '../../db/ctx.ts'
import type { InputOf } from '../../shared/contract.ts'
import type { Customer, CustomerInput, customerContracts } from '../../shared/customers.ts'
import { AppError } from '../../shared/errors.ts'
import { pageOf } from '../../shared/fields.ts'
import { DEFAULT_LANG, isLang, type Lang } from '../../shared/messages.ts'
import { toE164 } from '../../shared/phone.ts'
import {
  insertConsent,
  insertCustomer,
  type Owed,
  replaceProfileName,
  searchCustomerIds,
  selectAddress,
  selectBalance,
  selectCustomer,
  selectCustomers,
  selectLang,
  selectOptionalCustomerByPhone,
  selectSessionOf,
  updateCustomerRow,
  upsertLang,
} from './customers.queries.ts'
import * as identities from './identities.ts'

const MOST_MEANT = 10_000

/** The front door to who is who on a channel. */
export const findOrCreateByIdentity = identities.findOrCreateByIdentity
export const moveIdentity = identities.moveIdentity

export async function listCustomers(ctx: Ctx, input: InputOf<typeof customerContracts.list>) {
  const rows = await selectCustomers(ctx.tx, { ...input, limit: input.limit + 1 })
  return pageOf(rows, input.limit)
}

/** Everybody who may be meant by a name, e-mail, company, or a phone as people write it; the newest first. */
export const searchCustomers = (ctx: Ctx, input: { readonly q: string }): Promise<string[]> =>
  searchCustomerIds(ctx.tx, input.q, { limit: MOST_MEANT })

export async function getCustomer(ctx: Ctx, input: { readonly customer_id: string }): Promise<Customer> {
  const customer = await selectCustomer(ctx.tx, input.customer_id)
  const session = await selectSessionOf(ctx.tx, customer.id)
  return {
    ...customer,
    customer_type: customer.customer_type as Customer['customer_type'],
    lang: isLang(customer.lang) ? customer.lang : DEFAULT_LANG,
    session_id: session?.id ?? null,
    total_tickets: Number(customer.total_tickets ?? 0),
    total_invoices: Number(customer.total_invoices ?? 0),
    total_spent: customer.total_spent ?? '0.00',
    average_rating: customer.average_rating === null ? null : Number(customer.average_rating).toFixed(1),
    balance: await balanceOf(ctx, { customer_id: customer.id }),
  }
}

/** What is still owed on a customer's or a ticket's invoices. */
export const balanceOf = async (ctx: Ctx, of: Owed): Promise<string> => (await selectBalance(ctx.tx, of)).balance

/** Refuses a phone that another customer has, and names him. */
export async function createCustomer(ctx: Ctx, input: CustomerInput): Promise<Customer> {
  const added = await addCustomer(ctx, input)
  if (!added) throw await phoneTaken(ctx, phoneOf(input.phone).phone)
  return getCustomer(ctx, { customer_id: added.id })
}

/** Undefined: the phone belongs to somebody. */
async function addCustomer(ctx: Ctx, input: CustomerInput): Promise<{ id: string } | undefined> {
  const added = await insertCustomer(ctx.tx, {
    name: input.name,
    ...phoneOf(input.phone),
    email: input.email ?? null,
    address: input.address ?? null,
    company_name: input.company_name ?? null,
    customer_type: input.customer_type,
    notes: input.notes ?? null,
    created_by: ctx.actor.user_id,
  })
  if (added && input.lang) await upsertLang(ctx.tx, added.id, input.lang)
  return added
}

/** Whoever has this phone already, else a new customer: at the counter nobody asks whether he has been here before. */
export async function findOrCreateByPhone(ctx: Ctx, input: CustomerInput): Promise<Customer> {
  const { phone } = phoneOf(input.phone)
  const find = () => (phone ? selectOptionalCustomerByPhone(ctx.tx, phone) : undefined)
  const id = (await find())?.id ?? (await addCustomer(ctx, input))?.id ?? (await find())?.id
  if (!id) throw new AppError('conflict')
  return getCustomer(ctx, { customer_id: id })
}

export async function updateCustomer(
  ctx: Ctx,
  input: { readonly customer_id: string } & Partial<CustomerInput>,
): Promise<Customer> {
  const { customer_id, lang, phone, ...fields } = input
  const changes = {
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    ...(phone !== undefined && phoneOf(phone)),
  }
  if (phone) {
    const owner = await selectOptionalCustomerByPhone(ctx.tx, phoneOf(phone).phone ?? '')
    if (owner && owner.id !== customer_id) throw new AppError('phone_taken', { name: owner.name })
  }
  if (Object.keys(changes).length > 0) await updateCustomerRow(ctx.tx, customer_id, changes)
  if (lang) await upsertLang(ctx.tx, customer_id, lang)
  return getCustomer(ctx, { customer_id })
}

/** The customer writes his own name on a form. */
export async function nameOneself(
  ctx: Ctx,
  input: { readonly customer_id: string; readonly name: string },
): Promise<void> {
  await replaceProfileName(ctx.tx, input.customer_id, input.name, [BOT_ID, SCHEDULER_ID])
}

/** E.164 and what was typed; blank is none. */
function phoneOf(raw: string | null | undefined): { phone: string | null; raw_phone: string | null } {
  if (!raw?.trim()) return { phone: null, raw_phone: null }
  const phone = toE164(raw)
  if (!phone) throw new AppError('phone_invalid', {}, [{ path: 'phone', message: 'phone_invalid' }])
  return { phone, raw_phone: raw.trim() }
}

async function phoneTaken(ctx: Ctx, phone: string | null): Promise<AppError> {
  const owner = phone ? await selectOptionalCustomerByPhone(ctx.tx, phone) : undefined
  return owner ? new AppError('phone_taken', { name: owner.name }) : new AppError('conflict')
}

/** The language that a customer is spoken to in. */
export async function preferredLang(ctx: Ctx, input: { readonly customer_id: string }): Promise<Lang> {
  const known = await selectLang(ctx.tx, input.customer_id)
  return isLang(known?.language_preference) ? known.language_preference : DEFAULT_LANG
}

/** How a customer is addressed: his name, and the language that he is spoken to in. */
export async function addressOf(
  ctx: Ctx,
  input: { readonly customer_id: string },
): Promise<{ name: string; lang: Lang }> {
  const { name, lang } = await selectAddress(ctx.tx, input.customer_id)
  return { name, lang: isLang(lang) ? lang : DEFAULT_LANG }
}

export async function setPreferredLang(
  ctx: Ctx,
  input: { readonly customer_id: string; readonly lang: Lang },
): Promise<void> {
  await upsertLang(ctx.tx, input.customer_id, input.lang)
}

export interface Consent {
  readonly customer_id: string
  readonly purpose: 'repair_terms' | 'privacy_notice' | 'marketing' | 'notices'
  readonly granted: boolean
  /** The words that were shown. */
  readonly wording: string
  readonly wording_version: string
  readonly source: 'checkin' | 'counter' | 'chat' | 'page'
  readonly message_id?: string
}

/** Only added to: a later row with `granted: false` takes an earlier one back. */
export async function recordConsent(ctx: Ctx, consent: Consent): Promise<void> {
  await insertConsent(ctx.tx, consent)
}
