import { defineMessages } from '../../../shared/messages.ts'

export const hoursMessages = defineMessages({
  told: { ms: 'Pelanggan diberitahu', id: 'Pelanggan diberi tahu', en: 'Customers are told' },
  no_hours: {
    ms: 'Kedai belum memberi waktu buka.',
    id: 'Toko belum memberi jam buka.',
    en: 'The shop has not given its hours yet.',
  },
})
