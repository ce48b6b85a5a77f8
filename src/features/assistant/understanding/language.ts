import type { WrittenLanguage } from '../../../shared/assistant.ts'
import type { Lang } from '../../../shared/messages.ts'

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Words that only one of the two sisters uses; shared Malay-Indonesian words say "not English". */
const MALAY = list(
  'nak nk dah dh xde takde skrin bateri tukar rosak kedai waranti resit invois temujanji bila boleh blh ke tak x xnak taknak camne mcm macam esok pukul petang awak korang telefon cas baiki dibaiki selasa khamis jumaat ahad isnin cakap percuma pejabat bukak kat je jer ni tu tq sy amik amek boss bos kakitangan sebut hantar hntr duit wang lewat mesej berbaloi semalam haritu bagi kereta henpon fon skrg sgt sangat teruk kerosakan skru ansuran baki tempoh tarikh hadapan luluskan sila mintak xleh xboleh xdpt tlg abg wei weh ikut sebab syukur betri camni macamni lepas siapkan jumpa beritahu inbois cawangan terbaik mantop cermin sekejap jap kejap tokey tauke juruteknik aduan punya tahap encik cik',
)
const INDONESIAN = list(
  'udah udh gak ga gk nggak ngga enggak bisa bs ganti batre baterai batrai layar kapan kpn gimana gmn gue gw lu banget bgt aja dong nih sih deh kok makasih mksh toko garansi kuitansi kwitansi faktur hape ponsel rekening rek servisnya benerin betulin diperbaiki perbaiki dikerjakan dikerjain min gan agan mas mbak besok sore kamis jumat senin uang biaya ongkos ntar kemarin butuh casan ngecas lemot matot kelar udahan nyala sinyal tf trf qris cicil cicilan cabang parkir gitu gini kayak pengen pengin silakan jadwal libur diskon murahin kemahalan rusak nyemplung diselametin bang om bapak jelek ngerti paham udahlah pake bayarnya ambilnya garansinya mantul kerjaan pengerjaannya panggilin aslinya konektor brapa rb jt ribu juta ovo gopao gopay kontak dilupakan lokasinya tgl sampe dateng kesana dianter antar anter gimanaa sampeyan monggo mau',
)
const SHARED = list(
  'saya saye berapa harga apa siapa bagaimana di dan yang yg ini itu ada tidak sudah belum blm mahu untuk utk dengan dgn dari pada pecah retak mati hidup bayar ambil kirim terima kasih kasi selamat pagi siang malam hari ini jangan jgn kalau kalo klo juga jg lagi sampai siap jadi masih banyak bukan semua pakai minta tolong tlg mohon baru lama cepat murah mahal bagus puas kerja bulan minggu tahun balik sahaja saja cuma dapat setuju batal tunda padam hapus data nombor nomor orang kak kakak pak bu layanan petugas ramah rapi brp brapa',
)
const ENGLISH = list(
  "the is are was were my your you i'm i me we it's it this that please pls can could would how much when where what why who do does did not don't doesn't can't won't have has get got want need fix cracked broken cost today tomorrow tonight yesterday thanks thank hey good morning afternoon evening night done collect pick up drop off reschedule pay paid payment bad great speak talk human person delete unsubscribe location branch hours buy sell any one on off at in for with and or but if then of to from will be been still yet already work working job done quote estimate approve go ahead start proceed leave return my won't turn again last week month just send sorry excellent five stars out well very too so really never always people took take long date change move push half hour stuck traffic english",
)
/** English words that Malay and Indonesian chats use all day: little evidence. */
const LOANS = list(
  'repair phone screen battery charge charging price open close booking book slot status receipt invoice warranty claim refund service staff cancel cash transfer bank stock laptop appointment stop ready hi hello free best time late number data address cover card copy number',
)
/** Particles of Malaysian English do not make a message mixed by themselves. */
const PARTICLES = list('la lah lor leh ah eh boss bos bro kak bang hi hai hello ok okay tq sis')

const score = (word: string) => ({
  ms: MALAY.has(word) ? 2 : SHARED.has(word) ? 1 : 0,
  id: INDONESIAN.has(word) ? 2 : SHARED.has(word) ? 1 : 0,
  en: ENGLISH.has(word) ? 2 : LOANS.has(word) ? 0.5 : 0,
})

/** Malay and Indonesian share most words: only words that one of them alone uses decide, and then the customer's habit. */
export function detectLanguage(raw: readonly string[], usual: Lang = 'ms'): WrittenLanguage {
  let ms = 0
  let id = 0
  let en = 0
  for (const word of raw) {
    if (PARTICLES.has(word) || /\d/.test(word)) continue
    const points = score(word.replace(/(?:nya|lah|kah)$/, '') || word)
    const whole = score(word)
    ms += Math.max(points.ms, whole.ms)
    id += Math.max(points.id, whole.id)
    en += Math.max(points.en, whole.en)
  }
  const malayan = Math.max(ms, id)
  if (malayan === 0 && en === 0) return raw.some(word => word === 'hello' || word === 'hey') ? 'en' : usual
  if (malayan > 1 && en > 1 && Math.min(malayan, en) / Math.max(malayan, en) > 0.34) return 'mix'
  if (en > malayan && en >= 1) return 'en'
  // a loan word alone ("stop", "status") says nothing of the language
  if (malayan === 0) return usual
  if (ms === id) return usual === 'id' ? 'id' : 'ms'
  return ms > id ? 'ms' : 'id'
}

const SWITCHES: readonly (readonly [Lang, RegExp])[] = [
  [
    'en',
    /\b(?:(?:in|speak|use|can|change to|switch to|reply)\s+)?english\b(?:\s*(?:please|pls|plz|can|ok|la|only))?|\binggeris\b|\binggris\b/i,
  ],
  [
    'id',
    /\bbahasa indonesia\b|^indo(?:nesia)?(?: aja| saja| please)?$|\b(?:pakai|guna|cakap|bicara|speak|in) indo(?:nesia)?\b/i,
  ],
  [
    'ms',
    /\bbahasa(?: melayu| malaysia| je| la| please| pls)?\b|\bmelayu(?: please| pls| la| je)?\b|\bmalay(?: please| pls)?\b|\bbm (?:please|pls|la|je|boleh)\b|^bm$/i,
  ],
]

/** "english please", "bahasa je", "boleh cakap english?": a wish for another language, in a message about nothing else. */
export function wantedLanguage(lower: string): Lang | null {
  if (lower.split(/\s+/).length > 6) return null
  return SWITCHES.find(([, pattern]) => pattern.test(lower))?.[0] ?? null
}
