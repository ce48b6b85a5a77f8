import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isAlive, stopOrphan } from './embedded.orphan.ts'
import { type Embedded, startEmbedded } from './embedded.ts'

const PREFIX = 'baiki-db-'
const CACHE_DAYS = 3

/** Nothing in a temporary server outlives its run, so it need not survive a power cut. */
const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '128MB',
}

interface Options {
  binaries?: string
  /** Names what `prepare` makes; a server with that name is prepared once and copied afterwards. */
  key: string
  cacheDir: string
  prepare: (server: Embedded) => Promise<void>
  /** In place of the fast ones. */
  settings?: Record<string, string>
  port?: number
}

/** A throw-away server in the system's temporary folder, made from a prepared copy. `stop` removes it. */
export async function startTemporary({
  binaries,
  key,
  cacheDir,
  prepare,
  settings = {},
  port,
}: Options): Promise<Embedded & { dataDir: string; settings: Record<string, string> }> {
  await sweep()
  const options = { settings: { ...FAST, ...settings }, ...(port ? { port } : {}), ...(binaries ? { binaries } : {}) }
  const prepared = join(cacheDir, key)
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  if (existsSync(prepared)) {
    cpSync(prepared, folder, { recursive: true })
    utimesSync(prepared, new Date(), new Date())
  } else {
    const server = await startEmbedded({ dataDir: folder, ...options })
    let ready = false
    try {
      await prepare(server)
      ready = true
    } finally {
      await server.stop()
      if (ready) keep(folder, prepared)
      else remove()
    }
  }
  const server = await startEmbedded({ dataDir: folder, ...options })
  const stop = async () => {
    await server.stop()
    remove()
  }
  return { ...server, stop, dataDir: folder, settings: options.settings }
}

/** Copies beside and renames, so that two runs at once never see half a folder; whoever is first wins. */
function keep(folder: string, prepared: string): void {
  const cacheDir = dirname(prepared)
  mkdirSync(cacheDir, { recursive: true })
  const partial = `${prepared}.${process.pid}`
  cpSync(folder, partial, { recursive: true })
  try {
    renameSync(partial, prepared)
  } catch {
    rmSync(partial, { recursive: true, force: true })
  }
  const old = Date.now() - CACHE_DAYS * 86_400_000
  for (const name of readdirSync(cacheDir)) {
    const path = join(cacheDir, name)
    if (statSync(path).mtimeMs < old) rmSync(path, { recursive: true, force: true })
  }
}

/** Ends and removes what runs that were killed left behind. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter(entry => entry.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0])
    if (!pid || isAlive(pid)) continue
    const folder = join(tmpdir(), name)
    try {
      await stopOrphan(join(folder, 'postgres'))
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Another user's, or another run is sweeping the same one.
    }
  }
}
