import { createHmac, timingSafeEqual } from 'node:crypto'
import { escapeUnicode } from '../../shared/whatsapp/escape.ts'

/** `sha256=<hex>` over these bytes, with the app secret. */
export const signatureOf = (body: Uint8Array | string, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

export interface VerifiedSignature {
  /** The secret that matched: 0 the current one, 1 the previous one while rotating. */
  readonly secret: number
  /** `escaped`: something between Meta and us had unescaped the body. Worth counting. */
  readonly form: 'raw' | 'escaped'
}

/**
 * Checks `X-Hub-Signature-256` over the received bytes; on mismatch over the form that Meta signs (non-ASCII as `\uXXXX`).
 * A missing or malformed header is null. Takes the same time wherever the difference is.
 */
export function verifySignature(
  body: Uint8Array,
  header: string | undefined,
  secrets: readonly string[],
): VerifiedSignature | null {
  if (!header || !/^sha256=[0-9a-f]{64}$/.test(header)) return null
  const given = Buffer.from(header)
  const matches = (bytes: Uint8Array | string) =>
    secrets.findIndex(secret => timingSafeEqual(given, Buffer.from(signatureOf(bytes, secret))))
  const raw = matches(body)
  if (raw >= 0) return { secret: raw, form: 'raw' }
  const escaped = escapeUnicode(Buffer.from(body).toString('utf8'))
  if (escaped.length === body.length) return null
  const again = matches(escaped)
  return again >= 0 ? { secret: again, form: 'escaped' } : null
}
