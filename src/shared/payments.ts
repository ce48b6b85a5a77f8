import { z } from 'zod'
import { contract } from './contract.ts'
import { zId, zList, zMoment, zMoney, zPage, zPositiveAmount } from './fields.ts'
import { zFile } from './files.ts'
import { zInvoice } from './invoices.ts'
import { PAYMENT_METHODS } from './tender.ts'

export const PAYMENT_STATUSES = ['pending', 'completed', 'failed', 'refunded'] as const
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]
export type PaymentStep = 'confirm' | 'refuse'

/** A slip waits until a person has seen the money; a payment taken at the counter is there at once. */
const NEXT: Record<PaymentStatus, Partial<Record<PaymentStep, PaymentStatus>>> = {
  pending: { confirm: 'completed', refuse: 'failed' },
  completed: {},
  failed: {},
  refunded: {},
}
export const nextPaymentStatus = (from: PaymentStatus, step: PaymentStep): PaymentStatus | null =>
  NEXT[from][step] ?? null

export const zPayment = z.object({
  id: zId,
  payment_number: z.string(),
  invoice_id: zId,
  invoice_number: z.string().nullable(),
  customer_id: zId,
  customer_name: z.string(),
  amount: zMoney,
  rounding_amount: zMoney,
  payment_method: z.enum(PAYMENT_METHODS),
  payment_reference: z.string().nullable(),
  cash_given: zMoney.nullable(),
  cash_change: zMoney.nullable(),
  payment_date: zMoment,
  status: z.enum(PAYMENT_STATUSES),
  proof_file_id: zId.nullable(),
  notes: z.string().nullable(),
  receipt_id: zId.nullable(),
  receipt_number: z.string().nullable(),
})
export type Payment = z.output<typeof zPayment>

export const zReceipt = z.object({
  id: zId,
  receipt_number: z.string(),
  payment_id: zId,
  invoice_id: zId,
  pdf_file_id: zId.nullable(),
  created_at: zMoment,
})
export type Receipt = z.output<typeof zReceipt>

const zSettled = z.object({ payment: zPayment, invoice: zInvoice })
export type Settled = z.output<typeof zSettled>

const params = z.object({ payment_id: zId })

export const paymentContracts = {
  list: contract({
    method: 'GET',
    path: '/payments',
    allow: { may: 'payments.read' },
    summary: 'Payments, newest first; pending ones are slips to look at',
    query: zPage.extend({ status: z.enum(PAYMENT_STATUSES).optional(), invoice_id: zId.optional() }),
    response: zList(zPayment),
  }),
  record: contract({
    method: 'POST',
    path: '/invoices/:invoice_id/payments',
    allow: { may: 'payments.write' },
    summary: 'Take a payment at the counter; without an amount, all that is due',
    params: z.object({ invoice_id: zId }),
    body: z.object({
      payment_method: z.enum(PAYMENT_METHODS),
      amount: zPositiveAmount.optional(),
      /** Cash: what was handed over. The change is worked out, and is no payment. */
      cash_given: zPositiveAmount.optional(),
      payment_reference: z.string().trim().max(100).optional(),
      notes: z.string().trim().max(500).optional(),
    }),
    response: zSettled,
    makes: true,
  }),
  submitProofOnPage: contract({
    method: 'POST',
    path: '/public/:token/invoices/:invoice_id/proofs',
    allow: 'customer_link',
    summary: 'A transfer slip from the ticket page; staff confirm it when the money is in',
    params: z.object({ token: z.string(), invoice_id: zId }),
    upload: { max_files: 1, max_mb: 15 },
    response: zFile,
    makes: true,
  }),
  confirm: contract({
    method: 'POST',
    path: '/payments/:payment_id/confirmation',
    allow: { may: 'payments.write' },
    summary: 'The money of a transfer slip has arrived',
    params,
    body: z.object({
      /** When other than the slip was taken for. */
      amount: zPositiveAmount.optional(),
      payment_reference: z.string().trim().max(100).optional(),
    }),
    response: zSettled,
    makes: true,
  }),
  refuse: contract({
    method: 'POST',
    path: '/payments/:payment_id/refusal',
    allow: { may: 'payments.write' },
    summary: 'A transfer slip is not good',
    params,
    body: z.object({ reason: z.string().trim().min(3).max(300) }),
    response: zPayment,
    makes: true,
  }),
  receipt: contract({
    method: 'GET',
    path: '/payments/:payment_id/receipt',
    allow: { may: 'payments.read' },
    summary: 'The receipt of a payment',
    params,
    response: zReceipt,
  }),
}
