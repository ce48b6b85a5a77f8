import type { Lang } from '../../shared/messages.ts'

interface Preset {
  readonly name: string
  readonly phone: string
  readonly lang: Lang
  /** The message that starts a demo in one tap. */
  readonly words: string
}

/** What such a customer would write first; later ones are for when a job is running. */
const FIRST = {
  ms: [
    'hi, skrin iphone 13 saya pecah, berapa?',
    'bateri samsung a54 kembung, boleh tukar?',
    'kedai buka sampai pukul berapa?',
  ],
  id: [
    'halo kak, layar redmi note 12 saya retak, berapa ya?',
    'hp saya kena air, bisa diperbaiki?',
    'buka sampai jam berapa?',
  ],
  en: [
    'hi boss, my samsung a54 battery swollen, how much to change?',
    'my iphone 12 fell in water, can fix?',
    'what time do you close today?',
  ],
} as const satisfies Record<Lang, readonly string[]>
const LATER: Record<Lang, readonly string[]> = {
  ms: ['dah siap ke fon saya?', 'berapa baki saya?', 'nak cakap dengan orang'],
  id: ['hp saya sudah selesai belum?', 'sisa tagihan saya berapa?', 'mau bicara dengan orang'],
  en: ['is my phone ready?', 'how much do I owe?', 'can I talk to a person'],
}

/** Customers to be, for a demo that has to start at once. */
export const PRESETS: readonly Preset[] = [
  { name: 'Farah Nabila', phone: '+60123450001', lang: 'ms', words: FIRST.ms[0] },
  { name: 'Lim Wei Jie', phone: '+60167450002', lang: 'en', words: FIRST.en[0] },
  { name: 'Rizky Pratama', phone: '+6281234500003', lang: 'id', words: FIRST.id[0] },
  { name: 'Kavitha Nair', phone: '+60193450004', lang: 'en', words: FIRST.en[1] },
]

/** A customer is written for in his own language, as far as his number tells. */
export function suggestions(phone: string | null, fallback: Lang, started: boolean): readonly string[] {
  const lang = PRESETS.find(preset => preset.phone === phone)?.lang ?? (phone?.startsWith('+62') ? 'id' : fallback)
  return (started ? LATER : FIRST)[lang]
}

/** As typed, in E.164: a Malaysian or an Indonesian mobile number, or one with its country code. Null when it is none. */
export function mobileNumber(raw: string): string | null {
  const digits = raw.replace(/[\s().-]/g, '')
  const international = digits.startsWith('+')
    ? digits
    : digits.startsWith('08')
      ? `+62${digits.slice(1)}`
      : digits.startsWith('0')
        ? `+60${digits.slice(1)}`
        : `+${digits}`
  return /^\+[1-9]\d{8,14}$/.test(international) ? international : null
}
