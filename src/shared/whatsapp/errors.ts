import { defineMessages, type Lang, translate } from '../messages.ts'

/**
 * What to do about an error of the Graph API (support/error-codes, throughput, about-the-platform).
 * - `retry`: bounded exponential · `retry_pair`: wait 4^n seconds, this person only · `retry_later`: minutes
 * - `template`: the 24-hour window is closed · `stop_channel`: nothing will pass until an operator acts
 * - `stop_paid`: templates only · `suppress`: no promotion to this person again
 * - `flag_contact`: this person cannot be reached · `resync_templates` · `no_retry`: our mistake or final
 */
export type ErrorAction =
  | 'retry'
  | 'retry_pair'
  | 'retry_later'
  | 'template'
  | 'stop_channel'
  | 'stop_paid'
  | 'suppress'
  | 'flag_contact'
  | 'resync_templates'
  | 'no_retry'

const REASONS = defineMessages({
  token: {
    ms: 'WhatsApp menolak kunci akses kedai. Minta pentadbir semak tetapan WhatsApp.',
    id: 'WhatsApp menolak kunci akses toko. Minta admin memeriksa pengaturan WhatsApp.',
    en: "WhatsApp refuses the shop's access key. Ask an administrator to check the WhatsApp settings.",
  },
  busy: {
    ms: 'WhatsApp terlalu sibuk, jadi mesej ini tidak keluar. Hantar semula beberapa minit lagi.',
    id: 'WhatsApp terlalu sibuk, jadi pesan ini tidak keluar. Kirim ulang beberapa menit lagi.',
    en: 'WhatsApp was too busy, so this message did not go out. Send it again in a few minutes.',
  },
  pair: {
    ms: 'Terlalu banyak mesej kepada pelanggan ini dalam masa singkat, jadi yang ini tidak keluar. Tunggu beberapa minit, kemudian hantar semula.',
    id: 'Terlalu banyak pesan ke pelanggan ini dalam waktu singkat, jadi yang ini tidak keluar. Tunggu beberapa menit, lalu kirim ulang.',
    en: 'Too many messages to this customer in a short time, so this one did not go out. Wait a few minutes, then send it again.',
  },
  spam: {
    ms: 'WhatsApp mengehadkan nombor kedai kerana ada mesej dilaporkan. Jangan mulakan perbualan baharu; cuba hantar semula kemudian.',
    id: 'WhatsApp membatasi nomor toko karena ada pesan yang dilaporkan. Jangan memulai percakapan baru; coba kirim ulang nanti.',
    en: "WhatsApp limits the shop's number because messages were reported. Begin no new conversations; try sending it again later.",
  },
  marketing_cap: {
    ms: 'Pelanggan ini sudah menerima terlalu banyak promosi, daripada mana-mana kedai. Hantar semula selepas 24 jam, atau telefon.',
    id: 'Pelanggan ini sudah menerima terlalu banyak promosi, dari toko mana pun. Kirim ulang setelah 24 jam, atau telepon.',
    en: 'This customer already received too many promotions, from any shop. Send it again after 24 hours, or call.',
  },
  marketing_stopped: {
    ms: 'Pelanggan ini tidak mahu menerima promosi di WhatsApp. Jangan hantar lagi; telefon jika penting.',
    id: 'Pelanggan ini tidak mau menerima promosi di WhatsApp. Jangan kirim lagi; telepon bila penting.',
    en: 'This customer does not want promotions on WhatsApp. Do not send it again; call if it matters.',
  },
  undeliverable: {
    ms: 'Tidak sampai: nombor ini mungkin tiada WhatsApp atau aplikasinya terlalu lama. Hubungi pelanggan dengan cara lain.',
    id: 'Tidak sampai: nomor ini mungkin tidak punya WhatsApp atau aplikasinya terlalu lama. Hubungi pelanggan dengan cara lain.',
    en: 'Not delivered: the number may have no WhatsApp, or a very old app. Reach the customer another way.',
  },
  blocked: {
    ms: 'Kedai telah menyekat pelanggan ini di WhatsApp. Buka sekatan di WhatsApp Manager, kemudian hantar semula.',
    id: 'Toko telah memblokir pelanggan ini di WhatsApp. Buka blokirnya di WhatsApp Manager, lalu kirim ulang.',
    en: 'The shop has blocked this customer on WhatsApp. Unblock the customer in WhatsApp Manager, then send it again.',
  },
  window: {
    ms: 'Sudah lebih 24 jam sejak mesej terakhir pelanggan. Hanya templat yang diluluskan boleh dihantar.',
    id: 'Sudah lebih dari 24 jam sejak pesan terakhir pelanggan. Hanya templat yang disetujui yang bisa dikirim.',
    en: "More than 24 hours since the customer's last message. Only an approved template can be sent.",
  },
  own_number: {
    ms: 'Nombor penerima ialah nombor kedai sendiri. Betulkan nombor pelanggan.',
    id: 'Nomor penerima adalah nomor toko sendiri. Betulkan nomor pelanggan.',
    en: "The recipient is the shop's own number. Correct the customer's number.",
  },
  not_allowed: {
    ms: 'Nombor ini belum ada dalam senarai ujian akaun WhatsApp. Minta pentadbir menambahnya.',
    id: 'Nomor ini belum ada di daftar uji akun WhatsApp. Minta admin menambahkannya.',
    en: 'This number is not in the test list of the WhatsApp account. Ask an administrator to add it.',
  },
  media: {
    ms: 'WhatsApp tidak menerima fail ini. Tukar kepada JPG, PNG atau PDF yang lebih kecil.',
    id: 'WhatsApp tidak menerima berkas ini. Ubah ke JPG, PNG, atau PDF yang lebih kecil.',
    en: 'WhatsApp does not accept this file. Use a smaller JPG, PNG or PDF.',
  },
  media_too_large: {
    ms: 'Fail ini terlalu besar dan tidak disimpan. Minta pelanggan hantar yang lebih kecil.',
    id: 'Berkas ini terlalu besar dan tidak disimpan. Minta pelanggan mengirim yang lebih kecil.',
    en: 'This file is too large and was not kept. Ask for a smaller one.',
  },
  media_dangerous: {
    ms: 'Jenis fail ini boleh membahayakan komputer dan tidak disimpan. Minta gambar atau PDF.',
    id: 'Jenis berkas ini bisa membahayakan komputer dan tidak disimpan. Minta foto atau PDF.',
    en: 'Files of this kind can do harm, so it was not kept. Ask for a photo or a PDF.',
  },
  media_virus: {
    ms: 'Fail ini membawa virus dan tidak disimpan.',
    id: 'Berkas ini membawa virus dan tidak disimpan.',
    en: 'This file carries a virus and was not kept.',
  },
  media_expired: {
    ms: 'Fail ini sudah tiada di WhatsApp. Minta pelanggan hantar semula.',
    id: 'Berkas ini sudah tidak ada di WhatsApp. Minta pelanggan mengirim ulang.',
    en: 'WhatsApp no longer has this file. Ask the customer to send it again.',
  },
  media_lost: {
    ms: 'Fail ini tidak dapat dimuat turun walaupun dicuba berkali-kali.',
    id: 'Berkas ini tidak bisa diunduh walau dicoba berkali-kali.',
    en: 'This file could not be downloaded, though we tried many times.',
  },
  customer_media: {
    ms: 'Fail pelanggan tidak dapat dimuat turun. Minta pelanggan hantar semula.',
    id: 'Berkas pelanggan tidak bisa diunduh. Minta pelanggan mengirim ulang.',
    en: "The customer's file could not be downloaded. Ask them to send it again.",
  },
  mistake: {
    ms: 'Mesej ini tidak diterima oleh WhatsApp kerana kandungannya tidak sah. Laporkan kepada pentadbir.',
    id: 'Pesan ini tidak diterima WhatsApp karena isinya tidak sah. Laporkan ke admin.',
    en: 'WhatsApp did not accept this message because its content is invalid. Tell an administrator.',
  },
  temporary: {
    ms: 'WhatsApp ada gangguan, jadi mesej ini tidak keluar. Hantar semula beberapa minit lagi.',
    id: 'WhatsApp sedang ada gangguan, jadi pesan ini tidak keluar. Kirim ulang beberapa menit lagi.',
    en: 'WhatsApp had a problem, so this message did not go out. Send it again in a few minutes.',
  },
  locked: {
    ms: 'Akaun WhatsApp kedai disekat oleh Meta. Pentadbir perlu menyemak di WhatsApp Manager.',
    id: 'Akun WhatsApp toko diblokir oleh Meta. Admin perlu memeriksa di WhatsApp Manager.',
    en: "Meta has locked the shop's WhatsApp account. An administrator must check WhatsApp Manager.",
  },
  payment: {
    ms: 'Meta tidak dapat mengenakan bayaran: kaedah bayaran akaun WhatsApp perlu dikemas kini.',
    id: 'Meta tidak bisa menagih: metode pembayaran akun WhatsApp perlu diperbarui.',
    en: 'Meta cannot charge: the payment method of the WhatsApp account needs updating.',
  },
  registration: {
    ms: 'Nombor WhatsApp kedai belum didaftarkan sepenuhnya. Pentadbir perlu menyemak di WhatsApp Manager.',
    id: 'Nomor WhatsApp toko belum terdaftar sepenuhnya. Admin perlu memeriksa di WhatsApp Manager.',
    en: "The shop's WhatsApp number is not fully registered. An administrator must check WhatsApp Manager.",
  },
  need_phone: {
    ms: 'Mesej jenis ini perlukan nombor telefon pelanggan. Tanya nombornya dahulu.',
    id: 'Jenis pesan ini memerlukan nomor telepon pelanggan. Tanyakan nomornya dulu.',
    en: "This kind of message needs the customer's phone number. Ask for it first.",
  },
  template_missing: {
    ms: 'Templat ini tiada atau belum diluluskan dalam bahasa ini. Pilih templat lain, atau tunggu kelulusan Meta.',
    id: 'Templat ini tidak ada atau belum disetujui dalam bahasa ini. Pilih templat lain, atau tunggu persetujuan Meta.',
    en: 'This template does not exist or is not approved in this language. Choose another one, or wait for its approval.',
  },
  template_wrong: {
    ms: 'Isi templat tidak sepadan dengan yang diluluskan. Laporkan kepada pentadbir.',
    id: 'Isi templat tidak cocok dengan yang disetujui. Laporkan ke admin.',
    en: "The template's values do not match what was approved. Tell an administrator.",
  },
  template_paused: {
    ms: 'Templat ini dihentikan oleh Meta kerana mutunya. Pilih templat lain.',
    id: 'Templat ini dihentikan oleh Meta karena mutunya. Pilih templat lain.',
    en: 'Meta paused this template for its quality. Choose another one.',
  },
  identity: {
    ms: 'Pelanggan menukar telefon atau memasang semula WhatsApp. Sahkan identitinya dahulu.',
    id: 'Pelanggan mengganti ponsel atau memasang ulang WhatsApp. Pastikan identitasnya dulu.',
    en: 'The customer changed phone or reinstalled WhatsApp. Verify who it is first.',
  },
  unknown: {
    ms: 'WhatsApp menolak mesej ini atas sebab yang tidak diketahui. Hantar semula; jika gagal lagi, beritahu pentadbir kod {code}.',
    id: 'WhatsApp menolak pesan ini karena sebab yang tidak dikenal. Kirim ulang; bila gagal lagi, beri tahu admin kode {code}.',
    en: 'WhatsApp refused this message for an unknown reason. Send it again; if it fails again, tell an administrator the code {code}.',
  },
  misclassified: {
    ms: 'Meta mengehadkan templat kedai kerana kategorinya tidak tepat. Minta pentadbir semak kategori templat, kemudian hantar semula.',
    id: 'Meta membatasi templat toko karena kategorinya tidak tepat. Minta admin memeriksa kategori templat, lalu kirim ulang.',
    en: "Meta limits the shop's templates because of a wrong category. Ask an administrator to check the templates, then send it again.",
  },
  experiment: {
    ms: 'Meta tidak menghantar mesej jenis ini kepada pelanggan ini buat masa ini. Telefon pelanggan, atau tunggu dia menulis dahulu.',
    id: 'Meta tidak mengirim pesan jenis ini ke pelanggan ini untuk sementara. Telepon pelanggan, atau tunggu dia menulis dulu.',
    en: 'Meta does not deliver messages of this kind to this customer for now. Call the customer, or wait until he writes.',
  },
  country: {
    ms: 'Meta tidak membenarkan kedai menghantar mesej ke negara pelanggan ini. Telefon pelanggan; pentadbir boleh semak di WhatsApp Manager.',
    id: 'Meta tidak mengizinkan toko mengirim pesan ke negara pelanggan ini. Telepon pelanggan; admin bisa memeriksa di WhatsApp Manager.',
    en: "Meta does not let the shop write to this customer's country. Call the customer; an administrator can check WhatsApp Manager.",
  },
  display_name: {
    ms: 'Meta belum meluluskan nama paparan kedai. Pentadbir perlu menyemaknya di WhatsApp Manager.',
    id: 'Meta belum menyetujui nama tampilan toko. Admin perlu memeriksanya di WhatsApp Manager.',
    en: "Meta has not approved the shop's display name. An administrator must check it in WhatsApp Manager.",
  },
  trying: {
    ms: 'WhatsApp belum menerima mesej ini. Ia dicuba lagi dengan sendirinya.',
    id: 'WhatsApp belum menerima pesan ini. Pesan dicoba lagi dengan sendirinya.',
    en: 'WhatsApp has not taken this message yet. It is tried again by itself.',
  },
  repeated: {
    ms: 'Sudah lebih 24 jam sejak mesej terakhir pelanggan, jadi templat dihantar sebagai ganti.',
    id: 'Sudah lebih dari 24 jam sejak pesan terakhir pelanggan, jadi templat dikirim sebagai gantinya.',
    en: "More than 24 hours since the customer's last message, so its template was sent instead.",
  },
  anew: {
    ms: 'WhatsApp ada gangguan, jadi mesej yang sama dihantar sekali lagi dengan sendirinya.',
    id: 'WhatsApp sedang ada gangguan, jadi pesan yang sama dikirim sekali lagi dengan sendirinya.',
    en: 'WhatsApp had a problem, so the same message was sent once more by itself.',
  },
  taken_over: {
    ms: 'Tidak dihantar: seseorang sudah mengambil alih perbualan.',
    id: 'Tidak dikirim: seseorang sudah mengambil alih percakapan.',
    en: 'Not sent: a person had taken over the conversation.',
  },
  wants_none: {
    ms: 'Tidak dihantar: pelanggan tidak mahu dihubungi.',
    id: 'Tidak dikirim: pelanggan tidak mau dihubungi.',
    en: 'Not sent: the customer does not want to be contacted.',
  },
  wants_call: {
    ms: 'Tidak dihantar: pelanggan mahu ditelefon, bukan WhatsApp.',
    id: 'Tidak dikirim: pelanggan mau ditelepon, bukan WhatsApp.',
    en: 'Not sent: the customer wants a phone call, not WhatsApp.',
  },
  muted: {
    ms: 'Tidak dihantar: pelanggan tidak mahu mesej jenis ini.',
    id: 'Tidak dikirim: pelanggan tidak mau pesan jenis ini.',
    en: 'Not sent: the customer does not want messages of this kind.',
  },
  paused: {
    ms: 'Tidak dihantar: pelanggan menulis BERHENTI.',
    id: 'Tidak dikirim: pelanggan menulis BERHENTI.',
    en: 'Not sent: the customer wrote STOP.',
  },
  quiet_hours: {
    ms: 'Menunggu waktu senyap pelanggan berakhir.',
    id: 'Menunggu jam tenang pelanggan selesai.',
    en: "Waits for the end of the customer's quiet hours.",
  },
  night: {
    ms: 'Menunggu pagi: kedai tidak menghantar peringatan pada waktu malam.',
    id: 'Menunggu pagi: toko tidak mengirim pengingat di malam hari.',
    en: 'Waits for the morning: the shop sends no reminders at night.',
  },
  outdated: {
    ms: 'Tidak dihantar: perkara ini sudah lapuk sebelum mesej boleh dihantar.',
    id: 'Tidak dikirim: isinya sudah usang sebelum pesan bisa dikirim.',
    en: 'Not sent: it was out of date before it could go out.',
  },
  file_missing: {
    ms: 'Fail untuk mesej ini tidak dapat dibuka lagi.',
    id: 'Berkas untuk pesan ini tidak bisa dibuka lagi.',
    en: 'The file of this message can no longer be opened.',
  },
  offline: {
    ms: 'WhatsApp tidak dapat dihubungi sepanjang sehari. Semak sambungan Internet kedai, kemudian hantar semula.',
    id: 'WhatsApp tidak bisa dihubungi sepanjang hari. Periksa koneksi internet toko, lalu kirim ulang.',
    en: "WhatsApp could not be reached for a day. Check the shop's Internet connection, then send it again.",
  },
  no_answer: {
    ms: 'WhatsApp tidak menjawab, jadi belum pasti sama ada mesej ini sampai. Semak telefon pelanggan atau hantar semula.',
    id: 'WhatsApp tidak menjawab, jadi belum pasti apakah pesan ini sampai. Tanyakan ke pelanggan atau kirim ulang.',
    en: 'WhatsApp did not answer, so it is not certain that this message arrived. Ask the customer or send it again.',
  },
})
export type ErrorReason = keyof typeof REASONS

interface Rule {
  readonly action: ErrorAction
  readonly reason: ErrorReason
}

const rules = (action: ErrorAction, reason: ErrorReason, codes: readonly number[]): [number, Rule][] =>
  codes.map(code => [code, { action, reason }])

const TABLE: ReadonlyMap<number, Rule> = new Map([
  ...rules('stop_channel', 'token', [0, 3, 10, 190]),
  ...rules('retry_later', 'busy', [4, 80007]),
  ...rules('retry', 'busy', [130429]),
  ...rules('retry_pair', 'pair', [131056]),
  ...rules('retry_later', 'spam', [131048]),
  ...rules('retry_later', 'misclassified', [131064]),
  ...rules('no_retry', 'marketing_cap', [131049]),
  ...rules('no_retry', 'experiment', [130472]),
  ...rules('suppress', 'marketing_stopped', [131050]),
  ...rules('flag_contact', 'undeliverable', [131026]),
  ...rules('no_retry', 'blocked', [130403]),
  ...rules('template', 'window', [131047]),
  ...rules('no_retry', 'own_number', [131021]),
  ...rules('no_retry', 'not_allowed', [131030]),
  ...rules('no_retry', 'media', [131053]),
  ...rules('no_retry', 'customer_media', [131052]),
  ...rules('no_retry', 'mistake', [33, 100, 131008, 131009, 131051, 135000, 132068, 132069]),
  ...rules('retry', 'temporary', [1, 2, 131000, 131016, 133004]),
  ...rules('retry_later', 'temporary', [131057]),
  ...rules('stop_channel', 'locked', [368, 131031]),
  ...rules('stop_channel', 'country', [130497]),
  ...rules('stop_channel', 'display_name', [131037]),
  ...rules('stop_paid', 'payment', [131042]),
  ...rules('stop_channel', 'registration', [131045, 133000, 133005, 133006, 133008, 133009, 133010, 133015, 133016]),
  ...rules('no_retry', 'need_phone', [131062]),
  ...rules('resync_templates', 'template_missing', [132001]),
  ...rules('no_retry', 'template_wrong', [132000, 132005, 132007, 132012, 132018]),
  ...rules('resync_templates', 'template_paused', [132015, 132016]),
  ...rules('no_retry', 'identity', [137000]),
])

/** Codes 200–299 are missing permissions; an unknown code is never retried. */
export function errorRule(code: number): Rule {
  const known = TABLE.get(code)
  if (known) return known
  if (code >= 200 && code <= 299) return { action: 'stop_channel', reason: 'token' }
  return { action: 'no_retry', reason: 'unknown' }
}

export const KNOWN_CODES: readonly number[] = [...TABLE.keys()]

/** Why a message did not arrive, in words that staff understand. */
export const errorReasonText = (code: number, lang: Lang): string =>
  translate(REASONS, lang, errorRule(code).reason, { code })
export const isReason = (text: string | null): text is Exclude<ErrorReason, 'unknown'> =>
  text !== null && text !== 'unknown' && Object.hasOwn(REASONS, text)
export const reasonText = (reason: Exclude<ErrorReason, 'unknown'>, lang: Lang): string =>
  translate(REASONS, lang, reason)

export const codesThat = (action: ErrorAction): readonly number[] =>
  KNOWN_CODES.filter(code => errorRule(code).action === action)

/** Nothing was wrong with the message: the channel was stopped, busy or out of reach, and it may pass once that is over. */
const OF_THE_CHANNEL: ReadonlySet<ErrorReason> = new Set([
  'token',
  'locked',
  'payment',
  'registration',
  'display_name',
  'busy',
  'pair',
  'temporary',
])
/** Codes 200–299 are all of the access key's. */
export const PASSING_CODES: readonly number[] = [
  ...KNOWN_CODES.filter(code => OF_THE_CHANNEL.has(errorRule(code).reason)),
  ...Array.from({ length: 100 }, (_, n) => 200 + n),
]

const RETRY_LIMIT = 6

/**
 * Milliseconds until try number `attempt + 1` (attempt counts from 1), or null when it is time to give up.
 * `retry_after_ms` is what Meta asked for and is the least that is waited.
 */
export function retryDelay(action: ErrorAction, attempt: number, retry_after_ms: number | null): number | null {
  const floor = retry_after_ms ?? 0
  if (attempt > RETRY_LIMIT) return null
  if (action === 'retry') return Math.max(floor, 1000 * 2 ** (attempt - 1))
  if (action === 'retry_pair') return Math.max(floor, 1000 * 4 ** (attempt - 1))
  if (action === 'retry_later') return Math.max(floor, 60_000 * 2 ** (attempt - 1))
  return null
}
