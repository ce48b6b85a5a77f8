import type { Tx } from '../../db/ctx.ts'

export const selectLatestLink = (tx: Tx, ticket_id: string, until: string) =>
  tx
    .selectFrom('customer_links')
    .select(['id', 'token_hash', 'expires_at'])
    .where('ticket_id', '=', ticket_id)
    .where('expires_at', '>', until)
    .orderBy('expires_at', 'desc')
    .executeTakeFirst()

export const insertLink = (
  tx: Tx,
  link: { id: string; token_hash: string; ticket_id: string; customer_id: string; expires_at: string },
) => tx.insertInto('customer_links').values(link).execute()
