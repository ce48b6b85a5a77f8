import { AppError } from './errors.ts'

/** What a shop's own static DuitNow code says about whom the money goes to. */
export interface DuitnowCode {
  /** The payee as his bank wrote it, at most 25 characters: the owner sees by it that the code is his. */
  readonly name: string
  readonly city: string
  /** Six digits: the bank or wallet that issued the code (588734 is Maybank). */
  readonly acquirer: string
  readonly merchant: string
}

const SCHEME = 'A0000006150001'
const RINGGIT = '458'

/** CRC-16/CCITT-FALSE over bytes, as four upper-case hex digits; `123456789` gives `29B1`. */
export function crc16(text: string): string {
  let crc = 0xffff
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}

/** Two digits of id, two of length (in characters), the value; null when the text is not made of these to its end. */
export function parseTlv(text: string): ReadonlyMap<string, string> | null {
  const characters = [...text]
  const fields = new Map<string, string>()
  for (let at = 0; at < characters.length; ) {
    const head = characters.slice(at, at + 4).join('')
    if (!/^\d{4}$/.test(head)) return null
    const length = Number(head.slice(2))
    const value = characters.slice(at + 4, at + 4 + length)
    if (value.length !== length || fields.has(head.slice(0, 2))) return null
    fields.set(head.slice(0, 2), value.join(''))
    at += 4 + length
  }
  return fields
}

/**
 * Reads a shop's own code. Source: PayNet's DuitNow QR data objects, which follow EMVCo's merchant-presented layout.
 * Throws `qr_damaged` when the checksum does not hold, `qr_not_duitnow` for a code of another kind, and `qr_one_time` for one that
 * is made for a single payment or a fixed amount: money could not be matched, and the next customer would pay the last one's sum.
 */
export function readDuitnow(payload: string): DuitnowCode {
  const fields = parseTlv(payload)
  if (!fields?.has('00') || !/6304[0-9A-Fa-f]{4}$/.test(payload)) throw new AppError('qr_not_duitnow')
  if (crc16(payload.slice(0, -4)) !== payload.slice(-4).toUpperCase()) throw new AppError('qr_damaged')
  const account = parseTlv(fields.get('26') ?? '')
  const name = fields.get('59')?.trim()
  if (account?.get('00') !== SCHEME || fields.get('53') !== RINGGIT || !name) throw new AppError('qr_not_duitnow')
  if (fields.get('01') === '12' || fields.has('54')) throw new AppError('qr_one_time')
  return {
    name,
    city: fields.get('60')?.trim() ?? '',
    acquirer: account.get('01') ?? '',
    merchant: account.get('02') ?? '',
  }
}
