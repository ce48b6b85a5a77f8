import type { Tx } from '../../db/ctx.ts'
import { notFound } from '../../shared/errors.ts'

const COLUMNS = [
  'id',
  'customer_id',
  'session_id',
  'status',
  'prefill',
  'form',
  'terms',
  'passcode_sealed',
  'signature_file_id',
  'ticket_id',
  'ticket_number',
  'expires_at',
  'opened_at',
] as const

export const selectCheckin = (tx: Tx, id: string) =>
  tx.selectFrom('checkins').select(COLUMNS).where('id', '=', id).executeTakeFirstOrThrow(notFound)

export const lockCheckin = (tx: Tx, id: string) =>
  tx.selectFrom('checkins').select(COLUMNS).where('id', '=', id).forNoKeyUpdate().executeTakeFirstOrThrow(notFound)
export type CheckinRow = Awaited<ReturnType<typeof selectCheckin>>

export const selectLatestOpen = (tx: Tx, customer_id: string, now: string) =>
  tx
    .selectFrom('checkins')
    .select(COLUMNS)
    .where('customer_id', '=', customer_id)
    .where('status', '=', 'open')
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()

interface NewCheckin {
  readonly id: string
  readonly token_hash: string
  readonly customer_id: string
  readonly session_id: string | null
  readonly prefill: object
  readonly expires_at: string
  readonly created_by: string | null
}

export const insertCheckin = (tx: Tx, { prefill, ...checkin }: NewCheckin) =>
  tx
    .insertInto('checkins')
    .values({ ...checkin, prefill: JSON.stringify(prefill) })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()

interface Changes {
  readonly status?: 'submitted' | 'ticketed'
  readonly form?: object
  readonly terms?: object
  readonly passcode_sealed?: string | null
  readonly signature_file_id?: string
  readonly ticket_id?: string
  readonly ticket_number?: string
  readonly opened_at?: string
  readonly submitted_at?: string
}

export const updateCheckin = (tx: Tx, id: string, { form, terms, ...changes }: Changes) =>
  tx
    .updateTable('checkins')
    .set({ ...changes, ...(form && { form: JSON.stringify(form) }), ...(terms && { terms: JSON.stringify(terms) }) })
    .where('id', '=', id)
    .execute()
