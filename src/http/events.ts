import type { FastifyInstance } from 'fastify'
import type { Changes } from '../db/changes.ts'
import type { Database } from '../db/db.ts'
import { AppError } from '../shared/errors.ts'
import { sessionHash } from './session.ts'

/** A screen that hears none for much longer takes the stream for dead (`web/shell/live.ts`). */
const BEAT_MS = 20_000
/** Bytes that wait for a client that does not read; it comes back and fetches everything anew. */
const MOST_WAITING = 1024 * 1024

class Seen extends Error {}

/** `GET /api/v1/events`: ids only; what a screen then fetches is under its own rights. */
export function serveEvents(
  app: FastifyInstance,
  { db, changes, secure, beat_ms = BEAT_MS }: { db: Database; changes: Changes; secure: boolean; beat_ms?: number },
): void {
  app.get('/api/v1/events', { config: { rateLimit: false } }, async (request, reply) => {
    const token_hash = sessionHash(request, secure)
    await db.withActor({ as: 'session', token_hash }, async () => {})
    reply.hijack()
    const stream = reply.raw
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    stream.write('retry: 1000\ndata: {"table":"*"}\n\n')
    const write = (text: string) => {
      if (stream.writableLength > MOST_WAITING) stream.destroy()
      else if (!stream.destroyed && !stream.writableEnded) stream.write(text)
    }
    const stop = changes.subscribe(change => write(`data: ${change}\n\n`))
    const beat = setInterval(async () => {
      if (stream.writableEnded) stream.destroy()
      else if (await hasEnded(db, token_hash)) stream.end()
      else write('event: beat\ndata:\n\n')
    }, beat_ms)
    stream.on('close', () => {
      stop()
      clearInterval(beat)
    })
  })
}

/** Looks and rolls back: a screen left open does not keep its session from growing idle. A database that is away ends nothing. */
const hasEnded = (db: Database, token_hash: string): Promise<boolean> =>
  db
    .withActor({ as: 'session', token_hash }, () => Promise.reject(new Seen()))
    .then(
      () => false,
      (error: unknown) => error instanceof AppError && error.code === 'signed_out',
    )
