import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chance } from '../../src/adapters/whatsapp/standin/random.ts'
import { freePort } from '../../src/db/free-port.ts'
import { mortalDatabase } from '../helpers/mortal-database.ts'
import { startPart } from '../helpers/parts.ts'
import { furnish, lookInto, MAIN, type Product, signInAt, variablesOf } from '../helpers/product.ts'
import { standinProcess } from '../helpers/standin.ts'

/** What can be killed, and how often each is. */
const VICTIMS = { web: 3, 'first worker': 3, 'second worker': 2, database: 2 } as const
export type Victim = keyof typeof VICTIMS

export interface Plant extends Omit<Product, 'kill' | 'start' | 'killAndRestart' | 'another' | 'jobIdsDue'> {
  /** `kill -9`, once it serves. Whoever holds it starts it again. */
  strike(victim: Victim): Promise<void>
  /** Everything serves again. */
  whole(): Promise<void>
}

/** The product as a larger shop runs it: web and two workers, each a process, over one database; Meta in a process of its own. */
export async function startPlant(): Promise<Plant> {
  const database = await mortalDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'baiki-plant-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const standin = await standinProcess(`${url}/webhooks/whatsapp`)
  const behind = lookInto(database)
  const owner: Product['owner'] = (text, values) => insist(() => behind.owner(text, values))
  await furnish(owner)
  const given = {
    ...variablesOf({ url, folder, database, standin }),
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  }
  const run = async (role: string) =>
    startPart(
      MAIN,
      { ...given, ROLE: role, PORT: String(role === 'web' ? port : await freePort()) },
      { kept: true, log: join(folder, `${role}.log`) },
    )
  const parts = { web: await run('web'), 'first worker': await run('worker'), 'second worker': await run('worker') }

  return {
    url,
    standin,
    databaseUrls: database,
    owner,
    jobsDue: () => insist(behind.jobsDue),
    signIn: username => signInAt(url, username),
    async strike(victim) {
      if (victim === 'database') return database.kill()
      await parts[victim].ready()
      await parts[victim].kill()
    },
    async whole() {
      for (const part of Object.values(parts)) await part.ready()
    },
    async stop() {
      await Promise.all(Object.values(parts).map(part => part.stop()))
      await standin.close()
      await behind.close()
      await database.stop()
      if (!process.env.KEEP) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Asks again while the database is away. */
export async function insist<T>(ask: () => Promise<T>, ms = 30_000): Promise<T> {
  const begun = Date.now()
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (Date.now() - begun > ms) throw error
      await sleep(50)
    }
  }
}

/** Blows that a seed repeats: who is hit, and how long after the last one. Returns how often each was. */
export async function killAtRandom(
  plant: Plant,
  plan: { kills: number; seed: number; pause_ms: number },
): Promise<Record<Victim, number>> {
  const random = chance(plan.seed)
  const all = (Object.keys(VICTIMS) as Victim[]).flatMap(name => Array<Victim>(VICTIMS[name]).fill(name))
  const struck: Record<Victim, number> = { web: 0, 'first worker': 0, 'second worker': 0, database: 0 }
  for (let n = 0; n < plan.kills; n++) {
    await sleep(random() * plan.pause_ms)
    const victim = all[Math.floor(random() * all.length)] as Victim
    await plant.strike(victim)
    struck[victim] += 1
  }
  await plant.whole()
  return struck
}

/** Every kind of trouble that Meta and the way to it can make, each by chance. */
export async function faultsOn(plant: Plant, seed: number): Promise<void> {
  const rules: object[] = [
    { endpoint: 'messages', effect: 'drop', after_commit: true, chance: 0.02 },
    { endpoint: 'messages', effect: 'abort', after_commit: true, chance: 0.02 },
    { endpoint: 'messages', effect: 'drop', chance: 0.02 },
    { endpoint: 'messages', effect: { code: 130429 }, retry_after_seconds: 1, chance: 0.03 },
    { endpoint: 'messages', effect: { code: 131000 }, chance: 0.02 },
    { endpoint: 'messages', effect: { code: 131056 }, chance: 0.01 },
    { endpoint: 'messages', effect: { async: 131000 }, chance: 0.01 },
    { endpoint: 'messages', effect: 'status_first', chance: 0.05 },
    { endpoint: 'messages', effect: { statuses: ['delivered', 'read', 'sent'] }, chance: 0.05 },
    { endpoint: 'messages', effect: { statuses: ['read'] }, chance: 0.03 },
    { endpoint: 'messages', effect: 'slow', delay_ms: 300, chance: 0.05 },
    { endpoint: 'read', effect: { code: 131000 }, chance: 0.05 },
    { endpoint: 'media', effect: { code: 131000 }, chance: 0.05 },
    { endpoint: 'media_url', effect: { code: 131000 }, chance: 0.05 },
    { endpoint: 'media_bytes', effect: 'abort', chance: 0.1 },
    { endpoint: 'webhook', effect: 'duplicate', copies: 3, chance: 0.05 },
    { endpoint: 'webhook', effect: 'again', chance: 0.05 },
    { endpoint: 'webhook', effect: 'late', delay_ms: 400, chance: 0.05 },
    { endpoint: 'webhook', effect: 'lost_answer', chance: 0.03 },
    { endpoint: 'webhook', effect: 'abort', chance: 0.02 },
    { endpoint: 'webhook', effect: 'slow', delay_ms: 200, chance: 0.02 },
  ]
  for (const [n, rule] of rules.entries()) await plant.standin.control.fault({ ...rule, seed: seed * 100 + n } as never)
}

/** Only what leaves in doubt whether Meta has a message: the answer, or the request, is lost. */
export async function answersLost(plant: Plant, seed: number): Promise<void> {
  const rules: object[] = [
    { endpoint: 'messages', effect: 'drop', after_commit: true, chance: 0.05 },
    { endpoint: 'messages', effect: 'abort', after_commit: true, chance: 0.05 },
    { endpoint: 'messages', effect: 'drop', chance: 0.05 },
    { endpoint: 'webhook', effect: 'duplicate', copies: 3, chance: 0.05 },
    { endpoint: 'webhook', effect: 'late', delay_ms: 400, chance: 0.05 },
  ]
  for (const [n, rule] of rules.entries()) await plant.standin.control.fault({ ...rule, seed: seed * 100 + n } as never)
}

export async function faultsOff(plant: Plant): Promise<void> {
  const { faults } = await plant.standin.control.call<{ faults: { id: string }[] }>('GET', 'faults')
  for (const { id } of faults) await plant.standin.control.call('DELETE', `faults/${id}`)
}
