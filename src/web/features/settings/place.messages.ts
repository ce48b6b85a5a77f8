import { defineMessages } from '../../../shared/messages.ts'

export const placeMessages = defineMessages({
  place: { ms: 'Tempat kedai', id: 'Tempat toko', en: 'Where the shop is' },
  place_more: {
    ms: 'Yang dijawab bot apabila pelanggan bertanya di mana, dan yang dicetak pada dokumen.',
    id: 'Yang dijawab bot saat pelanggan bertanya di mana, dan yang dicetak di dokumen.',
    en: 'What the bot answers when a customer asks where you are, and what stands on documents.',
  },
  address: { ms: 'Alamat', id: 'Alamat', en: 'Address' },
  pin: { ms: 'Pin pada peta', id: 'Pin di peta', en: 'Pin on the map' },
  pin_more: {
    ms: 'Dalam Google Maps tekan lama pada kedai, salin dua nombornya, atau tampal pautan panjangnya. Bot menghantarnya sebagai lokasi.',
    id: 'Di Google Maps tekan lama pada toko, salin dua angkanya, atau tempel tautan panjangnya. Bot mengirimnya sebagai lokasi.',
    en: 'In Google Maps press long on the shop and copy the two numbers, or paste its long link. The bot sends it as a location.',
  },
  pin_unread: {
    ms: 'Tiada tempat dapat dibaca di sini. Tampal dua nombor, seperti 3.1579, 101.7119.',
    id: 'Tidak ada tempat yang terbaca di sini. Tempel dua angka, seperti 3.1579, 101.7119.',
    en: 'No place can be read here. Paste two numbers, like 3.1579, 101.7119.',
  },
  look: { ms: 'Lihat pada peta', id: 'Lihat di peta', en: 'See it on the map' },
  too_long: {
    ms: 'Paling banyak 500 aksara.',
    id: 'Paling banyak 500 karakter.',
    en: 'At most 500 characters.',
  },
  save: { ms: 'Kemas kini tempat', id: 'Perbarui tempat', en: 'Update the place' },
  saved: { ms: 'Tempat kedai disimpan', id: 'Tempat toko disimpan', en: 'The shop’s place is saved' },
})
