import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { AppError } from '../shared/errors.ts'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** `ready` answers with what is missing, or null. */
export function serveHealth(app: FastifyInstance, { ready }: { ready: () => Promise<string | null> }): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'By route, never by address',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode },
      reply.elapsedTime / 1000,
    )
  })
  const open = { config: { rateLimit: false } }
  app.get('/healthz', open, async () => ({ status: 'ok' }))
  app.get('/readyz', open, async (_request, reply) => {
    const missing = await ready()
    return reply
      .code(missing ? 503 : 200)
      .send(missing ? { status: 'not ready', reason: missing } : { status: 'ready' })
  })
  app.get('/metrics', open, async (request, reply) => {
    if (!LOOPBACK.has(request.socket.remoteAddress ?? '') || request.headers['x-forwarded-for'])
      throw new AppError('forbidden')
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
