import { EventEmitter } from 'node:events'
import { Logger, parseCronItems, run, type WorkerEvents } from 'graphile-worker'
import type { Database } from '../db/db.ts'
import { holdWorkerLocks, queuePool } from '../db/queue.ts'
import { endHealth, noteFailure } from '../features/channel/channel.ts'
import type { Adapters, JobTools, Log } from '../features/tools.ts'
import type { JobEntry, Timer } from './job.ts'

export interface WorkerOptions {
  readonly jobsUrl: string
  readonly db: Database
  readonly adapters: Adapters
  readonly jobs: readonly JobEntry[]
  readonly timers: readonly Timer[]
  readonly concurrency?: number
  /** The queue or the lock connection is lost: the process should end and be started anew. */
  readonly onLost: (error: Error) => void
}

export interface Worker {
  stop(): Promise<void>
}

export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { db, adapters, jobsUrl, concurrency = 8 } = options
  const { log } = adapters
  const tools: JobTools = { ...adapters, as: (entry, work) => db.withActor(entry, work) }
  const locks = await holdWorkerLocks(jobsUrl, {
    onLost: options.onLost,
    onFreed: worker => log.info({ worker }, 'gave back the jobs of a worker that died'),
    onSweepFailed: error => log.warn({ err: error }, 'worker sweep failed'),
  })
  const pool = queuePool(jobsUrl, concurrency + 2, error => log.warn({ err: error }, 'job queue: a connection broke'))

  const events: WorkerEvents = new EventEmitter()
  // Jobs are locked in the name of the pool that its workers make up, not of the one that runs them.
  events.on('pool:create', ({ workerPool }) => {
    locks.hold(workerPool.id).catch(options.onLost)
  })
  const runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2000,
    events,
    logger: quiet(log),
    taskList: Object.fromEntries(options.jobs.map(entry => [entry.name, asTask(entry, tools)])),
    parsedCronItems: parseCronItems(
      options.timers.map(timer => ({ task: timer.name, match: timer.at, options: { backfillPeriod: 0 } })),
    ),
  })
  runner.promise.catch(options.onLost)

  return {
    async stop() {
      await runner.stop()
      await locks.close()
      await pool.end()
    },
  }
}

const asTask =
  (entry: JobEntry, tools: JobTools) =>
  async (payload: unknown, helpers: { job: { id: string; attempts: number; max_attempts: number } }) => {
    const { id, attempts, max_attempts } = helpers.job
    try {
      await entry.run(tools, payload)
      if (attempts > KEEPS_FAILING) await tools.as({ as: 'scheduler' }, ctx => endHealth(ctx, ['job_failed'], id))
    } catch (error) {
      tools.log[attempts >= max_attempts ? 'error' : 'warn']({ err: error, job: entry.name, attempts }, 'job failed')
      if (attempts === KEEPS_FAILING || (attempts >= max_attempts && attempts < KEEPS_FAILING))
        await announce(entry, tools, { id, payload, error })
      if (attempts >= max_attempts) await lose(entry, tools, payload)
      throw error
    }
  }

/** Some four minutes of trying: no passing thing, and still in time for somebody to help. */
const KEEPS_FAILING = 6

const announce = (
  entry: JobEntry,
  tools: JobTools,
  { id, payload, error }: { id: string; payload: unknown; error: unknown },
): Promise<void> =>
  tools
    .as({ as: 'scheduler' }, ctx =>
      noteFailure(ctx, 'job_failed', {
        subject: id,
        what: entry.name,
        detail: error instanceof Error ? error.message : String(error),
        work: { does: 'job', name: entry.name, payload: payload as object },
      }),
    )
    .catch((failure: unknown) =>
      tools.log.error({ err: failure, job: entry.name }, 'a failing job could not be announced'),
    )

const lose = (entry: JobEntry, tools: JobTools, payload: unknown): Promise<void> =>
  entry
    .lose(tools, payload)
    .catch((failure: unknown) => tools.log.error({ err: failure, job: entry.name }, 'a lost job could not be settled'))

/** The library's own lines are about its plumbing; ours tell what failed. */
function quiet(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error' && !message.startsWith('Failed task')) log.warn({ plumbing: message }, 'job queue')
  })
}
