import { defineMessages } from '../messages.ts'

/** What a customer reads about his appointment. Buttons carry at most 20 characters. */
export const appointmentTexts = defineMessages({
  booked: {
    ms: 'Temu janji anda: *{when}*. Jumpa nanti!',
    id: 'Janji temu Anda: *{when}*. Sampai jumpa!',
    en: 'Your appointment: *{when}*. See you then!',
  },
  moved: {
    ms: 'Temu janji anda dipindah ke *{when}*.',
    id: 'Janji temu Anda dipindah ke *{when}*.',
    en: 'Your appointment is moved to *{when}*.',
  },
  cancelled: {
    ms: 'Temu janji anda pada {when} dibatalkan.{reason}',
    id: 'Janji temu Anda pada {when} dibatalkan.{reason}',
    en: 'Your appointment on {when} is cancelled.{reason}',
  },
  displaced: {
    ms: 'Maaf, kedai tutup pada masa temu janji anda ({when}).{reason} Boleh pilih masa lain?',
    id: 'Maaf, toko tutup pada waktu janji temu Anda ({when}).{reason} Bisa pilih waktu lain?',
    en: 'Sorry, we are closed at the time of your appointment ({when}).{reason} Could you choose another time?',
  },
  come: { ms: 'Saya datang', id: 'Saya datang', en: "I'm coming" },
  move: { ms: 'Tukar masa', id: 'Ganti waktu', en: 'Change time' },
  cancel: { ms: 'Batal', id: 'Batal', en: 'Cancel' },
})
