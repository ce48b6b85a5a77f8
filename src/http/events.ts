import type { FastifyInstance } from 'fastify'
import type { Changes } from '../db/changes.ts'
import type { Database } from '../db/db.ts'
import { sessionHash } from './session.ts'

const BEAT_MS = 20_000

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
