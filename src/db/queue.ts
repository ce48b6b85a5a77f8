import pg from 'pg'

const SWEEP_MS = 1_000
/** A worker that is starting may have taken a job before its lock is there. */
const YOUNG_MS = 3_000

/** For graphile-worker: an idle connection that breaks is told, and must not take the process with it. */
export function queuePool(jobsUrl: string, max: number, onBroken: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ connectionString: jobsUrl, max })
  pool.on('error', onBroken)
  pool.on('connect', client => client.on('error', onBroken))
  return pool
}

/**
 * A job that was asked for anew while it ran, under its key, has no attempts left: the queue counts on its successor. That
 * one may have left the work to the first, which then died: the first gets one more run. Workers may die three times over it;
 * then it may be what kills them.
 */
const ONCE_MORE = `
  update graphile_worker._private_jobs set attempts = max_attempts - 1,
    last_error = 'its worker died (' || 1 + coalesce(substring(last_error from 'died \\((\\d)')::int, 0) || ')'
  where locked_at is null and attempts >= max_attempts and (last_error is null or last_error ~ '^its worker died \\([12]\\)$')`

interface LockNews {
  /** The connection that holds the locks is gone: others take us for dead. */
  onLost(error: Error): void
  /** A dead worker's jobs were given back. */
  onFreed(workerId: string): void
  onSweepFailed(error: Error): void
}

export interface WorkerLocks {
  /** To be called as soon as a worker exists, with the name under which it locks its jobs. */
  hold(workerId: string): Promise<void>
  close(): Promise<void>
}

/**
 * A worker that dies leaves its jobs locked for hours. Each living worker therefore holds an advisory lock on one connection
 * that ends with its process; whoever can take such a lock knows the worker is dead and gives its jobs back. A living
 * worker's lock cannot be taken, so its jobs never are. Young jobs are left alone.
 */
export async function holdWorkerLocks(jobsUrl: string, news: LockNews): Promise<WorkerLocks> {
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
    if (!closing) news.onLost(error)
  })
  await client.connect()

  async function sweep(): Promise<void> {
    const { rows } = await query<{ locked_by: string }>(
      `select distinct locked_by from graphile_worker._private_jobs
       where locked_by is not null and locked_at < now() - interval '${YOUNG_MS} milliseconds'`,
      [],
    )
    for (const { locked_by } of rows.filter(row => !mine.has(row.locked_by))) {
      const { rows: taken } = await query<{ free: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as free',
        [locked_by],
      )
      if (!taken[0]?.free) continue
      await query('select graphile_worker.force_unlock_workers($1)', [[locked_by]])
      await query(ONCE_MORE, [])
      await query('select pg_advisory_unlock(hashtextextended($1, 0))', [locked_by])
      news.onFreed(locked_by)
    }
  }
  const timer = setInterval(() => sweep().catch(news.onSweepFailed), SWEEP_MS)
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
