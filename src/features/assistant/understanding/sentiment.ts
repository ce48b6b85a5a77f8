import type { Sentiment } from '../../../shared/assistant.ts'
import type { Normalised } from './normalise.ts'

/** Weights by canonical word; courtesy ("terimakasih" around a request, "maaf") weighs nothing here. */
const WORDS: Readonly<Record<string, number>> = {
  hebat: 2,
  bintang: 0.4,
  appreciate: 1.5,
  appreciated: 1.5,
  fast: 0.8,
  cepat: 0.3,
  teliti: 1.5,
  friendly: 1.5,
  helpful: 1.5,
  efficient: 1.5,
  recommend: 1.5,
  syorkan: 1.5,
  suka: 1.2,
  laju: 1,
  senang: 0.8,
  syabas: 2,
  bravo: 2,
  impressed: 2,
  alhamdulillah: 1.2,
  semoga: 0.8,
  moga: 0.8,
  berkah: 1,
  cool: 1,
  nice: 1.2,
  like: 0.3,
  brilliant: 2,
  fantastic: 2,
  wonderful: 2,
  thumbs: 1.2,
  kudos: 2,
  membantu: 1.2,
  berbaloi: 1,
  jujur: 1.5,
  memang: 0.1,
  sukses: 1,
  sopan: 1.4,
  teruk: -2.5,
  lambat: -0.4,
  mahal: -0.4,
  janji: -0.7,
  calar: -0.8,
  penyok: -0.8,
  cincai: -2,
  complain: -1.8,
  complaint: -1.8,
  aduan: -1.6,
  komplain: -1.8,
  viral: -1.8,
  viralkan: -2,
  tribunal: -2,
  waste: -2,
  bosan: -1.5,
  benci: -2,
  hate: -2,
  late: -0.3,
  ridiculous: -2.5,
  overcharge: -2,
  overcharged: -2,
  ignored: -1.8,
  bengang: -2.2,
  panas_hati: -2,
  sakit: -1,
  stress: -1.5,
  seriously: -1,
  serious: -0.8,
  annoying: -2,
  upset: -2,
  frustrated: -2,
  frustrating: -2,
  refund: -0.8,
  wrong: -0.6,
  walao: -0.8,
  alamak: -0.4,
  aiyo: -0.4,
  kurang: -0.2,
  hilang: -0.2,
  fake: -1.5,
  palsu: -1.5,
  tiruan: -1,
  cekik: -2,
  darah: -0.5,
  kapok: -2,
  serik: -2,
  tunggu: -0.2,
  worse: -2,
  slow: -0.5,
  never: -0.4,
  sampah: -2.2,
  brengsek: -3,
  anjing: -3,
  babi: -3,
  shit: -2.5,
  fuck: -3,
  fucking: -3,
  wtf: -2.5,
  damn: -1.2,
  pening: -1,
  risau: -1.2,
  worried: -1.2,
  sedih: -1.5,
  sad: -1.2,
  spam: -1.2,
  ganggu: -1.2,
  kacau: -1,
  malas: -0.8,
  mangkuk: -2,
  bangsat: -3,
  menyusahkan: -2,
  susah: -0.6,
  tak_guna: -2,
  annoyed: -2,
  nonsense: -2,
  lembap: -1.5,
  celaka: -3,
  haram: -1.5,
  dua_minggu: -0.5,
  menyampah: -2,
  rugi: -1.2,
  payah: -0.8,
}
/** Courtesy counts as gratitude only when it is the whole content. */
const PHRASES: readonly (readonly [RegExp, number])[] = [
  [
    /\b(?:like new|as new|macam baru|seperti baru|kayak baru|well done|good job|keep it up|five stars?|5 bintang|lima bintang|5\/5|10\/10|akan datang lagi|pasti datang lagi|come again|thumbs up|murah rezeki|god bless|terima ?kasih banyak|thank you so much|thanks a lot|makasih banyak)\b/i,
    1.8,
  ],
  [
    /\b(?:tak siap2|xsiap2|x siap2|belum siap2|lama sangat|lama sgt|lama bgt|lama banget|lama gila|too long|dah berapa (?:hari|minggu|kali)|berapa lama lagi nak tunggu|sampai bila|still not ready|masih belum siap|masih tak siap|dah 2 minggu|dah dua minggu|dah sebulan|how many times)\b/i,
    -1.6,
  ],
  [
    /\b(?:mahal (?:sangat|sgt|gila|nak mampus|betul|bgt|banget|giler)|kemahalan|cekik darah|too expensive|too steep|daylight robbery|ripoff|rip off)\b/i,
    -1.4,
  ],
  [
    /\b(?:kerja macam (?:ni|ini)|kok (?:gini|begini|malah|jadi)|macam mana kerja|what kind of (?:service|shop)|apa jenis|buang masa|waste (?:my|of) (?:time|money)|tak puas hati|x puas hati|not happy|unhappy|never again|you (?:people )?broke|makin teruk|makin rosak|tambah rosak|jadi rosak|ga beres|gak beres|not worth|tak membantu|tidak membantu|ga membantu|useless bot|bodoh|no reply|tak reply|x reply|tak balas)\b/i,
    -1.8,
  ],
  [
    /\b(?:bagus sangat lah|pandai sangat|great job breaking|wah hebat|terbaik la sangat|thanks for nothing|nice one, broke|bagus ya, |hebat ya, )/i,
    -4,
  ],
  [/\b(?:1 bintang|1\/5|2\/5|satu bintang|one star|2 bintang|2 stars?|1\/10|2\/10|3\/10)\b/i, -2.5],
]
const EMOJI: Readonly<Record<string, number>> = {
  '😡': -2,
  '🤬': -3,
  '😠': -2,
  '👎': -1.5,
  '😤': -1.5,
  '😞': -1.2,
  '😢': -1,
  '😭': -0.8,
  '🙄': -1.2,
  '💔': -1,
  '❤': 1.2,
  '😍': 1.8,
  '🥰': 1.8,
  '👍': 0.5,
  '🙏': 0.2,
  '😊': 0.6,
  '💯': 1.5,
  '👏': 1.2,
  '⭐': 0.6,
  '🌟': 0.6,
  '🎉': 1.2,
  '😘': 1,
}
/** What thanks are wrapped in; with more than this around them they are courtesy. */
const THANKING = new Set([
  'terimakasih',
  'ok',
  'ya',
  'banyak',
  'banyak2',
  'sangat',
  'sgt',
  'atas',
  'info',
  'infonya',
  'maklumat',
  'bantuan',
  'so',
  'much',
  'very',
  'lot',
  'saya',
  'awak',
  'semua',
  'sudah',
  'juga',
  'untuk',
])
const FLIPS = new Set(['tidak', 'bukan', 'belum', 'kurang', 'no', 'hardly', 'jangan'])
const SOFT = new Set(['sikit', 'agak', 'slightly', 'bit', 'little'])
const STRONG = new Set([
  'sangat',
  'sgt',
  'banget',
  'bgt',
  'very',
  'really',
  'gila',
  'giler',
  'betul',
  'memang',
  'so',
  'too',
  'sekali',
  'habis',
  'extremely',
  'totally',
])

export function readSentiment(message: Normalised): Sentiment {
  const { words, lower, emoji } = message
  let score = 0
  words.forEach((word, at) => {
    const weight = WORDS[word]
    if (!weight) return
    const before = [words[at - 1], words[at - 2]]
    const near = [words[at + 1], words[at - 1]]
    const negated = before.some(other => other !== undefined && FLIPS.has(other))
    const strength = near.some(other => other && SOFT.has(other))
      ? 0.3
      : near.some(other => other && STRONG.has(other))
        ? 1.4
        : 1
    // "tak teruk" is mild praise at most, "tak puas" is plain blame
    score += negated ? (weight > 0 ? -weight * 0.9 : 0.2) : weight * strength
  })
  for (const [pattern, weight] of PHRASES) if (pattern.test(lower)) score += weight
  for (const sign of emoji) score += EMOJI[sign] ?? 0
  const rest = words.filter(word => !THANKING.has(word))
  const thanks = words.filter(word => word === 'terimakasih').length
  // gratitude is the content when little else is said
  if (thanks && score >= 0 && !message.question && rest.length <= 1) score += 1.2
  if (score < 0 && /!{2,}/.test(lower)) score *= 1.3
  const bounded = Math.tanh(score / 2.5)
  const label = score >= 1 ? 'positive' : score <= -1 ? 'negative' : 'neutral'
  const confidence = label === 'neutral' ? 1 - Math.abs(score) * 0.4 : Math.min(0.99, 0.5 + Math.abs(bounded) / 2)
  return { label, score: Number(bounded.toFixed(4)), confidence: Number(confidence.toFixed(4)) }
}
