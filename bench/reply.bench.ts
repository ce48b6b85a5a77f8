import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { signatureOf } from '../src/adapters/whatsapp/signature.ts'
import { delivery } from './deliveries.ts'
import { median } from './load.ts'
import { APP_SECRET, benchDatabase, type Process, startProcess, startProduct } from './product.ts'

const SECONDS = Number(process.env.BENCH_SECONDS ?? 15)
/** Every process compiles and prepares what it runs in its first seconds; that is told apart. */
const WARM_UP_SECONDS = 6
const [GRAPH_PORT, WEB_PORT] = [3813, 3814]

interface Shape {
  readonly per_second: number
  /** Workers beside the web, each a process; 0: web and worker in one. */
  readonly workers: number
}
type Arrival = { readonly to: string; readonly at: number }

const now = () => performance.timeOrigin + performance.now()

/** From a delivery leaving Meta to the reply's request arriving at the Graph API, quiet window off. */
export async function benchReply(): Promise<Record<string, string>[]> {
  return [await measure({ per_second: 20, workers: 0 }), await measure({ per_second: 50, workers: 2 })]
}

async function measure(shape: Shape): Promise<Record<string, string>> {
  const running: Process[] = []
  const db = await benchDatabase()
  try {
    running.push(await startProcess(join(import.meta.dirname, 'reply.graph.ts'), GRAPH_PORT, {}))
    running.push(...(await startShop(db, shape.workers)))
    const cold = await write(0, shape.per_second * WARM_UP_SECONDS, shape.per_second)
    await repliesOf(cold.size)
    const left = await write(cold.size, shape.per_second * SECONDS, shape.per_second)
    await repliesOf(cold.size + left.size)
    // A second answer would come now.
    await sleep(1000)
    const came = await arrivals()
    return { ...figures(shape, left, came), p99_ms_of_first_seconds: figures(shape, cold, came).p99_ms as string }
  } finally {
    for (const one of running.reverse()) await one.stop()
    await db.stop()
  }
}

function startShop(db: Awaited<ReturnType<typeof benchDatabase>>, workers: number): Promise<Process[]> {
  const roles = workers === 0 ? ['all'] : ['web', ...Array<string>(workers).fill('worker')]
  return Promise.all(
    roles.map((ROLE, n) =>
      startProduct(db, WEB_PORT + n, `http://127.0.0.1:${GRAPH_PORT}`, { REPLY_QUIET_MS: '0', ROLE }),
    ),
  )
}

/** Customers write one after the other at this pace, whether or not the shop keeps up. Returns when each delivery left. */
async function write(first: number, count: number, per_second: number): Promise<Map<string, number>> {
  const left = new Map<string, number>()
  const answers: Promise<void>[] = []
  const begun = now()
  for (let n = 0; n < count; n++) {
    await sleep(Math.max(0, begun + (n * 1000) / per_second - now()))
    const body = delivery(first + n, 'hi, skrin iphone 13 saya pecah, berapa?')
    left.set(`6012${String(1_000_000 + first + n)}`, now())
    answers.push(post(body))
  }
  await Promise.all(answers)
  return left
}

async function post(body: Buffer): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${WEB_PORT}/webhooks/whatsapp`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body, APP_SECRET) },
  })
  if (answer.status !== 200) throw new Error(`delivery answered ${answer.status}`)
}

const arrivals = async () => (await (await fetch(`http://127.0.0.1:${GRAPH_PORT}/arrivals`)).json()) as Arrival[]

async function repliesOf(count: number): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 200) {
    if ((await arrivals()).length >= count) return
    await sleep(200)
  }
  throw new Error(`of ${count} replies only ${(await arrivals()).length} came within a minute`)
}

function figures(shape: Shape, left: ReadonlyMap<string, number>, came: readonly Arrival[]): Record<string, string> {
  const mine = came.filter(one => left.has(one.to))
  const answered = new Set(mine.map(one => one.to))
  if (mine.length !== left.size || answered.size !== left.size)
    throw new Error(`${left.size} messages got ${mine.length} replies, ${answered.size} of them at least one`)
  const took = mine.map(one => one.at - (left.get(one.to) as number)).sort((a, b) => a - b)
  const at = (share: number) => (took[Math.floor((took.length - 1) * share)] as number).toFixed(1)
  const seconds = (Math.max(...mine.map(one => one.at)) - Math.min(...left.values())) / 1000
  return {
    messages_per_second: String(shape.per_second),
    workers: shape.workers === 0 ? 'in one process' : String(shape.workers),
    replies: String(took.length),
    reached_per_second: (took.length / seconds).toFixed(1),
    p50_ms: median(took).toFixed(1),
    p95_ms: at(0.95),
    p99_ms: at(0.99),
  }
}
