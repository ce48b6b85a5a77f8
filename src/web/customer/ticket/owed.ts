import type { InvoiceStatus, OPEN_INVOICE_STATUSES } from '../../../shared/invoices.ts'

type Open = (typeof OPEN_INVOICE_STATUSES)[number]

/** The same list as in the contracts, whose validator these pages do not carry. */
const open: Record<Open, true> = { sent: true, partial: true, overdue: true }
export const OPEN: ReadonlySet<InvoiceStatus> = new Set(Object.keys(open) as Open[])
