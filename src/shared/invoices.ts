import { z } from 'zod'
import { contract } from './contract.ts'
import { zAmount, zDay, zId, zList, zMoment, zMoney, zPage } from './fields.ts'
import { zLine, zLines, zTaxSummary } from './lines.ts'
import { PAYMENT_METHODS } from './tender.ts'

export const INVOICE_STATUSES = ['draft', 'sent', 'paid', 'partial', 'overdue', 'cancelled'] as const
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number]

/** Money is still owed on these. */
export const OPEN_INVOICE_STATUSES = ['sent', 'partial', 'overdue'] as const satisfies readonly InvoiceStatus[]
export const isOpenInvoice = (status: string): boolean => OPEN_INVOICE_STATUSES.some(open => open === status)

export const INVOICE_PURPOSES = ['repair', 'diagnostic_fee', 'deposit', 'sale'] as const
export type InvoicePurpose = (typeof INVOICE_PURPOSES)[number]

/** Seller and buyer as they stood when the invoice was issued. */
export const zSeller = z.object({
  company_name: z.string(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  registration_number: z.string().nullable(),
  sst_number: z.string().nullable(),
  bank_details: z.string().nullable(),
  currency: z.string(),
})
export type Seller = z.output<typeof zSeller>

export const zBuyer = z.object({
  name: z.string(),
  company_name: z.string().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
})
export type Buyer = z.output<typeof zBuyer>

const zInvoiceRow = z.object({
  id: zId,
  invoice_number: z.string().nullable(),
  customer_id: zId,
  customer_name: z.string(),
  ticket_id: zId.nullable(),
  ticket_number: z.string().nullable(),
  purpose: z.enum(INVOICE_PURPOSES),
  status: z.enum(INVOICE_STATUSES),
  invoice_date: zDay,
  due_date: zDay,
  total: zMoney,
  balance: zMoney,
  created_at: zMoment,
})
export type InvoiceRow = z.output<typeof zInvoiceRow>

const zInvoicePayment = z.object({
  id: zId,
  payment_number: z.string(),
  amount: zMoney,
  rounding_amount: zMoney,
  payment_method: z.enum(PAYMENT_METHODS),
  status: z.enum(['pending', 'completed', 'failed', 'refunded']),
  payment_date: zMoment,
  receipt_id: zId.nullable(),
  receipt_number: z.string().nullable(),
  receipt_pdf_file_id: zId.nullable(),
  proof_file_id: zId.nullable(),
})

export const zInvoice = zInvoiceRow.extend({
  quotation_id: zId.nullable(),
  price_mode: z.enum(['exclusive', 'inclusive']),
  document_discount: zMoney,
  seller: zSeller.nullable(),
  buyer: zBuyer.nullable(),
  subtotal: zMoney,
  tax_amount: zMoney,
  rounding_amount: zMoney,
  credited_amount: zMoney,
  paid_amount: zMoney,
  notes: z.string().nullable(),
  pdf_file_id: zId.nullable(),
  issued_at: zMoment.nullable(),
  cancelled_at: zMoment.nullable(),
  cancel_reason: z.string().nullable(),
  /** What closes the balance in cash, rounded to five sen as the shop does. */
  cash_due: zMoney,
  items: z.array(zLine),
  taxes: z.array(zTaxSummary),
  payments: z.array(zInvoicePayment),
})
export type Invoice = z.output<typeof zInvoice>

const params = z.object({ invoice_id: zId })

export const invoiceContracts = {
  list: contract({
    method: 'GET',
    path: '/invoices',
    allow: 'signed_in',
    summary: 'Invoices, newest first',
    query: zPage.extend({
      status: z.enum(INVOICE_STATUSES).optional(),
      /** Only those on which money is owed. */
      unpaid: z.stringbool().optional(),
      customer_id: zId.optional(),
      ticket_id: zId.optional(),
      /** A part of its number, of its customer's name or phone, of its ticket's number or device. */
      q: z.string().trim().min(1).max(100).optional(),
    }),
    response: zList(zInvoiceRow),
  }),
  get: contract({
    method: 'GET',
    path: '/invoices/:invoice_id',
    allow: 'signed_in',
    summary: 'One invoice with its lines and payments',
    params,
    response: zInvoice,
  }),
  getOnPage: contract({
    method: 'GET',
    path: '/public/:token/invoices/:invoice_id',
    allow: 'customer_link',
    summary: 'An invoice on the ticket page',
    params: params.extend({ token: z.string() }),
    response: zInvoice,
  }),
  issue: contract({
    method: 'POST',
    path: '/invoices',
    allow: { may: 'invoices.write' },
    summary: 'Issue an invoice from an approved quotation, or from lines',
    body: z.object({
      quotation_id: zId.optional(),
      ticket_id: zId.optional(),
      customer_id: zId.optional(),
      purpose: z.enum(INVOICE_PURPOSES).default('repair'),
      lines: zLines.optional(),
      document_discount: zAmount.default('0.00'),
      due_date: zDay.optional(),
      notes: z.string().trim().max(2000).nullish(),
    }),
    response: zInvoice,
    makes: true,
  }),
  cancel: contract({
    method: 'POST',
    path: '/invoices/:invoice_id/cancellation',
    allow: { may: 'invoices.write' },
    summary: 'Cancel an invoice on which nothing was paid',
    params,
    body: z.object({ reason: z.string().trim().min(3).max(500) }),
    response: zInvoice,
    makes: true,
  }),
  deliver: contract({
    method: 'POST',
    path: '/invoices/:invoice_id/delivery',
    allow: { may: 'invoices.write' },
    summary: 'Send the invoice to the customer again',
    params,
    response: zInvoice,
    makes: true,
  }),
}
