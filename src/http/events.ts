import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import type { Database } from '../db/db.ts'
import type { Log } from '../features/tools.ts'
import { sessionHash } from './session.ts'

const CHANNEL = 'baiki_changes'
const BEAT_MS = 20_000
const RETRY_MS = 1_000

type Listener = (change: string) => void

export interface Changes {
  subscribe(listener: Listener): () => void
  close(): Promise<void>
}

/** One connection that listens for all screens; it comes back by itself, and says so, since what it missed is not known. */
export function listenForChanges(jobsUrl: string, log: Log): Changes {
  const listeners = new Set<Listener>()
  const tell = (change: string) => {
    for (const listener of listeners) listener(change)
  }
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: jobsUrl, keepAlive: true })
    client = fresh
    fresh.on('notification', message => tell(message.payload ?? '{}'))
    fresh.on('error', () => again())
    fresh.on('end', () => again())
    await fresh.connect()
    await fresh.query(`listen ${CHANNEL}`)
    tell('{"table":"*"}')
  }
  function again(): void {
    if (closed || timer) return
    timer = setTimeout(() => {
      timer = undefined
      connect().catch(error => {
        log.warn({ err: error }, 'live updates: the database is away')
        again()
      })
    }, RETRY_MS)
  }
  connect().catch(() => again())

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch((error: Error) => log.warn({ err: error }, 'live updates: closing'))
    },
  }
}

/** `GET /api/v1/events`: ids only; what a screen then fetches is under its own rights. */
export function serveEvents(
  app: FastifyInstance,
  { db, changes, secure }: { db: Database; changes: Changes; secure: boolean },
): void {
  app.get('/api/v1/events', { config: { rateLimit: false } }, async (request, reply) => {
    await db.withActor({ as: 'session', token_hash: sessionHash(request, secure) }, async () => {})
    reply.hijack()
    const stream = reply.raw
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    stream.write('retry: 1000\ndata: {"table":"*"}\n\n')
    const stop = changes.subscribe(change => stream.write(`data: ${change}\n\n`))
    const beat = setInterval(() => stream.write(': beat\n\n'), BEAT_MS)
    request.raw.on('close', () => {
      stop()
      clearInterval(beat)
    })
  })
}
