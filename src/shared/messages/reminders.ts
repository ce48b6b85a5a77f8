import { defineMessages } from '../messages.ts'

/** What staff call each of them. */
export const reminderKindMessages = defineMessages({
  quotation_expiring: { ms: 'Sebut harga hampir tamat', id: 'Penawaran hampir habis', en: 'Quotation about to expire' },
  pickup: { ms: 'Siap diambil', id: 'Siap diambil', en: 'Ready for pickup' },
  unclaimed: { ms: 'Belum diambil', id: 'Belum diambil', en: 'Not collected' },
  unclaimed_task: { ms: 'Tugas untuk staf', id: 'Tugas untuk staf', en: 'Task for staff' },
  appointment: { ms: 'Temu janji', id: 'Janji temu', en: 'Appointment' },
  payment_due: { ms: 'Bayaran belum selesai', id: 'Belum lunas', en: 'Payment due' },
})

/** What the shop begins by itself: one bubble, one thing, the way to act on it. */
export const reminderTexts = defineMessages({
  quotation_expiring: {
    ms: 'Sebut harga {number} untuk {device} anda, *{total}*, sah sehingga {until}. Teruskan pembaikan?',
    id: 'Penawaran {number} untuk {device} Anda, *{total}*, berlaku sampai {until}. Lanjutkan perbaikan?',
    en: 'Quotation {number} for your {device}, *{total}*, is valid until {until}. Shall we go ahead?',
  },
  pickup: {
    ms: '{device} ({ticket}) boleh diambil dan menunggu anda di kedai.{hours}',
    id: '{device} ({ticket}) sudah bisa diambil dan menunggu Anda di toko.{hours}',
    en: 'Your {device} ({ticket}) can be collected and is waiting for you at the shop.{hours}',
  },
  unclaimed: {
    ms: '{device} ({ticket}) sudah {days} hari menunggu untuk diambil. Simpanan percuma sehingga {until}; selepas itu caj simpanan boleh dikenakan.{hours}',
    id: '{device} ({ticket}) sudah {days} hari menunggu untuk diambil. Penyimpanan gratis sampai {until}; setelah itu biaya penyimpanan bisa dikenakan.{hours}',
    en: 'Your {device} ({ticket}) has been waiting for {days} days. Storage is free until {until}; it may be charged after that.{hours}',
  },
  appointment: {
    ms: 'Peringatan: temu janji anda di {shop} ialah *{when}*. Jadi datang?',
    id: 'Pengingat: janji temu Anda di {shop} adalah *{when}*. Jadi datang?',
    en: 'A reminder: your appointment at {shop} is *{when}*. Are you coming?',
  },
  payment_due: {
    ms: 'Peringatan mesra: invois {invoice} belum selesai dibayar. Baki: *{balance}*, tarikh akhir {date}. Kalau sudah bayar, hantar resit pindahan di sini.',
    id: 'Sekadar mengingatkan: faktur {invoice} belum lunas. Sisa: *{balance}*, jatuh tempo {date}. Kalau sudah bayar, kirim bukti transfernya di sini.',
    en: 'A friendly reminder: invoice {invoice} is not fully paid yet. Balance: *{balance}*, due {date}. If you have paid, send the transfer slip here.',
  },
})
