import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeSecretFile } from './db/embedded.credentials.ts'
import type { Env } from './env.ts'
import { type Supervised, supervise } from './start.process.ts'

const PROGRAM = join(import.meta.dirname, 'adapters/whatsapp/standin/main.ts')

interface Account {
  phone_number_id: string
  waba_id: string
  access_token: string
  app_secret: string
  verify_token: string
  control_token: string
}

export interface Standin {
  process: Supervised
  /** What the child needs to speak to it: the same variables that Meta's own credentials would be given in. */
  variables: Record<string, string>
}

/** Meta's Graph API as a process of our own, for a shop without credentials; undefined when it has some. */
export async function startStandin(env: Env, onSpawn: (pid: number) => void): Promise<Standin | undefined> {
  if (env.WHATSAPP_GRAPH_URL) return undefined
  const folder = standinFolder(env)
  const account = await accountOf(folder)
  const whatsapp = {
    WHATSAPP_PHONE_NUMBER_ID: account.phone_number_id,
    WHATSAPP_BUSINESS_ACCOUNT_ID: account.waba_id,
    WHATSAPP_ACCESS_TOKEN: account.access_token,
    WHATSAPP_APP_SECRET: account.app_secret,
    WHATSAPP_VERIFY_TOKEN: account.verify_token,
    STANDIN_CONTROL_TOKEN: account.control_token,
  }
  // After a crash it comes back on the port that the child already knows.
  let port = 0
  const program = supervise({
    name: 'stand-in',
    program: PROGRAM,
    onSpawn,
    variables: () => ({
      ...whatsapp,
      // It plays somebody outside the house.
      SECRET_KEY: undefined,
      DATABASE_APP_URL: undefined,
      DATABASE_JOBS_URL: undefined,
      STANDIN_PORT: String(port),
      STANDIN_STATE_DIR: folder,
      STANDIN_WEBHOOK_URL: `http://${env.HOST === '0.0.0.0' || env.HOST === '::' ? '127.0.0.1' : env.HOST}:${env.PORT}/webhooks/whatsapp`,
    }),
  })
  port = await program.ready
  return { process: program, variables: { ...whatsapp, WHATSAPP_GRAPH_URL: `http://127.0.0.1:${port}` } }
}

export const standinFolder = (env: Env): string => join(env.DATA_DIR, 'standin')

/** Whom the stand-in plays: made once, kept in its folder. */
export async function accountOf(folder: string): Promise<Account> {
  const path = join(folder, 'account.json')
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Account
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const secret = () => randomBytes(24).toString('hex')
  const digits = () =>
    `1${BigInt(`0x${randomBytes(6).toString('hex')}`)
      .toString()
      .padStart(14, '0')
      .slice(0, 14)}`
  const account = {
    phone_number_id: digits(),
    waba_id: digits(),
    access_token: secret(),
    app_secret: secret(),
    verify_token: secret(),
    control_token: secret(),
  }
  await writeSecretFile(path, JSON.stringify(account, null, 2))
  return account
}
