import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { SetupError } from './setup-error.ts'

/** Who runs on a data folder, written beside the lock for people and for the next start. */
export interface Running {
  pid: number
  address: string
  children: number[]
  /** It was told to stop and will let go of the folder soon. */
  stopping?: boolean
}

const STOPPING_PATIENCE_MS = 30_000

export interface FolderLock {
  /** What a run that was killed left written; undefined after a clean stop. */
  left: Running | undefined
  note: (running: Running) => void
  release: () => void
}

/** Like lockFolder, but waits for a run that is just stopping: a restart is a stop and a start right after it. */
export async function lockFolderSoon(dataDir: string): Promise<FolderLock> {
  const deadline = Date.now() + STOPPING_PATIENCE_MS
  while (readNote(join(dataDir, 'running.json'))?.stopping && Date.now() < deadline) {
    try {
      return lockFolder(dataDir)
    } catch (error) {
      if (!(error instanceof SetupError)) throw error
      await sleep(50)
    }
  }
  return lockFolder(dataDir)
}

/** One living run per data folder. */
export function lockFolder(dataDir: string): FolderLock {
  makeFolder(dataDir)
  const notePath = join(dataDir, 'running.json')
  const unlock = tryLock(join(dataDir, 'lock'))
  if (!unlock) throw new SetupError(alreadyRunning(dataDir, readNote(notePath)))
  return {
    left: readNote(notePath),
    note: running => writeNote(notePath, running),
    release: () => {
      rmSync(notePath, { force: true })
      unlock()
    },
  }
}

function makeFolder(dataDir: string): void {
  try {
    makeWithParents(resolve(dataDir))
    if (statSync(dataDir).isDirectory()) return
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new SetupError(`DATA_DIR=${dataDir} cannot be made there. Choose another folder.`)
    if (code !== 'ENOTDIR') throw error
  }
  throw new SetupError(`DATA_DIR=${dataDir} is a file, or lies below one. Choose a folder, or one that can be made.`)
}

/** Not Node's own `recursive`: where nothing can be made, as in /proc, that tries for ever. */
function makeWithParents(folder: string): void {
  if (existsSync(folder)) return
  makeWithParents(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another start made it in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** A lock that nobody refers to any more would be collected as garbage, and closed with that. */
const held = new Set<DatabaseSync>()

/**
 * Holds a file until it is let go, or undefined when another process holds it. The lock is SQLite's, which is the operating
 * system's: it ends with the process, however that ends, and cannot go stale like a file with a process id. Nothing is stored.
 */
export function tryLock(file: string): (() => void) | undefined {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(file)
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
    held.add(lock)
    return letGo(lock)
  } catch (error) {
    lock?.close()
    if (/locked/.test(String(error))) return undefined
    // SQLite says only that it could not; the system says which file this user may not write.
    closeSync(openSync(file, 'a'))
    throw error
  }
}

const letGo = (lock: DatabaseSync) => () => {
  held.delete(lock)
  lock.close()
}

function alreadyRunning(dataDir: string, running: Running | undefined): string {
  const who = running ? ` (process ${running.pid}, ${running.address})` : ''
  return `Baiki already runs on ${dataDir}${who}. Stop it first, or start another shop with its own DATA_DIR and PORT.`
}

/** For people and the next start only: a full disk must not end a run that serves. */
function writeNote(path: string, running: Running): void {
  try {
    // Whoever reads it meanwhile finds the old note or the new one, never half of one.
    writeFileSync(`${path}.new`, JSON.stringify(running), { mode: 0o600 })
    renameSync(`${path}.new`, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

function readNote(path: string): Running | undefined {
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Running
  } catch {
    // Half written by a run that was killed.
    return undefined
  }
}
