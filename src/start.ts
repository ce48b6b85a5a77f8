import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lockFolderSoon, type Running } from './db/embedded.lock.ts'
import { migrate } from './db/migrate.ts'
import { SetupError } from './db/setup-error.ts'
import { type Env, readEnv } from './env.ts'
import { type Database, openDatabase } from './start.database.ts'
import { explain } from './start.explain.ts'
import { endLeftovers } from './start.leftovers.ts'
import { logFile } from './start.log.ts'
import { requirePort } from './start.ports.ts'
import { type Supervised, supervise } from './start.process.ts'
import { say, step } from './start.progress.ts'
import { prepareShop } from './start.shop.ts'
import { type Standin, startStandin } from './start.standin.ts'
import { buildWeb, watchWeb } from './start.web.ts'
import { readyWords } from './start.words.ts'

const RESTARTS = 5
const DEV = process.argv.includes('--dev')

/** What must be stopped, in the order in which it was started: the folder's lock, the database, … , the process that serves. */
let running: { stop: () => unknown }[] = []
let serving = false
let stopping = false
let databaseGone = false
let noteStopping = () => {}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
// The process that started this one was killed.
process.on('disconnect', () => void end(0))

if (existsSync('.env')) process.loadEnvFile('.env')
await start().catch(fail)

async function start(): Promise<void> {
  const begun = performance.now()
  databaseGone = false
  let env = readEnv()
  say('Baiki is starting')
  const lock = await lockFolderSoon(env.DATA_DIR)
  running.push({ stop: lock.release })
  await endLeftovers(lock.left)
  const port = await requirePort(env.HOST, env.PORT)
  env = readEnv({ ...process.env, PORT: String(port) })
  const pids: Record<string, number> = {}
  const note = (more?: Partial<Running>) =>
    lock.note({ pid: process.pid, address: env.PUBLIC_URL, children: Object.values(pids), ...more })
  noteStopping = () => note({ stopping: true })
  const noteProcess = (name: string) => (pid: number) => {
    pids[name] = pid
    note()
  }
  const [database] = await toTheirEnd(prepareDatabase(env), prepareWeb())
  // After the demo shop, which leaves its chats for it.
  const standin = await startStandin(env, noteProcess('standin'))
  if (standin) running.push(standin.process)
  const child = serve(env, database, standin, noteProcess('child'))
  running.push(child)
  await child.ready
  if (databaseGone) throw new SetupError('The database ended while the rest was starting (see postgres.log).')
  serving = true
  if (DEV) reloadOnChange(child)
  announce(env, begun)
}

/** All to their end before a failure is told, so that nothing is left half way when everything is stopped. */
async function toTheirEnd<T extends unknown[]>(...parts: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  await Promise.allSettled(parts)
  return Promise.all(parts) as Promise<T>
}

async function prepareDatabase(env: Env): Promise<Database> {
  const where = env.DATABASE_URL ? `PostgreSQL at ${new URL(env.DATABASE_URL).host}` : 'Embedded PostgreSQL'
  const database = await step(where, () => openDatabase(env))
  if (database.embedded) {
    running.push(database.embedded)
    void database.embedded.died.then(databaseDied)
  }
  await step(
    'Migrations',
    () => migrate(database),
    ran => (ran.length ? `${ran.length} migration${ran.length === 1 ? '' : 's'} applied` : undefined),
  )
  await prepareShop(env, database)
  return database
}

async function prepareWeb(): Promise<void> {
  if (DEV) running.push(watchWeb())
  else await step('Web', buildWeb, built => (built ? 'Web pages built' : undefined))
}

/** The process that serves: it gets the serving roles' addresses and never the owner's. */
function serve(env: Env, database: Database, standin: Standin | undefined, onSpawn: (pid: number) => void): Supervised {
  return supervise({
    name: 'Baiki',
    program: join(import.meta.dirname, 'main.ts'),
    variables: () => ({
      ...standin?.variables,
      PORT: String(env.PORT),
      DATA_DIR: env.DATA_DIR,
      PUBLIC_URL: env.PUBLIC_URL,
      DEMO: env.DEMO ? '1' : '0',
      SECRET_KEY: database.secretKey,
      DATABASE_APP_URL: database.appUrl,
      DATABASE_JOBS_URL: database.jobsUrl,
    }),
    onSpawn,
    ...(toFile(env) ? { log: logFile(logPath(env)) } : {}),
  })
}

/** A person's terminal stays readable; a service's log goes where its other output goes. */
function toFile(env: Env): boolean {
  return process.stdout.isTTY && env.LOG_LEVEL === 'info'
}

function logPath(env: Env): string {
  return join(env.DATA_DIR, 'baiki.log')
}

/** The server itself was killed (memory ran out, say): everything starts again on the same data, even if that takes several tries. */
async function databaseDied(): Promise<void> {
  databaseGone = true
  if (stopping || !serving) return
  serving = false
  say('The database ended by itself (see postgres.log in the data folder); starting again')
  for (let tries = 1; !stopping; tries++) {
    await stopRunning()
    const failure = await start().then(
      () => null,
      (error: NodeJS.ErrnoException) => error,
    )
    if (!failure) return
    if (tries === RESTARTS) return fail(failure)
    say(explain(failure))
    await sleep(tries * 500)
  }
}

async function fail(error: unknown): Promise<void> {
  if (stopping) return
  process.stderr.write(`\n${explain(error as NodeJS.ErrnoException)}\n`)
  await end(1)
}

async function end(code: number): Promise<void> {
  if (stopping) return
  stopping = true
  noteStopping()
  if (serving) say('\nStopping …')
  await stopRunning()
  if (serving) say('Stopped')
  process.exit(code)
}

async function stopRunning(): Promise<void> {
  for (const part of running.reverse()) await part.stop()
  running = []
}

function reloadOnChange(child: Supervised): void {
  let soon: NodeJS.Timeout | undefined
  const watcher = watch(import.meta.dirname, { recursive: true }, (_event, file) => {
    if (!file?.endsWith('.ts') || file.startsWith('web') || file.includes('.test.')) return
    clearTimeout(soon)
    soon = setTimeout(child.restart, 150)
  })
  running.push({ stop: () => watcher.close() })
}

function announce(env: Env, begun: number): void {
  say(readyWords(env, (performance.now() - begun) / 1000, toFile(env) ? logPath(env) : undefined))
}
