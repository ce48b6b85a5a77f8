import { defineMessages } from '../messages.ts'

/** What the assistant says about paying and about papers. */
export const moneyTexts = defineMessages({
  'payment.balance': {
    ms: 'Baki {number}: *{balance}*.',
    id: 'Sisa tagihan {number}: *{balance}*.',
    en: 'Balance of {number}: *{balance}*.',
  },
  'payment.total': { ms: 'Jumlah: *{total}*.', id: 'Total: *{total}*.', en: 'Together: *{total}*.' },
  'payment.how': {
    ms: 'Boleh bayar tunai, kad, e-dompet atau pindahan bank di kaunter.',
    id: 'Bisa bayar tunai, kartu, dompet digital, atau transfer bank di konter.',
    en: 'Pay at the counter by cash, card, e-wallet or bank transfer.',
  },
  'payment.qr': {
    ms: 'Atau imbas kod DuitNow ini ({name}) dan masukkan {amount}.',
    id: 'Atau pindai kode DuitNow ini ({name}) lalu masukkan {amount}.',
    en: 'Or scan this DuitNow code ({name}) and enter {amount}.',
  },
  'payment.bank': { ms: 'Pindahan bank: {bank}', id: 'Transfer bank: {bank}', en: 'Bank transfer: {bank}' },
  'payment.then_proof': {
    ms: 'Lepas bayar, hantar gambar resit pindahan di sini. Kami semak akaun dahulu, kemudian resit dihantar.',
    id: 'Setelah bayar, kirim foto bukti transfernya di sini. Kami cek rekening dulu, lalu kuitansi dikirim.',
    en: 'After paying, send a photo of the slip here. We check our account first, then your receipt comes.',
  },
  'payment.nothing': {
    ms: 'Tiada baki yang perlu dibayar sekarang.',
    id: 'Saat ini tidak ada tagihan yang perlu dibayar.',
    en: 'There is nothing to pay right now.',
  },
  'payment.checking': {
    ms: 'Bukti bayaran untuk {number} sudah kami terima dan sedang disemak. Resit menyusul.',
    id: 'Bukti bayar untuk {number} sudah kami terima dan sedang dicek. Kuitansinya menyusul.',
    en: 'We have your slip for {number} and are checking it. The receipt follows.',
  },
  'payment.proof_received': {
    ms: 'Terima kasih, bukti pindahan untuk {number} diterima. Kami semak dan hantar resit.',
    id: 'Terima kasih, bukti transfer untuk {number} sudah diterima. Kami cek lalu kirim kuitansi.',
    en: 'Thank you, the slip for {number} has arrived. We will check it and send your receipt.',
  },
  'payment.proof_again': {
    ms: 'Gambar diterima. Bukti untuk {number} sudah ada dan sedang disemak; gambar ini saya simpan untuk staf.',
    id: 'Foto diterima. Bukti untuk {number} sudah ada dan sedang dicek; foto ini saya simpan untuk staf.',
    en: 'Got it. The slip for {number} is already being checked; I keep this one for our staff.',
  },
  'payment.which': {
    ms: 'Terima kasih! Bukti ini untuk bil yang mana?',
    id: 'Terima kasih! Bukti ini untuk tagihan yang mana?',
    en: 'Thank you! Which bill is this slip for?',
  },
  'payment.not_owed': {
    ms: 'Tiada baki tertunggak atas nombor ini, jadi saya minta staf semak bukti ini.',
    id: 'Tidak ada tagihan di nomor ini, jadi saya minta staf mengecek bukti ini.',
    en: 'Nothing is owed under this number, so I am asking our staff to look at this slip.',
  },
  'payment.trouble': {
    ms: 'Maaf tentang itu. Staf akan semak bayaran anda dan jawab di sini. Jangan bayar lagi dahulu.',
    id: 'Maaf soal itu. Staf akan mengecek pembayaran Anda dan menjawab di sini. Jangan bayar lagi dulu.',
    en: 'Sorry about that. Our staff will check your payment and answer here. Please do not pay again yet.',
  },
  'payment.person': {
    ms: 'Cara bayar itu perlu keputusan staf. Mereka jawab di sini.',
    id: 'Cara bayar itu perlu keputusan staf. Mereka menjawab di sini.',
    en: 'Our staff decide about that way of paying. They will answer here.',
  },
  'payment.send_proof': {
    ms: 'Terima kasih! Hantar gambar bukti bayaran di sini supaya kami boleh sahkan.',
    id: 'Terima kasih! Kirim foto bukti pembayarannya di sini supaya bisa kami konfirmasi.',
    en: 'Thank you! Send a photo of the proof here so that we can confirm it.',
  },
  'payment.proof_unreadable': {
    ms: 'Gambar itu tak dapat dibuka. Boleh hantar sekali lagi?',
    id: 'Gambar itu tidak bisa dibuka. Bisa kirim sekali lagi?',
    en: 'That picture could not be opened. Could you send it again?',
  },
  'row.every_bill': { ms: 'Semua sekali', id: 'Semuanya', en: 'All of them' },

  'invoice.again': {
    ms: 'Saya hantar {number} sekali lagi.',
    id: 'Saya kirim lagi {number}.',
    en: 'Sending {number} again.',
  },
  'invoice.which': { ms: 'Yang mana satu?', id: 'Yang mana?', en: 'Which one would you like?' },
  'invoice.other_than_asked': {
    ms: 'Yang itu saya tak jumpa. Ini yang ada:',
    id: 'Yang itu tidak saya temukan. Yang ada ini:',
    en: 'I could not find that one. These are the ones there are:',
  },
  'invoice.not_paid': {
    ms: 'Resit belum ada kerana {number} belum dibayar.',
    id: 'Kuitansi belum ada karena {number} belum dibayar.',
    en: 'There is no receipt yet, as {number} is not paid.',
  },
  'invoice.details': {
    ms: 'Boleh. Hantar dalam satu mesej: nama syarikat, no. TIN atau pendaftaran, alamat, dan invois yang mana. Staf akan uruskan.',
    id: 'Bisa. Kirim dalam satu pesan: nama perusahaan, NPWP/TIN atau nomor registrasi, alamat, dan faktur yang mana. Staf yang mengurus.',
    en: 'Sure. Send in one message: company name, TIN or registration number, address, and which invoice. Our staff will take care of it.',
  },
  'invoice.person': {
    ms: 'Butiran invois saya serahkan kepada staf. Mereka jawab di sini.',
    id: 'Detail faktur saya serahkan ke staf. Mereka menjawab di sini.',
    en: 'I am passing your invoice details to our staff. They will answer here.',
  },
  'invoice.none': {
    ms: 'Belum ada invois atau resit atas nombor ini.',
    id: 'Belum ada faktur atau kuitansi di nomor ini.',
    en: 'There is no invoice or receipt under this number yet.',
  },
  'quotation.none_sent': {
    ms: 'Belum ada sebut harga atas nombor ini.',
    id: 'Belum ada penawaran di nomor ini.',
    en: 'There is no quotation under this number yet.',
  },
})
