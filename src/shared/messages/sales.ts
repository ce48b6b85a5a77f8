import { defineMessages } from '../messages.ts'

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
