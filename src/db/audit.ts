import type { Anchor } from '../shared/anchors.ts'
import { withOwnerClient } from './owner.ts'

export interface Verdict {
  readonly sealed: number
  /** Written since the last sealing. */
  readonly waiting: number
  /** The first row that is not what was sealed. */
  readonly broken: { readonly number: number; readonly reason: string; readonly what: string } | null
}

const LOST = `
  select a.number, case when l.id is null then 'cut off: it was anchored and is gone' else 'written anew: it was anchored with another hash' end as reason
    from unnest($1::bigint[], $2::text[]) as a(number, hash) left join app.audit_logs l on l.seal_number = a.number
    where encode(l.row_hash, 'hex') is distinct from a.hash order by a.number limit 1`

/** Walks the chain and holds it against the anchors. As the owner: nobody else sees every row. */
export const verifyAudit = (ownerUrl: string, anchors: readonly Anchor[]): Promise<Verdict> =>
  withOwnerClient(ownerUrl, async client => {
    await client.query('begin isolation level repeatable read read only')
    const [{ sealed, waiting }] = (
      await client.query(
        'select count(seal_number)::int as sealed, count(*)::int - count(seal_number)::int as waiting from app.audit_logs',
      )
    ).rows
    const chain = (await client.query('select seal_number::int as number, reason from app.verify_audit()')).rows[0]
    const anchored = (await client.query(LOST, [anchors.map(a => a.number), anchors.map(a => a.hash)])).rows[0]
    const first = [chain, anchored].filter(Boolean).sort((a, b) => Number(a.number) - Number(b.number))[0]
    if (!first) return { sealed, waiting, broken: null }
    const [row] = (
      await client.query(
        `select format('%s of %s %s at %s', action, table_name, record_id, created_at) as what from app.audit_logs where seal_number = $1`,
        [first.number],
      )
    ).rows
    return {
      sealed,
      waiting,
      broken: { number: Number(first.number), reason: first.reason, what: row?.what ?? 'no such row' },
    }
  })
