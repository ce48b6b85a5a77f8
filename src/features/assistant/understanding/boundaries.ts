import type { Entity, UnderstandingContext } from '../../../shared/assistant.ts'
import type { Normalised } from './normalise.ts'
import type { Scores } from './score.ts'

export interface Evidence {
  readonly message: Normalised
  readonly entities: readonly Entity[]
  readonly parts: readonly Entity[]
  readonly context: UnderstandingContext
}

type Rule = (scores: Scores, evidence: Evidence) => void

const PRICE =
  /(?<![\p{L}])(?:berapa(?! (?:lama|hari|bulan|minggu|kali|jauh|pukul|jam|orang|banyak|tahun))|harga|kos|estimate|estimasi|anggaran|ballpark|budget|bajet|quote|murah|fee)(?![\p{L}])/u
const WHEN_PRICE = /pukul berapa|berapa (?:buka|tutup)|nombor berapa|berapa nombor/
const GOODS =
  /(?<![\p{L}])(?:ssd|ram|hardisk|hdd|for sale|sale|jual|beli|stok|tempered|casing|case|charger|kabel|cable|powerbank|earphone|earbuds|headphone|mouse|monitor|second|secondhand|seken|bekas|refurbished|refurb|used|trade|adapter|pendrive|screen protector|antigores|accessories|aksesori|buyback|terpakai|headset|flashdisk)(?![\p{L}])/u
const WORK = /(?<![\p{L}])(?:tukar|baiki|pasang|install|cuci|format|unlock|upgrade|recover|flash)(?![\p{L}])/u
const ASKS_TIME = /(?<![\p{L}])(?:bila|berapa lama|belum|status|update|progress|lagi|sampai|ready|selesai)(?![\p{L}])/u
const OWN = /(?<![\p{L}])(?:saya|punya)(?![\p{L}])/u
const VISIT =
  /(?<![\p{L}])(?:datang|hantar|temujanji|singgah|mampir|come|coming|ditungguin|ke sana|kesana|ke kedai|dateng|bawa|walkin|drop|kosong)(?![\p{L}])/u
const CHANGE =
  /(?<![\p{L}])(?:tunda|batal|lewat|reschedule|instead|tukar (?:slot|hari(?! itu)|tarikh|pukul|masa|temujanji|jadwal|jadual|ke)|move|tidak sempat|tidak (?:boleh|dapat) (?:datang|pukul|esok)|ubah)(?![\p{L}])/u
const PERSON = /(?<![\p{L}])staf(?![\p{L}])/u
const NEGATION = /(?<![\p{L}])(?:tidak|jangan|no|bukan|belum)(?![\p{L}])/u
const AGREES =
  /(?<![\p{L}])(?:setuju|teruskan|ok|ya|boleh|jadi|buat|start|confirm|pasti|baiki|jalan|on|lulus|luluskan|deal)(?![\p{L}])/u
const LIMIT =
  /kalau .*(?:kalau tidak|tidak jadi|cancel|batal|tidak)|(?:otherwise|only if|max|maksimum|paling).*|kalau .* baru (?:setuju|jadi|teruskan|boleh)/
/** Agreement that says nothing of a repair: everyday courtesy unless a price was just shown. */
const BARE_YES = /^(?:ok|ya|betul|boleh|k|jadi|on|sahaja| )+$/

const has = (evidence: Evidence, kind: Entity['kind']) => evidence.entities.some(entity => entity.kind === kind)
const count = (text: string, pattern: RegExp) => (pattern.test(text) ? 1 : 0)

/** Devices, faults and scores speak for intents whatever the words. */
const byEntities: Rule = (scores, evidence) => {
  const device = has(evidence, 'device_brand') || has(evidence, 'device_model')
  if (has(evidence, 'problem')) {
    scores.repair_request += 1.6
    scores.price_inquiry += 0.3
    scores.out_of_scope -= 1.5
  } else if (evidence.parts.length) scores.repair_request += 0.4
  if (device) {
    scores.repair_request += 0.6
    scores.price_inquiry += 0.3
    scores.out_of_scope -= 0.8
  }
  if (has(evidence, 'rating')) scores.feedback += 3
  if (has(evidence, 'ticket_number')) scores.status_check += 1.5
  if (has(evidence, 'date_text') || has(evidence, 'time_text')) {
    scores.appointment_book += 0.7
    scores.appointment_change += 0.5
    scores.business_info += 0.2
  }
}

const byPrice: Rule = (scores, { message, entities, parts }) => {
  const text = message.words.join(' ')
  if (!PRICE.test(text) || WHEN_PRICE.test(text)) return
  const goods = GOODS.test(text)
  const work = WORK.test(text) || entities.some(entity => entity.kind === 'problem')
  if (goods && !work) {
    scores.product_inquiry += 2
    scores.price_inquiry -= 0.5
    return
  }
  if (/bayar|baki|hutang|sisa|deposit/.test(text)) {
    scores.payment += 1.5
    return
  }
  if (work || parts.length || entities.some(entity => entity.kind.startsWith('device'))) {
    scores.price_inquiry += 2 + scores.repair_request * 0.5
    scores.quotation_reject *= 0.5
    scores.quotation_accept *= 0.4
  } else scores.price_inquiry += 0.8
}

const byGoods: Rule = (scores, { message }) => {
  const text = message.words.join(' ')
  if (!GOODS.test(text)) return
  scores.product_inquiry += 0.8
  if (WORK.test(text) && !/jual|beli|stok/.test(text)) scores.product_inquiry -= 1.2
  if (/jual|beli|stok/.test(text)) {
    scores.product_inquiry += 1.2
    scores.repair_request -= 0.8
  }
}

const byVisit: Rule = (scores, evidence) => {
  const text = evidence.message.words.join(' ')
  const timed = has(evidence, 'date_text') || has(evidence, 'time_text')
  // "yang tukar haritu" speaks of a repair, not of another day
  if (/tukar hari itu/.test(text)) scores.appointment_change -= 2
  if (CHANGE.test(text)) {
    scores.appointment_change += timed || VISIT.test(text) ? 1.8 : 0.8
    if (evidence.context.appointment) scores.appointment_change += 1.5
    if (/baiki|repair|servis/.test(text) && /batal/.test(text) && !VISIT.test(text)) scores.quotation_reject += 1.5
  }
  if (VISIT.test(text) && !CHANGE.test(text)) {
    scores.appointment_book += timed ? 1.8 : 0.5
    if (timed) scores.business_info -= 0.6
  }
  if (/selesai|ready|status/.test(text) && !VISIT.test(text)) scores.appointment_book -= 1
}

const byStatus: Rule = (scores, { message, context }) => {
  const text = message.words.join(' ')
  const asks = message.question || ASKS_TIME.test(text)
  if (/selesai|siap|ambil|jadi/.test(text) && asks && /sudah|belum|bila|boleh|tidak/.test(text))
    scores.status_check += 1.3
  // impatience that asks is a question; blame that asks nothing is a complaint
  if (scores.complaint > 0 && scores.status_check > 0 && !message.question && !/bila|status|sampai/.test(text))
    scores.status_check -= 1
  if (context.open_jobs) scores.status_check += scores.status_check > 0 ? 0.4 : 0
  // said of a job that is there, it is nothing else
  if (
    context.open_jobs &&
    /^(?:is (?:it|my \w+) (?:ready|done)|(?:sudah |dah )?(?:siap|jadi))\b/.test(message.lower.trim())
  )
    scores.status_check += 1
  if (OWN.test(text) && scores.status_check > 1) scores.status_check += 0.3
}

const byShop: Rule = (scores, evidence) => {
  const text = evidence.message.words.join(' ')
  // "do you repair watches" is about the shop, "my watch is dead" about a job
  if (/(?:^| )awak (?:baiki|ada baiki|buat|terima|ada buat|repair)/.test(text) && !OWN.test(text)) {
    // with a device of his own in the same breath it is a job after all
    const own = has(evidence, 'device_brand') || has(evidence, 'problem')
    scores.business_info += own ? -1 : 2
    scores.repair_request += own ? 0.5 : -1
  }
  if (/biasa|usually|normally/.test(text) && /berapa (?:lama|hari)/.test(text)) scores.business_info += 4.5
  if (/kedai|cawangan|branch|parking|alamat|dimana/.test(text)) scores.business_info += 0.8
  if (/buka|tutup/.test(text) && /kedai|pukul|hari|esok|sampai|sekarang|ahad|isnin|sunday|masih/.test(text))
    scores.business_info += 1
}

const byWarranty: Rule = (scores, { message }) => {
  const text = message.words.join(' ')
  if (/waranti/.test(text)) {
    scores.warranty += 1.5
    if (
      /(?:tamat|habis|expired|over|tidak ada|luput) ?(?:waranti)?/.test(text) &&
      /baiki|tukar/.test(text) &&
      /waranti (?:sudah )?(?:tamat|habis|expired|over)/.test(text)
    ) {
      scores.warranty -= 1.6
      scores.repair_request += 1.2
    }
  }
  if (
    /(?:baru|semalam|lepas|hari itu|tempo hari|last|yang awak).*(?:baiki|tukar)|(?:baiki|tukar) hari itu/.test(text) &&
    /(?:rosak|balik|lagi|semula|again|problem|mati|pecah|hang|sama|gelap|hitam|garis|kembung|cepat habis)/.test(text)
  )
    scores.warranty += 1.6
}

const byPaper: Rule = (scores, { message }) => {
  const text = message.words.join(' ')
  if (/resit|invois|nota/.test(text)) {
    scores.invoice_request += 1
    if (/sudah (?:transfer|bayar)|ini resit|hantar slip/.test(text)) {
      scores.payment += 1.8
      scores.invoice_request -= 1
    }
  }
  if (/sudah (?:bayar|transfer)|transfer (?:sudah|tadi)/.test(text)) scores.payment += 1
  // what is to come once more is a paper, not a visit or a yes
  if (
    /resit|invois|sebut harga|quotation|penawaran/.test(text) &&
    /hantar|beri|minta|resend|lagi|semula|balik|mana(?!\p{L})/u.test(text)
  ) {
    scores.invoice_request += 2
    scores.appointment_book -= 1.5
    scores.quotation_accept *= 0.3
    scores.price_inquiry *= 0.5
  }
}

/** Money that went wrong, or goes another way than at once. */
const byMoney: Rule = (scores, { message }) => {
  const text = message.words.join(' ')
  if (/(?:bayar|transfer|wang).*(?:dua kali|2 kali|2x|double|twice|terlebih|gagal|failed|tolak)|terbayar/.test(text)) {
    scores.payment += 2.5
    scores.quotation_reject *= 0.2
  }
  if (/tagihan/.test(text) && !/(?:minta|kirim|hantar|mana) tagihan/.test(text)) {
    scores.payment += 2
    scores.price_inquiry -= 1
  }
  if (/cicil|ansur|angsur|instalment|installment/.test(text)) scores.payment += 1.5
  if (/(?:nombor|no) (?:akaun|rekening)|rekening.*(?:berapa|mana)|akaun bank/.test(text)) scores.payment += 2
}

const byPerson: Rule = (scores, { message }) => {
  const text = message.words.join(' ')
  if (
    PERSON.test(text) &&
    !/teruk|biadap|kasar/.test(text) &&
    /cakap|talk|speak|hubungi|mahu|minta|jumpa|bicara|sambung|bercakap|connect|real|asli|boleh saya/.test(text)
  )
    scores.human_agent += 2
  if (/(?:staf|servis|kerja).*(?:hebat|ramah)|hebat.*(?:staf|servis|kerja)/.test(text)) {
    scores.feedback += 1
    scores.human_agent -= 1
  }
  if (/\bbot\b|robot/.test(text)) scores.human_agent += 1
  if (TALKS.test(message.lower)) scores.human_agent += 2
}

const TALKS =
  /(?<!\p{L})(?:ngomong|ngobrol|bicara|bercakap|cakap|chat|talk|speak)\s+(?:\p{L}+\s+){0,2}(?:orang(?:nya)?|manusia|human|person|someone|somebody|cs|admin(?:nya)?|staf+(?:nya)?|staff)(?!\p{L})/u

const byPrivacy: Rule = (scores, { message }) => {
  const text = message.words.join(' ')
  if (/jangan.*(?:buka|tengok|lihat|kongsi|sebar|galeri|file|gambar)/.test(text)) scores.privacy_optout += 2
  if (
    /padam.*(?:data|nombor|maklumat|saya)|(?:berhenti|jangan).*(?:hantar|mesej|promo|iklan|message|whatsapp)/.test(text)
  )
    scores.privacy_optout += 2
  if (/hilang|lost/.test(text)) {
    scores.privacy_optout -= 2
    if (/(?:^| )awak /.test(` ${text} `)) scores.complaint += 1
  }
  if (/siapa.*nombor|nombor saya/.test(text) && !/(?:ini|call|hubungi)/.test(text)) scores.privacy_optout += 0.6
}

/** Yes and no to a quotation. A bare "ok" is an answer only when the amount was the last thing said. */
const byDecision: Rule = (scores, evidence) => {
  const { message, context } = evidence
  const text = message.words.join(' ')
  const negated = NEGATION.test(text)
  if (negated && scores.quotation_accept > 0 && !/tidak apa|tidak ada masalah|no problem/.test(text)) {
    scores.quotation_reject += scores.quotation_accept * 0.7
    scores.quotation_accept *= 0.25
  }
  if (LIMIT.test(text) && has(evidence, 'amount')) scores.quotation_reject += 2.5
  if (/(?:baik|ok|mending|better).*beli|beli.*baru/.test(text) && !/jual|harga|ada |stok|mahu/.test(text))
    scores.quotation_reject += 2
  if (/ambil/.test(text) && /balik|semula|sahaja/.test(text) && !message.question) scores.quotation_reject += 1.2
  if (!context.quotation_open) {
    if (BARE_YES.test(text)) scores.quotation_accept *= 0.3
    return
  }
  if (AGREES.test(text) && !negated && !message.question && (context.amount_just_shown || !BARE_YES.test(text)))
    scores.quotation_accept += context.amount_just_shown ? 2 : 0.7
  if (negated && !message.question && message.words.length <= 6) scores.quotation_reject += 1
  if (context.amount_just_shown && BARE_YES.test(text) && text) {
    scores.quotation_accept += 3
    scores.thanks_goodbye = 0
  }
  // "kenapa mahal sangat?" wants a reason, not its device back
  if (message.question && /mahal|murah/.test(text) && !/batal|ambil|tidak jadi/.test(text)) {
    scores.quotation_reject *= 0.4
    scores.price_inquiry += 1
  }
  if (/batal/.test(text)) {
    scores.quotation_accept *= 0.1
    scores.quotation_reject += 2
  }
  if (context.amount_just_shown && /mahal/.test(text) && !negated) scores.quotation_reject += 0.4
}

const byBlame: Rule = (scores, evidence) => {
  const text = evidence.message.words.join(' ')
  const blame =
    count(text, /teruk|tipu|janji|kecewa|complain|aduan|komplain/) + count(evidence.message.lower, /!{2,}|😡|🤬/)
  if (blame && !evidence.message.question) scores.complaint += blame * 0.9
  if (scores.complaint > 1.5 && scores.feedback > 0 && !has(evidence, 'rating')) scores.feedback *= 0.5
  if (scores.complaint > 2 && scores.repair_request > 0) scores.repair_request -= 1
}

const byContext: Rule = (scores, { message, context, entities }) => {
  if (context.expecting === 'rating' && entities.some(entity => entity.kind === 'rating')) scores.feedback += 3
  if (context.unpaid_invoices) scores.payment += scores.payment > 0 ? 0.6 : 0
  if (context.expecting === 'ticket' && entities.some(entity => entity.kind === 'ticket_number'))
    scores.status_check += 2
  if (
    ['device', 'model', 'problem'].includes(context.expecting ?? '') &&
    entities.some(e => e.kind === 'problem' || e.kind.startsWith('device'))
  )
    scores.repair_request += 1
  if (message.words.length === 0 && message.emoji.length > 0) scores.thanks_goodbye += 0.8
}

/** Other trades and other lives, whatever else the sentence borrows from ours. */
const ELSEWHERE =
  /(?<![\p{L}])(?:kereta|motor|motosikal|tayar|aircond|air cond|kulkas|fridge|peti sejuk|peti ais|mesin (?:basuh|cuci)|washing machine|ayam|nasi|sayang|pinjaman|pinjol|loan|kerja kosong|lowongan|vacancy|hiring|paip|bola|resepi|hujan|cuaca|presiden|klik sini)(?![\p{L}])/u
const byScope: Rule = (scores, { message, entities }) => {
  if (!ELSEWHERE.test(message.words.join(' '))) return
  scores.out_of_scope += entities.some(entity => entity.kind.startsWith('device')) ? 1 : 3.5
}

/** Any request beats the greeting and the thanks around it. */
const byCourtesy: Rule = (scores, { message }) => {
  const others = Math.max(
    ...Object.entries(scores)
      .filter(([intent]) => intent !== 'greeting' && intent !== 'thanks_goodbye' && intent !== 'out_of_scope')
      .map(([, score]) => score),
  )
  if (others >= 0.9) {
    scores.greeting *= 0.35
    scores.thanks_goodbye *= message.question ? 0.3 : 0.5
  }
  // "malam" greets when it stands alone, not inside a sentence
  if (message.words.length > 3 && scores.greeting <= 1) scores.greeting = 0
  if (/^(?:salam|hai|selamat)/.test(message.words.join(' ')) && others < 0.9) scores.greeting += 0.8
}

export const RULES: readonly Rule[] = [
  byEntities,
  byPrice,
  byGoods,
  byVisit,
  byStatus,
  byShop,
  byWarranty,
  byPaper,
  byMoney,
  byPerson,
  byPrivacy,
  byBlame,
  byDecision,
  byContext,
  byScope,
  byCourtesy,
]
