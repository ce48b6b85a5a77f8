import { defineMessages } from '../messages.ts'

/**
 * Words on paper. A Malaysian invoice is in Malay or English, so it is called both (Service Tax Act 2018 s.21);
 * it is never called by the name of the repealed GST's.
 */
export const documentMessages = defineMessages({
  quotation: { ms: 'Sebut Harga / Quotation', id: 'Penawaran / Quotation', en: 'Quotation' },
  invoice: { ms: 'Invois / Invoice', id: 'Faktur / Invoice', en: 'Invois / Invoice' },
  receipt: { ms: 'Resit / Receipt', id: 'Kuitansi / Receipt', en: 'Resit / Receipt' },
  version: { ms: 'Versi {version}', id: 'Versi {version}', en: 'Version {version}' },

  quotation_for: { ms: 'Sebut harga untuk', id: 'Penawaran untuk', en: 'Quotation for' },
  bill_to: { ms: 'Bil kepada', id: 'Tagihan kepada', en: 'Bill to' },
  received_from: { ms: 'Diterima daripada', id: 'Diterima dari', en: 'Received from' },
  registration_number: {
    ms: 'No. pendaftaran {number}',
    id: 'No. registrasi {number}',
    en: 'Registration no. {number}',
  },
  sst_number: { ms: 'No. SST {number}', id: 'No. SST {number}', en: 'SST no. {number}' },
  tin: { ms: 'TIN {number}', id: 'TIN {number}', en: 'TIN {number}' },

  date: { ms: 'Tarikh', id: 'Tanggal', en: 'Date' },
  valid_until: { ms: 'Sah sehingga', id: 'Berlaku sampai', en: 'Valid until' },
  due_date: { ms: 'Bayar sebelum', id: 'Jatuh tempo', en: 'Due date' },
  ticket: { ms: 'Tiket', id: 'Tiket', en: 'Ticket' },
  device: { ms: 'Peranti', id: 'Perangkat', en: 'Device' },
  invoice_number: { ms: 'No. invois', id: 'No. faktur', en: 'Invoice no.' },
  received_by: { ms: 'Diterima oleh', id: 'Diterima oleh', en: 'Received by' },

  description: { ms: 'Keterangan', id: 'Keterangan', en: 'Description' },
  quantity: { ms: 'Kuantiti', id: 'Kuantitas', en: 'Qty' },
  unit_price: { ms: 'Harga ({symbol})', id: 'Harga ({symbol})', en: 'Price ({symbol})' },
  discount_column: { ms: 'Diskaun', id: 'Diskon', en: 'Discount' },
  tax: { ms: 'Cukai', id: 'Pajak', en: 'Tax' },
  amount: { ms: 'Amaun ({symbol})', id: 'Nilai ({symbol})', en: 'Amount ({symbol})' },

  before_discount: { ms: 'Sebelum diskaun', id: 'Sebelum diskon', en: 'Before discount' },
  discount: { ms: 'Diskaun', id: 'Diskon', en: 'Discount' },
  without_tax: { ms: 'Jumlah tanpa cukai', id: 'Jumlah tanpa pajak', en: 'Total without tax' },
  tax_on: { ms: '{name} atas {net}', id: '{name} dari {net}', en: '{name} on {net}' },
  total: { ms: 'Jumlah', id: 'Total', en: 'Total' },
  total_with_tax: { ms: 'Jumlah termasuk cukai', id: 'Total termasuk pajak', en: 'Total with tax' },
  rounding: { ms: 'Penggenapan', id: 'Pembulatan', en: 'Rounding' },
  payable: { ms: 'Perlu dibayar', id: 'Harus dibayar', en: 'To pay' },
  paid: { ms: 'Sudah dibayar', id: 'Sudah dibayar', en: 'Paid' },
  paid_before: { ms: 'Dibayar sebelum ini', id: 'Dibayar sebelumnya', en: 'Paid before' },
  received: { ms: 'Diterima', id: 'Diterima', en: 'Received' },
  change: { ms: 'Baki tunai dipulangkan', id: 'Uang kembali', en: 'Change given' },
  balance: { ms: 'Baki', id: 'Sisa tagihan', en: 'Balance' },
  settled: { ms: 'Selesai dibayar', id: 'Lunas', en: 'Paid in full' },

  scan_quotation: {
    ms: 'Imbas untuk lihat dan luluskan dengan telefon.',
    id: 'Pindai untuk melihat dan menyetujui lewat ponsel.',
    en: 'Scan to see and approve it on your phone.',
  },
  scan_invoice: {
    ms: 'Imbas untuk lihat status pembaikan dan invois.',
    id: 'Pindai untuk melihat status perbaikan dan faktur.',
    en: 'Scan to see the repair and this invoice.',
  },
  scan_receipt: {
    ms: 'Imbas untuk beri penilaian anda.',
    id: 'Pindai untuk memberi penilaian Anda.',
    en: 'Scan to tell us how we did.',
  },
  payment_instructions: { ms: 'Cara membayar', id: 'Cara membayar', en: 'How to pay' },
  notes: { ms: 'Catatan', id: 'Catatan', en: 'Notes' },
  terms: { ms: 'Terma', id: 'Ketentuan', en: 'Terms' },
  agreed: {
    ms: 'Saya setuju dengan sebut harga ini',
    id: 'Saya setuju dengan penawaran ini',
    en: 'I agree to this quotation',
  },
  signature: { ms: 'Tandatangan', id: 'Tanda tangan', en: 'Signature' },
  printed: {
    ms: 'Dijana oleh komputer; tandatangan tidak diperlukan.',
    id: 'Dibuat oleh komputer; tanda tangan tidak diperlukan.',
    en: 'Made by computer; no signature is needed.',
  },
  page: { ms: 'Muka surat {page} daripada {pages}', id: 'Halaman {page} dari {pages}', en: 'Page {page} of {pages}' },
})
