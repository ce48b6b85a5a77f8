import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../shared/errors.ts'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** The built web part: hashed assets for a year, pages never cached, every unknown page of the staff app its own router's. */
export async function servePages(app: FastifyInstance, dist: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: dist,
    prefix: '/',
    index: false,
    wildcard: false,
    serve: existsSync(dist),
    cacheControl: false,
    // The build leaves .br and .gz beside each asset.
    preCompressed: true,
    setHeaders: (reply, path) => {
      if (path.includes('/assets/')) reply.header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`)
    },
  })
  const page = (name: string) => ({
    config: { rateLimit: false as const },
    handler: async (_request: unknown, reply: import('fastify').FastifyReply) => {
      if (!existsSync(join(dist, name))) throw new AppError('not_found')
      return reply.header('cache-control', 'no-cache').sendFile(name, dist)
    },
  })
  app.get('/assets/*', { config: { rateLimit: false } }, async (request, reply) => {
    const { '*': name } = request.params as { '*': string }
    return reply.sendFile(join('assets', name), dist)
  })
  app.route({ method: 'GET', url: '/t/:token', ...page('customer.html') })
  app.route({ method: 'GET', url: '/c/:token', ...page('customer.html') })
  app.route({ method: 'GET', url: '/*', ...page('index.html') })
}
