import { defineMessages } from '../../../shared/messages.ts'

export const followupMessages = defineMessages({
  next: { ms: 'Akan dihantar', id: 'Akan dikirim', en: 'Coming up' },
  next_none: {
    ms: 'Tiada apa-apa dalam dua minggu ini',
    id: 'Tidak ada dalam dua minggu ini',
    en: 'Nothing in the next two weeks',
  },
  next_none_more: {
    ms: 'Peringatan muncul di sini apabila ada sebut harga, peranti siap, temu janji atau invois belum dibayar.',
    id: 'Pengingat muncul di sini begitu ada penawaran, perangkat selesai, janji temu, atau faktur belum lunas.',
    en: 'Reminders appear here once there is an open quotation, a device that is ready, an appointment or an unpaid invoice.',
  },
  now: { ms: 'Sebentar lagi', id: 'Sebentar lagi', en: 'In a moment' },
  skip: { ms: 'Langkau', id: 'Lewati', en: 'Skip' },
  skip_whom: { ms: 'Langkau: {what}, {customer}', id: 'Lewati: {what}, {customer}', en: 'Skip: {what}, {customer}' },
  skipped: {
    ms: 'Peringatan ini tidak akan dihantar',
    id: 'Pengingat ini tidak akan dikirim',
    en: 'This reminder will not be sent',
  },
  too_late: { ms: 'Sudah dihantar', id: 'Sudah dikirim', en: 'It had been sent already' },
  night: { ms: 'Waktu malam kedai', id: 'Jam malam toko', en: 'The shop’s night' },
  night_more: {
    ms: 'Kedai tidak memulakan apa-apa mesej pada waktu ini. Jawapan kepada pelanggan tetap dihantar.',
    id: 'Toko tidak memulai pesan apa pun pada jam ini. Jawaban untuk pelanggan tetap dikirim.',
    en: 'The shop begins no messages at these hours. Answers to customers still go out.',
  },
  from: { ms: 'Dari', id: 'Dari', en: 'From' },
  to: { ms: 'Hingga', id: 'Sampai', en: 'To' },
  same_time: {
    ms: 'Waktu mula dan tamat mesti berbeza.',
    id: 'Jam mulai dan selesai harus berbeda.',
    en: 'Start and end must differ.',
  },
  hour: {
    ms: 'Peringatan tentang tarikh dihantar pada',
    id: 'Pengingat tentang tanggal dikirim pada',
    en: 'Reminders about a date go out at',
  },
  what: { ms: 'Apa yang diingatkan', id: 'Yang diingatkan', en: 'What is reminded of' },
  quotation_expiring_more: {
    ms: 'Sebut harga belum dijawab dan hampir tamat tempoh.',
    id: 'Penawaran belum dijawab dan hampir habis masa berlakunya.',
    en: 'A quotation has no answer yet and is about to expire.',
  },
  pickup_more: {
    ms: 'Siap, tetapi belum ada yang datang.',
    id: 'Sudah selesai, tetapi belum ada yang datang.',
    en: 'Ready, but nobody has come.',
  },
  unclaimed_more: {
    ms: 'Masih belum diambil. Syarat simpanan disebut.',
    id: 'Masih belum diambil. Ketentuan penyimpanan disebutkan.',
    en: 'Still not collected. The storage terms are stated.',
  },
  unclaimed_task_more: {
    ms: 'Staf diberitahu dan tiket ditandakan. Pelanggan tidak menerima apa-apa.',
    id: 'Staf diberi tahu dan tiket ditandai. Pelanggan tidak menerima apa pun.',
    en: 'Staff are told and the ticket is flagged. The customer hears nothing.',
  },
  appointment_more: {
    ms: 'Bukan untuk tempahan hari yang sama.',
    id: 'Bukan untuk pemesanan di hari yang sama.',
    en: 'Not for bookings of the same day.',
  },
  payment_due_more: {
    ms: 'Invois sudah lepas tarikh akhir dan peranti tiada di kedai. Sementara resit pindahan belum disemak, tiada apa-apa dihantar.',
    id: 'Faktur sudah lewat jatuh tempo dan perangkat tidak ada di toko. Selama bukti transfer belum diperiksa, tidak ada yang dikirim.',
    en: 'An invoice is past its due date and the device is not at the shop. While a transfer slip waits to be checked, nothing is sent.',
  },
  days_before: { ms: 'Hari sebelum', id: 'Hari sebelumnya', en: 'Days before' },
  days_after: { ms: 'Hari selepas siap', id: 'Hari setelah selesai', en: 'Days after ready' },
  days_overdue: {
    ms: 'Hari selepas tarikh akhir',
    id: 'Hari setelah jatuh tempo',
    en: 'Days after the due date',
  },
  days_wrong: {
    ms: 'Tulis 1 hingga 5 nombor, contohnya 3, 7, 14 (paling banyak 60).',
    id: 'Tulis 1 sampai 5 angka, misalnya 3, 7, 14 (paling banyak 60).',
    en: 'Write 1 to 5 numbers, for example 3, 7, 14 (60 at most).',
  },
  preview: { ms: 'Lihat teks', id: 'Lihat teks', en: 'See the text' },
  hide: { ms: 'Tutup teks', id: 'Tutup teks', en: 'Hide the text' },
  save: { ms: 'Simpan', id: 'Simpan', en: 'Save' },
  saved: { ms: 'Disimpan', id: 'Tersimpan', en: 'Saved' },
})
