import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { newShop, type TestShop } from '../../test/helpers/shop.ts'
import { enqueue } from '../db/enqueue.ts'
import { noteFailure } from '../features/channel/channel.ts'
import { retryFailed } from '../features/channel/health.ts'
import { job } from './job.ts'
import { startWorker, type Worker } from './worker.ts'

let shop: TestShop
let queue: pg.Client
let worker: Worker | undefined
let done: number[] = []

const count = job('test.count', z.object({ n: z.number() }), async (_tools, { n }) => {
  done.push(n)
})
const broken = job('test.break', z.object({ n: z.number() }), async () => {
  throw new Error('the printer is on fire')
})
const lost: number[] = []
const givesUp = job(
  'test.give_up',
  z.object({ n: z.number() }),
  () => Promise.reject(new Error('no paper')),
  async (_tools, { n }) => {
    lost.push(n)
  },
)
let slowRuns = 0
/** Longer than what is young to those who look for dead workers. */
const slow = job('test.slow', z.object({}), async () => {
  slowRuns += 1
  await sleep(7000)
})
const adapters = { log: pino({ level: 'silent' }) } as never
const another = () =>
  startWorker({
    jobsUrl: shop.urls.jobsUrl,
    db: shop.db,
    adapters,
    jobs: [count, broken, givesUp, slow],
    timers: [],
    concurrency: 2,
    onLost: error => {
      throw error
    },
  })
const start = async () => {
  worker = await another()
}
const within = async (ms: number, met: () => boolean) => {
  for (let waited = 0; waited < ms && !met(); waited += 50) await sleep(50)
  return met()
}
/** A job that a worker took 20 seconds ago. */
async function takenBy(workerId: string, n: number): Promise<void> {
  await shop.scheduler(ctx => enqueue(ctx, 'test.count', { n }))
  await queue.query(
    `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - interval '20 seconds', attempts = 1 where payload->>'n' = $2`,
    [workerId, String(n)],
  )
}

beforeAll(async () => {
  shop = await newShop()
  queue = new pg.Client({ connectionString: shop.urls.jobsUrl })
  await queue.connect()
})
beforeEach(() => {
  done = []
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
})
afterAll(async () => {
  await queue.end()
  await shop.close()
})

test('a job of a transaction that rolls back never runs; one that commits runs once', async () => {
  await start()
  await shop
    .scheduler(async ctx => {
      await enqueue(ctx, 'test.count', { n: 1 })
      throw new Error('changed my mind')
    })
    .catch(() => {})
  await shop.scheduler(ctx => enqueue(ctx, 'test.count', { n: 2 }))
  expect(await within(5000, () => done.length > 0)).toBe(true)
  expect(done).toEqual([2])
})

test('two calls with the same key are one job, with the later payload', async () => {
  await shop.scheduler(async ctx => {
    await enqueue(ctx, 'test.count', { n: 3 }, { key: 'test:one' })
    await enqueue(ctx, 'test.count', { n: 4 }, { key: 'test:one' })
  })
  await start()
  expect(await within(5000, () => done.length > 0)).toBe(true)
  expect(done).toEqual([4])
})

test('the jobs of a worker that was killed are taken up within ten seconds; those of a living one are left alone', async () => {
  await takenBy('worker-killed', 5)
  await takenBy('worker-alive', 6)
  const alive = new pg.Client({ connectionString: shop.urls.jobsUrl })
  await alive.connect()
  await alive.query(`select pg_advisory_lock(hashtextextended('worker-alive', 0))`)
  await start()
  expect(await within(10_000, () => done.includes(5))).toBe(true)
  await sleep(4000)
  expect(done).toEqual([5])
  // Now it is killed as well.
  await alive.end()
  expect(await within(10_000, () => done.includes(6))).toBe(true)
})

test('a job that takes long is left to the worker that has it, by that one’s own process and by others', async () => {
  await start()
  const other = await another()
  await shop.scheduler(ctx => enqueue(ctx, 'test.slow', {}))
  await sleep(9000)
  await other.stop()
  expect(slowRuns).toBe(1)
}, 30_000)

test('what was asked for anew while a worker that died was at it is done by both, and after three deaths no more is sent after them', async () => {
  const key = 'test:anew'
  await shop.scheduler(ctx => enqueue(ctx, 'test.count', { n: 20 }, { key }))
  const taken = `set locked_by = 'worker-gone', locked_at = now() - interval '20 seconds'`
  await queue.query(`update graphile_worker._private_jobs ${taken}, attempts = 1 where payload->>'n' = '20'`)
  await shop.scheduler(ctx => enqueue(ctx, 'test.count', { n: 21 }, { key }))
  await start()
  expect(await within(10_000, () => done.length === 2)).toBe(true)
  expect(done.sort()).toEqual([20, 21])
  await worker?.stop()

  await shop.scheduler(ctx => enqueue(ctx, 'test.count', { n: 22 }))
  const again = `attempts = max_attempts, last_error = 'its worker died (2)'`
  await queue.query(`update graphile_worker._private_jobs ${taken}, ${again} where payload->>'n' = '22'`)
  await start()
  expect(await within(10_000, () => done.includes(22))).toBe(true)
  await worker?.stop()

  await shop.scheduler(ctx => enqueue(ctx, 'test.count', { n: 23 }))
  const thrice = `attempts = max_attempts, last_error = 'its worker died (3)'`
  await queue.query(`update graphile_worker._private_jobs ${taken}, ${thrice} where payload->>'n' = '23'`)
  await start()
  await sleep(3000)
  expect(done).not.toContain(23)
}, 30_000)

test('a job that fails again and again is put before the admin, once a day; one that fails once is not', async () => {
  const failing = () => shop.owner(`select kind, audience, data from app.notifications where kind = 'job_failed'`)
  await shop.scheduler(ctx => enqueue(ctx, 'test.break', { n: 7 }))
  await start()
  await sleep(1000)
  expect(await failing()).toEqual([])
  for (const n of [8, 9]) {
    await shop.scheduler(ctx =>
      enqueue(ctx, 'test.break', { n }, { run_at: new Date(Date.now() + 600_000).toISOString() }),
    )
    await queue.query(
      `update graphile_worker._private_jobs set attempts = 5, run_at = now() where payload->>'n' = $1`,
      [String(n)],
    )
  }
  await sleep(4000)
  expect(await failing()).toEqual([{ kind: 'job_failed', audience: 'settings.write', data: { job: 'test.break' } }])
})

test('what keeps failing stands before the admin until it has gone well, and a press has it tried again once', async () => {
  const open = () =>
    shop.owner<{ id: string; work: object }>(
      `select id, work from app.whatsapp_alerts where kind = 'job_failed' and ended_at is null order by id`,
    )
  const waiting = async () => (await shop.waitingJobs()).filter(one => one.key?.startsWith('retry:'))
  const alert = (await open()).find(one => JSON.stringify(one.work).includes(':8}'))
  expect(alert?.work).toEqual({ does: 'job', name: 'test.break', payload: { n: 8 } })
  const press = () => shop.admin.run(ctx => retryFailed(ctx, { alert_id: alert?.id ?? '' }))
  expect((await Promise.all([press(), press()])).map(one => one.tried).sort()).toEqual([false, true])
  expect(await waiting()).toMatchObject([{ task: 'test.break', payload: { n: 8 } }])

  const far = new Date(Date.now() + 600_000).toISOString()
  await shop.scheduler(ctx => enqueue(ctx, 'test.count', { n: 30 }, { run_at: far }))
  const { rows } = await queue.query<{ id: string }>(
    `update graphile_worker._private_jobs set attempts = 7, run_at = now() where payload->>'n' = '30' returning id`,
  )
  const work = { does: 'job', name: 'test.count', payload: { n: 30 } } as const
  await shop.scheduler(ctx =>
    noteFailure(ctx, 'job_failed', { subject: String(rows[0]?.id), what: 'test.count', detail: 'x', work }),
  )
  expect((await open()).some(one => JSON.stringify(one.work).includes('30'))).toBe(true)
  await start()
  expect(await within(5000, () => done.includes(30))).toBe(true)
  await expect.poll(async () => (await open()).some(one => JSON.stringify(one.work).includes('30'))).toBe(false)
})

test('what follows from a job that has failed for the last time is done then, and not before', async () => {
  await shop.scheduler(async ctx => {
    await enqueue(ctx, 'test.give_up', { n: 10 }, { max_attempts: 1 })
    await enqueue(ctx, 'test.give_up', { n: 11 }, { max_attempts: 2 })
  })
  await start()
  expect(await within(5000, () => lost.length > 0)).toBe(true)
  expect(lost).toEqual([10])
})

test('the serving role reaches the queue by its one function and no other way', async () => {
  const direct = shop.scheduler(async ctx => {
    const { sql } = await import('kysely')
    await sql`select * from graphile_worker._private_jobs`.execute(ctx.tx)
  })
  await expect(direct).rejects.toMatchObject({ code: 'forbidden' })
})
