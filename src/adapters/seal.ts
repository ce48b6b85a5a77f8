import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const VERSION = 1
const SALT = 16
const IV = 12
const TAG = 16
const HEADER = 1 + SALT + IV + TAG
const TEXT_PREFIX = 'v1.'

/**
 * AES-256-GCM under a key that lives outside the database. `context` says what the value belongs to (`device_passcode:<id>`):
 * it is authenticated but not stored, so a sealed value moved to another row does not open.
 */
export interface Sealer {
  seal(plain: string, context: string): string
  /** Throws when the key or the context is another, or a bit was changed. */
  unseal(sealed: string, context: string): string
  sealBytes(plain: Uint8Array, context: string): Buffer
  unsealBytes(sealed: Uint8Array, context: string): Buffer
}

/** `secret_key`: 32 bytes in base64 (`SECRET_KEY`). Every message gets its own key (HKDF with a random salt), so no nonce ever repeats. */
export function createSealer(secret_key: string): Sealer {
  const secret = Buffer.from(secret_key, 'base64')
  if (secret.length !== 32) throw new Error('SECRET_KEY must be 32 bytes in base64')

  const keyFor = (salt: Uint8Array) => Buffer.from(hkdfSync('sha256', secret, salt, 'baiki/seal/v1', 32))

  function sealBytes(plain: Uint8Array, context: string): Buffer {
    const salt = randomBytes(SALT)
    const iv = randomBytes(IV)
    const cipher = createCipheriv('aes-256-gcm', keyFor(salt), iv)
    cipher.setAAD(Buffer.from(context))
    const body = Buffer.concat([cipher.update(plain), cipher.final()])
    return Buffer.concat([Buffer.of(VERSION), salt, iv, cipher.getAuthTag(), body])
  }

  function unsealBytes(sealed: Uint8Array, context: string): Buffer {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
    if (bytes.length < HEADER || bytes[0] !== VERSION) throw new Error('not a sealed value')
    const salt = bytes.subarray(1, 1 + SALT)
    const iv = bytes.subarray(1 + SALT, 1 + SALT + IV)
    const decipher = createDecipheriv('aes-256-gcm', keyFor(salt), iv, { authTagLength: TAG })
    decipher.setAAD(Buffer.from(context))
    decipher.setAuthTag(bytes.subarray(HEADER - TAG, HEADER))
    try {
      return Buffer.concat([decipher.update(bytes.subarray(HEADER)), decipher.final()])
    } catch {
      throw new Error('a sealed value does not open: other key, other context, or tampered with')
    }
  }

  return {
    sealBytes,
    unsealBytes,
    seal: (plain, context) => TEXT_PREFIX + sealBytes(Buffer.from(plain), context).toString('base64url'),
    unseal(sealed, context) {
      if (!sealed.startsWith(TEXT_PREFIX)) throw new Error('not a sealed value')
      return unsealBytes(Buffer.from(sealed.slice(TEXT_PREFIX.length), 'base64url'), context).toString()
    },
  }
}
