import { defineMessages } from '../messages.ts'
import { alertTitles } from './channel.ts'

/** What staff are told. Slots come from the notice's `data`. */
export const notificationTexts = defineMessages({
  person_wanted: {
    ms: '{customer} mahu bercakap dengan orang',
    id: '{customer} ingin bicara dengan orang',
    en: '{customer} wants to talk to a person',
  },
  complaint: { ms: 'Aduan daripada {customer}', id: 'Keluhan dari {customer}', en: 'Complaint from {customer}' },
  bargain: {
    ms: '{customer} minta harga kurang: "{words}"',
    id: '{customer} menawar harga: "{words}"',
    en: '{customer} asks for a lower price: "{words}"',
  },
  warranty_claim: {
    ms: '{customer}: kerosakan berulang, {ticket} masih dalam waranti',
    id: '{customer}: kerusakan muncul lagi, {ticket} masih bergaransi',
    en: '{customer}: the fault came back, {ticket} is still under warranty',
  },
  checkin_submitted: {
    ms: 'Daftar masuk baharu: {ticket}',
    id: 'Check-in baru: {ticket}',
    en: 'New check-in: {ticket}',
  },
  ticket_assigned: {
    ms: '{ticket} diberikan kepada anda',
    id: '{ticket} diberikan kepada Anda',
    en: '{ticket} was assigned to you',
  },
  quotation_accepted: {
    ms: '{ticket}: sebut harga diluluskan ({amount})',
    id: '{ticket}: penawaran disetujui ({amount})',
    en: '{ticket}: quotation accepted ({amount})',
  },
  quotation_rejected: {
    ms: '{ticket}: sebut harga ditolak',
    id: '{ticket}: penawaran ditolak',
    en: '{ticket}: quotation rejected',
  },
  quotation_expired: {
    ms: '{ticket}: sebut harga tamat tempoh tanpa jawapan',
    id: '{ticket}: penawaran lewat masa berlaku tanpa jawaban',
    en: '{ticket}: quotation expired without an answer',
  },
  invoice_stuck: {
    ms: '{ticket}: invois belum dapat dibuat, stok {product} tidak cukup. Terima stok dahulu.',
    id: '{ticket}: faktur belum bisa dibuat, stok {product} tidak cukup. Terima stok dulu.',
    en: '{ticket}: the invoice cannot be made yet, not enough stock of {product}. Receive stock first.',
  },
  proof_received: {
    ms: 'Bukti pindahan {amount} untuk {invoice} perlu disahkan',
    id: 'Bukti transfer {amount} untuk {invoice} perlu dikonfirmasi',
    en: 'Transfer proof of {amount} for {invoice} to confirm',
  },
  proof_late: {
    ms: 'Bukti pindahan untuk {invoice} tiba selepas invois itu selesai. Semak akaun bank: mungkin dibayar dua kali.',
    id: 'Bukti transfer untuk {invoice} datang setelah faktur itu lunas. Periksa rekening: mungkin dibayar dua kali.',
    en: 'A transfer slip for {invoice} came after it was settled. Check the bank account: it may have been paid twice.',
  },
  appointment_booked: {
    ms: 'Temu janji baharu: {customer}, {when}',
    id: 'Janji temu baru: {customer}, {when}',
    en: 'New appointment: {customer}, {when}',
  },
  appointment_moved: {
    ms: '{customer} memindahkan temu janji ke {when}',
    id: '{customer} memindahkan janji temu ke {when}',
    en: '{customer} moved the appointment to {when}',
  },
  appointment_cancelled: {
    ms: '{customer} membatalkan temu janji {when}',
    id: '{customer} membatalkan janji temu {when}',
    en: '{customer} cancelled the appointment of {when}',
  },
  appointment_late: {
    ms: '{customer} ({when}) lewat kira-kira {minutes} minit',
    id: '{customer} ({when}) terlambat sekitar {minutes} menit',
    en: '{customer} ({when}) will be about {minutes} minutes late',
  },
  low_rating: {
    ms: '{ticket}: penilaian rendah ({rating}/5)',
    id: '{ticket}: penilaian rendah ({rating}/5)',
    en: '{ticket}: low rating ({rating}/5)',
  },
  message_failed: {
    ms: 'Mesej kepada {customer} tidak dapat dihantar',
    id: 'Pesan ke {customer} tidak bisa dikirim',
    en: 'A message to {customer} could not be sent',
  },
  media_lost: {
    ms: 'Gambar atau fail daripada {customer} tidak dapat dimuat turun. Minta dia hantar semula.',
    id: 'Foto atau berkas dari {customer} tidak bisa diunduh. Minta dia kirim ulang.',
    en: 'A photo or file from {customer} could not be fetched. Ask for it again.',
  },
  device_unclaimed: {
    ms: '{ticket}: {customer} belum ambil peranti, sudah {days} hari siap',
    id: '{ticket}: {customer} belum mengambil perangkat, sudah {days} hari selesai',
    en: '{ticket}: {customer} has not collected the device, ready for {days} days',
  },
  please_call: {
    ms: 'Telefon {customer}: {about}',
    id: 'Telepon {customer}: {about}',
    en: 'Call {customer}: {about}',
  },
  not_told: {
    ms: '{customer} tidak mahu dihubungi, jadi belum dimaklumkan: {about}',
    id: '{customer} tidak mau dihubungi, jadi belum dikabari: {about}',
    en: '{customer} does not want to be contacted, so has not been told: {about}',
  },
  message_waiting: {
    ms: 'Mesej kepada {customer} menunggu: tetingkap 24 jam tutup',
    id: 'Pesan ke {customer} menunggu: jendela 24 jam tutup',
    en: 'A message to {customer} waits: the 24-hour window is closed',
  },
  // What is wrong with the channel; the page says what to do about it.
  ...alertTitles,
  conversation_assigned: {
    ms: '{by} beri perbualan dengan {customer} kepada anda',
    id: '{by} memberikan percakapan dengan {customer} kepada Anda',
    en: '{by} gave you the conversation with {customer}',
  },
  mentioned: {
    ms: '{by} sebut anda pada perbualan {customer}: {note}',
    id: '{by} menyebut Anda di percakapan {customer}: {note}',
    en: '{by} mentioned you on {customer}: {note}',
  },
  conversation_back: {
    ms: 'Perbualan dengan {customer} kembali seperti diminta',
    id: 'Percakapan dengan {customer} kembali sesuai permintaan',
    en: 'The conversation with {customer} is back, as you asked',
  },
  job_failed: {
    ms: 'Satu kerja sistem asyik gagal ({job}). Ia terus dicuba; lihat log.',
    id: 'Satu pekerjaan sistem terus gagal ({job}). Masih dicoba lagi; lihat log.',
    en: 'A job of the system keeps failing ({job}). It goes on trying; see the log.',
  },
  channel_stopped: {
    ms: 'WhatsApp berhenti: {reason}',
    id: 'WhatsApp berhenti: {reason}',
    en: 'WhatsApp has stopped: {reason}',
  },
})
export type NotificationKind = keyof typeof notificationTexts
