import type { Entity } from '../../../shared/assistant.ts'

/** Brand as customers write it → brand as we print it. */
const BRANDS: Readonly<Record<string, string>> = {
  iphone: 'Apple',
  ip: 'Apple',
  ipon: 'Apple',
  aipon: 'Apple',
  iphon: 'Apple',
  ifon: 'Apple',
  ipad: 'Apple',
  macbook: 'Apple',
  imac: 'Apple',
  apple: 'Apple',
  airpods: 'Apple',
  mac: 'Apple',
  samsung: 'Samsung',
  samsul: 'Samsung',
  samsng: 'Samsung',
  sumsung: 'Samsung',
  xiaomi: 'Xiaomi',
  xiomi: 'Xiaomi',
  redmi: 'Xiaomi',
  poco: 'Xiaomi',
  mi: 'Xiaomi',
  oppo: 'Oppo',
  opo: 'Oppo',
  vivo: 'Vivo',
  realme: 'Realme',
  huawei: 'Huawei',
  huwawei: 'Huawei',
  honor: 'Honor',
  nokia: 'Nokia',
  infinix: 'Infinix',
  tecno: 'Tecno',
  itel: 'Itel',
  oneplus: 'OnePlus',
  motorola: 'Motorola',
  moto: 'Motorola',
  lg: 'LG',
  sony: 'Sony',
  xperia: 'Sony',
  pixel: 'Google',
  google: 'Google',
  nothing: 'Nothing',
  advan: 'Advan',
  axioo: 'Axioo',
  asus: 'Asus',
  rog: 'Asus',
  zenfone: 'Asus',
  vivobook: 'Asus',
  zenbook: 'Asus',
  tuf: 'Asus',
  acer: 'Acer',
  nitro: 'Acer',
  lenovo: 'Lenovo',
  thinkpad: 'Lenovo',
  ideapad: 'Lenovo',
  dell: 'Dell',
  msi: 'MSI',
  toshiba: 'Toshiba',
  fujitsu: 'Fujitsu',
  ps3: 'Sony',
  ps4: 'Sony',
  ps5: 'Sony',
  playstation: 'Sony',
  psp: 'Sony',
  xbox: 'Microsoft',
  surface: 'Microsoft',
  nintendo: 'Nintendo',
  gopro: 'GoPro',
  dji: 'DJI',
  garmin: 'Garmin',
  fitbit: 'Fitbit',
}
/** Brand words that are ordinary words too count only before a designation. */
const NEEDS_MODEL = new Set(['ip', 'mi', 'mac', 'google', 'nothing', 'surface', 'moto', 'tuf', 'nitro'])

const SUFFIX =
  '(?:pro ?max|promax|pro ?plus|pro|max|plus|mini|ultra|lite|air|prime|fe|neo|se|pm|prime|gt|turbo|5g|4g|s)'
const MODEL_PARTS = `(?:note ?\\d{1,2}[a-z]?|(?:galaxy|reno|nova|nord|mate|find|watch|series|tab|hot|smart|spark|pavilion|inspiron|latitude|vostro|aspire|swift|legion|yoga|predator|vivobook|zenbook|ideapad|thinkpad|victus|omen|elitebook|envy|rog|phone|switch|fold|flip|xps|gen|fold|mi|z ?flip|z ?fold|redmi note|pad) ?(?:[a-z]?\\d{1,4}[a-z]{0,2}|[a-z]\\d{1,3})?|[a-z]{1,2}\\d{1,4}[a-z]{0,2}|\\d{1,4}[a-z]{0,3}|xr|xs|x\\b|se\\b|air\\b|pro\\b|mini\\b|c\\d{1,2}|m\\d)`
const MODEL = `${MODEL_PARTS}(?: ?${SUFFIX}\\b){0,3}`

const brandWords = Object.keys(BRANDS)
  .sort((a, b) => b.length - a.length)
  .join('|')
const BRANDED = new RegExp(
  `(?<![\\p{L}\\p{N}])(${brandWords})(?:(nya|ku))?(?:[ -]?(${MODEL})(?![\\p{L}\\p{N}]))?(?![\\p{L}])`,
  'giu',
)
/** Designations that nothing else looks like, so they stand without a brand. */
const ALONE =
  /(?<![\p{L}\p{N}.,/#-])(galaxy [a-z]?\d{1,3}[a-z]?(?: (?:ultra|plus|fe|5g))*|galaxy (?:fold|flip) ?\d?|(?:note|reno|nova) ?\d{1,2}[a-z]?(?: (?:pro|ultra|plus|lite))*|a[0-9]{2}s?(?: 5g)?|s(?:[89]|2[0-9]|10)(?: ?(?:ultra|plus|fe))|s2[0-9]|y\d{2}s?|(?:1[1-7]|x|xs) (?:pro max|promax|pro|plus|mini|pm)|1[1-7](?:pm|promax|pro)|xr|switch lite|switch oled)(?![\p{L}\p{N}])/giu
/** A price or a wait is not a model: "iphone 200 ringgit", "samsung 3 hari". */
const NOT_A_MODEL =
  /^\s*(?:hari|hri|day|minggu|week|bulan|month|ringgit|rm|jam|pukul|tahun|year|biji|unit|kali|gb|%|pcs|orang|rb|ribu|jt|juta|minit|minutes?|hours?)/i

/** "13 pm" → "13 Pro Max", "note10" → "Note 10". */
export function canonicalModel(brandWord: string, model: string): string {
  const words = model
    .toLowerCase()
    .replace(/^galaxy /, '')
    .replace(/pro ?max|promax/g, 'pro max')
    .replace(/^(\d{1,2}|xs) ?pm$/, '$1 pro max')
    .replace(/^(\d{1,2})(pro|plus|mini|max)/, '$1 $2')
    .replace(/^(note|reno|nova)(\d)/, '$1 $2')
    .replace(/^(\d{1,2}|x)s?pm$/, '$1 pro max')
    .split(/\s+/)
  const shown = words.map(word =>
    /\d/.test(word) || /^(xr|xs|x|se|fe|gt|oled)$/.test(word)
      ? word.toUpperCase().replace(/^([A-Z]\d+)S$/, '$1s')
      : word.charAt(0).toUpperCase() + word.slice(1),
  )
  const line =
    LINES[brandWord.toLowerCase()] ??
    (/^galaxy /i.test(model) || (brandWord === '' && /^[as]\d/i.test(model)) ? 'Galaxy' : '')
  return [line, ...shown].filter(Boolean).join(' ')
}
const LINES: Readonly<Record<string, string>> = {
  iphone: 'iPhone',
  ip: 'iPhone',
  ipon: 'iPhone',
  aipon: 'iPhone',
  iphon: 'iPhone',
  ifon: 'iPhone',
  apple: 'iPhone',
  ipad: 'iPad',
  macbook: 'MacBook',
  mac: 'MacBook',
  imac: 'iMac',
  airpods: 'AirPods',
  samsung: 'Galaxy',
  samsul: 'Galaxy',
  samsng: 'Galaxy',
  sumsung: 'Galaxy',
  redmi: 'Redmi',
  poco: 'POCO',
  mi: 'Mi',
  pixel: 'Pixel',
  google: 'Pixel',
  thinkpad: 'ThinkPad',
  ideapad: 'IdeaPad',
  rog: 'ROG',
  zenfone: 'Zenfone',
  xperia: 'Xperia',
  ps4: 'PS4',
  ps5: 'PS5',
  ps3: 'PS3',
  vivobook: 'VivoBook',
  zenbook: 'ZenBook',
  surface: 'Surface',
}

export function findDevices(lower: string): Entity[] {
  const found: Entity[] = []
  const covered: [number, number][] = []
  const text = lower.replace(/\bi[ -]phone/g, 'iphone')
  for (const match of text.matchAll(BRANDED)) {
    const [whole, brand = '', , model] = match
    const after = text.slice(match.index + whole.length)
    const isModel =
      model !== undefined &&
      !(/^\d+$/.test(model) && NOT_A_MODEL.test(after)) &&
      !(brand === 'ip' && !/^[\dxs]/i.test(model))
    if (NEEDS_MODEL.has(brand) && !isModel) continue
    covered.push([match.index, match.index + whole.length])
    found.push({ kind: 'device_brand', text: brand, value: BRANDS[brand] as string })
    if (isModel && model)
      found.push({ kind: 'device_model', text: model.trim(), value: canonicalModel(brand, model.trim()) })
  }
  for (const match of text.matchAll(ALONE)) {
    const model = match[1] as string
    if (covered.some(([from, to]) => match.index >= from && match.index < to)) continue
    if (/^\d+$/.test(model)) continue
    const brand = /^galaxy|^a\d|^s\d/.test(model) ? '' : /^(?:1[1-7]|x)/.test(model) ? 'iphone' : ' '
    found.push({ kind: 'device_model', text: model, value: canonicalModel(brand, model) })
  }
  return found
}

/** The answer to "which model?" may be a bare "13" or "note 12". */
const BARE = new RegExp(
  `^\\s*(?:yang |the |model |jenis |bukan \\S+,? ?)?(${MODEL})(?:\\s*(?:la|lah|ya|je|aja|kak|bos|boss))*\\s*[.!]?$`,
  'i',
)
export function bareModel(lower: string, brandWord = ''): Entity | null {
  const match = BARE.exec(lower.trim())
  if (!match?.[1]) return null
  return { kind: 'device_model', text: match[1], value: canonicalModel(brandWord, match[1]) }
}

const TYPES: readonly (readonly [string, RegExp])[] = [
  ['laptop', /\b(?:laptop|lappy|lepi|macbook|notebook|thinkpad|ideapad|vivobook|zenbook|komputer riba|leptop)\b/i],
  ['tablet', /\b(?:ipad|tablet|tab)\b/i],
  ['computer', /\b(?:pc|desktop|komputer|computer|imac|cpu)\b/i],
  ['watch', /\b(?:watch|smartwatch|jam pintar|jam tangan)\b/i],
  ['console', /\b(?:ps[345]|playstation|xbox|nintendo|switch|psp|console|konsol)\b/i],
  ['printer', /\b(?:printer|pencetak)\b/i],
  [
    'phone',
    /\b(?:iphone|ip ?1?\d|phone|telefon|hp|hape|fon|handphone|ponsel|samsung|xiaomi|redmi|oppo|vivo|realme|poco|infinix|galaxy|nokia|honor|huawei)\b/i,
  ],
]
/** phone, laptop, tablet, computer, watch, console, printer; or null when nothing says. */
export const deviceType = (lower: string): string | null => TYPES.find(([, words]) => words.test(lower))?.[0] ?? null
