import { type Catalogue, defineMessages } from '../messages.ts'

/** What is wrong with the channel, in a line: as a notice, as the banner, on the page. Slots come from the alert's `data`. */
export const alertTitles = defineMessages({
  channel_token: {
    ms: 'WhatsApp menolak kunci akses kedai: tiada mesej keluar',
    id: 'WhatsApp menolak kunci akses toko: tidak ada pesan keluar',
    en: 'WhatsApp refuses the shop’s access key: no message goes out',
  },
  channel_locked: {
    ms: 'Akaun WhatsApp kedai disekat oleh Meta',
    id: 'Akun WhatsApp toko diblokir oleh Meta',
    en: 'Meta has locked the shop’s WhatsApp account',
  },
  channel_payment: {
    ms: 'Meta tidak dapat mengenakan bayaran: mesej berbayar terhenti',
    id: 'Meta tidak bisa menagih: pesan berbayar terhenti',
    en: 'Meta cannot charge: messages that cost something have stopped',
  },
  channel_registration: {
    ms: 'Nombor WhatsApp kedai belum didaftarkan sepenuhnya',
    id: 'Nomor WhatsApp toko belum terdaftar sepenuhnya',
    en: 'The shop’s WhatsApp number is not fully registered',
  },
  channel_limited: {
    ms: 'Meta mengehadkan mesej kedai kerana laporan pelanggan atau kategori templat',
    id: 'Meta membatasi pesan toko karena laporan pelanggan atau kategori templat',
    en: 'Meta limits the shop’s messages, because of reports or of templates’ categories',
  },
  channel_country: {
    ms: 'Meta tidak membenarkan kedai menghantar mesej ke negara seorang pelanggan',
    id: 'Meta tidak mengizinkan toko mengirim pesan ke negara seorang pelanggan',
    en: 'Meta does not let the shop write to a customer’s country',
  },
  channel_restricted: {
    ms: 'Meta mengehadkan akaun sehingga {until}',
    id: 'Meta membatasi akun sampai {until}',
    en: 'Meta restricts the account until {until}',
  },
  channel_violation: {
    ms: 'Meta melaporkan pelanggaran peraturan: {what}',
    id: 'Meta melaporkan pelanggaran aturan: {what}',
    en: 'Meta reports a violation of its rules: {what}',
  },
  channel_quality: {
    ms: 'Mutu nombor WhatsApp turun: {what}',
    id: 'Mutu nomor WhatsApp turun: {what}',
    en: 'The number’s quality has dropped: {what}',
  },
  channel_limit: {
    ms: 'Had mesej sehari diturunkan: {before} › {after}',
    id: 'Batas pesan sehari diturunkan: {before} › {after}',
    en: 'The daily limit was lowered: {before} › {after}',
  },
  channel_name: {
    ms: 'Nama paparan di WhatsApp tidak diluluskan ({what})',
    id: 'Nama tampilan di WhatsApp tidak disetujui ({what})',
    en: 'The display name on WhatsApp is not approved ({what})',
  },
  channel_number: {
    ms: 'Nombor WhatsApp tidak berfungsi seperti biasa ({what})',
    id: 'Nomor WhatsApp tidak bekerja seperti biasa ({what})',
    en: 'The WhatsApp number is not working as usual ({what})',
  },
  channel_unreachable: {
    ms: 'WhatsApp tidak dapat dihubungi',
    id: 'WhatsApp tidak bisa dihubungi',
    en: 'WhatsApp cannot be reached',
  },
  channel_silent: {
    ms: 'Tiada mesej pelanggan selama {minutes} minit; biasanya {usual} mesej',
    id: 'Tidak ada pesan pelanggan selama {minutes} menit; biasanya {usual} pesan',
    en: 'No customer has written for {minutes} minutes; usually there are {usual} messages',
  },
  channel_backlog: {
    ms: '{count} mesej belum keluar; yang paling lama menunggu {minutes} minit',
    id: '{count} pesan belum keluar; yang paling lama menunggu {minutes} menit',
    en: '{count} messages have not gone out; the oldest has waited {minutes} minutes',
  },
  channel_failing: {
    ms: '{failed} daripada {total} mesej gagal dalam sejam ini',
    id: '{failed} dari {total} pesan gagal dalam satu jam ini',
    en: '{failed} of {total} messages failed in the last hour',
  },
  channel_template: {
    ms: 'Templat {name} ({language}): {what}',
    id: 'Templat {name} ({language}): {what}',
    en: 'Template {name} ({language}): {what}',
  },
  delivery_failed: {
    ms: 'Sesuatu daripada WhatsApp tidak dapat dibaca ({what})',
    id: 'Sesuatu dari WhatsApp tidak bisa dibaca ({what})',
    en: 'Something from WhatsApp could not be taken in ({what})',
  },
  job_failed: {
    ms: 'Satu kerja sistem asyik gagal ({job}). Ia terus dicuba; lihat log.',
    id: 'Satu pekerjaan sistem terus gagal ({job}). Masih dicoba lagi; lihat log.',
    en: 'A job of the system keeps failing ({job}). It goes on trying; see the log.',
  },
})
export type AlertKind = keyof typeof alertTitles
export const ALERT_KINDS = Object.keys(alertTitles) as AlertKind[]

/** What to do about it. */
export const alertActions: Catalogue<AlertKind> = {
  channel_token: {
    ms: 'Buat token akses baharu di Meta Business Suite (Pengguna sistem), letakkan dalam tetapan pelayan, mulakan semula. Mesej yang gagal boleh dihantar semula dari perbualannya.',
    id: 'Buat token akses baru di Meta Business Suite (Pengguna sistem), taruh di pengaturan server, mulai ulang. Pesan yang gagal bisa dikirim ulang dari percakapannya.',
    en: 'Make a new access token in Meta Business Suite (System users), put it into the server’s settings, restart. What failed meanwhile can be sent again from its chat.',
  },
  channel_locked: {
    ms: 'Buka WhatsApp Manager > Kualiti akaun, baca sebabnya dan mohon semakan. Sementara itu telefon pelanggan yang menunggu.',
    id: 'Buka WhatsApp Manager > Kualitas akun, baca alasannya dan ajukan banding. Sementara itu telepon pelanggan yang menunggu.',
    en: 'Open WhatsApp Manager > Account quality, read why, and ask for a review. Call the customers who wait meanwhile.',
  },
  channel_payment: {
    ms: 'Kemas kini kaedah bayaran di Meta Business Suite > Bil. Mesej percuma masih keluar.',
    id: 'Perbarui metode pembayaran di Meta Business Suite > Penagihan. Pesan gratis masih keluar.',
    en: 'Update the payment method in Meta Business Suite > Billing. What is free still goes out.',
  },
  channel_registration: {
    ms: 'Daftarkan nombor semula di WhatsApp Manager > Nombor telefon, dengan PIN dua langkah.',
    id: 'Daftarkan nomor lagi di WhatsApp Manager > Nomor telepon, dengan PIN dua langkah.',
    en: 'Register the number again in WhatsApp Manager > Phone numbers, with its two-step PIN.',
  },
  channel_limited: {
    ms: 'Jangan mulakan perbualan baharu beberapa jam; jawab sahaja. Semak WhatsApp Manager > Kualiti akaun dan kategori templat. Mesej yang menunggu dicuba semula sendiri.',
    id: 'Jangan memulai percakapan baru beberapa jam; jawab saja. Periksa WhatsApp Manager > Kualitas akun dan kategori templat. Pesan yang menunggu dicoba ulang sendiri.',
    en: 'Begin no conversations for some hours; only answer. Look at WhatsApp Manager > Account quality and at the templates’ categories. What waits is tried again by itself.',
  },
  channel_country: {
    ms: 'Telefon pelanggan itu. Negara yang dibenarkan ada di WhatsApp Manager > Kualiti akaun.',
    id: 'Telepon pelanggan itu. Negara yang diizinkan ada di WhatsApp Manager > Kualitas akun.',
    en: 'Call that customer. Which countries are allowed stands in WhatsApp Manager > Account quality.',
  },
  channel_restricted: {
    ms: 'Jangan mulakan perbualan sehingga tamat; jawab sahaja. Baca sebabnya di WhatsApp Manager > Kualiti akaun.',
    id: 'Jangan memulai percakapan sampai selesai; jawab saja. Baca alasannya di WhatsApp Manager > Kualitas akun.',
    en: 'Begin no conversations until then; only answer. The reason stands in WhatsApp Manager > Account quality.',
  },
  channel_violation: {
    ms: 'Baca perinciannya di WhatsApp Manager > Kualiti akaun dan betulkan templat atau katalog yang disebut.',
    id: 'Baca rinciannya di WhatsApp Manager > Kualitas akun dan perbaiki templat atau katalog yang disebut.',
    en: 'Read the details in WhatsApp Manager > Account quality and mend the template or catalogue that it names.',
  },
  channel_quality: {
    ms: 'Pelanggan melaporkan atau menyekat kedai. Kurangkan mesej yang kedai mulakan beberapa hari; semak templat yang bermutu rendah.',
    id: 'Pelanggan melaporkan atau memblokir toko. Kurangi pesan yang dimulai toko beberapa hari; periksa templat yang bermutu rendah.',
    en: 'Customers reported or blocked the shop. Begin fewer conversations for some days; look at templates of low quality.',
  },
  channel_limit: {
    ms: 'Kedai boleh memulakan perbualan dengan lebih sedikit orang sehari. Jawapan tidak dihadkan. Had naik semula apabila mutu baik.',
    id: 'Toko bisa memulai percakapan dengan lebih sedikit orang sehari. Balasan tidak dibatasi. Batas naik lagi bila mutunya baik.',
    en: 'The shop may write first to fewer people a day. Answers are not limited. It rises again with good quality.',
  },
  channel_name: {
    ms: 'Hantar nama lain di WhatsApp Manager > Nombor telefon > Profil: sama dengan papan tanda kedai.',
    id: 'Ajukan nama lain di WhatsApp Manager > Nomor telepon > Profil: sama dengan papan nama toko.',
    en: 'Hand in another name in WhatsApp Manager > Phone numbers > Profile: the one on the shop’s sign.',
  },
  channel_number: {
    ms: 'Buka WhatsApp Manager > Nombor telefon dan ikut apa yang diminta di situ.',
    id: 'Buka WhatsApp Manager > Nomor telepon dan ikuti yang diminta di sana.',
    en: 'Open WhatsApp Manager > Phone numbers and do what it asks there.',
  },
  channel_unreachable: {
    ms: 'Semak internet kedai. Mesej menunggu dan keluar sendiri apabila sambungan kembali, sehingga sehari.',
    id: 'Periksa internet toko. Pesan menunggu dan keluar sendiri begitu sambungan kembali, sampai sehari.',
    en: 'Check the shop’s internet. Messages wait and go out by themselves when it is back, for a day.',
  },
  channel_silent: {
    ms: 'Hantar mesej kepada nombor kedai dari telefon sendiri. Kalau tidak muncul dalam peti masuk, semak webhook di papan pemuka Meta dan alamat kedai.',
    id: 'Kirim pesan ke nomor toko dari ponsel sendiri. Kalau tidak muncul di kotak masuk, periksa webhook di dasbor Meta dan alamat toko.',
    en: 'Write to the shop’s number from your own phone. If it does not appear in the inbox, check the webhook in Meta’s dashboard and the shop’s address.',
  },
  channel_backlog: {
    ms: 'Biasanya lega sendiri. Jika bertambah, mulakan semula pelayan; tiada mesej hilang atau dihantar dua kali.',
    id: 'Biasanya lega sendiri. Jika bertambah, mulai ulang server; tidak ada pesan yang hilang atau terkirim dua kali.',
    en: 'It usually clears by itself. If it grows, restart the server; nothing is lost or sent twice.',
  },
  channel_failing: {
    ms: 'Buka perbualan yang gagal dalam peti masuk: sebabnya ada di bawah mesej, dengan butang hantar semula.',
    id: 'Buka percakapan yang gagal di kotak masuk: alasannya ada di bawah pesan, dengan tombol kirim ulang.',
    en: 'Open the failed chats in the inbox: the reason stands under the message, with a button to send again.',
  },
  channel_template: {
    ms: 'Buka templat itu, baca sebabnya, ubah ayatnya dan hantar semula. Sementara itu pemberitahuan di luar 24 jam menunggu staf.',
    id: 'Buka templatnya, baca alasannya, ubah kalimatnya dan ajukan lagi. Sementara itu pemberitahuan di luar 24 jam menunggu staf.',
    en: 'Open the template, read why, change its words and hand it in again. Until then notices outside the 24 hours wait for staff.',
  },
  delivery_failed: {
    ms: 'Cuba semula. Jika gagal lagi, kandungannya masih disimpan; beritahu siapa yang menjaga sistem.',
    id: 'Coba lagi. Jika gagal lagi, isinya tetap tersimpan; beri tahu yang merawat sistem.',
    en: 'Try it again. If it fails again, what came is still kept; tell whoever looks after the system.',
  },
  job_failed: {
    ms: 'Cuba semula. Jika gagal lagi, lihat log pelayan pada waktu itu.',
    id: 'Coba lagi. Jika gagal lagi, lihat log server pada waktu itu.',
    en: 'Try it again. If it fails again, look into the server’s log of that time.',
  },
}
