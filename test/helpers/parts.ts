import { type ChildProcess, spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** One process of the product. */
export interface Part {
  /** `kill -9`; returns when it has ended. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Resolves when it serves. */
  ready(): Promise<void>
  stop(): Promise<void>
}

const AGAIN_MS = 50

/** Spawns a program that says over IPC when it is ready. `kept`: whenever it ends it is started again, as a parent does. `log`: a file for what it says. */
export async function startPart(
  program: string,
  variables: Record<string, string>,
  { kept = false, log }: { kept?: boolean; log?: string } = {},
): Promise<Part> {
  let child: ChildProcess
  let serving: Promise<void>
  let over = false

  const output = log ? openSync(log, 'a') : 'inherit'
  function spawnOne(): void {
    const fresh = spawn(process.execPath, [program], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', ...variables } as NodeJS.ProcessEnv,
      stdio: ['ignore', output, output, 'ipc'],
    })
    child = fresh
    serving = new Promise<void>((ready, failed) => {
      fresh.once('message', () => ready())
      fresh.once('exit', code => failed(new Error(`${program} ended with ${code} before it was ready`)))
    })
    serving.catch(() => {})
    if (kept) fresh.once('exit', () => void sleep(AGAIN_MS).then(() => !over && spawnOne()))
  }
  const ended = (signal: NodeJS.Signals) =>
    new Promise<void>(done => {
      if (child.exitCode !== null || child.signalCode !== null) return done()
      child.once('exit', () => done())
      child.kill(signal)
    })
  async function ready(): Promise<void> {
    for (;;) {
      const now = serving
      const failure = await now.then(
        () => null,
        (error: Error) => error,
      )
      if (!failure && now === serving && child.exitCode === null && child.signalCode === null) return
      if (failure && (!kept || over)) throw failure
      await sleep(AGAIN_MS)
    }
  }
  const part: Part = {
    kill: () => ended('SIGKILL'),
    async start() {
      spawnOne()
      await ready()
    },
    ready,
    async stop() {
      over = true
      await ended('SIGTERM')
    },
  }
  await part.start()
  return part
}
