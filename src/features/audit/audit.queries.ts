import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'

/** Chains what is not chained yet; the head after it, or none while there is no row at all. */
export async function sealRows(tx: Tx, most: number) {
  const { rows } = await sql<{ head_number: number; head_hash: string | null; sealed: number }>`
    select head_number, head_hash, sealed from app.seal_audit(${most}::int)`.execute(tx)
  return rows[0]
}
