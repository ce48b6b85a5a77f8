import { join } from 'node:path'
import pg from 'pg'
import { delivery, signedPost } from './deliveries.ts'
import { type Load, load, median } from './load.ts'
import { benchDatabase, startProcess, startProduct } from './product.ts'

const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 4000)
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)

/** Deliveries durably stored per second: the product's door and a minimal route, in turn, on the same database. */
export async function benchWebhook(): Promise<Record<string, string>[]> {
  const db = await benchDatabase()
  const owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  const minimal = await startProcess(join(import.meta.dirname, 'webhook.minimal.ts'), 3811, {
    DATABASE_APP_URL: db.appUrl,
  })
  const product = await startProduct(db, 3812, 'http://127.0.0.1:9', { ROLE: 'web' })
  let made = 0
  const table: Record<string, string>[] = []
  try {
    const run = async (port: number, connections: number): Promise<Load> => {
      const requests = Array.from({ length: REQUESTS }, () => signedPost(delivery(made++)))
      await owner.query('truncate app.whatsapp_webhook_events')
      const measured = await load(port, connections, requests)
      const { rows } = await owner.query('select count(*)::int as n from app.whatsapp_webhook_events')
      if (rows[0].n !== REQUESTS) throw new Error(`${rows[0].n} rows at the last acknowledgement of ${REQUESTS}`)
      return measured
    }
    for (const connections of [10, 50]) {
      const pairs: { ours: Load; least: Load }[] = []
      await run(minimal.port, connections)
      await run(product.port, connections)
      for (let round = 0; round < ROUNDS; round++)
        pairs.push({ least: await run(minimal.port, connections), ours: await run(product.port, connections) })
      const row = (who: 'ours' | 'least') => ({
        per_second: Math.round(median(pairs.map(pair => pair[who].per_second))).toString(),
        p50_ms: median(pairs.map(pair => pair[who].p50_ms)).toFixed(2),
        p99_ms: median(pairs.map(pair => pair[who].p99_ms)).toFixed(2),
      })
      table.push({ connections: String(connections), who: 'minimal route', ...row('least'), ratio: '1.00' })
      const ratio = median(pairs.map(pair => pair.ours.per_second / pair.least.per_second)).toFixed(2)
      table.push({ connections: String(connections), who: 'product', ...row('ours'), ratio })
    }
    return table
  } finally {
    await product.stop()
    await minimal.stop()
    await owner.end()
    await db.stop()
  }
}
