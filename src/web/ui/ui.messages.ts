import { defineMessages } from '../../shared/messages.ts'

export const uiMessages = defineMessages({
  nothing_to_draw: {
    ms: 'Belum ada apa-apa dalam tempoh ini',
    id: 'Belum ada apa-apa pada masa ini',
    en: 'Nothing yet in this time',
  },
  back: { ms: 'Kembali', id: 'Kembali', en: 'Back' },
  try_again: { ms: 'Cuba lagi', id: 'Coba lagi', en: 'Try again' },
  failed: { ms: 'Tidak dapat dimuatkan', id: 'Tidak bisa dimuat', en: 'Could not be loaded' },
  loading: { ms: 'Memuatkan', id: 'Memuat', en: 'Loading' },
  close: { ms: 'Tutup', id: 'Tutup', en: 'Close' },
  cancel: { ms: 'Batal', id: 'Batal', en: 'Cancel' },
  restored: {
    ms: 'Yang belum disimpan tadi dikembalikan.',
    id: 'Yang belum disimpan tadi dikembalikan.',
    en: 'What you had not saved is back.',
  },
  changed_meanwhile: {
    ms: 'Sementara itu, rakan sekerja telah mengubah yang disimpan.',
    id: 'Sementara itu, rekan kerja sudah mengubah yang tersimpan.',
    en: 'A colleague has changed the saved one meanwhile.',
  },
  discard: { ms: 'Buang dan mula semula', id: 'Buang dan mulai lagi', en: 'Discard and start over' },
  add_photos: { ms: 'Tambah gambar', id: 'Tambah foto', en: 'Add photos' },
  take_photo: { ms: 'Ambil gambar', id: 'Ambil foto', en: 'Take a photo' },
  drop_photos: { ms: 'Lepaskan gambar di sini', id: 'Lepaskan foto di sini', en: 'Drop photos here' },
  remove: { ms: 'Buang', id: 'Hapus', en: 'Remove' },
  photo_n: { ms: 'Gambar {n} daripada {total}', id: 'Foto {n} dari {total}', en: 'Photo {n} of {total}' },
  next: { ms: 'Seterusnya', id: 'Berikutnya', en: 'Next' },
  file_too_large: {
    ms: '{name} melebihi {mb} MB dan tidak ditambah.',
    id: '{name} melebihi {mb} MB dan tidak ditambahkan.',
    en: '{name} is over {mb} MB and was not added.',
  },
  too_many_files: { ms: 'Paling banyak {n} fail.', id: 'Paling banyak {n} berkas.', en: 'At most {n} files.' },
  balance_none: { ms: 'Tiada baki', id: 'Tidak ada tagihan', en: 'Nothing to pay' },
  balance: { ms: 'Baki belum dibayar', id: 'Sisa tagihan', en: 'Balance to pay' },
  show_more: { ms: 'Tunjuk lagi', id: 'Tampilkan lagi', en: 'Show more' },
  yesterday: { ms: 'Semalam', id: 'Kemarin', en: 'Yesterday' },
})
