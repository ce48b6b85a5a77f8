import type { Intent, SentimentLabel } from '../shared/assistant.ts'
import type { CustomerKey, Username } from './people.ts'

export type Moment =
  | 'before'
  | 'opened'
  | 'diagnosing'
  | 'quoted'
  | 'decided'
  | 'started'
  | 'completed'
  | 'ready'
  | 'picked_up'
  | 'later'

/**
 * Who, what, when (the moment of the ticket that a line follows; absent: right after the line before). Slots: {name},
 * {ticket}, {device}, {quotation}, {total}, {invoice}, {url}.
 */
export interface DemoLine {
  readonly from: 'customer' | 'bot' | Username
  readonly text: string
  readonly on?: Moment
  readonly kind?: 'image' | 'cta_url' | 'decision_buttons' | 'button_reply' | 'buttons'
  readonly picture?: 'cracked' | 'opened' | 'fixed' | 'slip'
  readonly buttons?: readonly string[]
  readonly status?: 'sent' | 'delivered' | 'read' | 'failed' | 'waiting'
  readonly intent?: Intent
  readonly mood?: SentimentLabel
  readonly language?: 'mix'
}

export interface DemoChat {
  readonly who: CustomerKey
  /** Which of the customer's tickets, oldest first. */
  readonly ticket?: number
  /** Without a ticket: minutes before loading. */
  readonly minutes?: number
  /** When `later` is: minutes before loading. */
  readonly later?: number
  /** A person has the conversation. */
  readonly owner?: Username
  readonly wants_person?: string
  readonly unread?: number
  readonly lines: readonly DemoLine[]
}

const c = (text: string, more: Partial<DemoLine> = {}): DemoLine => ({ from: 'customer', text, ...more })
const b = (text: string, more: Partial<DemoLine> = {}): DemoLine => ({ from: 'bot', text, ...more })

export const CHATS: readonly DemoChat[] = [
  {
    who: 'amirul',
    ticket: 0,
    lines: [
      c('hi boss', { on: 'before', intent: 'greeting' }),
      c('skrin iphone 13 sy pecah, brp harga tukar?', { intent: 'price_inquiry' }),
      b(
        'Hai {name}! Tukar skrin iPhone 13 biasanya RM390.00 hingga RM480.00, siap dalam lebih kurang 2 jam. Harga tepat selepas kami periksa. Nak daftar masuk sekarang?',
        { kind: 'buttons', buttons: ['Ya, daftar masuk', 'Nanti dulu'] },
      ),
      c('Ya, daftar masuk', { kind: 'button_reply', intent: 'repair_request' }),
      b('Boleh hantar gambar skrin itu?'),
      c('', { kind: 'image', picture: 'cracked' }),
      b('Terima kasih. Tekan di bawah untuk isi borang daftar masuk, kemudian bawa telefon ke kedai.', {
        kind: 'cta_url',
      }),
      b('Daftar masuk selesai. Nombor tiket anda {ticket}. Kami beritahu di sini sebaik sahaja siap diperiksa.', {
        on: 'opened',
      }),
      b('Sebut harga {quotation} untuk {device}: {total}. Setuju untuk kami teruskan?', {
        on: 'quoted',
        kind: 'decision_buttons',
      }),
      c('Setuju', { on: 'decided', kind: 'button_reply', intent: 'quotation_accept' }),
      b('Diterima. Kami mulakan pembaikan {device}.'),
      {
        from: 'technician',
        on: 'started',
        text: 'Skrin lama dah buka, bingkai elok. Tengah pasang skrin baru.',
        kind: 'image',
        picture: 'opened',
      },
      c('ok tq bro 👍', { intent: 'thanks_goodbye', mood: 'positive' }),
    ],
  },
  {
    who: 'siti',
    ticket: 1,
    lines: [
      c('assalamualaikum, tablet anak saya xleh cas. boleh tengok?', { on: 'before', intent: 'repair_request' }),
      b('Waalaikumsalam {name}. Boleh. Tablet jenama dan model apa?'),
      c('samsung tab a8', { intent: 'repair_request' }),
      b('Baik, Galaxy Tab A8. Tekan di bawah untuk daftar masuk.', { kind: 'cta_url' }),
      b('Daftar masuk selesai. Nombor tiket anda {ticket}.', { on: 'opened' }),
      b('Sebut harga {quotation} untuk {device}: {total}. Setuju untuk kami teruskan?', {
        on: 'quoted',
        kind: 'decision_buttons',
      }),
      c('ok setuju', { on: 'decided', intent: 'quotation_accept' }),
      b('Diterima. Kami beritahu apabila siap.'),
    ],
  },
  {
    who: 'budi',
    ticket: 1,
    unread: 1,
    lines: [
      c('bang, baterai hp saya boros banget, bisa ganti gak?', { on: 'before', intent: 'repair_request' }),
      b('Bisa, {name}. HP-nya merek dan tipe apa?'),
      c('redmi note 10 yang dulu', { intent: 'repair_request' }),
      b('Baik, Redmi Note 10. Silakan isi formulir check-in di bawah.', { kind: 'cta_url' }),
      b('Check-in selesai. Nomor tiket Anda {ticket}.', { on: 'opened' }),
      c('kira-kira kapan jadi ya?', { intent: 'status_check' }),
      b('{ticket} sedang menunggu diperiksa. Kami kabari di sini begitu ada penawaran.'),
    ],
  },
  {
    who: 'weiming',
    ticket: 1,
    lines: [
      c('Hi, my iphone 12 only charges at one angle. How much?', { on: 'before', intent: 'price_inquiry' }),
      b(
        'Hi {name}! A charging repair for iPhone 12 is usually RM100.00 to RM150.00, about 3 hours. Shall I check it in?',
        { kind: 'buttons', buttons: ['Check in', 'Not now'] },
      ),
      c('Check in', { kind: 'button_reply', intent: 'repair_request' }),
      b('Please fill in the check-in form below.', { kind: 'cta_url' }),
      b('You are checked in. Your ticket is {ticket}.', { on: 'opened' }),
      {
        from: 'ravi',
        on: 'diagnosing',
        text: 'Hi Wei Ming, Ravi here. The port is worn and the battery is at 74 %. I can change both in one go, want it in the quotation?',
        kind: 'image',
        picture: 'opened',
      },
      c('sure, add the battery', { intent: 'quotation_accept' }),
      b('Quotation {quotation} for {device}: {total}. Shall we go ahead?', {
        on: 'quoted',
        kind: 'decision_buttons',
        status: 'delivered',
      }),
    ],
  },
  {
    who: 'nurul',
    ticket: 1,
    lines: [
      c('salam, lcd iphone 12 ada line hijau lepas update', { on: 'before', intent: 'repair_request' }),
      b('Salam {name}. Boleh hantar gambar skrin itu?'),
      c('', { kind: 'image', picture: 'cracked' }),
      b('Terima kasih. Tekan di bawah untuk daftar masuk.', { kind: 'cta_url' }),
      b('Daftar masuk selesai. Nombor tiket anda {ticket}.', { on: 'opened' }),
      b('Sebut harga {quotation} untuk {device}: {total}. Setuju untuk kami teruskan?', {
        on: 'quoted',
        kind: 'decision_buttons',
      }),
      c('mahalnya, boleh kurang sikit x?', { on: 'later', intent: 'price_inquiry', mood: 'negative' }),
      b('Harga itu sudah termasuk skrin dan waranti 90 hari. Saya sampaikan kepada kakitangan untuk semak.'),
    ],
  },
  {
    who: 'yuni',
    ticket: 1,
    lines: [
      c('kak hp oppo a98 saya kecemplung ember 😭', { on: 'before', intent: 'repair_request', mood: 'negative' }),
      b(
        'Maaf mendengarnya, {name}. Matikan HP-nya dan jangan dicas dulu. Bawa secepatnya ke toko. Isi check-in di bawah supaya cepat.',
        { kind: 'cta_url' },
      ),
      c('ok otw', { intent: 'thanks_goodbye' }),
      b('Check-in selesai. Nomor tiket Anda {ticket}.', { on: 'opened' }),
      b('Penawaran {quotation} untuk {device}: {total}. Setuju kami lanjutkan?', {
        on: 'quoted',
        kind: 'decision_buttons',
        status: 'read',
      }),
    ],
  },
  {
    who: 'hidayah',
    ticket: 0,
    unread: 1,
    lines: [
      c('skrin reno 8 saya gelap separuh, boleh baiki hari ni?', { on: 'before', intent: 'repair_request' }),
      b('Boleh, {name}. Tekan di bawah untuk daftar masuk.', { kind: 'cta_url' }),
      b('Daftar masuk selesai. Nombor tiket anda {ticket}.', { on: 'opened' }),
      b('Sebut harga {quotation} untuk {device}: {total}. Setuju untuk kami teruskan?', {
        on: 'quoted',
        kind: 'decision_buttons',
      }),
      c('Setuju', { on: 'decided', kind: 'button_reply', intent: 'quotation_accept' }),
      b('{device} anda siap. Invois {invoice}: {total}. Boleh ambil di kedai.', {
        on: 'ready',
        kind: 'image',
        picture: 'fixed',
      }),
      c('saya transfer dulu ya, esok adik saya ambil', { on: 'later', intent: 'payment' }),
      c('', { kind: 'image', picture: 'slip', intent: 'payment' }),
      b('Terima kasih, bukti pindahan diterima. Kakitangan kami sahkan sebentar lagi.'),
    ],
  },
  {
    who: 'jiahao',
    ticket: 1,
    later: 4400,
    lines: [
      c('Screen cracked on my iPhone 14, can fix today?', { on: 'before', intent: 'repair_request' }),
      b('Yes, {name}. A screen for iPhone 14 takes about 2 hours. Please check in below.', { kind: 'cta_url' }),
      b('You are checked in. Your ticket is {ticket}.', { on: 'opened' }),
      b('Quotation {quotation} for {device}: {total}. Shall we go ahead?', { on: 'quoted', kind: 'decision_buttons' }),
      b('Thank you, we have started on {device}.', { on: 'decided' }),
      b('{device} is ready. Invoice {invoice}: {total}. See you at the shop.', { on: 'ready' }),
      c('can pay half first? salary this friday 😅', { on: 'later', intent: 'payment' }),
      { from: 'staff', text: 'No problem Jia Hao, RM150 now and the rest when you collect.' },
      c('thanks a lot!', { intent: 'thanks_goodbye', mood: 'positive' }),
    ],
  },
  {
    who: 'izwan',
    ticket: 0,
    lines: [
      c('laptop lenovo sy lambat gila. nk tukar ssd 512 brp?', { on: 'before', intent: 'price_inquiry' }),
      b('Hai {name}. Tukar SSD dan salin data biasanya RM150.00 hingga RM380.00. Nak daftar masuk?', {
        kind: 'buttons',
        buttons: ['Ya, daftar masuk', 'Nanti dulu'],
      }),
      c('Ya, daftar masuk', { kind: 'button_reply', intent: 'repair_request' }),
      b('Nombor tiket anda {ticket}.', { on: 'opened' }),
      b('Sebut harga {quotation} untuk {device}: {total}. Setuju untuk kami teruskan?', {
        on: 'quoted',
        kind: 'decision_buttons',
      }),
      c('setuju, proceed', { on: 'decided', intent: 'quotation_accept', language: 'mix' }),
      b('Siap diambil! Invois {invoice}: {total}.', { on: 'ready' }),
      b('Bagaimana servis kami? Beri 1 hingga 5.', { on: 'picked_up' }),
      c('5 ⭐ Laju gila sekarang!', { intent: 'feedback', mood: 'positive' }),
      b('Terima kasih banyak, {name}!'),
    ],
  },
  {
    // Waits for a person.
    who: 'ganesh',
    ticket: 0,
    wants_person: 'Pelanggan marah: telefon siap lambat dan skrin masih berkelip. Minta bercakap dengan orang.',
    unread: 2,
    lines: [
      c('telefon saya masuk air', { on: 'before', intent: 'repair_request' }),
      b('Jangan cas dahulu, {name}. Bawa ke kedai dan daftar masuk di bawah.', { kind: 'cta_url' }),
      b('Nombor tiket anda {ticket}.', { on: 'opened' }),
      b('Siap diambil! Invois {invoice}: {total}.', { on: 'ready' }),
      c('skrin berkelip balik la. baru 2 minggu', { on: 'later', intent: 'complaint', mood: 'negative' }),
      c('nak cakap dgn orang, bukan bot', { intent: 'human_agent', mood: 'negative' }),
      b('Baik, saya panggil kakitangan kami. Mereka akan balas di sini secepat mungkin.'),
    ],
  },
  {
    // The window is closed, and what was sent after it failed.
    who: 'peishan',
    ticket: 0,
    later: 1500,
    lines: [
      c('My phone fell into the pool, now it is dead', { on: 'before', intent: 'repair_request', mood: 'negative' }),
      b('Sorry to hear that, {name}. Please do not charge it. Check in below and bring it over.', { kind: 'cta_url' }),
      b('You are checked in. Your ticket is {ticket}.', { on: 'opened' }),
      b('Quotation {quotation} for {device}: {total}. Shall we go ahead?', { on: 'quoted', kind: 'decision_buttons' }),
      c('Too much for an old phone, I will pass', { on: 'decided', intent: 'quotation_reject' }),
      b('Understood. Your phone can be collected; the inspection fee is RM30.00 as agreed at check-in.'),
      {
        from: 'staff',
        on: 'later',
        text: 'Hi Pei Shan, your iPhone 11 is waiting for you at the shop.',
        status: 'failed',
      },
    ],
  },
  {
    // Waits for a template: written to after the window closed.
    who: 'shahrul',
    ticket: 0,
    lines: [
      c('bateri redmi note 12 kong, tukar brp', { on: 'before', intent: 'price_inquiry' }),
      b('Hai {name}. Bateri Redmi Note 12 biasanya RM95.00 hingga RM125.00. Tekan di bawah untuk daftar masuk.', {
        kind: 'cta_url',
      }),
      b('Nombor tiket anda {ticket}.', { on: 'opened' }),
      b('Sebut harga {quotation} untuk {device}: {total}. Setuju untuk kami teruskan?', {
        on: 'quoted',
        kind: 'decision_buttons',
      }),
      c('Setuju', { on: 'decided', kind: 'button_reply', intent: 'quotation_accept' }),
      b('Siap diambil! Invois {invoice}: {total}.', { on: 'ready' }),
      {
        from: 'farah',
        on: 'later',
        text: 'Shahrul, kedai tutup awal esok jam 5. Datang sebelum itu ya.',
        status: 'waiting',
      },
    ],
  },
  {
    // A person has it.
    who: 'zalina',
    ticket: 0,
    owner: 'farah',
    lines: [
      c('S21 saya stuck logo. dah 8 hari, ada update?', { on: 'later', intent: 'status_check', mood: 'negative' }),
      {
        from: 'farah',
        text: 'Salam Puan Zalina, papan induk ada di bengkel luar untuk IC. Mereka janji siap lusa, saya kemas kini di sini.',
      },
      c('ok baik, terima kasih', { intent: 'thanks_goodbye' }),
    ],
  },
  {
    who: 'agus',
    ticket: 1,
    lines: [
      c('layar redmi note 12 saya retak lagi bang', { on: 'before', intent: 'repair_request' }),
      b('Siap, {name}. Ganti layar Redmi Note 12 biasanya RM230.00 sampai RM280.00. Silakan check-in di bawah.', {
        kind: 'cta_url',
      }),
      b('Nomor tiket Anda {ticket}.', { on: 'opened' }),
      b('Penawaran {quotation} untuk {device}: {total}. Setuju kami lanjutkan?', {
        on: 'quoted',
        kind: 'decision_buttons',
      }),
      c('Setuju', { on: 'decided', kind: 'button_reply', intent: 'quotation_accept' }),
      b('Baik, kami mulai secepatnya.'),
    ],
  },
  {
    who: 'ratna',
    ticket: 0,
    lines: [
      c('Permisi kak, vivo v27 layarnya pecah. Ganti berapa ya?', { on: 'before', intent: 'price_inquiry' }),
      b('Halo {name}! Ganti layar V27 biasanya RM380.00 sampai RM460.00. Mau check-in?', {
        kind: 'buttons',
        buttons: ['Ya, check-in', 'Nanti dulu'],
      }),
      c('Ya, check-in', { kind: 'button_reply', intent: 'repair_request' }),
      b('Nomor tiket Anda {ticket}.', { on: 'opened' }),
      b('Penawaran {quotation} untuk {device}: {total}. Setuju kami lanjutkan?', {
        on: 'quoted',
        kind: 'decision_buttons',
      }),
      c('Setuju', { on: 'decided', kind: 'button_reply', intent: 'quotation_accept' }),
      {
        from: 'dewi',
        on: 'started',
        text: 'Layar baru sudah terpasang, sedang saya tes sentuhannya ya kak.',
        kind: 'image',
        picture: 'opened',
      },
    ],
  },
  {
    who: 'danial',
    ticket: 0,
    unread: 1,
    lines: [
      c('kamera belakang ip 11 kabur', { on: 'before', intent: 'repair_request' }),
      b('Hai {name}. Boleh kami periksa. Tekan di bawah untuk daftar masuk.', { kind: 'cta_url' }),
      b('Nombor tiket anda {ticket}.', { on: 'opened' }),
      c('bila boleh siap?', { intent: 'status_check' }),
      b('{ticket} sedang menunggu diperiksa. Kami beritahu di sini sebaik sahaja ada sebut harga.'),
    ],
  },
  {
    who: 'xiaohui',
    minutes: 1560,
    lines: [
      c('Hi, how long is the warranty for the screen you changed for me?', { on: 'before', intent: 'warranty' }),
      b('Hi {name}! Repairs carry a 90-day warranty on parts and labour. Yours still runs.'),
      c('great thanks 谢谢', { intent: 'thanks_goodbye', mood: 'positive', language: 'mix' }),
    ],
  },
  {
    who: 'devi',
    minutes: 40,
    unread: 1,
    lines: [
      c('kedai buka sampai pukul berapa hari ni?', { on: 'before', intent: 'business_info' }),
      b('Kami buka setiap hari: Isnin hingga Sabtu 10:00 pg hingga 8:00 mlm, Ahad 11:00 pg hingga 5:00 ptg.'),
      c('ada jual charger type c tak? brp', { intent: 'product_inquiry', language: 'mix' }),
      b('Ada: pengecas USB-C 20 W RM59.90, pengecas GaN 65 W RM129.00. Boleh beli terus di kaunter.'),
    ],
  },
]
