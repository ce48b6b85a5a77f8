import { createHash, createHmac } from 'node:crypto'

/** Tokens of links: worked out from the secret key, a purpose and an id, so that the database keeps their hashes only. */
export function createTokens(secret_key: string) {
  const key = Buffer.from(secret_key, 'base64')
  return {
    /** 256 bits, base64url; the same for the same purpose and id. */
    token: (purpose: string, id: string): string =>
      createHmac('sha256', key).update(`token:${purpose}:${id}`).digest('base64url'),
    hash: (token: string): string => createHash('sha256').update(token).digest('hex'),
  }
}
