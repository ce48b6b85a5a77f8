import type { Lang } from './messages.ts'
import type { Sen } from './money.ts'
import type { PriceMode } from './pricing.ts'
import type { Day } from './time.ts'

/** What a paper says, as plain data: frozen when it is issued, drawn the same for ever. Amounts in sen. */
export interface PaperParty {
  readonly name: string
  readonly company_name?: string | null
  readonly registration_number?: string | null
  readonly sst_number?: string | null
  readonly tin?: string | null
  /** May have several lines. */
  readonly address?: string | null
  /** E.164 */
  readonly phone?: string | null
  readonly email?: string | null
}

export interface PaperSeller extends PaperParty {
  /** PNG or JPEG. */
  readonly logo?: Uint8Array | null
}

export interface PaperLine {
  readonly description: string
  /** Second, quieter line: serial number, warranty. */
  readonly detail?: string | null
  /** Decimal text without trailing zeros: `'1'`, `'2.5'`. */
  readonly quantity: string
  readonly unit_price: Sen
  readonly discount: Sen
  /** `'SST 6%'`; empty when the line is not taxed. */
  readonly tax: string
  /** Quantity times price less discount: without tax in exclusive mode, with it in inclusive mode. */
  readonly amount: Sen
}

export interface PaperTax {
  readonly name: string
  readonly net: Sen
  readonly amount: Sen
}

export interface PaperTotals {
  readonly price_mode: PriceMode
  readonly discount: Sen
  /** After discount, without tax. */
  readonly subtotal: Sen
  readonly taxes: readonly PaperTax[]
  readonly total: Sen
}

interface Paper {
  readonly lang: Lang
  /** ISO 4217 */
  readonly currency: string
  readonly number: string
  readonly date: Day
  readonly seller: PaperSeller
  readonly buyer: PaperParty
  readonly ticket_number?: string | null
  /** `'iPhone 13 · IMEI 490154203237518'` */
  readonly device?: string | null
  readonly lines: readonly PaperLine[]
  readonly totals: PaperTotals
  readonly notes?: string | null
  readonly terms?: string | null
  /** The customer's page, drawn as a QR code. */
  readonly link?: string | null
}

export interface QuotationPaper extends Paper {
  readonly version: number
  readonly valid_until: Day
}

export interface InvoicePaper extends Paper {
  readonly due_date?: Day | null
  /** As printed: 82.03 paid as 82.05 is +2. */
  readonly rounding: Sen
  readonly paid: Sen
  readonly balance: Sen
  /** Bank account, DuitNow: what the customer needs to pay. */
  readonly payment_instructions?: string | null
}

export interface ReceiptPayment {
  /** In the paper's language: `'Tunai'`. */
  readonly method: string
  readonly reference?: string | null
  readonly amount: Sen
}

export interface ReceiptPaper extends Paper {
  /** Shown as the date with its time: `'22 Nov 2026, 3:15 ptg'`. */
  readonly paid_at: string
  readonly invoice_number: string
  readonly payments: readonly ReceiptPayment[]
  readonly rounding: Sen
  /** Paid before this receipt. */
  readonly paid_before: Sen
  /** Cash handed back; not part of the payment. */
  readonly change: Sen
  readonly balance: Sen
  readonly received_by?: string | null
}

/** 50 × 30 mm, stuck on the device: nothing on it tells a stranger who the owner is. */
export interface LabelPaper {
  readonly lang: Lang
  readonly number: string
  readonly link: string
  /** Printed as initials. */
  readonly customer_name: string
  readonly device: string
  readonly date: Day
  /** Accessories kept with the device, or a word for the bench. */
  readonly note?: string | null
}

/** `'Siti Nurhaliza binti Ahmad'` → `'SNBA'`; a name without spaces in Chinese gives its first character. */
export function initials(name: string): string {
  return name
    .normalize('NFC')
    .split(/[\s./-]+/)
    .map(
      word =>
        [...new Intl.Segmenter('ms').segment(word)].find(({ segment }) => /[\p{L}\p{N}]/u.test(segment))?.segment ?? '',
    )
    .join('')
    .toLocaleUpperCase('ms')
    .slice(0, 6)
}
