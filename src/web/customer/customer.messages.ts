import { defineMessages } from '../../shared/messages.ts'

/** When the server could not say it itself. */
export const problemTexts = defineMessages({
  offline: {
    ms: 'Tiada sambungan. Apa yang anda isi masih ada; cuba lagi apabila talian kembali.',
    id: 'Tidak ada sambungan. Yang Anda isi masih ada; coba lagi saat jaringan kembali.',
    en: 'No connection. What you filled in is still here; try again when you are back online.',
  },
  unavailable: {
    ms: 'Kedai sedang sibuk. Tiada apa yang hilang; cuba lagi sebentar.',
    id: 'Toko sedang sibuk. Tidak ada yang hilang; coba lagi sebentar.',
    en: 'The shop is busy. Nothing was lost; try again shortly.',
  },
})

export const frameMessages = defineMessages({
  language: { ms: 'Bahasa', id: 'Bahasa', en: 'Language' },
  loading: { ms: 'Sebentar…', id: 'Sebentar…', en: 'One moment…' },
  again: { ms: 'Cuba lagi', id: 'Coba lagi', en: 'Try again' },
  write_us: { ms: 'Tulis di WhatsApp', id: 'Tulis di WhatsApp', en: 'Write on WhatsApp' },
  call_us: { ms: 'Telefon {phone}', id: 'Telepon {phone}', en: 'Call {phone}' },
  dead_title: { ms: 'Pautan ini sudah tamat', id: 'Tautan ini sudah kedaluwarsa', en: 'This link has expired' },
  dead_how: {
    ms: 'Untuk keselamatan anda, pautan kami tidak kekal selamanya. Tulis “pautan baharu” kepada kami di WhatsApp dan kami hantar yang baharu serta-merta.',
    id: 'Demi keamanan Anda, tautan kami tidak berlaku selamanya. Tulis “tautan baru” kepada kami di WhatsApp dan kami segera mengirim yang baru.',
    en: 'For your safety our links do not last for ever. Write “new link” to us on WhatsApp and we send a fresh one at once.',
  },
  new_link_words: { ms: 'pautan baharu', id: 'tautan baru', en: 'new link' },
  unknown_title: { ms: 'Pautan tidak dikenali', id: 'Tautan tidak dikenal', en: 'We do not know this link' },
  unknown_how: {
    ms: 'Mungkin sebahagian alamat tertinggal. Buka semula pautan daripada mesej WhatsApp kami, atau minta yang baharu.',
    id: 'Mungkin sebagian alamat terpotong. Buka lagi tautan dari pesan WhatsApp kami, atau minta yang baru.',
    en: 'Part of the address may be missing. Open the link in our WhatsApp message again, or ask for a new one.',
  },
  close: { ms: 'Tutup', id: 'Tutup', en: 'Close' },
  photo: { ms: 'Foto', id: 'Foto', en: 'Photo' },
  photo_number: { ms: 'Foto {n} daripada {count}', id: 'Foto {n} dari {count}', en: 'Photo {n} of {count}' },
})
