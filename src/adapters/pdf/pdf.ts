import type { InvoicePaper, LabelPaper, QuotationPaper, ReceiptPaper } from '../../shared/documents.ts'
import { labelPdf } from './labels.ts'
import { invoicePdf, quotationPdf, receiptPdf } from './papers.ts'

/** Papers as PDF bytes. Text is selectable, names in Chinese and Tamil included; everything is right in black and white. */
export interface Pdf {
  quotation(paper: QuotationPaper): Promise<Buffer>
  invoice(paper: InvoicePaper): Promise<Buffer>
  receipt(paper: ReceiptPaper): Promise<Buffer>
  /** 50 × 30 mm */
  label(paper: LabelPaper): Promise<Buffer>
}

export const pdf: Pdf = { quotation: quotationPdf, invoice: invoicePdf, receipt: receiptPdf, label: labelPdf }
