import { defineMessages } from '../messages.ts'
import { moneyTexts } from './chat.money.ts'
import { warrantyTexts } from './chat.warranty.ts'

/**
 * All that the assistant says on WhatsApp. `button.*` at most 20 characters, `row.*` 24, `note.*` 72: the channel's limits,
 * held by a test. `{name}` carries its own leading space, so that it may be empty.
 */
export const chatTexts = defineMessages({
  ...moneyTexts,
  ...warrantyTexts,
  hello: {
    ms: 'Hai{name}, terima kasih hubungi {shop}.',
    id: 'Halo{name}, terima kasih sudah menghubungi {shop}.',
    en: 'Hi{name}, thanks for writing to {shop}.',
  },
  'hello.again': { ms: 'Hai{name}!', id: 'Halo{name}!', en: 'Hi{name}!' },
  menu: { ms: 'Apa yang boleh saya bantu?', id: 'Ada yang bisa saya bantu?', en: 'How can I help?' },
  privacy: {
    ms: 'Kami simpan perbualan ini untuk urusan pembaikan sahaja: {link}',
    id: 'Percakapan ini kami simpan hanya untuk keperluan perbaikan: {link}',
    en: 'We keep this chat only to handle your repair: {link}',
  },
  'button.menu': { ms: 'Pilih', id: 'Pilih', en: 'Choose' },
  'row.repair': { ms: 'Baiki peranti', id: 'Perbaiki perangkat', en: 'Repair a device' },
  'note.repair': {
    ms: 'Beritahu masalah, dapatkan anggaran harga',
    id: 'Ceritakan masalahnya, dapatkan perkiraan harga',
    en: 'Tell us the problem, get a price range',
  },
  'row.status': { ms: 'Semak status', id: 'Cek status', en: 'Check status' },
  'note.status': { ms: 'Sampai mana kerja saya?', id: 'Sampai mana servis saya?', en: 'How far is my repair?' },
  'row.payment': { ms: 'Bayaran', id: 'Pembayaran', en: 'Payment' },
  'note.payment': {
    ms: 'Baki, cara bayar, bukti',
    id: 'Sisa tagihan, cara bayar, bukti',
    en: 'Balance, how to pay, proof',
  },
  'row.info': { ms: 'Waktu dan lokasi', id: 'Jam buka dan lokasi', en: 'Hours and location' },
  'note.info': { ms: 'Bila buka, di mana', id: 'Kapan buka, di mana', en: 'When we open, where we are' },
  'row.person': { ms: 'Cakap dengan staf', id: 'Bicara dengan staf', en: 'Talk to our staff' },
  'note.person': {
    ms: 'Orang sebenar akan balas',
    id: 'Orang sungguhan yang membalas',
    en: 'A real person will answer',
  },

  'intake.start': {
    ms: 'Baik, mari daftar peranti anda.',
    id: 'Baik, mari daftarkan perangkat Anda.',
    en: "Sure, let's register your device.",
  },
  'intake.ask_device': {
    ms: 'Peranti apa, dan model apa? Contoh: iPhone 13 atau Samsung A52.',
    id: 'Perangkatnya apa, dan modelnya apa? Contoh: iPhone 13 atau Samsung A52.',
    en: 'Which device and model is it? For example iPhone 13 or Samsung A52.',
  },
  'intake.ask_device_again': {
    ms: 'Maaf, saya belum dapat modelnya. Taip model seperti di kotak atau tetapan; kalau tak pasti, kata sahaja tak pasti.',
    id: 'Maaf, modelnya belum saya tangkap. Ketik model seperti di kotak atau pengaturan; kalau tidak yakin, bilang saja tidak yakin.',
    en: "Sorry, I didn't catch the model. Type it as on the box or in settings; if you are not sure, just say so.",
  },
  'intake.choose_device': {
    ms: 'Model masih belum jelas bagi saya. Pilih sahaja di bawah, kita tetap boleh teruskan.',
    id: 'Modelnya masih belum jelas bagi saya. Pilih saja di bawah, kita tetap bisa lanjut.',
    en: 'I still cannot tell the model. Pick one below and we can go on anyway.',
  },
  'intake.ask_model': {
    ms: '{brand} model apa? Contoh: {example}.',
    id: '{brand} model apa? Contoh: {example}.',
    en: 'Which {brand} model? For example {example}.',
  },
  'intake.ask_problem': {
    ms: 'Apa masalah {device}? Ceritakan ringkas.',
    id: 'Apa masalah {device}? Ceritakan singkat saja.',
    en: 'What is wrong with the {device}? A few words will do.',
  },
  'intake.ask_problem_again': {
    ms: 'Maaf, saya belum faham masalahnya. Apa yang tak jadi pada {device}? Contoh: skrin pecah, bateri cepat habis.',
    id: 'Maaf, masalahnya belum saya pahami. Apa yang tidak beres di {device}? Contoh: layar pecah, baterai cepat habis.',
    en: "Sorry, I didn't get the problem. What goes wrong with the {device}? For example: cracked screen, battery drains fast.",
  },
  'intake.choose_problem': {
    ms: 'Yang mana paling dekat dengan masalah {device}?',
    id: 'Mana yang paling mendekati masalah {device}?',
    en: 'Which of these is closest to the problem with the {device}?',
  },
  'intake.ask_photo': {
    ms: 'Ada gambar kerosakan? Hantar di sini, atau langkau.',
    id: 'Ada foto kerusakannya? Kirim di sini, atau lewati.',
    en: 'Have a photo of the damage? Send it here, or skip.',
  },
  'intake.ask_photo_again': {
    ms: 'Kalau ada gambar kerosakan, hantar di sini. Kalau tiada, tekan butang di bawah.',
    id: 'Kalau ada foto kerusakannya, kirim di sini. Kalau tidak ada, tekan tombol di bawah.',
    en: 'If you have a photo of the damage, send it here. If not, tap below.',
  },
  'intake.photo_later': {
    ms: 'Tak apa, gambar boleh menyusul.',
    id: 'Tidak apa, fotonya bisa menyusul.',
    en: 'No problem, photos can come later.',
  },
  'intake.more_photos': {
    ms: 'Gambar diterima ({count}). Hantar lagi, atau teruskan.',
    id: 'Foto diterima ({count}). Kirim lagi, atau lanjutkan.',
    en: 'Got your photo ({count}). Send more, or go on.',
  },
  'intake.confirm': {
    ms: 'Betul semua?\n• Peranti: {device_full}\n• Masalah: {problem}\n• Gambar: {count}',
    id: 'Sudah benar?\n• Perangkat: {device_full}\n• Masalah: {problem}\n• Foto: {count}',
    en: 'Is this right?\n• Device: {device_full}\n• Problem: {problem}\n• Photos: {count}',
  },
  'intake.confirm_again': {
    ms: 'Boleh saya daftarkan begini? Pilih di bawah.\n• Peranti: {device_full}\n• Masalah: {problem}',
    id: 'Bisa saya daftarkan begini? Pilih di bawah.\n• Perangkat: {device_full}\n• Masalah: {problem}',
    en: 'Shall I register it like this? Choose below.\n• Device: {device_full}\n• Problem: {problem}',
  },
  'intake.what_to_change': {
    ms: 'Apa yang perlu dibetulkan? Taip sahaja, contoh "bukan 13, 12" atau "masalahnya bateri".',
    id: 'Apa yang perlu diperbaiki? Ketik saja, contoh "bukan 13, 12" atau "masalahnya baterai".',
    en: 'What should I change? Just type it, e.g. "not 13, 12" or "the problem is the battery".',
  },
  'intake.duration': {
    ms: '{problem} {device} biasanya siap dalam {hours} jam selepas kami terima.',
    id: '{problem} {device} biasanya selesai dalam {hours} jam setelah kami terima.',
    en: '{problem}, {device}: usually done within {hours} hours of us having it.',
  },
  'intake.waiting': { ms: 'Baik, saya tunggu.', id: 'Baik, saya tunggu.', en: 'Sure, take your time.' },
  'intake.corrected': { ms: 'Baik, saya betulkan.', id: 'Baik, saya perbaiki.', en: 'Got it, corrected.' },
  'intake.cancelled': {
    ms: 'Baik, saya batalkan. Tulis bila-bila masa kalau perlu.',
    id: 'Baik, saya batalkan. Tulis kapan saja kalau perlu.',
    en: 'All right, cancelled. Write any time you need us.',
  },
  'intake.link_again': {
    ms: 'Ini pautan daftar masuk anda:\n{link}\n\nSah hingga {expires}.',
    id: 'Ini tautan check-in Anda:\n{link}\n\nBerlaku sampai {expires}.',
    en: 'Here is your check-in link:\n{link}\n\nValid until {expires}.',
  },
  'button.unsure': { ms: 'Tak pasti model', id: 'Tidak yakin model', en: 'Not sure' },
  'button.skip_photo': { ms: 'Langkau', id: 'Lewati', en: 'Skip' },
  'button.go_on': { ms: 'Teruskan', id: 'Lanjut', en: 'Go on' },
  'button.right': { ms: 'Betul', id: 'Benar', en: 'Yes, right' },
  'button.change': { ms: 'Betulkan', id: 'Perbaiki', en: 'Change' },
  'button.cancel': { ms: 'Batal', id: 'Batal', en: 'Cancel' },
  'button.register': { ms: 'Daftar peranti', id: 'Daftarkan perangkat', en: 'Register my device' },
  'button.person': { ms: 'Cakap dengan staf', id: 'Bicara dengan staf', en: 'Talk to our staff' },
  /** Something else came in between; then what was open is asked again. */
  'resume.back': { ms: 'Kita sambung tadi ya.', id: 'Kita lanjutkan yang tadi ya.', en: 'Back to your device.' },
  'resume.taken_up': {
    ms: 'Ini untuk {device} yang pernah anda sebut, ya.',
    id: 'Ini untuk {device} yang pernah Anda sebut, ya.',
    en: 'I take it this is for the {device} you told us about.',
  },
  'resume.offer': {
    ms: 'Sebelum ini anda mula daftar {begun}, tapi belum selesai. Nak sambung?',
    id: 'Sebelumnya Anda mulai mendaftarkan {begun}, tapi belum selesai. Mau dilanjutkan?',
    en: 'Earlier you began to register {begun} but did not finish. Go on with it?',
  },
  'button.resume': { ms: 'Ya, sambung', id: 'Ya, lanjutkan', en: 'Yes, go on' },
  'button.resume_not': { ms: 'Tak payah', id: 'Tidak usah', en: 'No, leave it' },
  'repeat.same': {
    ms: 'Masih sama seperti mesej saya di atas.',
    id: 'Masih sama seperti pesan saya di atas.',
    en: 'Still the same as in my message above.',
  },

  unknown_model: { ms: 'model tak pasti', id: 'model belum pasti', en: 'model not sure' },
  device: { ms: 'peranti', id: 'perangkat', en: 'device' },

  'problem.screen': { ms: 'Skrin', id: 'Layar', en: 'Screen' },
  'problem.battery': { ms: 'Bateri', id: 'Baterai', en: 'Battery' },
  'problem.charging': { ms: 'Port cas', id: 'Port pengisian', en: 'Charging port' },
  'problem.liquid': { ms: 'Masuk air', id: 'Kena air', en: 'Water damage' },
  'problem.power': { ms: 'Tak hidup', id: 'Mati total', en: 'Does not turn on' },
  'problem.lock': { ms: 'Terkunci', id: 'Terkunci', en: 'Locked' },
  'problem.audio': { ms: 'Bunyi atau mikrofon', id: 'Suara atau mikrofon', en: 'Sound or microphone' },
  'problem.camera': { ms: 'Kamera', id: 'Kamera', en: 'Camera' },
  'problem.network': { ms: 'Talian atau Wi-Fi', id: 'Sinyal atau Wi-Fi', en: 'Signal or Wi-Fi' },
  'problem.biometric': { ms: 'Face ID atau cap jari', id: 'Face ID atau sidik jari', en: 'Face ID or fingerprint' },
  'problem.housing': { ms: 'Badan atau kaca belakang', id: 'Bodi atau kaca belakang', en: 'Body or back glass' },
  'problem.button': { ms: 'Butang', id: 'Tombol', en: 'Buttons' },
  'problem.keyboard': { ms: 'Papan kekunci', id: 'Keyboard', en: 'Keyboard' },
  'problem.storage': { ms: 'Storan atau data', id: 'Penyimpanan atau data', en: 'Storage or data' },
  'problem.software': { ms: 'Perisian', id: 'Perangkat lunak', en: 'Software' },
  'problem.heat': { ms: 'Panas', id: 'Panas', en: 'Overheating' },
  'problem.other': { ms: 'Lain-lain', id: 'Lainnya', en: 'Something else' },

  'price.range': {
    ms: '{problem} {device}: biasanya {from} hingga {to}. Harga tepat selepas kami periksa.{turnaround}',
    id: '{problem} {device}: biasanya {from} sampai {to}. Harga pastinya setelah kami periksa.{turnaround}',
    en: '{problem}, {device}: usually {from} to {to}. The exact price comes after we check it.{turnaround}',
  },
  'price.turnaround': {
    ms: ' Biasanya siap dalam {hours} jam.',
    id: ' Biasanya selesai dalam {hours} jam.',
    en: ' Usually done within {hours} hours.',
  },
  'price.after_check': {
    ms: 'Untuk {problem} {device}, kami beri harga selepas periksa.{fee}',
    id: 'Untuk {problem} {device}, harga kami beri setelah diperiksa.{fee}',
    en: 'For {problem}, {device}, we quote after a check.{fee}',
  },
  'price.fee': {
    ms: ' Kalau tak jadi baiki, kos periksa {fee}.',
    id: ' Kalau tidak jadi, biaya cek {fee}.',
    en: ' If you decide not to repair, checking costs {fee}.',
  },
  'price.again': {
    ms: 'Harga akhir kami beri selepas periksa. Kalau nak runding, staf kami boleh bantu.',
    id: 'Harga akhir kami beri setelah diperiksa. Kalau mau nego, staf kami bisa membantu.',
    en: 'We give the final price after a check. To discuss it, our staff can help.',
  },
  'price.quoted': {
    ms: 'Harga dalam sebut harga {number} ialah {total}. Kalau nak runding, saya boleh panggil staf.',
    id: 'Harga di penawaran {number} adalah {total}. Kalau mau nego, saya bisa panggilkan staf.',
    en: 'The price in quotation {number} is {total}. To discuss it, I can get our staff.',
  },

  'price.fixed': {
    ms: 'Harga kami harga tetap, dengan waranti {days} hari.',
    id: 'Harga kami harga pas, dengan garansi {days} hari.',
    en: 'Our prices are fixed, with {days} days of warranty.',
  },
  'bargain.told': {
    ms: 'Harga akhir kami beri selepas periksa. Permintaan anda dah saya sampaikan kepada staf; mereka beritahu di sini kalau boleh kurang.',
    id: 'Harga akhir kami beri setelah diperiksa. Permintaan Anda sudah saya sampaikan ke staf; mereka kabari di sini kalau bisa kurang.',
    en: 'We give the final price after a check. I have passed your request to our staff; they will tell you here if it can be less.',
  },
  'bargain.quoted': {
    ms: 'Sebut harga {number} ialah {total}. Permintaan anda dah saya sampaikan kepada staf; mereka beritahu di sini kalau boleh kurang.',
    id: 'Penawaran {number} adalah {total}. Permintaan Anda sudah saya sampaikan ke staf; mereka kabari di sini kalau bisa kurang.',
    en: 'Quotation {number} is {total}. I have passed your request to our staff; they will tell you here if it can be less.',
  },

  'status.none': {
    ms: 'Saya tak jumpa kerja yang masih terbuka atas nombor WhatsApp ini. Ada nombor tiket? Contoh: TKT-2026-000123.',
    id: 'Saya tidak menemukan servis yang masih berjalan di nomor WhatsApp ini. Ada nomor tiketnya? Contoh: TKT-2026-000123.',
    en: 'I found no open job under this WhatsApp number. Do you have a ticket number? Example: TKT-2026-000123.',
  },
  'status.none_again': {
    ms: 'Nombor tiket bermula dengan TKT, ada pada resit atau label. Kalau tiada, staf kami boleh carikan.',
    id: 'Nomor tiket diawali TKT, ada di nota atau label. Kalau tidak ada, staf kami bisa mencarikan.',
    en: 'The ticket number starts with TKT, on your receipt or label. Without it, our staff can look it up.',
  },
  'status.not_found': {
    ms: 'Tiket {number} tiada di bawah nombor WhatsApp ini. Semak semula nombornya, atau cakap dengan staf.',
    id: 'Tiket {number} tidak ada di nomor WhatsApp ini. Cek lagi nomornya, atau bicara dengan staf.',
    en: 'Ticket {number} is not under this WhatsApp number. Check the number, or talk to our staff.',
  },
  'status.line': {
    ms: '{device} ({number}): {status}',
    id: '{device} ({number}): {status}',
    en: '{device} ({number}): {status}',
  },
  'status.not_here': {
    ms: 'sudah didaftar; kami tunggu anda bawa peranti ke kedai.',
    id: 'sudah terdaftar; kami tunggu Anda bawa perangkat ke toko.',
    en: 'registered; we are waiting for you to bring the device.',
  },
  'status.pending': {
    ms: 'sudah kami terima, menunggu diperiksa.',
    id: 'sudah kami terima, menunggu diperiksa.',
    en: 'received, waiting to be checked.',
  },
  'status.diagnosing': {
    ms: 'sedang diperiksa juruteknik.',
    id: 'sedang diperiksa teknisi.',
    en: 'being checked by our technician.',
  },
  'status.waiting_approval': {
    ms: 'menunggu keputusan anda tentang sebut harga.',
    id: 'menunggu keputusan Anda soal penawaran.',
    en: 'waiting for your decision on the quotation.',
  },
  'status.approved': {
    ms: 'sudah diluluskan, menunggu giliran dibaiki.',
    id: 'sudah disetujui, menunggu giliran diperbaiki.',
    en: 'approved, next in line for repair.',
  },
  'status.in_progress': { ms: 'sedang dibaiki.', id: 'sedang diperbaiki.', en: 'being repaired.' },
  'status.hold_part': {
    ms: 'menunggu alat ganti sampai.',
    id: 'menunggu suku cadang datang.',
    en: 'waiting for a part to arrive.',
  },
  'status.hold_customer': {
    ms: 'menunggu jawapan daripada anda.',
    id: 'menunggu jawaban dari Anda.',
    en: 'waiting to hear from you.',
  },
  'status.hold_outside_repair': {
    ms: 'dihantar kepada pakar luar.',
    id: 'dikirim ke spesialis luar.',
    en: 'with an outside specialist.',
  },
  'status.completed': {
    ms: 'siap dibaiki, ujian terakhir sebelum diserah.',
    id: 'selesai diperbaiki, tes terakhir sebelum diserahkan.',
    en: 'repaired, final check before handover.',
  },
  'status.ready_for_pickup': { ms: 'siap diambil!', id: 'siap diambil!', en: 'ready to collect!' },
  'status.ready_unrepaired': {
    ms: 'boleh diambil (tidak dibaiki).',
    id: 'bisa diambil (tidak diperbaiki).',
    en: 'ready to collect (not repaired).',
  },
  'status.picked_up': { ms: 'sudah diambil.', id: 'sudah diambil.', en: 'collected.' },
  'status.cancelled': { ms: 'dibatalkan.', id: 'dibatalkan.', en: 'cancelled.' },
  'status.expected': { ms: 'Dijangka siap {date}.', id: 'Perkiraan selesai {date}.', en: 'Expected {date}.' },
  'status.checkin_open': {
    ms: 'Daftar masuk anda belum dihantar. Isi di sini: {link}',
    id: 'Check-in Anda belum dikirim. Isi di sini: {link}',
    en: 'Your check-in is not sent yet. Fill it in here: {link}',
  },
  link: { ms: 'Butiran: {url}', id: 'Detail: {url}', en: 'Details: {url}' },
  'button.details': { ms: 'Lihat butiran', id: 'Lihat detail', en: 'See details' },
  'button.which': { ms: 'Pilih tiket', id: 'Pilih tiket', en: 'Choose a ticket' },

  'quotation.ask': {
    ms: 'Sebut harga {number} untuk {device}: *{total}*. Sah hingga {until}. Setuju?',
    id: 'Penawaran {number} untuk {device}: *{total}*. Berlaku sampai {until}. Setuju?',
    en: 'Quotation {number} for {device}: *{total}*. Valid until {until}. Shall we go ahead?',
  },
  'quotation.still_open': {
    ms: 'Sebut harga {number} ({total}) masih menunggu keputusan anda.',
    id: 'Penawaran {number} ({total}) masih menunggu keputusan Anda.',
    en: 'Quotation {number} ({total}) is still waiting for your decision.',
  },
  'quotation.think': {
    ms: 'Tiada masalah, ambil masa. Sebut harga sah hingga {until}.',
    id: 'Tidak masalah, silakan dipikirkan. Penawaran berlaku sampai {until}.',
    en: 'No problem, take your time. The quotation is valid until {until}.',
  },
  'quotation.accepted': {
    ms: 'Terima kasih! {total} diluluskan, kami mula baiki. Saya maklumkan bila ada perkembangan.',
    id: 'Terima kasih! {total} disetujui, kami mulai perbaiki. Saya kabari kalau ada perkembangan.',
    en: 'Thank you! {total} approved, we start the repair. I will keep you posted.',
  },
  'quotation.rejecting': {
    ms: 'Betul tak mahu baiki? Peranti kami pulangkan seperti asal.{fee}',
    id: 'Yakin tidak jadi diperbaiki? Perangkat kami kembalikan apa adanya.{fee}',
    en: 'Return it unrepaired, are you sure?{fee}',
  },
  'quotation.rejecting_again': {
    ms: 'Pulangkan tanpa dibaiki? Pilih di bawah supaya saya tak silap.{fee}',
    id: 'Kembalikan tanpa diperbaiki? Pilih di bawah supaya saya tidak salah.{fee}',
    en: 'Return it unrepaired? Choose below so that I get it right.{fee}',
  },
  'quotation.fee_if_not': {
    ms: 'Kalau tak jadi baiki, kos periksa {fee} sahaja.',
    id: 'Kalau tidak jadi diperbaiki, hanya biaya cek {fee}.',
    en: 'If you do not go ahead, only the checking fee of {fee}.',
  },
  'quotation.no_fee_if_not': {
    ms: 'Kalau tak jadi baiki, tiada bayaran.',
    id: 'Kalau tidak jadi diperbaiki, tidak ada biaya.',
    en: 'If you do not go ahead, there is nothing to pay.',
  },
  'quotation.fee': { ms: ' Kos periksa {fee}.', id: ' Biaya cek {fee}.', en: ' The checking fee is {fee}.' },
  'quotation.rejected': {
    ms: 'Baik, tak dibaiki. Kami maklumkan bila peranti boleh diambil.',
    id: 'Baik, tidak diperbaiki. Kami kabari kalau perangkat sudah bisa diambil.',
    en: 'All right, we will not repair it. We will tell you when you can collect it.',
  },
  'quotation.kept': {
    ms: 'Baik, tiada apa yang berubah.',
    id: 'Baik, tidak ada yang berubah.',
    en: 'All right, nothing has changed.',
  },
  'quotation.expired': {
    ms: 'Sebut harga itu sudah tamat tempoh. Saya minta staf beri yang baharu.',
    id: 'Penawaran itu sudah lewat masa berlakunya. Saya minta staf memberi yang baru.',
    en: 'That quotation has expired. I am asking our staff for a new one.',
  },
  'quotation.replaced': {
    ms: 'Sebut harga itu sudah diganti. Ini yang terkini:',
    id: 'Penawaran itu sudah diganti. Ini yang terbaru:',
    en: 'That quotation was replaced. Here is the latest:',
  },
  'quotation.decided': {
    ms: 'Sebut harga itu sudah diputuskan, tiada apa perlu dibuat.',
    id: 'Penawaran itu sudah diputuskan, tidak perlu apa-apa lagi.',
    en: 'That quotation is already decided, nothing more to do.',
  },
  'quotation.none': {
    ms: 'Buat masa ini tiada sebut harga yang menunggu keputusan anda.',
    id: 'Saat ini tidak ada penawaran yang menunggu keputusan Anda.',
    en: 'There is no quotation waiting for your decision right now.',
  },
  'button.approve': { ms: 'Setuju', id: 'Setuju', en: 'Approve' },
  'button.reject': { ms: 'Tak jadi', id: 'Tidak jadi', en: 'Decline' },
  'button.reject_sure': { ms: 'Ya, pulangkan', id: 'Ya, kembalikan', en: 'Yes, return it' },
  'button.reject_not': { ms: 'Tidak, fikir dulu', id: 'Tidak, pikir dulu', en: 'No, let me think' },

  'threat.quotation': {
    ms: 'Saya tak batalkan apa-apa, keputusan di tangan anda.',
    id: 'Tidak ada yang saya batalkan, keputusannya di tangan Anda.',
    en: 'I have not cancelled anything, the decision is yours.',
  },
  'threat.bargain': {
    ms: 'Harga saya tak boleh ubah, tapi staf boleh runding: tulis "staf". Ini sebut harganya:',
    id: 'Harganya tidak bisa saya ubah, tapi staf bisa nego: tulis "staf". Ini penawarannya:',
    en: 'I cannot change the price, but our staff can discuss it: write "staff". This is the quotation:',
  },
  'threat.job': {
    ms: 'Saya tak batalkan apa-apa. Masa siap tak boleh saya janji; kalau nak ambil balik sekarang, staf boleh uruskan.',
    id: 'Tidak ada yang saya batalkan. Waktu selesainya tidak bisa saya janjikan; kalau mau diambil sekarang, staf bisa membantu.',
    en: 'I have not cancelled anything. I cannot promise a time; if you want it back now, our staff can arrange that.',
  },
  'threat.nothing': {
    ms: 'Baik. Keputusan di tangan anda, tiada apa yang mengikat.',
    id: 'Baik. Keputusannya di tangan Anda, tidak ada yang mengikat.',
    en: 'All right. It is your decision, nothing binds you.',
  },

  'business.hours': { ms: 'Waktu buka: {hours}', id: 'Jam buka: {hours}', en: 'Open: {hours}' },
  'business.address': { ms: 'Alamat: {address}', id: 'Alamat: {address}', en: 'Address: {address}' },
  'business.phone': { ms: 'Telefon: {phone}', id: 'Telepon: {phone}', en: 'Phone: {phone}' },
  'business.repairs': {
    ms: 'Kami baiki telefon, tablet, laptop dan peranti lain.',
    id: 'Kami memperbaiki ponsel, tablet, laptop, dan perangkat lain.',
    en: 'We repair phones, tablets, laptops and other devices.',
  },
  'business.turnaround': {
    ms: 'Masa siap kami beritahu selepas periksa, bergantung pada kerosakan.',
    id: 'Lama pengerjaan kami kabari setelah diperiksa, tergantung kerusakannya.',
    en: 'We tell you how long it takes once we have checked it; it depends on the fault.',
  },
  'visit.book': {
    ms: 'Boleh terus datang, tak perlu tempah.',
    id: 'Silakan langsung datang, tidak perlu pesan tempat.',
    en: 'Just come in, no booking needed.',
  },
  'visit.register': {
    ms: 'Daftar dahulu di sini, lebih cepat di kaunter nanti.',
    id: 'Daftar dulu di sini, lebih cepat di konter nanti.',
    en: 'Register here first and it goes faster at the counter.',
  },
  'visit.change': {
    ms: 'Tiada masalah, datang bila sesuai dalam waktu buka.',
    id: 'Tidak masalah, datang kapan saja selama jam buka.',
    en: 'No problem, come whenever suits you while we are open.',
  },
  'menu.owes': {
    ms: 'Baki belum dibayar: *{amount}*.',
    id: 'Yang belum dibayar: *{amount}*.',
    en: 'Still to pay: *{amount}*.',
  },
  'visit.when': {
    ms: 'Bila anda nak datang? Pilih masa di bawah, atau tulis hari dan jam.',
    id: 'Kapan mau datang? Pilih waktu di bawah, atau tulis hari dan jamnya.',
    en: 'When would you like to come? Choose a time below, or write day and hour.',
  },
  'visit.when_again': {
    ms: 'Maaf, saya belum pasti harinya. Pilih masa di bawah, atau tulis contohnya "esok pukul 3".',
    id: 'Maaf, harinya belum saya tangkap. Pilih waktu di bawah, atau tulis misalnya "besok jam 3".',
    en: 'Sorry, I did not get the day. Choose a time below, or write e.g. "tomorrow 3 pm".',
  },
  'visit.booked': {
    ms: 'Temu janji anda: *{when}*. Jumpa nanti!',
    id: 'Janji temu Anda: *{when}*. Sampai jumpa!',
    en: 'Your appointment: *{when}*. See you then!',
  },
  'visit.moved': {
    ms: 'Baik, temu janji anda kini *{when}*.',
    id: 'Baik, janji temu Anda sekarang *{when}*.',
    en: 'All right, your appointment is now *{when}*.',
  },
  'visit.cancelled': {
    ms: 'Temu janji {when} sudah dibatalkan.',
    id: 'Janji temu {when} sudah dibatalkan.',
    en: 'Your appointment on {when} is cancelled.',
  },
  'visit.have': {
    ms: 'Anda sudah ada temu janji *{when}*.',
    id: 'Anda sudah punya janji temu *{when}*.',
    en: 'You already have an appointment on *{when}*.',
  },
  'visit.exists': {
    ms: 'Anda sudah ada temu janji pada {when}.',
    id: 'Anda sudah punya janji temu pada {when}.',
    en: 'You already have an appointment at {when}.',
  },
  'visit.none': {
    ms: 'Tiada temu janji atas nombor ini. Nak tempah satu?',
    id: 'Tidak ada janji temu di nomor ini. Mau dibuatkan?',
    en: 'There is no appointment under this number. Shall we book one?',
  },
  'visit.gone': {
    ms: 'Temu janji itu sudah tiada.',
    id: 'Janji temu itu sudah tidak ada.',
    en: 'That appointment is no longer there.',
  },
  'visit.which': {
    ms: 'Temu janji yang mana?',
    id: 'Janji temu yang mana?',
    en: 'Which appointment?',
  },
  'visit.sure': {
    ms: 'Batalkan temu janji {when}?',
    id: 'Batalkan janji temu {when}?',
    en: 'Cancel your appointment on {when}?',
  },
  'visit.come': {
    ms: 'Terima kasih, kami tunggu anda {when}.',
    id: 'Terima kasih, kami tunggu Anda {when}.',
    en: 'Thank you, see you {when}.',
  },
  'visit.late': {
    ms: 'Terima kasih beritahu. Kami tunggu, temu janji {when} kekal.',
    id: 'Terima kasih kabarnya. Kami tunggu, janji temu {when} tetap.',
    en: 'Thanks for telling us. We will wait; {when} stands.',
  },
  'visit.full': {
    ms: 'Masa itu sudah penuh.',
    id: 'Waktu itu sudah penuh.',
    en: 'That time is taken.',
  },
  'visit.closed': {
    ms: 'Kedai tutup pada masa itu{reason}.',
    id: 'Toko tutup pada waktu itu{reason}.',
    en: 'We are closed then{reason}.',
  },
  'visit.past': {
    ms: 'Masa itu sudah lepas.',
    id: 'Waktu itu sudah lewat.',
    en: 'That time has passed.',
  },
  'visit.too_soon': {
    ms: 'Masa itu terlalu dekat untuk ditempah.',
    id: 'Waktu itu terlalu dekat untuk dipesan.',
    en: 'That is too soon to book.',
  },
  'visit.too_far': {
    ms: 'Tarikh itu belum dibuka untuk tempahan.',
    id: 'Tanggal itu belum dibuka untuk pemesanan.',
    en: 'That date is not open for booking yet.',
  },
  'visit.between': {
    ms: 'Temu janji bermula pada masa tertentu sahaja.',
    id: 'Janji temu mulai pada jam tertentu saja.',
    en: 'Appointments start at set times.',
  },
  'button.times': {
    ms: 'Pilih masa',
    id: 'Pilih waktu',
    en: 'Choose a time',
  },
  'button.visit_move': {
    ms: 'Tukar masa',
    id: 'Ganti waktu',
    en: 'Change time',
  },
  'button.visit_cancel': {
    ms: 'Batalkan',
    id: 'Batalkan',
    en: 'Cancel it',
  },
  'button.visit_off': {
    ms: 'Ya, batalkan',
    id: 'Ya, batalkan',
    en: 'Yes, cancel it',
  },
  'button.visit_keep': {
    ms: 'Tidak, saya datang',
    id: 'Tidak, saya datang',
    en: "No, I'm coming",
  },
  'button.visit_new': {
    ms: 'Tempah masa',
    id: 'Pesan waktu',
    en: 'Book a time',
  },
  'product.near': {
    ms: 'Yang tepat begitu saya tak jumpa. Yang hampir sama:',
    id: 'Yang persis begitu tidak saya temukan. Yang mirip:',
    en: 'I found nothing exactly like that. What comes close:',
  },
  'product.there': {
    ms: '• {name}: {price}, ada stok',
    id: '• {name}: {price}, stok ada',
    en: '• {name}: {price}, in stock',
  },
  'product.gone': {
    ms: '• {name}: {price}, stok habis buat masa ini',
    id: '• {name}: {price}, stok sedang kosong',
    en: '• {name}: {price}, out of stock right now',
  },
  'product.more': {
    ms: 'Ada {count} lagi yang hampir sama. Tulis model yang tepat.',
    id: 'Ada {count} lagi yang mirip. Tulis model yang tepat.',
    en: 'There are {count} more like it. Write the exact model.',
  },
  'product.answer': {
    ms: 'Saya minta staf semak stok dan harga untuk anda.',
    id: 'Saya minta staf mengecek stok dan harganya.',
    en: 'I am asking our staff to check stock and price for you.',
  },

  'feedback.thanks': {
    ms: 'Terima kasih atas maklum balas anda!',
    id: 'Terima kasih atas masukannya!',
    en: 'Thank you for your feedback!',
  },
  'feedback.ask_rating': {
    ms: 'Bagaimana servis kami untuk {device}?',
    id: 'Bagaimana layanan kami untuk {device}?',
    en: 'How did we do with your {device}?',
  },
  'feedback.ask_words': {
    ms: 'Terima kasih! {stars}\nAda yang nak ditambah? Taip sahaja, atau langkau.',
    id: 'Terima kasih! {stars}\nAda yang mau ditambahkan? Ketik saja, atau lewati.',
    en: 'Thank you! {stars}\nAnything to add? Just type it, or skip.',
  },
  'feedback.sorry': {
    ms: 'Maaf kami mengecewakan. {stars}\nApa yang tak kena? Staf kami akan baca.',
    id: 'Maaf kami mengecewakan. {stars}\nApa yang kurang? Staf kami akan membacanya.',
    en: 'Sorry we let you down. {stars}\nWhat went wrong? Our staff will read it.',
  },
  'button.pay': { ms: 'Cara bayar', id: 'Cara bayar', en: 'How to pay' },
  'button.rate': { ms: 'Beri bintang', id: 'Beri bintang', en: 'Rate us' },
  'row.rating_5': { ms: '⭐⭐⭐⭐⭐ Terbaik', id: '⭐⭐⭐⭐⭐ Terbaik', en: '⭐⭐⭐⭐⭐ Excellent' },
  'row.rating_4': { ms: '⭐⭐⭐⭐ Bagus', id: '⭐⭐⭐⭐ Bagus', en: '⭐⭐⭐⭐ Good' },
  'row.rating_3': { ms: '⭐⭐⭐ Biasa', id: '⭐⭐⭐ Biasa', en: '⭐⭐⭐ Fair' },
  'row.rating_2': { ms: '⭐⭐ Kurang', id: '⭐⭐ Kurang', en: '⭐⭐ Poor' },
  'row.rating_1': { ms: '⭐ Teruk', id: '⭐ Buruk', en: '⭐ Bad' },

  'person.asked': {
    ms: 'Baik, saya panggil staf. Mereka balas di sini.',
    id: 'Baik, saya panggilkan staf. Mereka membalas di sini.',
    en: 'Sure, I am calling our staff. They will answer here.',
  },
  'person.complaint': {
    ms: 'Maaf atas apa yang berlaku. Aduan anda sudah dicatat dan diserahkan kepada staf, mereka balas di sini.',
    id: 'Maaf atas kejadian ini. Keluhan Anda sudah dicatat dan diteruskan ke staf, mereka membalas di sini.',
    en: 'I am sorry about this. Your complaint is noted and with our staff, who will answer here.',
  },
  'person.closed': {
    ms: 'Kedai tutup sekarang dan buka semula {opens}. Anda sudah dalam giliran; sementara itu saya masih boleh bantu.',
    id: 'Toko sedang tutup dan buka lagi {opens}. Anda sudah dalam antrean; sementara itu saya tetap bisa membantu.',
    en: 'We are closed now and open again {opens}. You are in the queue; meanwhile I can still help.',
  },
  calm: {
    ms: 'Maaf kalau ada yang menyusahkan. Kalau perlu, staf boleh bantu terus.',
    id: 'Maaf kalau ada yang mengganggu. Kalau perlu, staf bisa langsung membantu.',
    en: 'Sorry if something is going wrong. Our staff can help you directly.',
  },
  'person.already': {
    ms: 'Staf sudah dimaklumkan dan akan balas di sini.',
    id: 'Staf sudah diberi tahu dan akan membalas di sini.',
    en: 'Our staff know and will answer here.',
  },
  'person.lost': {
    ms: 'Maaf, saya masih tak faham. Saya panggil staf untuk bantu.',
    id: 'Maaf, saya masih belum paham. Saya panggilkan staf untuk membantu.',
    en: 'Sorry, I still do not understand. I am getting our staff to help.',
  },
  'privacy.stopped': {
    ms: 'Baik, tiada lagi mesej promosi. Kami hanya tulis tentang pembaikan anda.',
    id: 'Baik, tidak ada lagi pesan promosi. Kami hanya menulis soal servis Anda.',
    en: 'All right, no more promotions. We only write about your repair.',
  },
  'stop.done': {
    ms: 'Baik, kami berhenti. Kami hanya balas mesej anda, dan beritahu bila ada sebut harga atau peranti siap. Tulis MULA untuk terima semula.',
    id: 'Baik, kami berhenti. Kami hanya membalas pesan Anda, dan mengabari bila ada penawaran atau perangkat siap. Tulis MULAI untuk menerima lagi.',
    en: 'All right, we stop. We only answer you, and tell you about a quotation or when your device is ready. Write START to hear from us again.',
  },
  'stop.already': {
    ms: 'Sudah dihentikan. Tulis MULA untuk terima semula.',
    id: 'Sudah dihentikan. Tulis MULAI untuk menerima lagi.',
    en: 'Already stopped. Write START to hear from us again.',
  },
  'stop.started': {
    ms: 'Baik, anda akan terima perkembangan pembaikan semula.',
    id: 'Baik, Anda akan menerima kabar servis lagi.',
    en: 'All right, you will hear from us about your repairs again.',
  },
  'privacy.answer': {
    ms: 'Permintaan data peribadi anda saya serahkan kepada staf. Mereka akan jawab di sini.',
    id: 'Permintaan data pribadi Anda saya serahkan ke staf. Mereka akan menjawab di sini.',
    en: 'I am passing your personal data request to our staff. They will answer here.',
  },
  'privacy.device': {
    ms: 'Faham. Juruteknik hanya buka apa yang perlu untuk ujian. Kalau boleh, sandarkan dan log keluar dahulu.',
    id: 'Paham. Teknisi hanya membuka yang perlu untuk tes. Kalau bisa, cadangkan data dan keluar dari akun dulu.',
    en: 'Understood. Our technicians open only what testing needs. If you can, back up and sign out first.',
  },
  thanks: { ms: 'Sama-sama{name}!', id: 'Sama-sama{name}!', en: "You're welcome{name}!" },
  noted: {
    ms: 'Baik, tulis sahaja bila perlu.',
    id: 'Baik, tulis saja kalau perlu.',
    en: 'All right, just write when you need us.',
  },
  unknown: {
    ms: 'Maaf, itu di luar bidang saya. Saya bantu urusan baiki peranti di {shop}.',
    id: 'Maaf, itu di luar bidang saya. Saya membantu urusan servis perangkat di {shop}.',
    en: 'Sorry, that is outside what I do. I help with device repairs at {shop}.',
  },
  unclear: {
    ms: 'Maaf, saya kurang faham. Boleh tulis dengan cara lain, atau pilih di bawah?',
    id: 'Maaf, saya kurang paham. Bisa ditulis dengan cara lain, atau pilih di bawah?',
    en: "Sorry, I didn't get that. Could you put it another way, or choose below?",
  },
  voice: {
    ms: 'Maaf, saya tak dapat dengar mesej suara, tapi staf kami boleh. Boleh taip, atau nak cakap dengan staf?',
    id: 'Maaf, saya tidak bisa mendengar pesan suara, tapi staf kami bisa. Bisa diketik, atau mau bicara dengan staf?',
    en: "Sorry, I can't listen to voice messages, but our staff can. Could you type it, or talk to our staff?",
  },
  'wordless.sticker': {
    ms: '😊 Kalau ada yang boleh saya bantu, tulis sahaja.',
    id: '😊 Kalau ada yang bisa saya bantu, tulis saja.',
    en: '😊 If there is anything I can help with, just write.',
  },
  'wordless.contacts': {
    ms: 'Kontak itu saya simpan di sini untuk staf; saya tak dapat menghubunginya. Ia tentang apa ya?',
    id: 'Kontak itu saya simpan di sini untuk staf; saya tidak bisa menghubunginya. Ini tentang apa ya?',
    en: 'I keep that contact here for our staff; I cannot reach it myself. What is it about?',
  },
  'wordless.location': {
    ms: 'Lokasi anda ada di sini untuk staf; saya tak dapat mengatur penghantaran. Kedai kami di:{address}',
    id: 'Lokasi Anda ada di sini untuk staf; saya tidak bisa mengatur antar-jemput. Toko kami di:{address}',
    en: 'Your location is here for our staff; I cannot arrange a pickup. Our shop is at:{address}',
  },
  'wordless.order': {
    ms: 'Pesanan anda diterima. Saya minta staf semak stok dan harga, mereka balas di sini.',
    id: 'Pesanan Anda diterima. Saya minta staf mengecek stok dan harga, mereka balas di sini.',
    en: 'Got your order. I am asking our staff to check stock and price, they answer here.',
  },
  'wordless.unknown': {
    ms: 'Maaf, mesej jenis itu tak dapat dibuka di sini. Boleh taip, hantar gambar, atau cakap dengan staf?',
    id: 'Maaf, pesan jenis itu tidak bisa dibuka di sini. Bisa diketik, kirim foto, atau bicara dengan staf?',
    en: 'Sorry, that kind of message cannot be opened here. Could you type it, send a photo, or talk to our staff?',
  },
  media_refused: {
    ms: 'Maaf, fail jenis ini kami tak boleh buka, demi keselamatan. Boleh hantar sebagai gambar atau PDF?',
    id: 'Maaf, berkas jenis ini tidak bisa kami buka, demi keamanan. Bisa dikirim sebagai foto atau PDF?',
    en: 'Sorry, we cannot open files of this kind, to be safe. Could you send a photo or a PDF?',
  },
  media_too_large: {
    ms: 'Maaf, fail itu terlalu besar untuk kami. Boleh hantar yang lebih kecil, atau gambar sahaja?',
    id: 'Maaf, berkas itu terlalu besar untuk kami. Bisa kirim yang lebih kecil, atau foto saja?',
    en: 'Sorry, that file is too large for us. Could you send a smaller one, or just a photo?',
  },
  media_lost: {
    ms: 'Maaf, yang anda hantar tadi tak sampai kepada kami. Boleh hantar sekali lagi?',
    id: 'Maaf, kiriman Anda tadi tidak sampai ke kami. Bisa dikirim sekali lagi?',
    en: 'Sorry, what you sent did not reach us. Could you send it again?',
  },
  media_what: {
    ms: 'Gambar diterima. Ini tentang apa ya?',
    id: 'Gambar diterima. Ini tentang apa ya?',
    en: 'Got your picture. What is it about?',
  },
  media_more: {
    ms: 'Gambar diterima ({count} semuanya).',
    id: 'Gambar diterima (semuanya {count}).',
    en: 'Got it ({count} in all).',
  },
  file_what: {
    ms: 'Fail diterima. Ini tentang apa ya?',
    id: 'Berkas diterima. Ini tentang apa ya?',
    en: 'Got your file. What is it about?',
  },
  'lang.switched': {
    ms: 'Baik, kita guna Bahasa Melayu.',
    id: 'Baik, kita pakai Bahasa Indonesia.',
    en: "Sure, let's use English.",
  },
  'button.send_repair': { ms: 'Peranti rosak', id: 'Perangkat rusak', en: 'A broken device' },
  'button.send_proof': { ms: 'Bukti bayaran', id: 'Bukti bayar', en: 'Proof of payment' },
})
export type ChatKey = keyof typeof chatTexts
