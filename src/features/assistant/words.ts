import type { Entity } from '../../shared/assistant.ts'
import { bareModel, findDevices } from './understanding/devices.ts'
import { normalise } from './understanding/normalise.ts'

const YES = new Set(['ya', 'ok', 'betul', 'boleh', 'setuju', 'teruskan', 'jadi', 'confirm', 'pasti', 'on'])
/** What a yes may be dressed in without becoming another sentence. */
const WITH_YES = new Set(
  'sahaja semua sila minta terimakasih sudah itu ini dia yang one mahu untuk memang correct baiki pulangkan kembalikan kembali return back it batal tutup hantar buat please sangat all looks good'.split(
    ' ',
  ),
)
const NO = new Set(['tidak', 'bukan', 'jangan', 'salah', 'no', 'belum', 'nope', 'nanti'])

/** "betul", "ya bos", "ok", "👍" and their opposites; null when it is neither. A sentence that asks or tells more is no answer. */
export function yesOrNo(text: string): 'yes' | 'no' | null {
  const message = normalise(text)
  // "ya" is a particle inside a sentence and an answer when it stands alone
  const words = message.words.length ? message.words : message.raw
  const { emoji } = message
  if (words.length === 0) return emoji.includes('👍') ? 'yes' : emoji.includes('👎') ? 'no' : null
  if (message.question || words.length > 5) return null
  if (words.some(word => NO.has(word))) return 'no'
  const said = words.some(word => YES.has(word)) || /^(?:ya|iya|yes|yup|yeah)\b/i.test(text.trim())
  return said && words.every(word => YES.has(word) || WITH_YES.has(word)) ? 'yes' : null
}

const AHEAD =
  /\b(?:jadi|boleh|bisa|setuju|teruskan|lanjut|proceed|go ahead|deal|can|ya|iya|yes|yup|yeah|nak (?:buat|baiki|repair|teruskan)|mau (?:servis|perbaiki|lanjut))\b/i
/** A yes that asks for the work; a bare "ok" may be thanks for the answer. */
export const goesAhead = (text: string): boolean => AHEAD.test(text) && yesOrNo(text) === 'yes'

const DOUBT =
  /batal|cancel|\b(?:ke|kah|tak|tidak|x|ga|gak|nggak|no|not|don'?t|jangan|belum|bukan|reject|tolak)\b|mahal|expensive|murah|kurang|discount|diskaun|diskon|fikir|pikir|think|nanti|later|tunggu|wait|kalau|kalo|klu|if\b|berapa|brp|how|why|kenapa|bila|kapan|when|apa\b|what|pulang|balik|ambil|return|collect|\b(?:hold on|let me|ask(?:ing)?|check with|discuss|talk to|tanya\w*|bincang|diskusi|rundingkan|kejap|sekejap|jap|sat|bentar|sebentar|dulu|dl|first|wife|husband|hubby|isteri|istri|suami|family|keluarga)\b/i
const NO_DOUBT = /tak apa|takpe|tidak apa|gpp|ga ?papa|no problem|tak ada masalah|if possible/gi
/** An approval in words is money: whatever asks, doubts, bargains or takes back is none. */
export const isPlainApproval = (text: string): boolean =>
  !normalise(text).question && !DOUBT.test(text.replace(NO_DOUBT, ' '))

const GO_AHEAD =
  /\b(?:setuju|jadi|teruskan|lanjut\w*|proceed|go ahead|approved?|deal|lulus\w*|baiki|kerjakan|kerjain|start)\b/i
/** Not an "ok" that may be no more than a nod. */
export const saysGoAhead = (text: string): boolean => GO_AHEAD.test(text)
const LIMITS =
  /\b(?:kalau|kalo|kalu|klau|klu|klo|kl|jika|if|unless|tapi|tp|but|asal|asalkan|provided|mahal\w*|expensive|kurang|murah|discount|disc|diskaun|diskon|nego|tunggu|wait|nanti|later)\b/i
export const isLimited = (text: string): boolean => LIMITS.test(text)

const NEGATED = "\\b(?:tak|tidak|x|ga|gak|nggak|enggak|not|don'?t|jangan) ?"
const DONE_AFTER_ALL =
  /\b(?:lanjut\w*|terus(?:kan|in|ke?an)|proceed|go ahead|kerjakan|kerjain|setuju|approved?|jadi(?:in|kan)?|nak|mahu|mau|want)\b/i
const SENT_BACK = new RegExp(
  `pulang|balik|return|back|kembali|batal|cancel|ambil|amik|amek|${NEGATED}(?:jadi|nak|mahu|mau|want|baiki|repair|servis|lanjut|setuju)`,
  'i',
)
/** "ya udah lanjut aja", "teruskan": said to "return it unrepaired?" it sends nothing back. */
export const wantsItDone = (text: string): boolean => DONE_AFTER_ALL.test(text) && !SENT_BACK.test(text)

const SUPPOSING = /\b(?:kalau|kalo|kalu|klau|klu|klo|kl|jika|if|misal\w*|andai\w*)\b/i
const COSTS = /\b(?:berapa\w*|brp|brapa|how much|bayar\w*|kena|caj|cas|charge\w*|fee|biaya\w*|kos|cost|pay)\b/i
/** "kalau tak jadi kena bayar berapa?": asks what a refusal would cost, and refuses nothing. */
export const asksWhatIf = (text: string): boolean => SUPPOSING.test(text) && COSTS.test(text)

const PRICEY = /\b(?:mahal\w*|kemahalan|mhl|expensive|exp|pricey|steep|overpriced)\b/i
const DECIDES =
  /batal|cancel|(?:tak|x|ga|gak|nggak|tidak) ?jadi|ambil|amik|amek|pulang|balik|return|lain|else|teruk|cekik|tipu/i
const WANTS_NOT = /\b(?:tak|x|ga|gak|nggak|tidak|don'?t|do not) ?(?:nak|mahu|mau|want)\b/i
/** "mahalnya", "wah mahal gila": said of the price, deciding nothing. */
export const isPriceRemark = (text: string): boolean =>
  PRICEY.test(text) && !DECIDES.test(text) && !WANTS_NOT.test(text) && text.trim().split(/\s+/).length <= 8

const LESS =
  /\b(?:kurang(?:kan|in)|kurang (?:sikit|skit|sket|dikit|lagi|tak|x|ke|ga|gak|nggak|dong|la|lah|harga|boleh|bisa)|nego\w*|runding|tawar|diskaun|diskon|discount|disc|korting|murah(?:kan|in| sikit| skit| lagi| dikit)|cheaper|best price|harga (?:kawan|member|teman|geng)|lower (?:the )?price)\b|\b(?:boleh|bole|blh|bisa|bs|can|could)\b.{0,20}\b(?:kurang|less|lower)\b/i
/** "boleh kurang sikit?", "nego dong", "any discount?": a wish that only a person may grant. */
export const asksForLess = (text: string): boolean => LESS.test(text) && !DECIDES.test(text)

const CANCEL =
  /^(?:eh |ok |sorry |maaf )?(?:batal\w*|cancel\w*|(?:tak|x|ga|gak|nggak|tidak) ?jadi|stop|berhenti|never ?mind|lupakan|forget it|quit|keluar)(?: (?:la|lah|dulu|je|aja|saja|please|ya|deh|bos|kak|it|dah))*[.! ]*$/i
export const isCancel = (text: string): boolean => CANCEL.test(text.trim())

const POLITE = '(?: (?:la|lah|je|please|pls|ya|ye|dong|deh|bos|kak|ok|now|terus|semua|all|it))*[.! ]*$'
const STOP = new RegExp(
  `^(?:please |pls |tolong |sila |ok )?(?:(?:stop|berhenti|henti|hentikan|berhentikan|unsubscribe|unsub|opt ?out)(?: (?:hantar|kirim|send\\w*|mesej|pesan|messag\\w*|msg|notis|notifikasi|notification\\w*|whatsapp|wasap|wa|me|saya|aku|semua|all))*|(?:jangan|jgn|don'?t|do not) (?:lagi )?(?:hantar|kirim|mesej|wasap|whatsapp|wa|hubungi|message|contact|text)(?: (?:mesej|pesan|saya|sy|aku|me|apa[- ]?apa|lagi|anymore|again|ni|ini))*)${POLITE}`,
  'i',
)
/** STOP, alone in a message. "stop promo" is about promotions only, "jangan stop repair" about the work. */
export const saysStop = (text: string): boolean => STOP.test(text.trim())
const START = new RegExp(
  `^(?:please |pls |tolong |ok )?(?:start|mula|mulai|sambung|resume|subscribe|aktifkan|unstop)(?: (?:semula|lagi|balik|again|hantar|kirim|mesej|pesan|notis|notifikasi|messages?))*${POLITE}`,
  'i',
)
export const saysStart = (text: string): boolean => START.test(text.trim())

const SKIP =
  /^(?:tak ?ada|takde|xde|x ada|xda|tiada|ga ?ada|gak ada|nggak ada|no(?: photos?)?|none|skip|langkau|lewati|lewat|tak payah|tak perlu|ga usah|gak usah|nope|don'?t have|nanti|teruskan|lanjut|next|go on|ok|dah|udah|itu (?:je|sahaja|aja|saja)|tu je|done|siap)(?: (?:la|lah|je|aja|ya|kak|bos|gambar|foto|dulu|photos?))*[.! ]*$/i
export const isSkip = (text: string): boolean => SKIP.test(text.trim())

const WAIT =
  /^(?:ok |ya )?(?:kejap|sekejap|jap|sat|wait|tunggu|bentar|sebentar|hold on|one moment|a moment)(?: (?:ya|la|lah|kak|bos|ye|please|jap))*[.! ]*$/i
export const isWaiting = (text: string): boolean => WAIT.test(text.trim())

const BOT = /\b(?:chat ?)?bot\b|robot|mesin|auto ?reply|automated|machine/i
const TIRED =
  /bodoh|bodo|bengap|bangang|stupid|dumb|useless|tak guna|ga guna|tak membantu|(?:ga|gak|tidak|nggak) membantu|teruk|benci|hate|menyampah|(?:tak|x|tk) (?:nak|mahu|faham|paham)|taknak|xnak|(?:ga|gak|nggak) (?:mau|ngerti|paham|nyambung)|don'?t want|not a|bukan|stop|jangan|sick of|annoying|fuck|sial|babi/i
/** He has had enough of the bot itself: it says no more. */
export const blamesBot = (text: string): boolean => BOT.test(text) && TIRED.test(text)

const INSULT =
  /\b(?:bodo[h]?|bodow|bengap|bangang|bengong|tolol|bego|goblok|dungu|sial(?:an)?|babi|anjing|anjir|celaka|bangsat|brengsek|kimak|pukimak\w*|puki|kontol|asu|jancok|haram ?jadah|stupid|idiot|dumb|moron|fuck\w*|shit\w*|wtf|damn|kepala (?:otak|hotak|bapak|bana)|mampus|palui|paloi)\b/gi
const AROUND =
  /\b(?:kau|kaw|ko|lu|loe|you|u|awak|korang|kalian|ni|nih|la|lah|lar|punya|betul|gila|sangat|sungguh|banget|bgt|memang|so|very|are|ur|your|the|a|dia|oi|woi|weh|wei|hoi|apa|what|man|bro|bos|boss|kak|ah|eh|this|ini|itu|tu)\b/gi
/** Nothing but abuse: it blames no work and asks for nothing. */
export function isAbuse(text: string): boolean {
  if (!text.trim()) return false
  const bare = text.replace(INSULT, ' ').replace(AROUND, ' ')
  const abusive = INSULT.test(text) || /[😡🤬😠]/u.test(text)
  INSULT.lastIndex = 0
  return abusive && !/[\p{L}\p{N}]/u.test(bare.replace(/(.)\1{2,}/gu, '$1'))
}

const HOW_LONG =
  /\b(?:(?:berapa|brp|brape|brapa) (?:lama|hari|jam)|how (?:long|many (?:days|hours))|turnaround|same day|(?:bila|kapan|bile) (?:boleh |bisa )?(?:siap|selesai|kelar|jadi)|(?:siap|selesai|kelar|done|ready|finish\w*) (?:\w+ )?(?:hari (?:ni|ini|sama)|today|esok|besok|tomorrow))\b/i
/** How long a repair takes, or whether it is done today. */
export const asksHowLong = (text: string): boolean => HOW_LONG.test(text)

const RUNS = /asdf|sdfg|dfgh|qwer|wert|erty|zxcv|xcvb|hjkl|jkl;|lkjh|poiu|fdsa|rewq|(.)\1{3}/i
/** Keys pressed at random: no word of any language, no model. */
export const isGibberish = (text: string): boolean => {
  const letters = text.toLowerCase().replace(/[^\p{L}]/gu, '')
  return RUNS.test(text) || (letters.length > 2 && !/\d/.test(text) && !/[aeiouy]/.test(letters))
}

const UNSURE =
  /tak (?:pasti|tahu|tau|sure|ingat)|x (?:pasti|tahu|tau|sure)|ga (?:tau|tahu|yakin|ingat)|gak (?:tau|tahu|yakin)|nggak tahu|tidak (?:tahu|pasti|yakin)|not sure|don'?t know|dunno|no idea|entah|lupa/i
export const isUnsure = (text: string): boolean => UNSURE.test(text)

const NOISE =
  /(?:^|\s)(?:eh|oh|sorry|maaf|sori|ops|alamak|maksud(?:nya)?|saya|sy|i mean|actually|sebenarnya|yang betul|it'?s|its|is|tapi|but|la|lah|bos|kak|ya|model|nya|punya|dia|tukar|jadi|kepada|ke|to|silap|tersilap|salah|typo|jugak?|pun|balik|saja|je|too|as well|after all)(?=\s|$|,)/gi
const DENIED =
  /(?:bukan(?:lah)?|bkn|not|salah|instead of|ganti)\s+(?:iphone |samsung |redmi |oppo |vivo |the |yang )?([\p{L}\p{N}]+(?: (?:pro|max|plus|mini|ultra))*)/giu

/**
 * "eh bukan 13, 12" → 12. Null when nothing is corrected. `brand_word` is the word the customer used for the brand before.
 */
export function correctedModel(lower: string, brand_word: string): Entity | null {
  if (!/bukan|bkn|\bnot\b|salah|instead|maksud|i mean|sebenarnya|actually|\beh\b|tersilap|silap|typo/i.test(lower))
    return null
  const rest = lower.replace(DENIED, ' ').replace(/[,.;!]/g, ' ')
  const named = findDevices(rest).find(entity => entity.kind === 'device_model')
  if (named) return named
  const bare = rest.replace(NOISE, ' ').replace(NOISE, ' ').replace(/\s+/g, ' ').trim()
  return bareModel(bare, brand_word)
}

const TIME = /jangan|jgn|dulu|fikir|pikir|nanti|wait|think|kejap|bentar|hold/i
export const wantsTime = (text: string): boolean => TIME.test(text)

const THINKS =
  /(?:fikir|pikir|think|bincang|diskusi|tanya (?:\p{L}+ )?(?:isteri|suami|wife|husband|istri|mak|ayah|bini|bos|boss|family|keluarga)|(?:ask|check with|talk to|discuss with) (?:my |the )?(?:wife|husband|hubby|mum|mom|dad|parents|family|boss|partner))|hold on|nanti (?:saya |sy |aku )?(?:bagitau|beritahu|kabari|confirm|jawab)|let you know|get back to you/iu
export const isThinking = (text: string): boolean => THINKS.test(text)

const HELLO =
  /^(?:\s*(?:hi+|hai+|he+y|hello+|halo+|salam|assalam\w*|as salam|selamat (?:pagi|siang|tengah hari|petang|sore|malam)|good (?:morning|afternoon|evening)|boss?|kak|bang|abang|mas|mbak|min|admin|gan|bro|sis|tuan|puan|encik|cik)\b[\s,.!-]*)+/i
const PRICE_TAIL =
  /[\s,.;?!-]*\b(?:berapa|brp|brapa|brape|bape|harga\w*|kos|biaya\w*|ongkos\w*|how much|price|cost)\b[\s\S]*$/i

/** The fault as it may stand on a paper: without the greeting before it and the question for the price after it. */
export function faultWords(text: string): string {
  const whole = text.trim()
  const bare = whole.replace(HELLO, '').replace(PRICE_TAIL, '').trim()
  // "berapa tukar skrin iphone 13" asks first: nothing would be left.
  const words = bare.split(/\s+/).length >= 2 ? bare : whole
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const IF =
  /(?<!\p{L})(?:kalau|kalo|kalu|klau|klu|klo|kl|if|jika|otherwise|or else|unless|atau saya|atau aku)(?!\p{L})/iu
/** Something is said to hold only if. */
export const isCondition = (text: string): boolean => IF.test(text)

const GOES =
  /(?:ambil|amik|amek|ambik|bawa|hantar|repair|baiki|servis|pergi|cari|go|try|repair|bring|fix)\b[^?]*\b(?:kedai|tempat|toko|shop|place|elsewhere) ?(?:lain|else|other)?|(?:ambil|amik|amek|ambik) (?:balik|semula|je|jer|aja|aje|saja|sahaja|lagi)|ambil(?:\b[^?]*)?$|\b(?:cancel\w*|batal\w*|(?:tak|x|ga|gak|nggak) ?jadi|pulang\w*|balikin|refund|return(?: it)?|take (?:it|my \w+) (?:back|elsewhere)|tarik balik|(?:want|get) it back|collect it)\b/i
/** "if it isn't done today I take it back": nothing is decided yet, and it is not a question either. */
export const isThreat = (text: string): boolean =>
  isCondition(text) && GOES.test(text) && !/\?|berapa|brp|caj|charge|fee|kena\b|macam mana|gimana|how|what/i.test(text)
