export const INVOICE_SHOWS = ['unpaid', 'slips', 'all'] as const
export type InvoiceShow = (typeof INVOICE_SHOWS)[number]

export interface InvoiceSearch {
  readonly show?: InvoiceShow | undefined
  readonly q?: string | undefined
}
