import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { signatureOf } from '../src/adapters/whatsapp/signature.ts'
import { delivery } from './deliveries.ts'
import { median } from './load.ts'
import { APP_SECRET, benchDatabase, startProduct } from './product.ts'

const PER_SECOND = 20
const SECONDS = Number(process.env.BENCH_SECONDS ?? 15)
const WARM_UP = 40

/** From a delivery leaving Meta to the reply's request arriving at the Graph API, quiet window off. */
export async function benchReply(): Promise<Record<string, string>[]> {
  const arrived = new Map<string, number>()
  const graph = createServer((request, response) => {
    const now = performance.now()
    let body = ''
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      const message = body.startsWith('{') ? (JSON.parse(body) as { to?: string; type?: string }) : {}
      const to = message.to?.replace('+', '')
      if (to && message.type && !arrived.has(to)) arrived.set(to, now)
      response.setHeader('content-type', 'application/json')
      const answer =
        request.url?.includes('/messages') && message.type
          ? { messages: [{ id: `wamid.out-${Math.random()}` }], contacts: [{ wa_id: to }] }
          : { success: true, data: [], id: '1' }
      response.end(JSON.stringify(answer))
    })
  })
  await new Promise<void>(done => graph.listen(3813, '127.0.0.1', done))
  const db = await benchDatabase()
  const product = await startProduct(db, 3814, 'http://127.0.0.1:3813', { REPLY_QUIET_MS: '0' })
  const took: number[] = []
  try {
    const total = WARM_UP + PER_SECOND * SECONDS
    for (let n = 0; n < total; n++) {
      const body = delivery(n, 'hi, skrin iphone 13 saya pecah, berapa?')
      const begun = performance.now()
      const wa_id = `6012${String(1_000_000 + n)}`
      void fetch(`http://127.0.0.1:${product.port}/webhooks/whatsapp`, {
        method: 'POST',
        body: new Uint8Array(body),
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body, APP_SECRET) },
      }).then(answer => {
        if (answer.status !== 200) throw new Error(`delivery answered ${answer.status}`)
      })
      if (n >= WARM_UP)
        void until(() => arrived.has(wa_id)).then(() => took.push((arrived.get(wa_id) as number) - begun))
      await sleep(1000 / PER_SECOND)
    }
    await until(() => took.length === PER_SECOND * SECONDS)
    took.sort((a, b) => a - b)
    const at = (share: number) => (took[Math.floor((took.length - 1) * share)] as number).toFixed(1)
    return [
      {
        messages_per_second: String(PER_SECOND),
        replies: String(took.length),
        p50_ms: median(took).toFixed(1),
        p95_ms: at(0.95),
        p99_ms: at(0.99),
      },
    ]
  } finally {
    await product.stop()
    graph.close()
    await db.stop()
  }
}

async function until(met: () => boolean): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 5) {
    if (met()) return
    await sleep(5)
  }
  throw new Error('a reply did not come within 30 s')
}
