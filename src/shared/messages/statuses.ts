import { defineMessages } from '../messages.ts'

/** One way to say a status: the same in lists, chat, papers and on the customer's page. */
export const ticketStatusMessages = defineMessages({
  not_here: { ms: 'Belum sampai', id: 'Belum sampai', en: 'Not here yet' },
  pending: { ms: 'Menunggu diperiksa', id: 'Menunggu diperiksa', en: 'Waiting to be checked' },
  diagnosing: { ms: 'Sedang diperiksa', id: 'Sedang diperiksa', en: 'Being checked' },
  awaiting_approval: { ms: 'Menunggu kelulusan', id: 'Menunggu persetujuan', en: 'Waiting for approval' },
  approved: { ms: 'Diluluskan', id: 'Disetujui', en: 'Approved' },
  in_progress: { ms: 'Sedang dibaiki', id: 'Sedang diperbaiki', en: 'Being repaired' },
  completed: { ms: 'Siap dibaiki', id: 'Selesai diperbaiki', en: 'Repaired' },
  ready_for_pickup: { ms: 'Siap diambil', id: 'Siap diambil', en: 'Ready for pickup' },
  picked_up: { ms: 'Telah diambil', id: 'Sudah diambil', en: 'Picked up' },
  cancelled: { ms: 'Dibatalkan', id: 'Dibatalkan', en: 'Cancelled' },
})

export const ticketOutcomeMessages = defineMessages({
  repaired: { ms: 'Dibaiki', id: 'Diperbaiki', en: 'Repaired' },
  declined: { ms: 'Tidak jadi dibaiki', id: 'Tidak jadi diperbaiki', en: 'Not repaired, by choice' },
  unrepairable: { ms: 'Tidak dapat dibaiki', id: 'Tidak bisa diperbaiki', en: 'Could not be repaired' },
})

export const ticketHoldMessages = defineMessages({
  part: { ms: 'Tunggu alat ganti', id: 'Menunggu suku cadang', en: 'Waiting for a part' },
  customer: { ms: 'Tunggu pelanggan', id: 'Menunggu pelanggan', en: 'Waiting for the customer' },
  outside_repair: { ms: 'Di bengkel luar', id: 'Di bengkel luar', en: 'At another workshop' },
})

export const ticketPriorityMessages = defineMessages({
  low: { ms: 'Rendah', id: 'Rendah', en: 'Low' },
  normal: { ms: 'Biasa', id: 'Biasa', en: 'Normal' },
  high: { ms: 'Tinggi', id: 'Tinggi', en: 'High' },
  urgent: { ms: 'Segera', id: 'Mendesak', en: 'Urgent' },
})

export const deviceTypeMessages = defineMessages({
  phone: { ms: 'Telefon', id: 'Ponsel', en: 'Phone' },
  tablet: { ms: 'Tablet', id: 'Tablet', en: 'Tablet' },
  laptop: { ms: 'Komputer riba', id: 'Laptop', en: 'Laptop' },
  computer: { ms: 'Komputer', id: 'Komputer', en: 'Computer' },
  watch: { ms: 'Jam pintar', id: 'Jam pintar', en: 'Smartwatch' },
  console: { ms: 'Konsol permainan', id: 'Konsol game', en: 'Game console' },
  other: { ms: 'Lain-lain', id: 'Lainnya', en: 'Other' },
})

export const accessoryMessages = defineMessages({
  charger: { ms: 'Pengecas', id: 'Pengisi daya', en: 'Charger' },
  cable: { ms: 'Kabel', id: 'Kabel', en: 'Cable' },
  case: { ms: 'Sarung', id: 'Sarung', en: 'Case' },
  sim: { ms: 'Kad SIM', id: 'Kartu SIM', en: 'SIM card' },
  memory_card: { ms: 'Kad memori', id: 'Kartu memori', en: 'Memory card' },
  pen: { ms: 'Pen', id: 'Pena', en: 'Pen' },
  bag: { ms: 'Beg', id: 'Tas', en: 'Bag' },
  box: { ms: 'Kotak', id: 'Kotak', en: 'Box' },
})
