export const INVOICE_SHOWS = ['unpaid', 'slips', 'all'] as const
export type InvoiceShow = (typeof INVOICE_SHOWS)[number]
