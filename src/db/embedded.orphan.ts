import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SetupError } from './setup-error.ts'

/**
 * Stops a server that an earlier, killed parent left running on this folder. The caller holds the folder's lock, so whatever
 * still runs here belongs to nobody. A number in `postmaster.pid` that meanwhile belongs to another program is left alone.
 */
export async function stopOrphan(cluster: string): Promise<boolean> {
  const pidFile = join(cluster, 'postmaster.pid')
  const pid = postmasterPid(cluster)
  if (!pid) return false
  if (!isServerOf(pid, cluster)) {
    // PostgreSQL would refuse to start while any living process has that number.
    rmSync(pidFile, { force: true })
    return false
  }
  // SIGINT: roll back what is open, then a clean stop. SIGQUIT: stop at once; recovery runs at the next start.
  for (const [signal, patience] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    signalIfAlive(pid, signal)
    const deadline = Date.now() + patience
    while (Date.now() < deadline) {
      if (!isAlive(pid)) return true
      await sleep(20)
    }
  }
  throw new SetupError(`A database server of an earlier run (process ${pid}) does not stop. End it, then start again.`)
}

/** The process id in `postmaster.pid`, or undefined when no server claims the folder. */
export function postmasterPid(cluster: string): number | undefined {
  const path = join(cluster, 'postmaster.pid')
  if (!existsSync(path)) return undefined
  const pid = Number(readFileSync(path, 'utf8').split('\n')[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

/** The loopback port of a server that says it is ready, or undefined. */
export function readyPort(cluster: string): number | undefined {
  const path = join(cluster, 'postmaster.pid')
  if (!existsSync(path)) return undefined
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines[7]?.trim() === 'ready' ? Number(lines[3]) : undefined
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isZombie(pid: number): boolean {
  try {
    return process.platform === 'linux' && /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return true
  }
}

function signalIfAlive(pid: number, signal: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself in the meantime.
  }
}

function isServerOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false
  const command = commandLine(pid)
  return command.includes('postgres') && (command.includes(cluster) || command.includes(realpathSync(cluster)))
}

/** How a process was started, or empty when that cannot be known. */
export function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    if (process.platform === 'win32')
      return execFileSync('wmic', ['process', 'where', `ProcessId=${pid}`, 'get', 'CommandLine'], { encoding: 'utf8' })
    return execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
