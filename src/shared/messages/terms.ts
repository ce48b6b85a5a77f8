import { defineMessages } from '../messages.ts'

/** Rises with every change of these words: a signature names the version that was on the screen. */
export const TERMS_VERSION = '2026-11-23'

/** What a customer agrees to when he hands a device in. */
export const termsMessages = defineMessages({
  diagnostic_fee: {
    ms: 'Pemeriksaan: jika anda tidak jadi baiki selepas diperiksa, caj pemeriksaan ialah {fee}. Jika dibaiki, caj ini tidak dikenakan.',
    id: 'Pemeriksaan: jika Anda tidak jadi memperbaiki setelah diperiksa, biaya pemeriksaan adalah {fee}. Jika diperbaiki, biaya ini tidak dikenakan.',
    en: 'Checking: if you decide against the repair after we have checked the device, the fee is {fee}. It is not charged when we repair it.',
  },
  no_diagnostic_fee: {
    ms: 'Pemeriksaan: percuma, juga jika anda tidak jadi baiki.',
    id: 'Pemeriksaan: gratis, juga jika Anda tidak jadi memperbaiki.',
    en: 'Checking: free, also when you decide against the repair.',
  },
  approval: {
    ms: 'Kami hanya membaiki selepas anda meluluskan sebut harga.',
    id: 'Kami hanya memperbaiki setelah Anda menyetujui penawaran.',
    en: 'We repair only after you have approved a quotation.',
  },
  storage: {
    ms: 'Simpanan: ambil peranti dalam {days} hari selepas siap. Selepas itu caj simpanan boleh dikenakan.',
    id: 'Penyimpanan: ambil perangkat dalam {days} hari setelah selesai. Setelah itu biaya penyimpanan bisa dikenakan.',
    en: 'Storage: please collect the device within {days} days after it is ready. Storage may be charged after that.',
  },
  data: {
    ms: 'Data: sandarkan data anda dahulu. Kami berhati-hati, tetapi tidak dapat menjamin data semasa pembaikan.',
    id: 'Data: cadangkan data Anda dulu. Kami berhati-hati, tetapi tidak bisa menjamin data selama perbaikan.',
    en: 'Data: back up first. We take care, but cannot guarantee your data during a repair.',
  },
  warranty: {
    ms: 'Waranti: {days} hari untuk alat ganti yang ditukar; tidak termasuk jatuh, masuk air atau dibuka pihak lain.',
    id: 'Garansi: {days} hari untuk suku cadang yang diganti; tidak termasuk jatuh, kena air, atau dibuka pihak lain.',
    en: 'Warranty: {days} days on the part that was replaced; not for drops, water, or opening by others.',
  },
  privacy: {
    ms: 'Privasi: {shop} menyimpan nama, nombor telefon, butiran peranti dan gambar ini untuk pembaikan, invois dan waranti sahaja, dan menyimpan invois tujuh tahun seperti yang ditetapkan undang-undang. Anda boleh minta salinan atau pembetulan, dan minta data yang tidak wajib disimpan dipadam.',
    id: 'Privasi: {shop} menyimpan nama, nomor telepon, rincian perangkat, dan foto ini hanya untuk perbaikan, faktur, dan garansi, dan menyimpan faktur tujuh tahun sesuai hukum. Anda bisa meminta salinan atau perbaikan, dan meminta data yang tidak wajib disimpan dihapus.',
    en: 'Privacy: {shop} keeps your name, phone number, device details and these photos for the repair, the invoice and the warranty only, and keeps invoices for seven years as the law requires. You may ask for a copy or a correction, and for deletion of what need not be kept.',
  },
})
