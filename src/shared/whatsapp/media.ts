/** Why a file of a customer is not kept, or does not come. */
export const MEDIA_PROBLEMS = [
  'media_too_large',
  'media_dangerous',
  'media_virus',
  'media_expired',
  'media_lost',
] as const
export type MediaProblem = (typeof MEDIA_PROBLEMS)[number]
export const isMediaProblem = (text: string | null): text is MediaProblem =>
  MEDIA_PROBLEMS.some(problem => problem === text)
/** We did not take it: asking Meta again changes nothing. */
export const isRefused = (problem: MediaProblem): boolean =>
  problem === 'media_too_large' || problem === 'media_dangerous' || problem === 'media_virus'

/** `GraphError.details` when a file is larger than was asked for. */
export const TOO_LARGE = 'too_large'

const MB = 1024 * 1024
/** As much as is taken of one file, in bytes, by the message's type. A picture sent as a document is a document. */
const MOST_BYTES: Readonly<Record<string, number>> = {
  audio: 16 * MB,
  image: 10 * MB,
  sticker: MB,
  video: 16 * MB,
}
export const mostBytes = (message_type: string): number => MOST_BYTES[message_type] ?? 25 * MB

export type Read = { readonly mime: string } | { readonly problem: MediaProblem }

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)))

/** Whether the bytes hold this, byte for byte, up to `within`. */
function holds(bytes: Uint8Array, text: string, within = bytes.length): boolean {
  const first = text.charCodeAt(0)
  for (let at = bytes.indexOf(first); at !== -1 && at < within; at = bytes.indexOf(first, at + 1)) {
    let n = 1
    while (n < text.length && bytes[at + n] === text.charCodeAt(n)) n++
    if (n === text.length) return true
  }
  return false
}

// In two parts, so that no scanner takes this file for one.
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE'].join('')

/** First bytes of what runs: Windows, Linux, macOS, Android, a script, a shortcut. */
const RUNS = [
  'MZ',
  '\x7fELF',
  '\xfe\xed\xfa',
  '\xce\xfa\xed\xfe',
  '\xcf\xfa\xed\xfe',
  '\xca\xfe\xba\xbe',
  'dex\n',
  '#!/',
  '#! ',
  'L\0\0\0\x01\x14\x02\0',
]
/** Archives hide what is in them. */
const PACKED = ['Rar!', '7z\xbc\xaf', '\x1f\x8b', 'BZh', '\xfd7zXZ', 'MSCF', '\x28\xb5\x2f\xfd']
const OFFICE: readonly (readonly [string, string])[] = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
]
const OLD_OFFICE = /\.(?:doc|xls|ppt)$/i
/** "VBA" as the names inside an old Office file are written. */
const MACROS = '_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T'

/**
 * What the bytes are, whatever the message calls them: a type that the browser may be told, or why they are not kept. Pictures and
 * PDFs are for `images.clean`, which draws them anew. What nobody knows is kept for download alone.
 */
export function readMedia(bytes: Uint8Array, said: { readonly message_type: string; readonly filename: string }): Read {
  const head = latin(bytes, 0, 512)
  if (holds(bytes, EICAR, 4096)) return { problem: 'media_virus' }
  if (RUNS.some(magic => head.startsWith(magic)) || PACKED.some(magic => head.startsWith(magic)))
    return { problem: 'media_dangerous' }
  if (head.startsWith('ustar', 257) || isPage(head)) return { problem: 'media_dangerous' }
  if (head.startsWith('PK')) return readZip(bytes)
  if (head.startsWith('\xd0\xcf\x11\xe0')) {
    if (!OLD_OFFICE.test(said.filename) || holds(bytes, MACROS)) return { problem: 'media_dangerous' }
    return { mime: 'application/octet-stream' }
  }
  return { mime: played(head, said.message_type) ?? 'application/octet-stream' }
}

/** HTML, SVG, XML: what a browser would run as a page. */
const isPage = (head: string): boolean =>
  /^(?:\xef\xbb\xbf)?\s*<(?:!|\?xml|html|head|body|script|svg|iframe|meta|style)/i.test(head) ||
  /^(?:\xff\xfe|\xfe\xff)/.test(head)

/** The names of a zip's files stand in it as they are; only those of Office, and without macros, are taken. */
function readZip(bytes: Uint8Array): Read {
  const office = OFFICE.find(([folder]) => holds(bytes, folder))
  if (!office || !holds(bytes, '[Content_Types].xml') || holds(bytes, 'vbaProject'))
    return { problem: 'media_dangerous' }
  return { mime: office[1] }
}

const MOVING = /^(?:isom|iso\d|mp4\d|avc1|M4V |MSNV|dash|qt {2})/
function played(head: string, message_type: string): string | null {
  if (head.startsWith('OggS')) return message_type === 'video' ? null : 'audio/ogg'
  if (head.startsWith('#!AMR')) return 'audio/amr'
  if (head.startsWith('ID3') || /^\xff[\xfb\xf3\xf2]/.test(head)) return 'audio/mpeg'
  if (/^\xff[\xf1\xf9]/.test(head)) return 'audio/aac'
  if (!head.startsWith('ftyp', 4)) return null
  const brand = head.slice(8, 12)
  if (brand === 'M4A ' || brand === 'M4B ') return 'audio/mp4'
  if (brand.startsWith('3g')) return message_type === 'audio' ? 'audio/mp4' : 'video/3gpp'
  return MOVING.test(brand) ? (message_type === 'audio' ? 'audio/mp4' : 'video/mp4') : null
}
