import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'

/** Answers that nobody will ask for again. */
export const deleteOldRequests = (tx: Tx, days: number) =>
  tx
    .deleteFrom('idempotency_keys')
    .where('created_at', '<', sql<string>`now() - make_interval(days => ${days})`)
    .execute()
