import type { z } from 'zod'
import type { Shape } from './fields.ts'
import type { Permission } from './permissions.ts'

/**
 * Who may call. There is no default: a contract without `allow` does not compile.
 * `anyone` is for sign-in and the like; `customer_link` is a token in the path (`/t/:token`, `/c/:token`).
 */
export type Allow = 'anyone' | 'signed_in' | 'customer_link' | { readonly may: Permission }

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Contract<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Body extends Shape = Shape,
  Response extends Shape = Shape,
> {
  readonly method: Method
  /** Under `/api/v1`, e.g. `/tickets/:ticket_id`. */
  readonly path: string
  readonly allow: Allow
  readonly summary: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly response: Response
  /** Makes something: the door demands an Idempotency-Key and answers a repeat with the first answer. */
  readonly makes?: boolean
  /** multipart/form-data: fields are validated as `body`, files arrive beside them as `input.files`. */
  readonly upload?: { readonly max_files: number; readonly max_mb: number }
}

export const contract = <
  P extends Shape,
  Q extends Shape,
  B extends Shape,
  R extends Shape,
  U extends Contract['upload'] = undefined,
>(
  c: Contract<P, Q, B, R> & { readonly upload?: U },
): Contract<P, Q, B, R> & { readonly upload: U } => c as Contract<P, Q, B, R> & { readonly upload: U }

/** An empty shape adds nothing; as it stands, `Record<string, never>` would forbid the other parts' fields. */
type Plain<T> = unknown extends T ? object : T extends Record<string, never> ? object : T
type Out<T> = T extends Shape ? Plain<z.output<T>> : object
type In<T> = T extends Shape ? Plain<z.input<T>> : object

/** What the verb receives: path, query and body in one object. */
export type InputOf<C> = C extends Contract<infer P, infer Q, infer B, Shape> ? Out<P> & Out<Q> & Out<B> : never
/** What the browser sends. */
export type RequestOf<C> = C extends Contract<infer P, infer Q, infer B, Shape> ? In<P> & In<Q> & In<B> : never
export type ResponseOf<C> = C extends Contract<Shape, Shape, Shape, infer R> ? z.output<R> : never
