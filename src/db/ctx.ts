import type { Kysely } from 'kysely'
import type { Actor } from './actor.ts'
import type { DB } from './types.ts'

declare const inTransaction: unique symbol
/** A transaction of the acting user. Only `withActor` makes one; there is no pool to query by mistake. */
export type Tx = Kysely<DB> & { readonly [inTransaction]: true }

/** What the shop's process knows and a verb may need; nothing here is remote or slow. */
export interface Shop {
  /** Origin that customers open, without a slash at the end. */
  readonly public_url: string
  /** AES-256-GCM under a key from outside the database; `context` binds a sealed text to its place. */
  readonly seal: (plain: string, context: string) => string
  readonly unseal: (sealed: string, context: string) => string
  /** The same unguessable token (256 bit, base64url) for the same purpose and id, so that only its hash is stored. */
  readonly token: (purpose: string, id: string) => string
  /** SHA-256, hex: how tokens lie in the database. */
  readonly hash: (token: string) => string
}

export interface Ctx {
  readonly tx: Tx
  readonly actor: Actor
  /** Start of the transaction, ISO 8601. */
  readonly now: string
  /** The shop's calendar day, YYYY-MM-DD. */
  readonly today: string
  readonly shop: Shop
  readonly request_id: string
}
