import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import { notFound } from '../../shared/errors.ts'
import type { ReceivedFile } from '../tools.ts'

const FILE_COLUMNS = [
  'id',
  'kind',
  'filename',
  'mime_type',
  'size_bytes',
  'thumbnail_key',
  'visible_to_customer',
  'created_at',
] as const

export interface NewFile extends ReceivedFile {
  readonly kind: string
  readonly customer_id: string | null
  readonly ticket_id: string | null
  readonly checkin_id: string | null
  readonly visible_to_customer: boolean
  readonly created_by: string | null
}

export const insertFile = (tx: Tx, file: NewFile) =>
  tx.insertInto('files').values(file).returning(FILE_COLUMNS).executeTakeFirstOrThrow()

export const selectStoredFile = (tx: Tx, id: string) =>
  tx
    .selectFrom('files')
    .select(['filename', 'mime_type', 'storage_key', 'thumbnail_key'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow(notFound)

export const selectFiles = (
  tx: Tx,
  of: { readonly ids: readonly string[] } | { readonly ticket_id: string } | { readonly checkin_id: string },
) => {
  const files = tx.selectFrom('files').select(FILE_COLUMNS).orderBy('id')
  if ('ids' in of) return (of.ids.length ? files.where('id', 'in', of.ids) : files.where('id', 'is', null)).execute()
  return 'ticket_id' in of
    ? files.where('ticket_id', '=', of.ticket_id).execute()
    : files.where('checkin_id', '=', of.checkin_id).execute()
}

/** What was uploaded before there was a ticket now belongs to it. */
export async function attachFiles(
  tx: Tx,
  ids: readonly string[],
  to: { readonly ticket_id: string; readonly customer_id: string },
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('files')
    .set({ ticket_id: to.ticket_id, visible_to_customer: true })
    .where('id', 'in', ids)
    .where('ticket_id', 'is', null)
    .where('customer_id', '=', to.customer_id)
    .execute()
}

/** Of these keys of the store, those that no row speaks of. */
export async function selectWithoutRow(tx: Tx, keys: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select key from unnest(${keys}::text[]) as key
    where not exists (select from app.files f where f.storage_key = key)
      and not exists (select from app.files f where f.thumbnail_key = key)`.execute(tx)
  return rows.map(row => row.key)
}
