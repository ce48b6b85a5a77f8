import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { type Algorithm, hash, verify } from '@node-rs/argon2'

/** OWASP's argon2id profile: 19 MiB, 2 passes. `2` is argon2id; the package's const enum does not survive type stripping. */
const ARGON2ID = { algorithm: 2 as Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Stands before the hash of a password that the key was mixed into. */
const MIXED = 'hmac'

/** How passwords are kept. Each call takes some 30 ms of a core on purpose: never between BEGIN and COMMIT. */
export interface Passwords {
  hash(password: string): Promise<string>
  /** `outdated`: right, but its hash is of before the key was mixed in and wants replacing. Without a hash it takes as long and is `wrong`. */
  verify(password: string, stored: string | undefined): Promise<'right' | 'wrong' | 'outdated'>
}

/**
 * argon2id over an HMAC of the password. The HMAC's key is drawn from `secret_key` (`SECRET_KEY`, 32 bytes in base64), which the
 * database never holds: whoever reads a hash there cannot try guesses on it.
 */
export function createPasswords(secret_key: string): Passwords {
  const pepper = Buffer.from(hkdfSync('sha256', Buffer.from(secret_key, 'base64'), '', 'baiki/password/v1', 32))
  const mix = (password: string) => createHmac('sha256', pepper).update(password).digest('base64')
  const hashMixed = async (password: string) => MIXED + (await hash(mix(password), ARGON2ID))
  // An unknown name costs the same work as a wrong password, so neither can be told from the other.
  const nobody = hashMixed(randomBytes(16).toString('base64url'))

  return {
    hash: hashMixed,
    async verify(password, stored) {
      if (stored?.startsWith('$argon2id$')) return (await verify(stored, password)) ? 'outdated' : 'wrong'
      const known = stored?.startsWith(`${MIXED}$argon2id$`) ? stored : undefined
      const right = await verify((known ?? (await nobody)).slice(MIXED.length), mix(password))
      return right && known ? 'right' : 'wrong'
    },
  }
}
