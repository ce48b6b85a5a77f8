import { z } from 'zod'
import {
  announceCancellation,
  deliverInvoicePaper,
  expireDueDatesNow,
  issueForTicketNow,
  zCancelledInvoice,
  zInvoiceToDeliver,
  zTicketToBill,
} from '../features/invoices/invoices.jobs.ts'
import {
  announceProof,
  announceRefusal,
  deliverReceipt,
  zPaymentToAnnounce,
  zReceiptToDeliver,
} from '../features/payments/payments.jobs.ts'
import {
  announceDecision,
  announceExpiry,
  deliverQuotation,
  expireQuotationsNow,
  zVersion,
} from '../features/quotations/quotations.jobs.ts'
import { job, type JobEntry, type Timer } from './job.ts'

const nothing = z.looseObject({})

/** Every job, one line each. */
export const jobs: readonly JobEntry[] = [
  job('quotations.deliver', zVersion, deliverQuotation),
  job('quotations.announce_decision', zVersion, announceDecision),
  job('quotations.announce_expiry', zVersion, announceExpiry),
  job('quotations.expire', nothing, expireQuotationsNow),
  job('invoices.issue_for_ticket', zTicketToBill, issueForTicketNow),
  job('invoices.deliver', zInvoiceToDeliver, deliverInvoicePaper),
  job('invoices.announce_cancellation', zCancelledInvoice, announceCancellation),
  job('invoices.expire', nothing, expireDueDatesNow),
  job('receipts.deliver', zReceiptToDeliver, deliverReceipt),
  job('payments.announce_proof', zPaymentToAnnounce, announceProof),
  job('payments.announce_refusal', zPaymentToAnnounce, announceRefusal),
]

/** Every timer, one line each. */
export const timers: readonly Timer[] = [
  { name: 'quotations.expire', at: '*/10 * * * *' },
  { name: 'invoices.expire', at: '*/10 * * * *' },
]
