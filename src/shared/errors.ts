import { type Catalogue, defineMessages, type Lang, type Message, translate, type Vars } from './messages.ts'

const text = (ms: string, id: string, en: string): Message => ({ ms, id, en })

/** Every refusal that the product can give: HTTP status, and what the person reads (what happened, what to do). */
const ERRORS = {
  bad_request: [
    400,
    text(
      'Permintaan tidak dapat dibaca. Muat semula halaman dan cuba lagi.',
      'Permintaan tidak dapat dibaca. Muat ulang halaman dan coba lagi.',
      'The request could not be read. Reload the page and try again.',
    ),
  ],
  validation_failed: [
    422,
    text('Ada maklumat yang perlu dibetulkan.', 'Ada isian yang perlu diperbaiki.', 'Some details need correcting.'),
  ],
  signed_out: [401, text('Sila log masuk semula.', 'Silakan masuk lagi.', 'Please sign in again.')],
  sign_in_failed: [
    401,
    text(
      'Nama pengguna atau kata laluan salah.',
      'Nama pengguna atau kata sandi salah.',
      'Wrong username or password.',
    ),
  ],
  too_many_attempts: [
    429,
    text(
      'Terlalu banyak percubaan. Cuba lagi dalam {minutes} minit.',
      'Terlalu banyak percobaan. Coba lagi dalam {minutes} menit.',
      'Too many attempts. Try again in {minutes} minutes.',
    ),
  ],
  too_many_requests: [
    429,
    text(
      'Terlalu banyak permintaan. Tunggu sebentar.',
      'Terlalu banyak permintaan. Tunggu sebentar.',
      'Too many requests. Wait a moment.',
    ),
  ],
  forbidden: [
    403,
    text(
      'Anda tiada kebenaran untuk ini. Minta bantuan pentadbir.',
      'Anda tidak punya izin untuk ini. Minta bantuan admin.',
      'You are not allowed to do this. Ask an administrator.',
    ),
  ],
  cross_site: [
    403,
    text(
      'Permintaan datang dari laman lain dan ditolak.',
      'Permintaan berasal dari situs lain dan ditolak.',
      'The request came from another site and was refused.',
    ),
  ],
  not_found: [
    404,
    text(
      'Tidak dijumpai. Mungkin sudah dipindah atau pautan salah.',
      'Tidak ditemukan. Mungkin sudah dipindah atau tautannya salah.',
      'Not found. It may have moved, or the link is wrong.',
    ),
  ],
  conflict: [
    409,
    text(
      'Orang lain baru sahaja mengubah ini. Muat semula untuk lihat yang terkini.',
      'Orang lain baru saja mengubah ini. Muat ulang untuk melihat yang terbaru.',
      'Someone else just changed this. Reload to see the latest.',
    ),
  ],
  transition_refused: [
    409,
    text(
      'Langkah ini tidak boleh dibuat daripada status sekarang.',
      'Langkah ini tidak bisa dilakukan dari status sekarang.',
      'This step is not possible from the current status.',
    ),
  ],
  device_not_here: [
    409,
    text(
      'Peranti ini belum sampai. Tekan "Peranti diterima" dahulu.',
      'Perangkat ini belum sampai. Tekan "Perangkat diterima" dulu.',
      'This device is not here yet. Press "Device received" first.',
    ),
  ],
  idempotency_mismatch: [
    409,
    text(
      'Kunci permintaan ini sudah digunakan untuk kandungan lain.',
      'Kunci permintaan ini sudah dipakai untuk isi lain.',
      'This request key was already used for different content.',
    ),
  ],
  idempotency_key_missing: [
    400,
    text(
      'Permintaan ini perlukan kunci Idempotency-Key.',
      'Permintaan ini memerlukan kunci Idempotency-Key.',
      'This request needs an Idempotency-Key header.',
    ),
  ],
  payload_too_large: [
    413,
    text(
      'Fail terlalu besar. Had ialah {limit_mb} MB.',
      'Berkas terlalu besar. Batasnya {limit_mb} MB.',
      'The file is too large. The limit is {limit_mb} MB.',
    ),
  ],
  file_type_refused: [
    415,
    text(
      'Jenis fail ini tidak diterima. Gunakan JPG, PNG, WebP atau PDF.',
      'Jenis berkas ini tidak diterima. Gunakan JPG, PNG, WebP atau PDF.',
      'This file type is not accepted. Use JPG, PNG, WebP or PDF.',
    ),
  ],
  // A fault of the disk, or another SECRET_KEY: with its status it is logged.
  file_damaged: [
    500,
    text(
      'Fail ini rosak dan tidak dapat dibuka lagi.',
      'Berkas ini rusak dan tidak bisa dibuka lagi.',
      'This file is damaged and can no longer be opened.',
    ),
  ],
  qr_unreadable: [
    422,
    text(
      'Tiada kod QR yang dapat dibaca dalam gambar ini. Potong gambar supaya kod itu sahaja yang tinggal.',
      'Tidak ada kode QR yang bisa dibaca di gambar ini. Potong gambar agar hanya kodenya yang tersisa.',
      'No QR code could be read in this picture. Crop it so that only the code is left.',
    ),
  ],
  qr_not_duitnow: [
    422,
    text(
      'Kod QR ini bukan kod DuitNow kedai. Muat naik kod yang diberi oleh bank anda.',
      'Kode QR ini bukan kode DuitNow toko. Unggah kode yang diberikan bank Anda.',
      'This QR code is not a DuitNow code of a shop. Upload the one that your bank gave you.',
    ),
  ],
  qr_damaged: [
    422,
    text(
      'Kod QR ini rosak atau telah diubah: nombor semaknya tidak sepadan. Ambil semula daripada bank anda.',
      'Kode QR ini rusak atau telah diubah: angka pemeriksanya tidak cocok. Ambil lagi dari bank Anda.',
      'This QR code is damaged or was changed: its checksum does not match. Get it from your bank again.',
    ),
  ],
  qr_one_time: [
    422,
    text(
      'Kod QR ini untuk satu bayaran atau jumlah tetap sahaja. Muat naik kod statik kedai tanpa jumlah.',
      'Kode QR ini hanya untuk satu pembayaran atau jumlah tetap. Unggah kode statis toko tanpa jumlah.',
      'This QR code is for one payment or a fixed amount only. Upload the shop’s static code without an amount.',
    ),
  ],
  link_expired: [
    410,
    text(
      'Pautan ini sudah tamat. Tulis kepada kami di WhatsApp untuk pautan baharu.',
      'Tautan ini sudah kedaluwarsa. Tulis kepada kami di WhatsApp untuk tautan baru.',
      'This link has expired. Write to us on WhatsApp for a new one.',
    ),
  ],
  quotation_expired: [
    409,
    text(
      'Sebut harga ini sudah tamat tempoh. Minta yang baharu daripada kedai.',
      'Penawaran ini sudah lewat masa berlaku. Minta yang baru dari toko.',
      'This quotation has expired. Ask the shop for a new one.',
    ),
  ],
  quotation_not_open: [
    409,
    text(
      'Sebut harga ini sudah diputuskan atau belum dihantar.',
      'Penawaran ini sudah diputuskan atau belum dikirim.',
      'This quotation is already decided or not yet sent.',
    ),
  ],
  quotation_empty: [
    422,
    text(
      'Tambah sekurang-kurangnya satu baris sebelum menghantar.',
      'Tambahkan setidaknya satu baris sebelum mengirim.',
      'Add at least one line before sending.',
    ),
  ],
  invoice_not_open: [
    409,
    text(
      'Invois ini tidak boleh dibayar dalam status sekarang.',
      'Faktur ini tidak bisa dibayar dalam status sekarang.',
      'This invoice cannot be paid in its current status.',
    ),
  ],
  overpayment: [
    422,
    text(
      'Jumlah melebihi baki {balance}.',
      'Jumlah melebihi sisa tagihan {balance}.',
      'The amount is more than the balance of {balance}.',
    ),
  ],
  out_of_stock: [
    409,
    text(
      'Stok tidak cukup: {product} tinggal {left}.',
      'Stok tidak cukup: {product} tinggal {left}.',
      'Not enough stock: {product} has {left} left.',
    ),
  ],
  balance_due: [
    409,
    text(
      'Masih ada baki {balance}. Terima bayaran dahulu sebelum serah peranti.',
      'Masih ada tagihan {balance}. Terima pembayaran dulu sebelum menyerahkan perangkat.',
      'There is still {balance} to pay. Take payment before handing the device over.',
    ),
  ],
  imei_invalid: [
    422,
    text(
      'Nombor IMEI tidak betul. Dail *#06# untuk menyemak.',
      'Nomor IMEI tidak benar. Tekan *#06# untuk memeriksa.',
      'The IMEI is not right. Dial *#06# to check.',
    ),
  ],
  phone_invalid: [
    422,
    text(
      'Nombor telefon tidak betul. Contoh: 012-345 6789.',
      'Nomor telepon tidak benar. Contoh: 0812-3456-7890.',
      'The phone number is not right. Example: 012-345 6789.',
    ),
  ],
  checkin_used: [409, text('Borang ini sudah dihantar.', 'Formulir ini sudah dikirim.', 'This form was already sent.')],
  window_closed: [
    409,
    text(
      'Tetingkap 24 jam sudah tutup. Gunakan templat yang diluluskan.',
      'Jendela 24 jam sudah tutup. Gunakan templat yang disetujui.',
      'The 24-hour window is closed. Use an approved template.',
    ),
  ],
  conversation_taken: [
    409,
    text(
      'Perbualan ini sedang dikendalikan oleh {name}.',
      'Percakapan ini sedang ditangani oleh {name}.',
      '{name} is handling this conversation.',
    ),
  ],
  colleague_cannot_chat: [
    409,
    text(
      'Rakan sekerja itu tidak boleh menulis kepada pelanggan. Pilih orang lain.',
      'Rekan itu tidak bisa menulis kepada pelanggan. Pilih orang lain.',
      'That colleague may not write to customers. Choose somebody else.',
    ),
  ],
  moment_past: [
    422,
    text(
      'Masa itu sudah lepas. Pilih masa lain.',
      'Waktu itu sudah lewat. Pilih waktu lain.',
      'That time has passed. Choose another.',
    ),
  ],
  name_in_use: [
    409,
    text(
      '{name} sudah ada. Pilih nama lain.',
      '{name} sudah ada. Pilih nama lain.',
      '{name} is already there. Choose another name.',
    ),
  ],
  slot_unknown: [
    422,
    text(
      '{slot} tidak dikenali. Yang ada: {slots}.',
      '{slot} tidak dikenal. Yang ada: {slots}.',
      '{slot} is not known. There are: {slots}.',
    ),
  ],
  phone_taken: [
    409,
    text(
      'Nombor ini milik {name}. Buka pelanggan itu atau gunakan nombor lain.',
      'Nomor ini milik {name}. Buka pelanggan itu atau pakai nomor lain.',
      'This number belongs to {name}. Open that customer or use another number.',
    ),
  ],
  text_empty: [422, text('Teks ini kosong.', 'Teks ini kosong.', 'This text is empty.')],
  text_one_line: [
    422,
    text(
      'Butang dan baris senarai hanya ada satu baris: buang baris baharu.',
      'Tombol dan baris daftar hanya satu baris: hapus baris barunya.',
      'A button or list row has one line: take the line break out.',
    ),
  ],
  text_brace: [
    422,
    text(
      'Ada kurungan dakap yang tidak lengkap. Tulis pemboleh ubah seperti dalam senarai, atau buang kurungannya.',
      'Ada kurung kurawal yang tidak lengkap. Tulis variabel seperti di daftar, atau hapus kurungnya.',
      'There is a loose curly bracket. Write variables as in the list, or take the bracket out.',
    ),
  ],
  text_slot_unknown: [
    422,
    text(
      'Pemboleh ubah "{slot}" tidak ada dalam teks ini. Pilih daripada senarai.',
      'Variabel "{slot}" tidak ada di teks ini. Pilih dari daftar.',
      'This text has no variable "{slot}". Choose one from the list.',
    ),
  ],
  text_slot_missing: [
    422,
    text(
      'Pemboleh ubah "{slot}" mesti ada: pelanggan perlu tahu.',
      'Variabel "{slot}" harus ada: pelanggan perlu tahu.',
      'The variable "{slot}" must be in it: the customer needs to know.',
    ),
  ],
  text_too_long: [
    422,
    text(
      'Terlalu panjang untuk WhatsApp: {length} aksara, paling banyak {limit}.',
      'Terlalu panjang untuk WhatsApp: {length} karakter, paling banyak {limit}.',
      'Too long for WhatsApp: {length} characters, at most {limit}.',
    ),
  ],
  text_twice: [422, text('Dua cara ini sama sahaja.', 'Dua cara ini sama saja.', 'Two of these ways are the same.')],
  terms_changed: [
    409,
    text(
      'Terma kedai baru sahaja berubah. Baca semula sebelum tandatangan.',
      'Ketentuan toko baru saja berubah. Baca lagi sebelum tanda tangan.',
      'The terms have just changed. Read them again before signing.',
    ),
  ],
  no_whatsapp: [
    409,
    text(
      'Pelanggan ini tiada WhatsApp yang boleh dihubungi.',
      'Pelanggan ini tidak punya WhatsApp yang bisa dihubungi.',
      'This customer has no WhatsApp to write to.',
    ),
  ],
  slot_taken: [
    409,
    text(
      '{when} baru sahaja penuh. Masih kosong: {next}.',
      '{when} baru saja penuh. Masih kosong: {next}.',
      '{when} has just been taken. Still free: {next}.',
    ),
  ],
  shop_closed: [
    409,
    text(
      'Kedai tutup pada {when}. Masih kosong: {next}.',
      'Toko tutup pada {when}. Masih kosong: {next}.',
      'The shop is closed at {when}. Still free: {next}.',
    ),
  ],
  slot_unavailable: [
    422,
    text(
      '{when} tidak boleh ditempah. Masih kosong: {next}.',
      '{when} tidak bisa dipesan. Masih kosong: {next}.',
      '{when} cannot be booked. Still free: {next}.',
    ),
  ],
  appointment_exists: [
    409,
    text(
      'Pelanggan ini sudah ada temu janji pada {when}.',
      'Pelanggan ini sudah punya janji temu pada {when}.',
      'This customer already has an appointment at {when}.',
    ),
  ],
  passcode_gone: [
    410,
    text(
      'Kod laluan sudah dipadam atau tidak pernah diberi.',
      'Kode sandi sudah dihapus atau tidak pernah diberikan.',
      'The passcode was wiped or never given.',
    ),
  ],
  template_wrong: [
    422,
    text(
      'Templat ini akan ditolak Meta. Betulkan bahagian yang ditandakan; apa yang ditaip masih ada.',
      'Templat ini akan ditolak Meta. Perbaiki bagian yang ditandai; yang diketik masih ada.',
      'Meta would refuse this template. Correct the marked parts; what was typed is still here.',
    ),
  ],
  template_exists: [
    409,
    text(
      'Templat “{name}” sudah ada dalam bahasa ini. Ubah yang itu, atau pilih nama lain.',
      'Templat “{name}” sudah ada dalam bahasa ini. Ubah yang itu, atau pilih nama lain.',
      'There is a template “{name}” in this language already. Edit that one, or choose another name.',
    ),
  ],
  promotion_unwanted: [
    409,
    text(
      'Pelanggan ini tidak bersetuju menerima promosi. Catat persetujuannya pada butiran pelanggan dahulu, atau pilih templat lain.',
      'Pelanggan ini tidak setuju menerima promosi. Catat persetujuannya di rincian pelanggan dulu, atau pilih templat lain.',
      'This customer has not agreed to promotions. Note the consent beside the chat first, or choose another template.',
    ),
  ],
  template_needed: [
    409,
    text(
      'Kedai menghantar “{name}” sendiri di luar 24 jam. Tanpanya, pemberitahuan itu akan menunggu staf.',
      'Toko mengirim “{name}” sendiri di luar 24 jam. Tanpanya, pemberitahuan itu akan menunggu staf.',
      'The shop sends “{name}” by itself outside the 24 hours. Without it, that notice waits for staff.',
    ),
  ],
  template_values: [
    422,
    text(
      'Templat “{name}” perlukan {wanted} nilai, tetapi {given} diberi. Mesej tidak dihantar.',
      'Templat “{name}” perlu {wanted} nilai, tetapi {given} diberikan. Pesan tidak dikirim.',
      'The template “{name}” takes {wanted} values, {given} were given. Nothing was sent.',
    ),
  ],
  unavailable: [
    503,
    text(
      'Sistem sedang sibuk atau dimulakan. Cuba lagi sebentar.',
      'Sistem sedang sibuk atau dimulai. Coba lagi sebentar.',
      'The system is busy or starting. Try again shortly.',
    ),
  ],
  disk_full: [
    507,
    text(
      'Cakera pelayan kedai sudah penuh, jadi tiada apa boleh disimpan. Beritahu penjaga sistem; selepas ruang dikosongkan, cuba lagi.',
      'Disk server toko penuh, jadi tidak ada yang bisa disimpan. Beri tahu pengelola sistem; setelah ada ruang, coba lagi.',
      'The disk of the shop’s server is full, so nothing can be saved. Tell whoever looks after it; once there is room, try again.',
    ),
  ],
  internal: [
    500,
    text(
      'Ada masalah di pihak kami. Tiada apa yang hilang; cuba lagi. Rujukan: {request_id}',
      'Ada masalah di pihak kami. Tidak ada yang hilang; coba lagi. Rujukan: {request_id}',
      'Something went wrong on our side. Nothing was lost; try again. Reference: {request_id}',
    ),
  ],
} as const satisfies Record<string, readonly [number, Message]>

export type ErrorCode = keyof typeof ERRORS
export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[]

const catalogue = defineMessages(
  Object.fromEntries(ERROR_CODES.map(code => [code, ERRORS[code][1]])) as Catalogue<ErrorCode>,
)

export const errorStatus = (code: ErrorCode): number => ERRORS[code][0]
export const errorText = (code: ErrorCode, lang: Lang, vars?: Vars): string => translate(catalogue, lang, code, vars)

/** A field of the input that must change: JSON path and a code of the validator or of the domain. */
export interface FieldProblem {
  readonly path: string
  readonly message: string
}

/** An expected refusal. `vars` fill the text; `fields` point at input. Anything else that throws is a defect. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly vars: Vars
  readonly fields: readonly FieldProblem[]

  constructor(code: ErrorCode, vars: Vars = {}, fields: readonly FieldProblem[] = []) {
    super(code)
    this.name = 'AppError'
    this.code = code
    this.vars = vars
    this.fields = fields
  }
}

/** For a query that must find its row: `.executeTakeFirstOrThrow(notFound)`. */
export const notFound = (): AppError => new AppError('not_found')
