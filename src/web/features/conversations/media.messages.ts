import { defineMessages } from '../../../shared/messages.ts'

export const mediaMessages = defineMessages({
  open: { ms: 'Buka {what}', id: 'Buka {what}', en: 'Open {what}' },
  place: { ms: '{what}, {n} daripada {total}', id: '{what}, {n} dari {total}', en: '{what}, {n} of {total}' },
  sent_by_customer: { ms: 'Daripada pelanggan', id: 'Dari pelanggan', en: 'From the customer' },
  sent_by: { ms: 'Dihantar oleh {name}', id: 'Dikirim oleh {name}', en: 'Sent by {name}' },
  previous: { ms: 'Media sebelumnya', id: 'Media sebelumnya', en: 'Previous' },
  next: { ms: 'Media seterusnya', id: 'Media berikutnya', en: 'Next' },
  zoom_in: { ms: 'Besarkan', id: 'Perbesar', en: 'Zoom in' },
  zoom_out: { ms: 'Kecilkan', id: 'Perkecil', en: 'Zoom out' },
  zoom_is: { ms: 'Saiz {percent}%', id: 'Ukuran {percent}%', en: 'Size {percent}%' },
  picture: {
    ms: 'Gambar, boleh ditatal apabila dibesarkan',
    id: 'Foto, bisa digulir saat diperbesar',
    en: 'Picture, scrolls when zoomed in',
  },
  save: { ms: 'Muat turun', id: 'Unduh', en: 'Download' },
  open_tab: { ms: 'Buka di tab baharu', id: 'Buka di tab baru', en: 'Open in a new tab' },
  key_open: { ms: 'Buka media terakhir', id: 'Buka media terakhir', en: 'Open the latest media' },
  key_step: { ms: 'Media sebelumnya / seterusnya', id: 'Media sebelumnya / berikutnya', en: 'Previous / next media' },
  key_zoom: { ms: 'Besarkan, kecilkan, muat semula', id: 'Perbesar, perkecil, semula', en: 'Zoom in, out, fit' },
  key_save: { ms: 'Muat turun media', id: 'Unduh media', en: 'Download media' },
})
