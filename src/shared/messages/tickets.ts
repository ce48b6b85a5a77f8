import { defineMessages } from '../messages.ts'

/** What a customer is told about a ticket: one bubble, one thing, the way to the rest of it. */
export const ticketMessages = defineMessages({
  opened: {
    ms: 'Peranti anda sudah kami terima ✅\n*{ticket}* · {device}\n\nKami periksa dan hantar sebut harga sebelum apa-apa dibaiki.',
    id: 'Perangkat Anda sudah kami terima ✅\n*{ticket}* · {device}\n\nKami periksa dan kirim penawaran sebelum memperbaiki apa pun.',
    en: 'We have received your device ✅\n*{ticket}* · {device}\n\nWe will check it and send a quotation before repairing anything.',
  },
  expected: {
    ms: 'Borang anda sudah sampai ✅\n*{ticket}* · {device}\n\nBawa peranti ke kedai dan tunjuk nombor ini di kaunter.{hours}',
    id: 'Formulir Anda sudah sampai ✅\n*{ticket}* · {device}\n\nBawa perangkat ke toko dan tunjukkan nomor ini di konter.{hours}',
    en: 'Your form has arrived ✅\n*{ticket}* · {device}\n\nBring the device to the shop and show this number at the counter.{hours}',
  },
  received: {
    ms: 'Peranti anda sudah kami terima: {device} ({ticket}). Kami periksa dan hantar sebut harga sebelum apa-apa dibaiki.',
    id: 'Perangkat Anda sudah kami terima: {device} ({ticket}). Kami periksa dan kirim penawaran sebelum memperbaiki apa pun.',
    en: 'We have received your device: {device} ({ticket}). We will check it and send a quotation before repairing anything.',
  },
  received_diagnosing: {
    ms: 'Peranti anda sudah kami terima: {device} ({ticket}). Juruteknik kami sedang memeriksanya; sebut harga menyusul.',
    id: 'Perangkat Anda sudah kami terima: {device} ({ticket}). Teknisi kami sedang memeriksanya; penawaran menyusul.',
    en: 'We have received your device: {device} ({ticket}). Our technician is checking it; the quotation follows.',
  },
  not_here: {
    ms: '{device} ({ticket}) tiada pada kami sekarang. Bawa ke kedai dan tunjuk nombor ini di kaunter.{hours}',
    id: '{device} ({ticket}) saat ini tidak ada pada kami. Bawa ke toko dan tunjukkan nomor ini di konter.{hours}',
    en: 'Your {device} ({ticket}) is not with us at the moment. Bring it to the shop and show this number at the counter.{hours}',
  },
  news_free: { ms: 'Dibaiki tanpa caj', id: 'Diperbaiki tanpa biaya', en: 'Repaired free of charge' },
  news_received: { ms: 'Peranti sudah diterima', id: 'Perangkat sudah diterima', en: 'Device received' },
  diagnosing: {
    ms: '{device} ({ticket}) sedang diperiksa oleh juruteknik kami. Sebut harga menyusul.',
    id: '{device} ({ticket}) sedang diperiksa teknisi kami. Penawaran menyusul.',
    en: 'Our technician is checking your {device} ({ticket}). The quotation follows.',
  },
  diagnosing_again: {
    ms: 'Kami jumpa kerosakan lain pada {device} ({ticket}). Kami periksa dan hantar sebut harga baharu dahulu.',
    id: 'Kami menemukan kerusakan lain pada {device} ({ticket}). Kami periksa dan kirim penawaran baru dulu.',
    en: 'We found another fault on your {device} ({ticket}). We will check it and send a new quotation first.',
  },
  approved_free: {
    ms: 'Berita baik: {device} ({ticket}) kami baiki tanpa caj 👍 Kami beritahu sebaik pembaikan bermula.',
    id: 'Kabar baik: {device} ({ticket}) kami perbaiki tanpa biaya 👍 Kami kabari begitu perbaikan dimulai.',
    en: 'Good news: we will repair your {device} ({ticket}) free of charge 👍 We will tell you when the repair starts.',
  },
  in_progress: {
    ms: 'Pembaikan {device} ({ticket}) sudah bermula 🔧',
    id: 'Perbaikan {device} ({ticket}) sudah dimulai 🔧',
    en: 'The repair of your {device} ({ticket}) has started 🔧',
  },
  in_progress_again: {
    ms: 'Maaf, {device} ({ticket}) belum memuaskan semasa diuji. Kami baiki semula dan beritahu anda sebaik siap.',
    id: 'Maaf, {device} ({ticket}) belum memuaskan saat diuji. Kami perbaiki lagi dan kabari begitu selesai.',
    en: 'Sorry, your {device} ({ticket}) did not pass the test yet. We are working on it again and will tell you when it is done.',
  },
  completed: {
    ms: '{device} ({ticket}) sudah siap dibaiki dan sedang diuji. Invois menyusul.',
    id: '{device} ({ticket}) sudah selesai diperbaiki dan sedang diuji. Faktur menyusul.',
    en: 'Your {device} ({ticket}) is repaired and being tested. The invoice follows.',
  },
  ready_repaired: {
    ms: '{device} ({ticket}) siap diambil 🎉{hours}\nSila ambil dalam {days} hari.',
    id: '{device} ({ticket}) siap diambil 🎉{hours}\nSilakan diambil dalam {days} hari.',
    en: 'Your {device} ({ticket}) is ready for pickup 🎉{hours}\nPlease collect it within {days} days.',
  },
  ready_declined: {
    ms: 'Baik, {device} ({ticket}) tidak dibaiki dan boleh diambil semula.{hours}\nSila ambil dalam {days} hari.',
    id: 'Baik, {device} ({ticket}) tidak diperbaiki dan bisa diambil kembali.{hours}\nSilakan diambil dalam {days} hari.',
    en: 'All right, your {device} ({ticket}) stays unrepaired and can be collected.{hours}\nPlease collect it within {days} days.',
  },
  ready_unrepairable: {
    ms: 'Maaf, {device} ({ticket}) tidak dapat dibaiki: {reason}\nBoleh diambil semula.{hours}\nSila ambil dalam {days} hari.',
    id: 'Maaf, {device} ({ticket}) tidak bisa diperbaiki: {reason}\nBisa diambil kembali.{hours}\nSilakan diambil dalam {days} hari.',
    en: 'Sorry, your {device} ({ticket}) could not be repaired: {reason}\nIt can be collected.{hours}\nPlease collect it within {days} days.',
  },
  picked_up: {
    ms: 'Terima kasih! {device} ({ticket}) sudah diserahkan. Bagaimana servis kami?',
    id: 'Terima kasih! {device} ({ticket}) sudah diserahkan. Bagaimana layanan kami?',
    en: 'Thank you! Your {device} ({ticket}) has been handed over. How did we do?',
  },
  picked_up_by: {
    ms: 'Terima kasih! {device} ({ticket}) sudah diserahkan kepada {who}. Bagaimana servis kami?',
    id: 'Terima kasih! {device} ({ticket}) sudah diserahkan kepada {who}. Bagaimana layanan kami?',
    en: 'Thank you! Your {device} ({ticket}) has been handed over to {who}. How did we do?',
  },
  cancelled: {
    ms: 'Tiket {ticket} ({device}) dibatalkan. Tulis sahaja di sini jika anda masih mahu membaikinya.',
    id: 'Tiket {ticket} ({device}) dibatalkan. Tulis saja di sini jika Anda masih ingin memperbaikinya.',
    en: 'Ticket {ticket} ({device}) is cancelled. Just write here if you still want it repaired.',
  },
  progress: {
    ms: '{ticket} · {device}\n{description}',
    id: '{ticket} · {device}\n{description}',
    en: '{ticket} · {device}\n{description}',
  },
  hours: { ms: '\nWaktu kedai: {hours}', id: '\nJam buka: {hours}', en: '\nOpening hours: {hours}' },
  see_ticket: { ms: 'Lihat tiket', id: 'Lihat tiket', en: 'See the ticket' },
  whatsapp_greeting: {
    ms: 'Hai, tiket saya {ticket}',
    id: 'Halo, tiket saya {ticket}',
    en: 'Hi, my ticket is {ticket}',
  },
})
export type TicketMessage = keyof typeof ticketMessages
/** What the shop says; the others are words of the customer, or go into one of Meta's templates. */
export type ToldMessage = Exclude<TicketMessage, 'whatsapp_greeting' | 'news_received' | 'news_free'>
