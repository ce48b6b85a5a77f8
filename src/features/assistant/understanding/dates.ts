import type { Entity } from '../../../shared/assistant.ts'

const B = '(?<![\\p{L}\\p{N}])'
const E = '(?![\\p{L}\\p{N}])'
const WEEKDAYS: readonly (readonly [number, string])[] = [
  [0, 'ahad|sunday|sun|hari minggu|minggu'],
  [1, 'isnin|senin|monday|mon'],
  [2, 'selasa|tuesday|tue'],
  [3, 'rabu|wednesday|wed'],
  [4, 'khamis|kamis|thursday|thu'],
  [5, 'jumaat|jumat|friday|fri'],
  [6, 'sabtu|saturday|sat'],
]
const MONTHS: readonly string[] = [
  'jan\\w*',
  'feb\\w*',
  'mac|mar(?:ch|et)?',
  'apr\\w*',
  'mei|may',
  'jun[ei]?',
  'jul\\w*',
  'ogos|aug\\w*|agu\\w*',
  'sep\\w*',
  'o[ck]t\\w*',
  'nov\\w*',
  'dis\\w*|des\\w*|dec\\w*',
]

const day = 86_400_000
const shift = (today: string, days: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * day).toISOString().slice(0, 10)
const weekdayOf = (iso: string) => new Date(`${iso}T00:00:00Z`).getUTCDay()

/** The next such weekday, today excluded; "depan"/"next" adds nothing: shops mean the coming one. */
function comingWeekday(today: string, weekday: number): string {
  return shift(today, (weekday - weekdayOf(today) + 7) % 7 || 7)
}
function dated(today: string, d: number, m?: number, y?: number): string | null {
  const [year, month] = today.split('-').map(Number) as [number, number]
  const iso = (yy: number, mm: number) => `${yy}-${String(mm).padStart(2, '0')}-${String(d).padStart(2, '0')}`
  if (d < 1 || d > 31 || (m !== undefined && (m < 1 || m > 12))) return null
  if (y !== undefined) return iso(y < 100 ? 2000 + y : y, m as number)
  if (m !== undefined) return iso(m < month - 6 ? year + 1 : year, m)
  const thisMonth = iso(year, month)
  return thisMonth >= today ? thisMonth : iso(month === 12 ? year + 1 : year, (month % 12) + 1)
}

const RELATIVE: readonly (readonly [RegExp, number])[] = [
  [new RegExp(`${B}(?:hari ini|arini|hr ni|hari ni|today|tdy|hrini)${E}`, 'giu'), 0],
  [new RegExp(`${B}(?:esok|esk|besok|bsk|tomorrow|tmr|tmrw|2moro|tmw)${E}`, 'giu'), 1],
  [new RegExp(`${B}(?:lusa|day after tomorrow)${E}`, 'giu'), 2],
  [new RegExp(`${B}(?:tulat)${E}`, 'giu'), 3],
  [new RegExp(`${B}(?:semalam|smlm|kemarin|kmrn|yesterday|kelmarin)${E}`, 'giu'), -1],
  [new RegExp(`${B}(?:minggu (?:depan|hadapan)|next week)${E}`, 'giu'), 7],
  [new RegExp(`${B}(?:minggu lepas|minggu lalu|last week)${E}`, 'giu'), -7],
  [new RegExp(`${B}(?:bulan (?:depan|hadapan)|next month)${E}`, 'giu'), 30],
  [new RegExp(`${B}(?:bulan lepas|bulan lalu|last month)${E}`, 'giu'), -30],
  [new RegExp(`${B}(?:this week|minggu ini|minggu ni|hujung minggu|weekend|this weekend|akhir pekan)${E}`, 'giu'), 5],
]
const WEEKDAY = WEEKDAYS.map(
  ([n, names]) =>
    [
      n,
      new RegExp(
        `${B}(?:hari |hr |next |this |last )?(?:${names})(?: (?:depan|ini|ni|hadapan|lepas|lalu))?${E}`,
        'giu',
      ),
    ] as const,
)
const NUMERIC = new RegExp(`${B}(\\d{1,2})[/-](\\d{1,2})(?:[/-](\\d{2,4}))?${E}(?! ?(?:bintang|star))`, 'giu')
const MONTHLY = MONTHS.map(
  (names, at) =>
    [at + 1, new RegExp(`${B}(\\d{1,2})(?:hb|th|st|nd|rd)? (?:${names})(?: (\\d{4}))?${E}`, 'giu')] as const,
)
const DAY_ONLY = new RegExp(
  `${B}(?:(?:tgl|tarikh|tanggal|tkh) ?(\\d{1,2})|(\\d{1,2}) ?(?:hb|haribulan)|(?:the )?(\\d{1,2})(?:th|st|nd|rd))${E}`,
  'giu',
)

interface Span {
  start: number
  end: number
  text: string
  value: string
}
function collect() {
  const spans: Span[] = []
  const add = (start: number, text: string, value: string | null) => {
    const end = start + text.length
    if (value && !spans.some(s => start < s.end && end > s.start)) spans.push({ start, end, text, value })
  }
  return { spans, add }
}
const toEntities = (spans: Span[], kind: Entity['kind']): Entity[] =>
  spans.sort((a, b) => a.start - b.start).map(({ text, value }) => ({ kind, text, value }))

export function findDates(lower: string, today: string): Entity[] {
  const { spans, add } = collect()
  for (const [month, pattern] of MONTHLY)
    for (const m of lower.matchAll(pattern))
      add(m.index, m[0], dated(today, Number(m[1]), month, m[2] ? Number(m[2]) : undefined))
  for (const m of lower.matchAll(NUMERIC)) {
    // "4/5" alone is a score, "8/3" beside a visit a date: a second number up to 5 and no date word is left to the rating rule
    if (isScore(lower, m)) continue
    add(m.index, m[0], dated(today, Number(m[1]), Number(m[2]), m[3] ? Number(m[3]) : undefined))
  }
  for (const m of lower.matchAll(DAY_ONLY)) add(m.index, m[0], dated(today, Number(m[1] ?? m[2] ?? m[3])))
  for (const [pattern, days] of RELATIVE)
    for (const m of lower.matchAll(pattern)) add(m.index, m[0], shift(today, days))
  for (const [weekday, pattern] of WEEKDAY) {
    for (const m of lower.matchAll(pattern)) {
      const before = lower.slice(0, m.index)
      // "2 minggu" is a duration, "minggu" after "hari" a Sunday
      if (
        /minggu/.test(m[0]) &&
        !/hari|hr/.test(m[0]) &&
        (/(?:\d|dua|tiga|se|satu|berapa|ber|tiap) ?$/.test(before) || !/(?:sabtu|buka) ?$/.test(before))
      )
        continue
      if (/^(?:sun|mon|sat|wed)$/.test(m[0]) && /(?:je|pun) ?$/.test(before)) continue
      const coming = comingWeekday(today, weekday)
      add(m.index, m[0], /lepas|lalu|last/.test(m[0]) ? shift(coming, -7) : coming)
    }
  }
  return toEntities(spans, 'date_text')
}

const isScore = (lower: string, m: RegExpMatchArray) =>
  (m[2] === '5' || m[2] === '10') &&
  Number(m[1]) <= Number(m[2]) &&
  /bagi|beri|kasi|rating|rate|give|score|servis|service|skor|nilai|bintang|kerja|bagus|puas|good|feedback|overall/.test(
    lower.replace(m[0], ''),
  ) &&
  !/tarikh|tgl|tanggal|hantar|datang|book|slot|temujanji/.test(lower)

const PARTS: readonly (readonly [string, string])[] = [
  ['pagi|morning|pg', '09:00-12:00'],
  ['tengah ?hari|tgh ?hari|noon|midday|siang', '12:00-14:00'],
  ['petang|ptg|afternoon|sore|sorean', '14:00-18:00'],
  ['malam|mlm|evening|night|tonight|malem', '19:00-22:00'],
  ['(?:lepas|selepas|after|habis|balik) (?:isyak|isya)', '20:30-22:00'],
  ['(?:lepas|selepas|after|habis|balik) (?:maghrib)', '19:30-21:00'],
  ['(?:lepas|selepas|after|habis|balik) (?:asar|zohor)', '14:00-18:00'],
  ['(?:lepas|selepas|after|habis|balik|pulang) (?:kerja|work|office)', '17:00-20:00'],
  ['(?:lepas|selepas|after) (?:lunch)', '13:30-15:00'],
]
const CLOCK = new RegExp(
  `${B}(?:(?:pukul|pkl|jam|at|around|pkul) ?(\\d{1,2})(?:[.:](\\d{2}))?(?: ?(am|pm|pagi|tengahari|tengah hari|siang|petang|ptg|sore|malam|mlm))?|(\\d{1,2})(?:[.:](\\d{2}))? ?(am|pm|pagi|tengahari|petang|ptg|sore|malam)|(\\d{1,2}):(\\d{2}))${E}`,
  'giu',
)
const PART_OF_DAY = PARTS.map(([words, range]) => [range, new RegExp(`${B}(?:${words})${E}`, 'giu')] as const)

function clock(hour: number, minute: number, half: string | undefined): string | null {
  if (hour > 24 || minute > 59) return null
  let h = hour
  if (half && /pm|petang|ptg|sore|malam|mlm/.test(half) && h < 12) h += 12
  if (half && /am|pagi/.test(half) && h === 12) h = 0
  // a shop's day: "pukul 3" without more is the afternoon
  if (!half && h >= 1 && h <= 7) h += 12
  return `${String(h).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

export function findTimes(lower: string): Entity[] {
  const { spans, add } = collect()
  for (const m of lower.matchAll(CLOCK)) {
    const half = m[3] ?? m[6]
    const keep = m[0].replace(/^(?:at|around) ?/i, '')
    const start = m.index + m[0].length - keep.length
    add(start, keep, clock(Number(m[1] ?? m[4] ?? m[7]), Number(m[2] ?? m[5] ?? m[8] ?? 0), half))
  }
  for (const [range, pattern] of PART_OF_DAY) {
    for (const m of lower.matchAll(pattern)) {
      // greetings and wishes are not appointments
      if (/(?:selamat|good|slmt|met) ?$/.test(lower.slice(0, m.index))) continue
      add(m.index, m[0], range)
    }
  }
  return toEntities(spans, 'time_text')
}
