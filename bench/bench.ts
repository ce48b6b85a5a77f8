import { benchAudit } from './audit.bench.ts'
import { benchReply } from './reply.bench.ts'
import { benchWebhook } from './webhook.bench.ts'

const BENCHES: Readonly<Record<string, () => Promise<Record<string, string>[]>>> = {
  webhook: benchWebhook,
  reply: benchReply,
  audit: benchAudit,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !BENCHES[name])
if (unknown.length) {
  console.error(`No benchmark called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}`)
  process.exit(1)
}
for (const name of wanted.length ? wanted : Object.keys(BENCHES)) {
  console.log(`\n${name}`)
  console.table(await BENCHES[name]?.())
}
