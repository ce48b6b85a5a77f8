import type { JobHandler } from '../tools.ts'
import { selectWithoutRow } from './files.queries.ts'

/** Between the bytes and their row lie seconds; a day is long enough for any job that is tried again. */
const YOUNG_MS = 24 * 60 * 60 * 1000
/** What transactions that failed leave behind is a file now and then. More than this, and a quarter of all, is something else. */
const MANY = 100

/** Bytes whose row was never written, or is gone, are thrown away. The row is the truth: what it speaks of is never touched. */
export const collectOrphans: JobHandler<object> = async tools => {
  const orphans: string[] = []
  let seen = 0
  for await (const ids of tools.files.list(new Date(Date.now() - YOUNG_MS))) {
    if (ids.length === 0) continue
    seen += ids.length
    orphans.push(...(await tools.as({ as: 'scheduler' }, ctx => selectWithoutRow(ctx.tx, ids))))
  }
  if (orphans.length > MANY && orphans.length > seen / 4)
    throw new Error(
      `${orphans.length} of ${seen} files have no row: do DATA_DIR and the database belong together? Nothing was deleted.`,
    )
  for (const id of orphans) await tools.files.delete(id)
  if (orphans.length > 0) tools.log.info({ files: orphans.length }, 'files without a row were thrown away')
}
