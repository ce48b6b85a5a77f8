import { defineMessages } from '../../../shared/messages.ts'

export const paymentSettingMessages = defineMessages({
  code: { ms: 'Kod DuitNow kedai', id: 'Kode DuitNow toko', en: 'The shop’s DuitNow code' },
  code_more: {
    ms: 'Bot menghantar gambar ini apabila pelanggan mahu membayar. Gunakan kod statik dari bank kedai, bukan kod untuk satu bayaran.',
    id: 'Bot mengirim gambar ini saat pelanggan mau membayar. Pakai kode statis dari bank toko, bukan kode untuk satu pembayaran.',
    en: 'The bot sends this picture when a customer wants to pay. Use the shop’s own lasting code from the bank, not one for a single payment.',
  },
  picture: { ms: 'Gambar kod DuitNow kedai', id: 'Gambar kode DuitNow toko', en: 'Picture of the shop’s DuitNow code' },
  none: {
    ms: 'Belum ada kod. Pelanggan mendapat akaun bank di bawah.',
    id: 'Belum ada kode. Pelanggan mendapat rekening bank di bawah.',
    en: 'No code yet. Customers get the bank account below.',
  },
  pays_to: { ms: 'Bayaran kepada', id: 'Pembayaran kepada', en: 'Pays' },
  city: { ms: 'Bandar', id: 'Kota', en: 'City' },
  account: { ms: 'Akaun · bank', id: 'Akun · bank', en: 'Account · bank' },
  checksum: { ms: 'Semakan kod (CRC)', id: 'Pemeriksaan kode (CRC)', en: 'Checksum (CRC)' },
  checksum_good: { ms: 'Betul', id: 'Benar', en: 'Correct' },
  is_it_yours: {
    ms: 'Pastikan nama di atas ialah nama kedai.',
    id: 'Pastikan nama di atas adalah nama toko.',
    en: 'Make sure that the name above is the shop’s.',
  },
  upload: { ms: 'Muat naik gambar kod', id: 'Unggah gambar kode', en: 'Upload the code’s picture' },
  replace: { ms: 'Tukar gambar', id: 'Ganti gambar', en: 'Replace the picture' },
  remove: { ms: 'Buang kod', id: 'Hapus kode', en: 'Remove the code' },
  remove_warning: {
    ms: 'Pelanggan yang mahu membayar tidak lagi mendapat kod ini.',
    id: 'Pelanggan yang mau membayar tidak lagi mendapat kode ini.',
    en: 'Customers who want to pay will no longer get this code.',
  },
  kept: { ms: 'Kod disimpan', id: 'Kode tersimpan', en: 'Code kept' },
  removed: { ms: 'Kod dibuang', id: 'Kode dihapus', en: 'Code removed' },
  bank: { ms: 'Akaun bank', id: 'Rekening bank', en: 'Bank account' },
  bank_more: {
    ms: 'Dihantar seperti yang ditulis, bersama nombor invois.',
    id: 'Dikirim seperti tertulis, bersama nomor faktur.',
    en: 'Sent as it is written, with the invoice number.',
  },
  bank_example: {
    ms: 'Maybank 5123 4567 8901, Kedai Baiki Sdn Bhd',
    id: 'Maybank 5123 4567 8901, Kedai Baiki Sdn Bhd',
    en: 'Maybank 5123 4567 8901, Kedai Baiki Sdn Bhd',
  },
  too_long: { ms: 'Paling banyak 500 huruf.', id: 'Paling banyak 500 huruf.', en: 'At most 500 characters.' },
  bargaining: {
    ms: 'Apabila pelanggan minta harga kurang',
    id: 'Saat pelanggan menawar harga',
    en: 'When a customer asks for a lower price',
  },
  person: { ms: 'Panggil staf untuk menjawab', id: 'Panggil staf untuk menjawab', en: 'Call a person to answer' },
  fixed: {
    ms: 'Harga tetap; bot menjelaskannya',
    id: 'Harga pas; bot menjelaskannya',
    en: 'Prices are fixed; the bot explains',
  },
  save: { ms: 'Simpan', id: 'Simpan', en: 'Save' },
  saved: { ms: 'Disimpan', id: 'Tersimpan', en: 'Saved' },
})
