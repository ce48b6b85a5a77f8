import { defineMessages } from '../../../shared/messages.ts'

export const settingsMessages = defineMessages({
  settings: { ms: 'Tetapan', id: 'Pengaturan', en: 'Settings' },
  choose: { ms: 'Pilih satu bahagian', id: 'Pilih satu bagian', en: 'Choose a section' },
  choose_more: {
    ms: 'Perubahan berkuat kuasa sebaik sahaja disimpan.',
    id: 'Perubahan berlaku begitu disimpan.',
    en: 'What you change takes effect as soon as it is saved.',
  },
  not_yours: { ms: 'Bukan untuk anda', id: 'Bukan untuk Anda', en: 'Not yours to change' },
  not_yours_more: {
    ms: 'Minta pentadbir kedai mengubah tetapan.',
    id: 'Minta admin toko untuk mengubah pengaturan.',
    en: 'Ask the shop’s administrator to change settings.',
  },
  // One title a section.
  reminders: { ms: 'Peringatan', id: 'Pengingat', en: 'Reminders' },
  whatsapp: { ms: 'WhatsApp', id: 'WhatsApp', en: 'WhatsApp' },
  templates: { ms: 'Templat WhatsApp', id: 'Templat WhatsApp', en: 'WhatsApp templates' },
  costs: { ms: 'Kos mesej', id: 'Biaya pesan', en: 'Message costs' },
  payment: { ms: 'Bayaran', id: 'Pembayaran', en: 'Payment' },
  texts: { ms: 'Teks mesej', id: 'Teks pesan', en: 'Message texts' },
  hours: { ms: 'Waktu buka dan tempat', id: 'Jam buka dan tempat', en: 'Opening hours and place' },
})
