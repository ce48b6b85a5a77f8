import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { verifySignature } from '../../src/adapters/whatsapp/signature.ts'
import { type Answer, answerWith } from '../../src/features/conversations/answering.jobs.ts'
import type { JobTools } from '../../src/features/tools.ts'
import { job } from '../../src/jobs/job.ts'
import { jobs as table } from '../../src/jobs/table.ts'
import { startWorker, type Worker } from '../../src/jobs/worker.ts'
import { jobTools } from './jobs.ts'
import { newShop, type TestShop } from './shop.ts'
import { newStandin, type StandinForTest } from './standin.ts'

export interface Channel {
  readonly shop: TestShop
  readonly meta: StandinForTest
  readonly tools: JobTools & { files_folder: string }
  /** What the bot does with a turn; tests replace it. */
  answer: Answer
  /** One more worker over the same queue. */
  addWorker(): Promise<void>
  /** Until webhooks, jobs and statuses have come to rest. */
  settled(): Promise<void>
  close(): Promise<void>
}

const zTurn = z.object({ session_id: z.uuid(), customer_id: z.uuid() })

/** Runs, is due, or has failed and will be tried again, however often that was. What the product itself put off is not waited for. */
const UNRESTED = `
  select concat_ws(' ', task_identifier, key, 'attempt ' || attempts, last_error) as job from graphile_worker.jobs
  where locked_at is not null or (attempts < max_attempts and (attempts > 0 or run_at < now() + interval '3 seconds'))`
/** Less than a test may take, so that it is said what there was no end to. */
const PATIENCE_MS = 25_000

/** The channel as it runs: stand-in, signed webhooks over HTTP, the queue's real worker; only the assistant is the test's. */
export async function newChannel(
  options: { quiet_ms?: number; timeout_ms?: number; workers?: number } = {},
): Promise<Channel> {
  const shop = await newShop()
  const meta = await newStandin({ timeout_ms: options.timeout_ms ?? 2000 })
  const tools = jobTools(shop, {
    whatsapp: meta.whatsapp,
    quiet_ms: options.quiet_ms ?? 60,
    phone_number_id: meta.phone_number_id,
  })
  const queue = new pg.Pool({ connectionString: shop.urls.jobsUrl, max: 1 })
  const webhook = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const signed = verifySignature(body, request.headers['x-hub-signature-256'] as string, [meta.app_secret])
    if (!signed) return void response.writeHead(403).end()
    await shop.db.receiveDeliveries([body])
    response.writeHead(200).end()
  })
  await new Promise<void>(resolve => webhook.listen(0, '127.0.0.1', resolve))
  await meta.control.settings({ webhook_url: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/` })

  const channel: Channel = {
    shop,
    meta,
    tools,
    answer: async () => {},
    async addWorker() {
      workers.push(
        await startWorker({
          jobsUrl: shop.urls.jobsUrl,
          db: shop.db,
          adapters: tools,
          jobs,
          timers: [],
          concurrency: 4,
          onLost: () => {},
        }),
      )
    },
    async settled() {
      const begun = Date.now()
      for (let quiet = 0; quiet < 3; ) {
        const { pending } = await meta.control.flush()
        const { rows } = await queue.query<{ job: string }>(UNRESTED)
        quiet = rows.length === 0 && pending === 0 ? quiet + 1 : 0
        if (Date.now() - begun > PATIENCE_MS)
          throw new Error(`no rest: ${pending} deliveries, ${rows.map(row => row.job).join('; ')}`)
        await sleep(25)
      }
    },
    async close() {
      await Promise.all(workers.map(w => w.stop()))
      webhook.closeAllConnections()
      webhook.close()
      await meta.close()
      await queue.end()
      await shop.close()
    },
  }
  const jobs = table.map(entry =>
    entry.name === 'conversations.answer'
      ? job(
          entry.name,
          zTurn,
          answerWith((ctx, turn) => channel.answer(ctx, turn)),
        )
      : entry,
  )
  const workers: Worker[] = []
  for (let n = 0; n < (options.workers ?? 1); n++) await channel.addWorker()
  return channel
}
