import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileAnchors } from './adapters/anchors/file.ts'
import { localFiles } from './adapters/files/local.ts'
import { images } from './adapters/images/images.ts'
import { createPasswords } from './adapters/passwords.ts'
import { pdf } from './adapters/pdf/pdf.ts'
import { qr } from './adapters/qr/qr.ts'
import { createSealer } from './adapters/seal.ts'
import { createTokens } from './adapters/tokens.ts'
import { cloudWhatsApp } from './adapters/whatsapp/cloud.ts'
import { verifySignature } from './adapters/whatsapp/signature.ts'
import { listenForChanges } from './db/changes.ts'
import type { Shop } from './db/ctx.ts'
import { createDatabase } from './db/db.ts'
import { isAway } from './db/errors.ts'
import { readServingEnv, type ServingEnv } from './env.ts'
import type { Adapters } from './features/tools.ts'
import { phone } from './http/phone.ts'
import { createServer } from './http/server.ts'
import { sessionHash } from './http/session.ts'
import { jobs, timers } from './jobs/table.ts'
import { startWorker, type Worker } from './jobs/worker.ts'
import { createLog } from './log.ts'

/** The only assembler: env → db → adapters → http + jobs. It runs with the serving roles' rights and no others. */

const DATABASE_PAUSE_MS = 250
const env = readServingEnv()
const secure = env.PUBLIC_URL.startsWith('https://')
const log = createLog(env.LOG_LEVEL, secretsOf(env))
const sealer = createSealer(env.SECRET_KEY)
const shop: Shop = {
  public_url: env.PUBLIC_URL,
  seal: sealer.seal,
  unseal: sealer.unseal,
  ...createTokens(env.SECRET_KEY),
}
const db = createDatabase({
  url: env.DATABASE_APP_URL,
  shop,
  max: 12,
  onPoolError: error => log.warn({ err: error }, 'a database connection broke'),
})
const adapters: Adapters = {
  files: localFiles(join(env.DATA_DIR, 'files'), sealer),
  images,
  pdf,
  qr,
  passwords: createPasswords(env.SECRET_KEY),
  whatsapp: cloudWhatsApp({
    graph_url: env.WHATSAPP_GRAPH_URL,
    version: env.WHATSAPP_GRAPH_VERSION,
    phone_number_id: env.WHATSAPP_PHONE_NUMBER_ID,
    business_account_id: env.WHATSAPP_BUSINESS_ACCOUNT_ID,
    access_token: env.WHATSAPP_ACCESS_TOKEN,
  }),
  anchors: fileAnchors(join(env.DATA_DIR, 'audit-anchors.log')),
  shop,
  log,
  quiet_ms: env.REPLY_QUIET_MS,
  phone_number_id: env.WHATSAPP_PHONE_NUMBER_ID,
}

const appSecrets = [env.WHATSAPP_APP_SECRET, env.WHATSAPP_APP_SECRET_PREVIOUS].filter(secret => secret !== undefined)
let worker: Worker | undefined
let stopping = false
const changes = listenForChanges(env.DATABASE_JOBS_URL, error =>
  log.warn({ err: error }, 'live updates: the database is away'),
)
const server = env.ROLE === 'worker' ? undefined : await createServer({ ...serverOptions() })

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())
// The parent holds the database; without it there is nothing to serve.
if (process.send) process.on('disconnect', () => void stop())

try {
  // First of all: while its server is away, the pages and the probes say so.
  await server?.listen({ port: env.PORT, host: env.HOST })
  await databaseAnswers()
  if (env.ROLE !== 'web') {
    worker = await startWorker({
      jobsUrl: env.DATABASE_JOBS_URL,
      db,
      adapters,
      jobs,
      timers,
      onLost: error => die(error, 'the job queue is lost'),
    })
  }
  process.send?.({ type: 'ready', port: env.PORT })
} catch (error) {
  die(error as Error, 'could not start')
}

async function databaseAnswers(): Promise<void> {
  for (let tries = 0; !stopping; tries++) {
    try {
      return await db.ping()
    } catch (error) {
      if (!isAway(error)) throw error
      if (tries === 0) log.warn({ err: error }, 'the database does not answer; waiting for it')
      await sleep(DATABASE_PAUSE_MS)
    }
  }
}

function serverOptions() {
  return {
    db,
    adapters,
    secure,
    logger: log,
    trustProxy: env.TRUST_PROXY,
    publicUrl: env.PUBLIC_URL,
    dist: join(import.meta.dirname, '../dist'),
    webhook: {
      signed: (body: Buffer, header: string | undefined) => verifySignature(body, header, appSecrets) !== null,
      verify_token: env.WHATSAPP_VERIFY_TOKEN,
    },
    changes,
    ready: async () => {
      try {
        await db.ping()
      } catch {
        return 'the database does not answer'
      }
      return env.ROLE !== 'web' && !worker ? 'the worker is starting' : null
    },
    extra: async (app: import('fastify').FastifyInstance) => {
      if (!env.STANDIN_CONTROL_TOKEN) return
      await app.register(phone, {
        standin_url: env.WHATSAPP_GRAPH_URL,
        control_token: env.STANDIN_CONTROL_TOKEN,
        enabled: async request =>
          env.DEMO ||
          db
            .withActor(
              { as: 'session', token_hash: sessionHash(request, secure) },
              async ctx => ctx.actor.role === 'admin',
            )
            .catch(() => false),
      })
    },
  }
}

async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  server?.server.closeAllConnections()
  await Promise.allSettled([server?.close(), worker?.stop(), changes.close()])
  await db.close()
  process.exit(0)
}

function die(error: Error, what: string): void {
  if (stopping) return
  log.fatal({ err: error }, what)
  process.stderr.write(`${what}: ${error.message}\n`)
  process.exit(1)
}

function secretsOf(env: ServingEnv): string[] {
  const passwords = [env.DATABASE_APP_URL, env.DATABASE_JOBS_URL].map(url => decodeURIComponent(new URL(url).password))
  const named = [
    env.SECRET_KEY,
    env.WHATSAPP_ACCESS_TOKEN,
    env.WHATSAPP_APP_SECRET,
    env.WHATSAPP_APP_SECRET_PREVIOUS,
    env.WHATSAPP_VERIFY_TOKEN,
  ]
  return [...passwords, ...named, env.STANDIN_CONTROL_TOKEN, env.LLM_API_KEY].filter(secret => secret !== undefined)
}
