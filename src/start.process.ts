import { type ChildProcess, spawn } from 'node:child_process'
import { SetupError } from './db/setup-error.ts'
import { say } from './start.progress.ts'

const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 10_000
/** A process that lived this long starts over with the shortest pause. */
const SETTLED_MS = 30_000
const STOP_PATIENCE_MS = 15_000
/** The parent's alone: whoever owns the database, and the first admin. */
const PARENT_ONLY = { DATABASE_URL: undefined, ADMIN_USERNAME: undefined, ADMIN_PASSWORD: undefined }

interface Program {
  name: string
  program: string
  /** Asked at every start. What is undefined is taken out of the environment. */
  variables: () => Record<string, string | undefined>
  /** Told of every new process id. */
  onSpawn?: (pid: number) => void
  /** Where its log goes; to this process's own output when left out. */
  log?: (text: string) => void
}

export interface Supervised {
  /** The port of the first start, or a SetupError with what the process said when it died before it was ready. */
  ready: Promise<number>
  pid: () => number | undefined
  restart: () => void
  stop: () => Promise<void>
}

/**
 * Keeps a process running: it says `{type: 'ready', port}` over its channel or `{"ready":true,"port":N}` on a line of output; when it
 * dies it is started again, after a pause that grows while it keeps dying. It ends by itself when this process is killed, because
 * its channel closes.
 */
export function supervise({
  name,
  program,
  variables,
  onSpawn,
  log = text => process.stdout.write(text),
}: Program): Supervised {
  let child: ChildProcess | undefined
  let pause = FIRST_PAUSE_MS
  let stopping = false
  let once: NodeJS.Timeout | undefined

  const ready = new Promise<number>((resolve, reject) => {
    const start = (first: boolean) => {
      const begun = Date.now()
      let isReady = false
      let said = ''
      const becameReady = (port: number) => {
        isReady = true
        said = ''
        if (first) resolve(port)
        else say(`${name} runs again`)
      }
      const running = spawn(process.execPath, [program], {
        env: defined({ ...process.env, ...PARENT_ONLY, ...variables() }),
        // A group of its own: Ctrl-C reaches only this parent, which stops the others in order.
        detached: true,
        stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      })
      child = running
      if (running.pid) onSpawn?.(running.pid)
      running.on('message', (message: { type?: string; port?: number }) => {
        if (message?.type === 'ready') becameReady(message.port ?? 0)
      })
      running.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
        const port = /^\{"ready":true,"port":(\d+)\}$/m.exec(chunk)?.[1]
        if (port) becameReady(Number(port))
        else log(chunk)
      })
      running.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
        // Before it is ready, what it says is the reason why it is not, told once at the end.
        if (isReady || !first) process.stderr.write(chunk)
        else said = `${said}${chunk}`.slice(-4000)
      })
      running.on('error', () => {})
      running.on('close', (code, signal) => {
        if (stopping) return
        if (first && !isReady)
          return reject(new SetupError(said.trim() || `${name} did not start (${signal ?? `code ${code}`})`))
        if (Date.now() - begun > SETTLED_MS) pause = FIRST_PAUSE_MS
        say(`${name} ended (${signal ?? `code ${code}`}); starting it again`)
        once = setTimeout(() => start(false), pause)
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
      })
    }
    start(true)
  })

  const ended = () =>
    new Promise<void>(done => (child && isRunning(child) ? child.once('close', () => done()) : done()))
  return {
    ready,
    pid: () => child?.pid,
    restart: () => {
      pause = FIRST_PAUSE_MS
      child?.kill('SIGTERM')
    },
    stop: async () => {
      stopping = true
      clearTimeout(once)
      child?.kill('SIGTERM')
      const patience = setTimeout(() => child?.kill('SIGKILL'), STOP_PATIENCE_MS)
      await ended()
      clearTimeout(patience)
    },
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null
}

function defined(variables: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
