import { defineMessages } from '../../../shared/messages.ts'

export const logoMessages = defineMessages({
  logo: { ms: 'Logo kedai', id: 'Logo toko', en: 'The shop’s logo' },
  logo_more: {
    ms: 'Dicetak pada sebut harga, invois dan resit yang baharu. PNG dengan latar lut sinar paling kemas.',
    id: 'Dicetak pada penawaran, faktur, dan kuitansi yang baru. PNG dengan latar tembus pandang paling rapi.',
    en: 'Printed on new quotations, invoices and receipts. A PNG with a see-through background looks best.',
  },
  picture: { ms: 'Logo kedai sekarang', id: 'Logo toko sekarang', en: 'The logo as it is' },
  upload: { ms: 'Muat naik logo', id: 'Unggah logo', en: 'Upload a logo' },
  replace: { ms: 'Tukar logo', id: 'Ganti logo', en: 'Replace the logo' },
  remove: { ms: 'Buang logo', id: 'Hapus logo', en: 'Remove the logo' },
  remove_warning: {
    ms: 'Dokumen baharu akan keluar dengan nama kedai sahaja.',
    id: 'Dokumen baru akan keluar dengan nama toko saja.',
    en: 'New documents will carry the shop’s name alone.',
  },
  kept: { ms: 'Logo disimpan', id: 'Logo tersimpan', en: 'Logo kept' },
  removed: { ms: 'Logo dibuang', id: 'Logo dihapus', en: 'Logo removed' },
})
