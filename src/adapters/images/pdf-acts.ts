import { inflateSync } from 'node:zlib'

/** Names without which a PDF runs no script, starts no program and carries no file along. Long enough not to occur by chance in a picture's bytes. */
const ACTS = /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA)(?![A-Za-z0-9])/
/** A name may be spelt by numbers: `/J#61vaScript` is `/JavaScript`. */
const spelt = (text: string): string =>
  text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const STREAM = /(?<!end)stream\r?\n/g
/** What is said of a stream stands before it, in fewer characters than this. */
const HEAD = 500
/** Objects packed together; a slip's are small. */
const MOST_UNPACKED = 20 * 1024 * 1024

/**
 * Whether a PDF could do something when it is opened. Objects that are packed away are unpacked and looked at; of one that is
 * encrypted (banks do that to their slips) only what is written openly.
 */
export function canAct(pdf: Buffer): boolean {
  const text = pdf.toString('latin1')
  const plain = spelt(text)
  if (ACTS.test(plain)) return true
  if (/\/Encrypt(?![A-Za-z0-9])/.test(plain)) return false
  let left = MOST_UNPACKED
  for (const { 0: mark, index } of text.matchAll(STREAM)) {
    if (!/\/ObjStm(?![A-Za-z0-9])/.test(headOf(text, index))) continue
    const objects = unpack(pdf.subarray(index + mark.length), left)
    if (objects === null || ACTS.test(spelt(objects))) return true
    left -= objects.length
  }
  return false
}

function headOf(text: string, stream: number): string {
  const before = text.slice(Math.max(0, stream - HEAD), stream)
  return spelt(before.slice(before.lastIndexOf('endobj') + 1))
}

/** Null: it does not open, or there is too much in it. */
function unpack(packed: Buffer, most: number): string | null {
  try {
    return inflateSync(packed, { maxOutputLength: most }).toString('latin1')
  } catch {
    return null
  }
}
