import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { postmasterPid } from '../../src/db/embedded.orphan.ts'
import { startTemporary } from '../../src/db/embedded.temporary.ts'
import { type Embedded, startEmbedded } from '../../src/db/embedded.ts'
import { freePort } from '../../src/db/free-port.ts'
import { migrated } from './server.ts'

export interface MortalDatabase {
  readonly ownerUrl: string
  readonly appUrl: string
  readonly jobsUrl: string
  /** `kill -9` of the server; returns once it serves again on the same address. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** A server of its own with all migrations. What it has acknowledged outlives its process, as in a shop. */
export async function mortalDatabase(): Promise<MortalDatabase> {
  const port = await freePort()
  const first = await startTemporary({ ...migrated(), settings: { synchronous_commit: 'on' }, port })
  const { dataDir, settings } = first
  let server: Embedded = first
  return {
    ownerUrl: first.ownerUrl,
    appUrl: first.appUrl,
    jobsUrl: first.jobsUrl,
    async kill() {
      process.kill(postmasterPid(join(dataDir, 'postgres')) as number, 'SIGKILL')
      await server.died
      server = await startEmbedded({ dataDir, settings, port })
    },
    async stop() {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
