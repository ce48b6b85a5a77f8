import type { Entity, ProblemCategory } from '../../../shared/assistant.ts'

const PARTS: readonly (readonly [ProblemCategory, string])[] = [
  [
    'housing',
    'back ?glass|kaca belakang|back ?cover|backdoor|housing|casing belakang|body|belakang|hinge|engsel|frame',
  ],
  [
    'screen',
    'skrin|screen|lcd|layar|display|kaca depan|cermin|touch ?screen|touch|oled|amoled|monitor laptop|屏幕|荧幕',
  ],
  ['battery', 'bateri|battery|batt|betri|batre|baterai|batrai|baterei|batery|btri|电池'],
  [
    'charging',
    'port cas(?:an)?|charging port|charger port|usb port|port usb|port charger|port charging|konektor cas|konektor|connector|port|pin cas|lubang cas|colokan|charging|charger',
  ],
  ['audio', 'speaker|mic(?:rophone)?|mik|suara|bunyi|sound|earpiece|audio|volume'],
  ['camera', 'kamera|camera|cam|lensa|lens|webcam'],
  ['network', 'signal|sinyal|line|sim ?card|sim|wifi|wi-fi|bluetooth|network|imei|data line'],
  ['biometric', 'face ?id|touch ?id|finger ?print|cap jari|sidik jari'],
  ['button', 'butang power|butang|button|tombol|home button|power button|suis|vibration motor|motor getar|vibrat\\w+'],
  ['keyboard', 'keyboard|papan kekunci|trackpad|touchpad|mouse pad|keypad'],
  ['storage', 'hard ?disk|hardisk|hdd|ssd|storage|memory|memori|data'],
  ['heat', 'fan|kipas|thermal paste'],
  ['power', 'ic power|motherboard|mainboard|mesin|board|ram'],
  ['software', 'windows|software|os|sistem|system|ios|android'],
]
const FAULT =
  "(?:pecah|retak|crack(?:ed)?|shatter(?:ed)?|gelap|hitam|black|blank|ber?garis|garis\\w*|bintik|berbayang|shadow|line hijau|kembung|bloated|swollen|kong|drain\\w*|boros|lemah|weak|cepat habis|habis cepat|cepat kong|rosak|rusak|spoil[t]?|broken|damaged?|longgar|loose|goyang|kabur|blur(?:ry)?|buram|mati|dead|hilang|lost|gone|patah|bengkok|bent|terkopek|calar|sember|pecah2|putus2|putus-putus|slow|lambat|lemot|penuh|full|corrupt|panas|bising|noisy|error|problem|masalah|bermasalah|hang|stuck|tersekat|freeze|frozen|macet|jem|flicker\\w*|kelip2?|kedip\\w*|bocor|leak\\w*|kena|jatuh|crash(?:ed)?|haus|aus|tak dengar|tak clear|takde|xde|ga ada|gak ada|tiada|not work\\w*|not function\\w*|stop(?:ped)? \\w+|won'?t \\w+|does(?:n'?t| not) \\w+|can(?:'t|not| not) \\w+|(?:tak|x|tidak|tk|gak?|nggak|ngga|tdk|ga) ?(?:boleh|bisa|blh|leh|mau|nak|dapat|dpt)? ?(?:keluar \\w+|masuk \\w+|berfungsi|function|jalan|hidup|on|nyala|detect|detek|baca|respon\\w*|sentuh|gerak|dengar|bunyi|cas|charge|ngecas|kesan|work|connect|keluar|masuk|scan|buka|muncul|tekan|clear))"
const WORK =
  '(?:tukar|ganti|gantiin|replace|change|tukarkan|betulkan|baiki|repair|fix|benerin|servis|换|upgrade|cuci|replacing)'

/** Complaints that name no part. */
const SYMPTOMS: readonly (readonly [ProblemCategory, string])[] = [
  [
    'liquid',
    '(?:masuk|kena|jatuh(?: dalam| dlm| ke)?|kemasukan|termasuk|terkena) (?:air|water|kolam|tandas|sungai|laut|kopi)|water damage|wet|basah|nyemplung(?: \\w+)?|kecemplung(?: \\w+)?|tenggelam|ketumpahan \\w+|tertumpah \\w+|spill(?:ed)? \\w+|进水',
  ],
  [
    'lock',
    '(?:lupa|forgot|lupe) (?:password|pattern|pola|pin|passcode|kata laluan|sandi|kod|icloud)|(?:icloud|frp|google|kena) lock(?:ed)?|terkunci|akun google|buka pola|unlock',
  ],
  [
    'charging',
    "(?:tak|x|tidak|gak?|nggak|ngga|tdk|tk) ?(?:boleh|bisa|blh|mau|nak|dapat|leh|masuk)? ?(?:masuk )?(?:cas|ngecas|charge|charging|caj|dicas)|(?:not|won'?t|can'?t|cannot|doesn'?t) charg\\w+|cas (?:tak masuk|putus2|x masuk|lambat|lama)|slow charging|充不到电",
  ],
  [
    'power',
    "mati total|matot|(?:tiba2 |tiba-tiba |terus )?mati sendiri|restart sendiri|asyik restart|boot ?loop|stuck (?:di )?logo|hang logo|(?:tak|x|tidak|gak?|nggak|ngga|tk|tdk) ?(?:boleh|bisa|mau|nak|blh)? ?(?:on|hidup|nyala|dihidupkan)|xde display|(?:won'?t|does(?:n'?t| not)|can(?:not|'t)) (?:turn on|power on|on|start|boot)|no power|not turning on|dead|mati|turned off|keeps? restarting|reboot sendiri",
  ],
  [
    'screen',
    'green line|line hijau|garis hijau|black ?spot|ghost ?touch|dead pixel|(?:tak|x|ga|gak|tidak) boleh (?:touch|sentuh)|blue screen',
  ],
  ['heat', 'over ?heat\\w*|cepat panas|panas(?: sangat| gila| banget)?|very hot|too hot'],
  ['battery', 'battery drain\\w*|health drop|cepat habis|cepat kong'],
  ['network', 'no service|(?:tak|x|ga|gak) ada (?:line|sinyal|signal)|line takde|no signal|tiada line'],
  ['audio', '(?:tak|x|tidak|ga|gak) (?:keluar |ada )?(?:bunyi|suara)|no sound'],
  [
    'software',
    'virus|format(?: \\w+)?|install windows|update gagal|stuck update|hang|ngehang|lemot|slow gila|lag(?:ging)?|lambat gila',
  ],
  ['storage', '(?:data|gambar|file) hilang|recover(?:y)? (?:data|files?|photos?)|storage (?:penuh|full)'],
  ['housing', 'penyok|bengkok|dent(?:ed)?'],
]

const B = '(?<![\\p{L}\\p{N}])'
const E = '(?![\\p{L}\\p{N}])'
/** Words allowed between a part and its fault; negations belong to the fault. */
const BETWEEN =
  '(?: (?!(?:tak|x|tidak|gak?|nggak|ngga|tk|tdk|berapa|brp|dan|and|or|atau|harga|tu|kalau|the)(?![\\p{L}]))[\\p{L}\\p{N}]+){0,3}?'
const PART = PARTS.map(([, words]) => words).join('|')
const patterns = [
  new RegExp(`${B}(${PART})(?:nya|ku)?${BETWEEN} ${FAULT}${E}`, 'giu'),
  new RegExp(
    `${B}(?:pecah|retak|crack(?:ed)?|broken|shattered|rosak|spoilt?|rusak|swollen|loose|lupa|no|faulty|tukar|damaged?) (${PART})${E}`,
    'giu',
  ),
  new RegExp(`${B}${WORK}(?:kan|in)? (${PART})(?:nya)?${E}`, 'giu'),
  /换(屏幕|荧幕|电池)/giu,
]
const symptoms = SYMPTOMS.map(([category, words]) => [category, new RegExp(`${B}(?:${words})${E}`, 'giu')] as const)
const partOnly = new RegExp(`${B}(${PART})(?:nya|ku)?${E}`, 'giu')
const partCategories = PARTS.map(([category, words]) => [category, new RegExp(`^(?:${words})$`, 'iu')] as const)

const categoryOf = (part: string): ProblemCategory =>
  partCategories.find(([, words]) => words.test(part))?.[0] ?? 'other'

/** The fault in the fewest words, else the part or work that is asked for. */
export function findProblems(lower: string): Entity[] {
  const spans: { start: number; end: number; value: ProblemCategory }[] = []
  const add = (start: number, text: string, value: ProblemCategory) => {
    const end = start + text.length
    if (!spans.some(span => start < span.end && end > span.start)) spans.push({ start, end, value })
  }
  for (const pattern of patterns) {
    for (const match of lower.matchAll(pattern)) add(match.index, match[0], categoryOf(match[1] ?? ''))
  }
  for (const [category, pattern] of symptoms)
    for (const match of lower.matchAll(pattern)) add(match.index, match[0], category)
  return spans
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, value }) => ({ kind: 'problem', text: lower.slice(start, end), value }))
}

/** A part named without a fault ("hinge repair", "tukar speaker nokia"): a problem only where work or a price is asked. */
export function findParts(lower: string): Entity[] {
  return [...lower.matchAll(partOnly)].map(match => ({
    kind: 'problem',
    text: match[0],
    value: categoryOf(match[1] ?? ''),
  }))
}
