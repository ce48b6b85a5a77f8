import { defineMessages } from '../messages.ts'

/** Kept with every consent; raise it when a word of the notice changes. */
export const PRIVACY_VERSION = '2026-11'

/** The notice of section 7, Personal Data Protection Act 2010. Bracketed slots are the shop's own. */
export const privacyTexts = defineMessages({
  title: { ms: 'Notis privasi', id: 'Pemberitahuan privasi', en: 'Privacy notice' },
  who: {
    ms: '{shop} menyimpan dan menggunakan data peribadi anda seperti yang tertulis di sini.',
    id: '{shop} menyimpan dan memakai data pribadi Anda seperti yang tertulis di sini.',
    en: '{shop} keeps and uses your personal data as written here.',
  },
  what_title: { ms: 'Apa yang kami simpan', id: 'Yang kami simpan', en: 'What we keep' },
  what: {
    ms: 'Nama, nombor telefon, perbualan WhatsApp dengan kami, maklumat dan gambar peranti, tandatangan anda pada borang, serta sebut harga, invois dan bayaran.',
    id: 'Nama, nomor telepon, percakapan WhatsApp dengan kami, data dan foto perangkat, tanda tangan Anda pada formulir, serta penawaran, faktur dan pembayaran.',
    en: 'Your name, phone number, WhatsApp chat with us, details and photos of your device, your signature on our form, and quotations, invoices and payments.',
  },
  why_title: { ms: 'Untuk apa', id: 'Untuk apa', en: 'What for' },
  why: {
    ms: 'Untuk membaiki peranti anda, memberitahu perkembangannya, mengeluarkan invois dan menunaikan waranti. Promosi hanya dihantar jika anda bersetuju; tulis BERHENTI bila-bila masa.',
    id: 'Untuk memperbaiki perangkat Anda, mengabarkan perkembangannya, menerbitkan faktur dan memenuhi garansi. Promosi hanya dikirim jika Anda setuju; tulis BERHENTI kapan saja.',
    en: 'To repair your device, tell you how it goes, issue invoices and honour the warranty. We send promotions only if you agree; write STOP at any time.',
  },
  inside_title: { ms: 'Data di dalam peranti', id: 'Data di dalam perangkat', en: 'Data inside your device' },
  inside: {
    ms: 'Kami tidak membuka fail anda. Kod laluan hanya diminta jika perlu untuk menguji; ia disimpan bersulit, setiap kali dibuka direkod, dan dipadam apabila peranti diambil.',
    id: 'Kami tidak membuka berkas Anda. Kode sandi hanya diminta jika perlu untuk menguji; disimpan terenkripsi, setiap kali dibuka dicatat, dan dihapus saat perangkat diambil.',
    en: 'We do not open your files. A passcode is asked for only when testing needs it; it is kept encrypted, each time it is shown is recorded, and it is wiped when you collect the device.',
  },
  with_title: { ms: 'Dengan siapa', id: 'Dengan siapa', en: 'Who else' },
  with: {
    ms: 'Mesej dihantar melalui WhatsApp (Meta). Kami tidak menjual data anda. Pembekal alat ganti tidak menerima nama atau nombor anda.',
    id: 'Pesan dikirim lewat WhatsApp (Meta). Kami tidak menjual data Anda. Pemasok suku cadang tidak menerima nama atau nomor Anda.',
    en: 'Messages travel over WhatsApp (Meta). We do not sell your data. Parts suppliers do not get your name or number.',
  },
  long_title: { ms: 'Berapa lama', id: 'Berapa lama', en: 'How long' },
  long: {
    ms: 'Invois dan bayaran disimpan tujuh tahun kerana undang-undang. Yang lain disimpan selama diperlukan untuk pembaikan dan waranti.',
    id: 'Faktur dan pembayaran disimpan tujuh tahun karena undang-undang. Yang lain disimpan selama diperlukan untuk perbaikan dan garansi.',
    en: 'Invoices and payments are kept for seven years, as the law asks. The rest is kept as long as the repair and its warranty need it.',
  },
  rights_title: { ms: 'Hak anda', id: 'Hak Anda', en: 'Your rights' },
  rights: {
    ms: 'Anda boleh melihat, membetulkan atau meminta kami memadam data anda. Tulis kepada kami di WhatsApp atau datang ke kedai.',
    id: 'Anda bisa melihat, memperbaiki, atau meminta kami menghapus data Anda. Tulis kepada kami di WhatsApp atau datang ke toko.',
    en: 'You may see, correct or ask us to delete your data. Write to us on WhatsApp or come to the shop.',
  },
  contact_title: { ms: 'Hubungi kami', id: 'Hubungi kami', en: 'Contact us' },
})
