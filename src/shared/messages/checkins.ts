import { defineMessages } from '../messages.ts'

/** The words under the QR code of a check-in. */
export const checkinTexts = defineMessages({
  invitation: {
    ms: 'Satu langkah lagi: daftar masuk peranti anda, 2 minit sahaja. Buka pautan ini, atau tunjuk kod QR ini di kaunter.\n{url}',
    id: 'Satu langkah lagi: daftarkan perangkat Anda, hanya 2 menit. Buka tautan ini, atau tunjukkan kode QR ini di meja depan.\n{url}',
    en: 'One more step: check your device in, it takes 2 minutes. Open this link, or show this QR code at the counter.\n{url}',
  },
  warranty_invitation: {
    ms: 'Tuntutan waranti {number}: daftar masuk peranti anda, 2 minit sahaja. Buka pautan ini, atau tunjuk kod QR ini di kaunter.\n{url}',
    id: 'Klaim garansi {number}: daftarkan perangkat Anda, hanya 2 menit. Buka tautan ini, atau tunjukkan kode QR ini di meja depan.\n{url}',
    en: 'Warranty claim for {number}: check your device in, it takes 2 minutes. Open this link, or show this QR code at the counter.\n{url}',
  },
})
