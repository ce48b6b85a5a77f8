import { setTimeout as sleep } from 'node:timers/promises'
import type { Running } from './db/embedded.lock.ts'
import { commandLine, isAlive } from './db/embedded.orphan.ts'

const PATIENCE_MS = 5_000

/** Processes of a run that was killed end by themselves when their channel closes; this waits for them, and ends one that hangs. */
export async function endLeftovers(left: Running | undefined): Promise<void> {
  for (const pid of left?.children ?? []) {
    if (!isOurs(pid)) continue
    signal(pid, 'SIGTERM')
    const deadline = Date.now() + PATIENCE_MS
    while (isAlive(pid) && Date.now() < deadline) await sleep(20)
    if (isOurs(pid)) signal(pid, 'SIGKILL')
  }
}

/** The number may belong to another program by now. */
function isOurs(pid: number): boolean {
  return isAlive(pid) && commandLine(pid).includes(import.meta.dirname)
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended in the meantime.
  }
}
