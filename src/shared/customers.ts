import { z } from 'zod'
import { contract } from './contract.ts'
import { zId, zLang, zList, zMoment, zMoney, zPage } from './fields.ts'

export const CUSTOMER_TYPES = ['individual', 'business'] as const

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform(value => value || null)
    .nullish()

/** As typed: the phone in any form that people write; blank fields are none. */
export const zCustomerInput = z.object({
  name: z.string().trim().min(1).max(100),
  phone: text(50),
  email: z.union([z.literal('').transform(() => null), z.email().max(100)]).nullish(),
  address: text(500),
  company_name: text(100),
  customer_type: z.enum(CUSTOMER_TYPES).default('individual'),
  notes: text(2000),
  lang: zLang.optional(),
})
export type CustomerInput = z.output<typeof zCustomerInput>

export const zCustomerRow = z.object({
  id: zId,
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  company_name: z.string().nullable(),
  created_at: zMoment,
})
export type CustomerRow = z.output<typeof zCustomerRow>

export const zCustomer = zCustomerRow.extend({
  address: z.string().nullable(),
  customer_type: z.enum(CUSTOMER_TYPES),
  notes: z.string().nullable(),
  lang: zLang,
  /** The conversation on WhatsApp; null: never written to us. */
  session_id: zId.nullable(),
  total_tickets: z.int(),
  total_invoices: z.int(),
  total_spent: zMoney,
  balance: zMoney,
  average_rating: z.string().nullable(),
})
export type Customer = z.output<typeof zCustomer>

const params = z.object({ customer_id: zId })

export const customerContracts = {
  list: contract({
    method: 'GET',
    path: '/customers',
    allow: { may: 'customers.read' },
    summary: 'Customers, newest first; `q` searches names, phones, e-mails and companies',
    query: zPage.extend({ q: z.string().trim().max(100).optional() }),
    response: zList(zCustomerRow),
  }),
  get: contract({
    method: 'GET',
    path: '/customers/:customer_id',
    allow: { may: 'customers.read' },
    summary: 'One customer',
    params,
    response: zCustomer,
  }),
  create: contract({
    method: 'POST',
    path: '/customers',
    allow: { may: 'customers.write' },
    summary: 'Add a customer',
    body: zCustomerInput,
    response: zCustomer,
    makes: true,
  }),
  update: contract({
    method: 'PATCH',
    path: '/customers/:customer_id',
    allow: { may: 'customers.write' },
    summary: 'Change what is known about a customer',
    params,
    body: zCustomerInput.partial(),
    response: zCustomer,
  }),
}
