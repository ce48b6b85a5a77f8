import { fstatSync } from 'node:fs'
import { z } from 'zod'
import { startStandin } from './server.ts'

const environment = z.object({
  STANDIN_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  STANDIN_STATE_DIR: z.string().min(1).optional(),
  STANDIN_CONTROL_TOKEN: z.string().min(16),
  STANDIN_WEBHOOK_URL: z.url().optional(),
  WHATSAPP_PHONE_NUMBER_ID: z.string().min(1),
  WHATSAPP_BUSINESS_ACCOUNT_ID: z.string().min(1),
  WHATSAPP_ACCESS_TOKEN: z.string().min(1),
  WHATSAPP_APP_SECRET: z.string().min(1),
  WHATSAPP_VERIFY_TOKEN: z.string().min(1),
})

const env = environment.parse(process.env)
const standin = await startStandin({
  port: env.STANDIN_PORT,
  state_dir: env.STANDIN_STATE_DIR,
  control_token: env.STANDIN_CONTROL_TOKEN,
  webhook_url: env.STANDIN_WEBHOOK_URL,
  phone_number_id: env.WHATSAPP_PHONE_NUMBER_ID,
  business_account_id: env.WHATSAPP_BUSINESS_ACCOUNT_ID,
  access_token: env.WHATSAPP_ACCESS_TOKEN,
  app_secret: env.WHATSAPP_APP_SECRET,
  verify_token: env.WHATSAPP_VERIFY_TOKEN,
})

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  setTimeout(() => process.exit(0), 2000).unref()
  await standin.close()
  process.exit(0)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
// The parent is gone when the channel it holds closes, however it went; without a channel its process id tells.
const stdin = fstatSync(0)
if (process.send) process.on('disconnect', () => void stop())
else if (stdin.isFIFO() || stdin.isSocket())
  process.stdin
    .on('end', () => void stop())
    .on('error', () => void stop())
    .resume()
const parent = process.ppid
setInterval(() => process.ppid !== parent && void stop(), 1000).unref()

process.stdout.write(`${JSON.stringify({ ready: true, port: standin.port })}\n`)
