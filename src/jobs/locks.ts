import pg from 'pg'
import type { Log } from '../features/tools.ts'

const SWEEP_MS = 3_000

export interface WorkerLocks {
  /** To be called as soon as a worker exists. */
  hold(workerId: string): Promise<void>
  close(): Promise<void>
}

/**
 * A worker that dies leaves its jobs locked for hours. Each living worker therefore holds an advisory lock on one connection
 * that ends with its process; whoever can take such a lock knows the worker is dead and gives its jobs back. A living
 * worker's lock cannot be taken, so its jobs never are. Jobs younger than a sweep are left alone: their worker may be starting.
 */
export async function holdWorkerLocks(jobsUrl: string, log: Log, onLost: (error: Error) => void): Promise<WorkerLocks> {
  const client = new pg.Client({ connectionString: jobsUrl, keepAlive: true })
  const mine = new Set<string>()
  let closing = false
  let last: Promise<unknown> = Promise.resolve()
  // One query at a time on one client.
  const query = <T extends pg.QueryResultRow>(text: string, values: unknown[]) => {
    const next = last.then(() => client.query<T>(text, values))
    last = next.catch(() => {})
    return next
  }
  client.on('error', error => {
    if (!closing) onLost(error)
  })
  await client.connect()

  async function sweep(): Promise<void> {
    const { rows } = await query<{ locked_by: string }>(
      `select distinct locked_by from graphile_worker._private_jobs
       where locked_by is not null and locked_at < now() - interval '${SWEEP_MS} milliseconds'`,
      [],
    )
    for (const { locked_by } of rows.filter(row => !mine.has(row.locked_by))) {
      const { rows: taken } = await query<{ free: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as free',
        [locked_by],
      )
      if (!taken[0]?.free) continue
      await query('select graphile_worker.force_unlock_workers($1)', [[locked_by]])
      await query('select pg_advisory_unlock(hashtextextended($1, 0))', [locked_by])
      log.info({ worker: locked_by }, 'gave back the jobs of a worker that died')
    }
  }
  const timer = setInterval(() => sweep().catch(error => log.warn({ err: error }, 'worker sweep failed')), SWEEP_MS)
  await sweep()

  return {
    async hold(workerId) {
      mine.add(workerId)
      await query('select pg_advisory_lock(hashtextextended($1, 0))', [workerId])
    },
    async close() {
      closing = true
      clearInterval(timer)
      await last
      await client.end()
    },
  }
}
