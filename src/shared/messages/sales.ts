import { defineMessages } from '../messages.ts'

/** Words of the shop's money: on screens, in chat and on paper the same. */
export const quotationStatusMessages = defineMessages({
  draft: { ms: 'Draf', id: 'Draf', en: 'Draft' },
  sent: { ms: 'Menunggu keputusan', id: 'Menunggu keputusan', en: 'Waiting for a decision' },
  accepted: { ms: 'Diluluskan', id: 'Disetujui', en: 'Accepted' },
  rejected: { ms: 'Ditolak', id: 'Ditolak', en: 'Rejected' },
  expired: { ms: 'Tamat tempoh', id: 'Lewat masa berlaku', en: 'Expired' },
  converted: { ms: 'Sudah diinvois', id: 'Sudah difakturkan', en: 'Invoiced' },
})

export const invoiceStatusMessages = defineMessages({
  draft: { ms: 'Draf', id: 'Draf', en: 'Draft' },
  sent: { ms: 'Belum dibayar', id: 'Belum dibayar', en: 'Unpaid' },
  partial: { ms: 'Dibayar sebahagian', id: 'Dibayar sebagian', en: 'Partly paid' },
  paid: { ms: 'Selesai dibayar', id: 'Lunas', en: 'Paid' },
  overdue: { ms: 'Lewat dibayar', id: 'Lewat jatuh tempo', en: 'Overdue' },
  cancelled: { ms: 'Dibatalkan', id: 'Dibatalkan', en: 'Cancelled' },
})

export const paymentStatusMessages = defineMessages({
  pending: { ms: 'Menunggu pengesahan', id: 'Menunggu konfirmasi', en: 'Waiting to be confirmed' },
  completed: { ms: 'Diterima', id: 'Diterima', en: 'Received' },
  failed: { ms: 'Ditolak', id: 'Ditolak', en: 'Refused' },
  refunded: { ms: 'Dipulangkan', id: 'Dikembalikan', en: 'Refunded' },
})

export const paymentMethodMessages = defineMessages({
  cash: { ms: 'Tunai', id: 'Tunai', en: 'Cash' },
  card: { ms: 'Kad', id: 'Kartu', en: 'Card' },
  bank_transfer: { ms: 'Pindahan bank', id: 'Transfer bank', en: 'Bank transfer' },
  ewallet: { ms: 'e-Dompet', id: 'Dompet digital', en: 'E-wallet' },
  cheque: { ms: 'Cek', id: 'Cek', en: 'Cheque' },
})

/** Lines that the shop's terms write by themselves. */
export const documentLines = defineMessages({
  diagnostic_fee: { ms: 'Fi pemeriksaan', id: 'Biaya pemeriksaan', en: 'Diagnostic fee' },
})

/** What a customer is told about papers and money. */
export const salesTexts = defineMessages({
  invoice_sent: {
    ms: 'Ini invois {number} berjumlah *{total}*. Baki: *{balance}*. Bayar di kaunter, atau pindahkan dan hantar gambar slip di sini.',
    id: 'Ini faktur {number} sebesar *{total}*. Sisa tagihan: *{balance}*. Bayar di konter, atau transfer lalu kirim foto buktinya di sini.',
    en: 'Here is invoice {number} for *{total}*. Balance: *{balance}*. Pay at the counter, or transfer and send a photo of the slip here.',
  },
  invoice_paid: {
    ms: 'Ini invois {number} berjumlah *{total}*, sudah selesai dibayar.',
    id: 'Ini faktur {number} sebesar *{total}*, sudah lunas.',
    en: 'Here is invoice {number} for *{total}*, paid in full.',
  },
  invoice_cancelled: {
    ms: 'Invois {number} sudah dibatalkan. Tiada bayaran diperlukan untuknya.',
    id: 'Faktur {number} sudah dibatalkan. Tidak perlu dibayar.',
    en: 'Invoice {number} was cancelled. There is nothing to pay on it.',
  },
  receipt_settled: {
    ms: 'Terima kasih! Bayaran {amount} diterima. Ini resit {number}; semuanya sudah selesai dibayar.',
    id: 'Terima kasih! Pembayaran {amount} sudah diterima. Ini kuitansi {number}; semuanya lunas.',
    en: 'Thank you! We received {amount}. Here is receipt {number}; everything is paid.',
  },
  receipt_part: {
    ms: 'Terima kasih! Bayaran {amount} diterima. Ini resit {number}. Baki: *{balance}*.',
    id: 'Terima kasih! Pembayaran {amount} sudah diterima. Ini kuitansi {number}. Sisa tagihan: *{balance}*.',
    en: 'Thank you! We received {amount}. Here is receipt {number}. Balance: *{balance}*.',
  },
  proof_refused: {
    ms: 'Maaf, slip pindahan untuk {invoice} belum dapat disahkan: {reason}. Sila hantar slip lain atau hubungi kami.',
    id: 'Maaf, bukti transfer untuk {invoice} belum bisa dikonfirmasi: {reason}. Silakan kirim bukti lain atau hubungi kami.',
    en: 'Sorry, the transfer slip for {invoice} could not be confirmed: {reason}. Please send another one or talk to us.',
  },
  quotation_expired: {
    ms: 'Sebut harga {number} sudah tamat tempoh. Balas mesej ini kalau mahu yang baharu.',
    id: 'Penawaran {number} sudah lewat masa berlakunya. Balas pesan ini kalau mau yang baru.',
    en: 'Quotation {number} has expired. Reply here if you would like a new one.',
  },
})
