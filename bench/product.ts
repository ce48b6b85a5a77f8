import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../src/db/embedded.ts'
import { migrate } from '../src/db/migrate.ts'

export const APP_SECRET = 'bench-app-secret'
export const PHONE_NUMBER_ID = '10650000000001'

export interface BenchDatabase {
  readonly ownerUrl: string
  readonly appUrl: string
  readonly jobsUrl: string
  readonly folder: string
  stop(): Promise<void>
}

/** A database with the durability that a shop gets, in a folder of its own. */
export async function benchDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'baiki-bench-'))
  const server = await startEmbedded({ dataDir: folder })
  await migrate(server)
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ownerUrl: server.ownerUrl, appUrl: server.appUrl, jobsUrl: server.jobsUrl, folder, stop }
}

export interface Process {
  readonly port: number
  stop(): Promise<void>
}

/** Runs a program until it says over IPC that it is ready. */
export function startProcess(program: string, port: number, variables: Record<string, string>): Promise<Process> {
  return new Promise((done, failed) => {
    const child: ChildProcess = spawn(process.execPath, [program], {
      env: { ...process.env, PORT: String(port), ...variables },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const stop = () =>
      new Promise<void>(ended => {
        child.once('exit', () => ended())
        child.kill('SIGTERM')
      })
    child.once('message', () => done({ port, stop }))
    child.once('exit', code => failed(new Error(`${program} ended with ${code} before it was ready`)))
  })
}

/** The product's own process, as `npm start` runs it. */
export const startProduct = (
  db: BenchDatabase,
  port: number,
  graphUrl: string,
  variables: Record<string, string> = {},
): Promise<Process> =>
  startProcess(join(import.meta.dirname, '../src/main.ts'), port, {
    DATA_DIR: join(db.folder, 'product'),
    DATABASE_APP_URL: db.appUrl,
    DATABASE_JOBS_URL: db.jobsUrl,
    SECRET_KEY: Buffer.alloc(32, 3).toString('base64'),
    DEMO: '0',
    LOG_LEVEL: 'warn',
    WHATSAPP_GRAPH_URL: graphUrl,
    WHATSAPP_PHONE_NUMBER_ID: PHONE_NUMBER_ID,
    WHATSAPP_BUSINESS_ACCOUNT_ID: '10000000000001',
    WHATSAPP_ACCESS_TOKEN: 'bench-access-token',
    WHATSAPP_APP_SECRET: APP_SECRET,
    WHATSAPP_VERIFY_TOKEN: 'bench-verify-token',
    ...variables,
  })
