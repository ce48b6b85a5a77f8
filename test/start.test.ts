import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isAlive, postmasterPid } from '../src/db/embedded.orphan.ts'

const ROOT = join(import.meta.dirname, '..')
const READY_WITHIN_MS = 120_000

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baiki-start-'))
})
afterAll(async () => {
  for (const product of started.filter(one => one.exitCode === null)) {
    product.kill('SIGTERM')
    await once(product, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})
const started: ChildProcess[] = []

interface Product {
  process: ChildProcess
  origin: string
  seconds: number
  said: () => string
}

/** `npm start` without npm: a shop of its own on any free port. */
async function start(): Promise<Product> {
  const begun = performance.now()
  const child = spawn(process.execPath, [join(ROOT, 'scripts/run.mjs'), 'start'], {
    cwd: ROOT,
    env: {
      ...environment(),
      PORT: '0',
      DATA_DIR: folder,
      DEMO: '0',
      ADMIN_USERNAME: 'owner',
      ADMIN_PASSWORD: 'a long password',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', chunk => (said += chunk))
  const until = Date.now() + READY_WITHIN_MS
  while (!said.includes('Baiki is ready') && child.exitCode === null && Date.now() < until) await sleep(20)
  const origin = /http:\/\/localhost:\d+/.exec(said)?.[0]
  if (!origin || !said.includes('Baiki is ready')) throw new Error(`It did not start:\n${said}`)
  return { process: child, origin, seconds: (performance.now() - begun) / 1000, said: () => said }
}

/** What a developer has set for the product must not reach this one. */
function environment(): NodeJS.ProcessEnv {
  const mine = /^(DATABASE_|WHATSAPP_|LLM_|SECRET_KEY|PUBLIC_URL|HOST|ROLE|LOG_LEVEL|NODE_OPTIONS|VITEST)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !mine.test(name)))
}

const note = () => JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')) as { pid: number; children: number[] }

async function isServing(origin: string): Promise<boolean> {
  return (await fetch(`${origin}/readyz`).catch(() => undefined))?.ok ?? false
}

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error(`waited too long for ${what}`)
    await sleep(30)
  }
}

test('a start on an empty folder serves; kills of either process are survived; a stop is clean', {
  timeout: 300_000,
}, async () => {
  const first = await start()
  expect(await isServing(first.origin)).toBe(true)
  expect(first.said()).toContain('Admin "owner" created')

  // The serving process is killed: the parent starts it again.
  const { pid: parent, children } = note()
  for (const child of children) process.kill(child, 'SIGKILL')
  await until(async () => !note().children.some(pid => children.includes(pid)) && (await isServing(first.origin)))

  // The database is killed, and once more before everything runs again: the parent starts everything anew.
  const times = () => first.said().split('Baiki is ready').length - 1
  const database = postmasterPid(join(folder, 'postgres')) as number
  process.kill(database, 'SIGKILL')
  await until(() => ![undefined, database].includes(postmasterPid(join(folder, 'postgres'))))
  process.kill(postmasterPid(join(folder, 'postgres')) as number, 'SIGKILL')
  await until(() => times() === 2)
  const origins = first.said().match(/http:\/\/localhost:\d+(?=\/ )/gm) ?? []
  expect(await isServing(origins.at(-1) ?? '')).toBe(true)

  // A second start on the same folder is refused while this one lives.
  await expect(start()).rejects.toThrow(`Baiki already runs on ${folder} (process ${parent}`)

  // The parent is killed: what it started ends by itself, and the next start takes the database over.
  const server = postmasterPid(join(folder, 'postgres')) as number
  const left = note().children
  process.kill(parent, 'SIGKILL')
  await until(() => left.every(pid => !isAlive(pid)))
  const second = await start()
  expect(isAlive(server)).toBe(false)
  expect(await isServing(second.origin)).toBe(true)
  expect(second.said()).not.toContain('Admin "owner" created')

  second.process.kill('SIGTERM')
  const [code] = await once(second.process, 'exit')
  expect(code).toBe(0)
  expect(second.said()).toContain('Stopped')
  expect(existsSync(join(folder, 'running.json'))).toBe(false)
  expect(postmasterPid(join(folder, 'postgres'))).toBeUndefined()
})
