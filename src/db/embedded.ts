import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { embeddedBinaries } from './embedded.binaries.ts'
import { ensureCluster, explain } from './embedded.cluster.ts'
import { type Credentials, embeddedCredentials, rolePassword } from './embedded.credentials.ts'
import { isAlive, readyPort, stopOrphan } from './embedded.orphan.ts'
import { chooseRunAs, giveTo, type RunAs, spawnAs } from './embedded.run.ts'
import { freePort } from './free-port.ts'
import { SetupError } from './setup-error.ts'

const DATABASE = 'baiki'
const OWNER = 'baiki_owner'
const LOG_LIMIT_BYTES = 10_000_000
/** A query of a killed server may run on for as long before its process notices. */
const OLD_PROCESSES_MS = 60_000

export interface Embedded {
  port: number
  /** Owner of the database: migrations, backups. Never given to the process that serves. */
  ownerUrl: string
  /** Serving role `baiki_app`. */
  appUrl: string
  /** Role of the job queue, `baiki_jobs`. */
  jobsUrl: string
  /** Superuser, for physical backups only. */
  adminUrl: string
  secretKey: string
  /** Resolves when the server ended without being asked to. */
  died: Promise<void>
  stop: () => Promise<void>
}

interface Options {
  dataDir: string
  /** The key that the environment names; the folder's own when left out. */
  secretKey?: string | undefined
  /** Folder with `initdb` and `postgres`; the npm package's when left out. */
  binaries?: string
  /** Extra server settings. Tests switch durability off here; the shop's database keeps PostgreSQL's defaults. */
  settings?: Record<string, string>
  /** Any free one when left out. */
  port?: number
}

/** Starts the embedded PostgreSQL on a free loopback port. The caller holds the data folder's lock. */
export async function startEmbedded({
  dataDir,
  secretKey,
  binaries = embeddedBinaries(),
  settings = {},
  port,
}: Options): Promise<Embedded> {
  const root = resolve(dataDir)
  mkdirSync(root, { recursive: true, mode: 0o700 })
  const runAs = chooseRunAs()
  const cluster = join(root, 'postgres')
  const credentials = await embeddedCredentials(root, secretKey)
  await ensureCluster({ binaries, runAs, cluster, password: credentials.superuser })
  await stopOrphan(cluster)
  const server = await launch(binaries, runAs, cluster, join(root, 'postgres.log'), settings, port)
  await ensureDatabase(server.port, credentials)
  return { ...urls(server.port, credentials), ...server, secretKey: credentials.secret_key }
}

/** The addresses of the server that runs on this folder now. */
export async function runningUrls(dataDir: string): Promise<{ ownerUrl: string; appUrl: string; jobsUrl: string }> {
  const port = readyPort(join(resolve(dataDir), 'postgres'))
  if (!port) throw new SetupError(`No embedded database runs on ${resolve(dataDir)}. Start it with "npm start" first.`)
  return urls(port, await embeddedCredentials(resolve(dataDir)))
}

function urls(port: number, credentials: Credentials) {
  const url = (role: string, password: string, database = DATABASE) =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`
  return {
    ownerUrl: url(OWNER, credentials.owner),
    appUrl: url('baiki_app', rolePassword(credentials.secret_key, 'baiki_app')),
    jobsUrl: url('baiki_jobs', rolePassword(credentials.secret_key, 'baiki_jobs')),
    adminUrl: url('postgres', credentials.superuser, 'postgres'),
  }
}

async function launch(
  binaries: string,
  runAs: RunAs,
  cluster: string,
  logPath: string,
  settings: Record<string, string>,
  wanted?: number,
) {
  if (existsSync(logPath) && statSync(logPath).size > LOG_LIMIT_BYTES) renameSync(logPath, `${logPath}.1`)
  const begun = Date.now()
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? (await freePort())
    const log = openSync(logPath, 'a', 0o600)
    const logStart = statSync(logPath).size
    giveTo(runAs, logPath)
    const all = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '', ...settings }
    const args = ['-D', cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
    // Detached: Ctrl-C reaches the whole terminal group, and the database must be the last to stop.
    const child = spawnAs(runAs, join(binaries, 'postgres'), args, { stdio: ['ignore', log, log], detached: true })
    closeSync(log)
    let ended = false
    const died = new Promise<void>(done => {
      const end = () => {
        ended = true
        done()
      }
      child.once('exit', end)
      child.once('error', end)
    })
    while (!ended && readyPort(cluster) !== port) await sleep(10)
    if (!ended) return { port, died, stop: () => stopServer(child.pid as number, died) }
    const said = readFileSync(logPath).subarray(logStart).toString('utf8')
    // The server was killed and some of its processes still work: two servers on one folder would destroy it.
    if (/shared memory block .* is still in use/.test(said) && Date.now() - begun < OLD_PROCESSES_MS) {
      await sleep(100)
      continue
    }
    // Another program took the port between our look and the server's start.
    if (attempt < 5 && /could not bind|could not create any TCP/i.test(said)) continue
    throw explain(said, cluster)
  }
}

async function stopServer(pid: number, died: Promise<void>): Promise<void> {
  if (isAlive(pid)) process.kill(pid, 'SIGINT')
  const stopped = await Promise.race([died.then(() => true), sleep(20_000, false, { ref: false })])
  if (!stopped) process.kill(pid, 'SIGQUIT')
  await died
}

async function ensureDatabase(port: number, credentials: Credentials): Promise<void> {
  const client = new pg.Client({ connectionString: urls(port, credentials).adminUrl })
  await client.connect()
  try {
    const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWNER])
    if (!role.rowCount)
      await client.query(`CREATE ROLE ${OWNER} LOGIN CREATEROLE CREATEDB NOSUPERUSER PASSWORD '${credentials.owner}'`)
    const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (!database.rowCount) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`)
  } finally {
    await client.end()
  }
}
