import type { JobHandler } from '../tools.ts'
import { sealRows } from './audit.queries.ts'

/** Rows of one transaction: a backlog is worked off in pieces. */
const BATCH = 2000

/**
 * Chains the audit rows that are not chained yet, and keeps the head outside the database, in the anchors and in the log. A crash in
 * between loses nothing: the head is kept the next time.
 */
export const sealAudit: JobHandler<unknown> = async tools => {
  let sealed: number
  do {
    const head = await tools.as({ as: 'scheduler' }, ctx => sealRows(ctx.tx, BATCH))
    sealed = head?.sealed ?? 0
    if (!head?.head_hash) return
    await tools.anchors.keep({ number: head.head_number, hash: head.head_hash })
    if (sealed > 0) {
      tools.log.info({ seal_number: head.head_number, seal_hash: head.head_hash, rows: sealed }, 'audit trail sealed')
    }
  } while (sealed === BATCH)
}
