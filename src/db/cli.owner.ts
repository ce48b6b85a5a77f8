import { join } from 'node:path'
import { readEnv } from '../env.ts'
import { openDatabase } from '../start.database.ts'
import { lockFolder } from './embedded.lock.ts'
import { readyPort } from './embedded.orphan.ts'
import { runningUrls } from './embedded.ts'
import { SetupError } from './setup-error.ts'

/** The given database, the embedded one that runs now, or the embedded one started for this command. */
export async function withOwner(
  work: (ownerUrl: string, serving: { appUrl: string; jobsUrl: string }) => Promise<void>,
): Promise<void> {
  const env = readEnv()
  if (env.DATABASE_URL) {
    const { ownerUrl, ...serving } = await openDatabase(env)
    return work(ownerUrl, serving)
  }
  if (isRunning(env.DATA_DIR)) {
    const { ownerUrl, ...serving } = await runningUrls(env.DATA_DIR)
    return work(ownerUrl, serving)
  }
  const lock = lockFolder(env.DATA_DIR)
  const { ownerUrl, embedded, ...serving } = await openDatabase(env)
  try {
    await work(ownerUrl, serving)
  } finally {
    await embedded?.stop()
    lock.release()
  }
}

/** Somebody holds the folder, and their server answers. */
function isRunning(dataDir: string): boolean {
  try {
    lockFolder(dataDir).release()
    return false
  } catch (error) {
    if (error instanceof SetupError && readyPort(join(dataDir, 'postgres'))) return true
    throw error
  }
}
