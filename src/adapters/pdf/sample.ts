import type { InvoicePaper, LabelPaper, PaperLine, QuotationPaper, ReceiptPaper } from '../../shared/documents.ts'
import type { Lang } from '../../shared/messages.ts'

/** Papers of an invented shop, for the tests and for looking at. */
const line = (description: string, unit_price: number, more: Partial<PaperLine> = {}): PaperLine => ({
  description,
  quantity: '1',
  unit_price,
  discount: 0,
  tax: 'SST 6%',
  amount: unit_price - (more.discount ?? 0),
  ...more,
})

const seller = {
  name: 'Baiki Repair Centre',
  registration_number: '202401012345 (1534567-X)',
  sst_number: 'W10-2408-32000123',
  address: '27, Jalan SS 15/4D, 47500 Subang Jaya, Selangor',
  phone: '+60356331234',
  email: 'hai@baiki.example',
}

const common = (lang: Lang) => ({
  lang,
  currency: 'MYR',
  date: '2026-11-22',
  seller,
  buyer: { name: '陳美玲 (Tan Mei Ling)', phone: '+60123456789', address: '12, Lorong Damai 3\n55000 Kuala Lumpur' },
  ticket_number: 'TKT-2026-000123',
  device: 'iPhone 13 · IMEI 490154203237518',
  lines: [
    line('Tukar skrin iPhone 13 (OLED gred A)', 38000, {
      detail: 'Waranti 90 hari untuk alat ganti sahaja',
      tax: '',
      discount: 2000,
    }),
    line('Upah pasang skrin', 6000),
    line('Tempered glass dan pemasangan', 1500, { quantity: '2', amount: 3000, tax: '' }),
  ],
  totals: {
    price_mode: 'exclusive' as const,
    discount: 2000,
    subtotal: 45000,
    taxes: [{ name: 'SST 6%', net: 6000, amount: 360 }],
    total: 45360,
  },
  notes: 'Sandaran data adalah tanggungjawab pelanggan. Telefon diuji bersama pelanggan sebelum diserahkan.',
  terms:
    'Peranti yang tidak dituntut dalam 30 hari dikenakan caj simpanan RM2.00 sehari. Waranti tidak meliputi jatuh, masuk air atau peranti yang dibuka pihak lain.',
  link: 'https://baiki.example/t/Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4',
})

export const sampleQuotation = (lang: Lang = 'ms'): QuotationPaper => ({
  ...common(lang),
  number: 'QTN-2026-000045',
  version: 2,
  valid_until: '2026-11-29',
})

export const sampleInvoice = (lang: Lang = 'ms', more: Partial<InvoicePaper> = {}): InvoicePaper => ({
  ...common(lang),
  number: 'INV-2026-000031',
  due_date: '2026-11-29',
  rounding: 0,
  paid: 10000,
  balance: 35360,
  payment_instructions: 'Maybank 5142 3456 7890 — Baiki Repair Centre\nDuitNow: 202401012345',
  ...more,
})

export const sampleReceipt = (lang: Lang = 'ms'): ReceiptPaper => ({
  ...common(lang),
  number: 'RCP-2026-000028',
  buyer: { name: 'முருகன் த/பெ கோபால்', company_name: 'Murugan Enterprise', tin: 'C20012345678' },
  paid_at: '22 Nov 2026, 3:15 ptg',
  invoice_number: 'INV-2026-000031',
  totals: { ...common(lang).totals, total: 45363, taxes: [{ name: 'SST 6%', net: 6000, amount: 363 }] },
  payments: [{ method: 'Tunai', amount: 35365 }],
  paid_before: 10000,
  rounding: 2,
  change: 4635,
  balance: 0,
  received_by: 'Aina',
})

export const sampleLabel = (lang: Lang = 'ms'): LabelPaper => ({
  lang,
  number: 'TKT-2026-000123',
  link: 'https://baiki.example/tickets/0199f1c2-7b1e-7d8a-9c35-2f1a9b3c4d5e',
  customer_name: 'Siti Nurhaliza binti Ahmad',
  device: 'Samsung Galaxy S23 Ultra',
  date: '2026-11-22',
  note: 'Kotak, pengecas, kad SIM',
})

export const longInvoice = (count: number): InvoicePaper => {
  const lines = Array.from({ length: count }, (_, index) =>
    line(
      `Alat ganti nombor ${index + 1}${index % 5 === 0 ? ' dengan keterangan yang panjang supaya ia perlu lebih daripada satu baris di atas kertas' : ''}`,
      1000,
      { tax: '' },
    ),
  )
  return sampleInvoice('ms', {
    lines,
    totals: { price_mode: 'exclusive', discount: 0, subtotal: count * 1000, taxes: [], total: count * 1000 },
    paid: 0,
    balance: count * 1000,
  })
}
