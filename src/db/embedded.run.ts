import { type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { chownSync, lchownSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const NOBODY = 65534

/**
 * How PostgreSQL is run here. It refuses root, so root runs it in a user namespace of its own, where the same files belong to
 * "nobody"; where the kernel forbids that (some containers), it runs as the real user nobody and the folder is given to him.
 */
export type RunAs = 'self' | 'namespace' | 'nobody'

const UNSHARE = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]

export function chooseRunAs(): RunAs {
  if (process.getuid?.() !== 0) return 'self'
  return spawnSync('unshare', [...UNSHARE, 'true'], { stdio: 'ignore' }).status === 0 ? 'namespace' : 'nobody'
}

/** Makes a file or a whole folder belong to the user PostgreSQL runs as. */
export function giveTo(runAs: RunAs, path: string): void {
  if (runAs === 'self') return
  const owner = runAs === 'nobody' ? NOBODY : 0
  if (statSync(path).uid === owner) return
  if (statSync(path).isDirectory()) {
    for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' }))
      lchownSync(join(path, entry), owner, owner)
  }
  chownSync(path, owner, owner)
}

export function spawnAs(runAs: RunAs, command: string, args: string[], options: SpawnOptions) {
  // A fixed language, because the messages are read by embedded.ts; nothing of ours in the environment of the server.
  const env = {
    PATH: process.env.PATH,
    LC_ALL: 'C',
    TZ: 'UTC',
    ...(process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot } : {}),
  }
  const cwd = options.cwd ?? '/'
  if (runAs === 'namespace') return spawn('unshare', [...UNSHARE, command, ...args], { ...options, env, cwd })
  return spawn(command, args, { ...options, env, cwd, ...(runAs === 'nobody' ? { uid: NOBODY, gid: NOBODY } : {}) })
}

/** Runs a command to its end; `output` is everything it said. */
export function runToEnd(
  runAs: RunAs,
  command: string,
  args: string[],
  cwd?: string,
): Promise<{ code: number; output: string }> {
  return new Promise(resolve => {
    const child = spawnAs(runAs, command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...(cwd ? { cwd } : {}) })
    let output = ''
    child.stdout?.on('data', chunk => (output += chunk))
    child.stderr?.on('data', chunk => (output += chunk))
    child.on('error', error => resolve({ code: 127, output: `${output}${error.message}` }))
    child.on('close', (code, signal) => {
      const told = signal ? `${output}\nIt was ended from outside (${signal}). Start again.` : output
      resolve({ code: code ?? 1, output: told })
    })
  })
}
