import { defineMessages } from '../messages.ts'

/** What the assistant says about warranties. */
export const warrantyTexts = defineMessages({
  'warranty.terms': {
    ms: 'Pembaikan kami ada waranti {days} hari untuk alat yang ditukar, bermula pada hari anda ambil peranti.',
    id: 'Perbaikan kami bergaransi {days} hari untuk komponen yang diganti, mulai hari perangkat Anda ambil.',
    en: 'Our repairs carry {days} days of warranty on the replaced part, from the day you collect the device.',
  },
  'warranty.scope': {
    ms: 'Waranti {days} hari untuk alat yang ditukar; tidak termasuk jatuh, masuk air atau dibuka pihak lain.',
    id: 'Garansi {days} hari untuk komponen yang diganti; tidak termasuk jatuh, kena air, atau dibuka pihak lain.',
    en: 'The warranty is {days} days on the replaced part; not for drops, water, or opening by others.',
  },
  'warranty.none': {
    ms: 'Buat masa ini tiada waranti untuk pembaikan kami.',
    id: 'Saat ini tidak ada garansi untuk perbaikan kami.',
    en: 'Our repairs carry no warranty at the moment.',
  },
  'warranty.runs': {
    ms: '{device} ({number}): waranti hingga {until}.',
    id: '{device} ({number}): garansi sampai {until}.',
    en: '{device} ({number}): under warranty until {until}.',
  },
  'warranty.ran_out': {
    ms: '{device} ({number}): waranti tamat pada {until}.',
    id: '{device} ({number}): garansi habis {until}.',
    en: '{device} ({number}): the warranty ended on {until}.',
  },
  'warranty.answer': {
    ms: 'Pembaikan kami ada waranti {days} hari untuk alat yang ditukar. Saya panggil staf untuk semak kes anda.',
    id: 'Perbaikan kami bergaransi {days} hari untuk komponen yang diganti. Saya panggilkan staf untuk mengecek.',
    en: 'Our repairs carry {days} days of warranty on the replaced part. I am getting our staff to look into yours.',
  },
  'warranty.covered': {
    ms: 'Maaf {device} buat hal lagi. Pembaikan {number} masih dalam waranti hingga {until}. Bawa ke kedai, kami semak. Saya daftarkan sekarang?',
    id: 'Maaf {device} bermasalah lagi. Servis {number} masih bergaransi sampai {until}. Bawa ke toko, kami cek. Saya daftarkan sekarang?',
    en: 'Sorry the {device} is acting up again. Repair {number} is under warranty until {until}. Bring it in and we will check it. Shall I register it now?',
  },
  'warranty.same': {
    ms: 'Adakah ini {device} yang kami baiki ({number})? Ia masih dalam waranti hingga {until}.',
    id: 'Apakah ini {device} yang kami perbaiki ({number})? Masih bergaransi sampai {until}.',
    en: 'Is this the {device} that we repaired ({number})? It is under warranty until {until}.',
  },
  'warranty.over': {
    ms: 'Maaf {device} buat hal lagi. Waranti {number} sudah tamat pada {until}, tetapi kami masih boleh bantu baiki.',
    id: 'Maaf {device} bermasalah lagi. Garansi {number} sudah habis {until}, tetapi kami tetap bisa bantu perbaiki.',
    en: 'Sorry the {device} is acting up again. The warranty of {number} ended on {until}, but we can still repair it.',
  },
  'warranty.which': {
    ms: 'Maaf dengar begitu. Ini tentang pembaikan yang mana?',
    id: 'Maaf mendengarnya. Ini soal servis yang mana?',
    en: 'Sorry to hear that. Which repair is it about?',
  },
  'warranty.which_again': {
    ms: 'Maaf, saya belum pasti yang mana. Pilih daripada senarai, atau taip nombor tiketnya.',
    id: 'Maaf, saya belum tahu yang mana. Pilih dari daftar, atau ketik nomor tiketnya.',
    en: 'Sorry, I am not sure which one. Choose from the list, or type its ticket number.',
  },
  'warranty.later': {
    ms: 'Baik. Waranti {number} sah hingga {until}, tulis sahaja bila sedia.',
    id: 'Baik. Garansi {number} berlaku sampai {until}, tulis saja kalau sudah siap.',
    en: 'All right. The warranty of {number} runs until {until}; just write when you are ready.',
  },
  'warranty.photo': {
    ms: 'Gambar diterima.',
    id: 'Foto diterima.',
    en: 'Got your photo.',
  },
  'button.bring': { ms: 'Ya, daftarkan', id: 'Ya, daftarkan', en: 'Yes, register it' },
  'button.same': { ms: 'Ya, yang itu', id: 'Ya, yang itu', en: 'Yes, that one' },
  'button.other_fault': { ms: 'Kerosakan lain', id: 'Kerusakan lain', en: 'Something else' },
  'row.other_fault': { ms: 'Bukan semua ini', id: 'Bukan semuanya', en: 'None of these' },
})
