import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Changes } from '../db/changes.ts'
import { AppError } from '../shared/errors.ts'
import { type DoorOptions, openDoor } from './door.ts'
import { serveEvents } from './events.ts'
import { serveHealth } from './health.ts'
import { STYLE_HASH } from './html.ts'
import { apiPage, openApi } from './openapi.ts'
import { servePages } from './pages.ts'
import { servePrivacy } from './privacy.ts'
import { sendProblem } from './problem.ts'
import { routes } from './routes.ts'
import { serveWebhook, type WebhookOptions } from './webhook.ts'

export interface ServerOptions extends DoorOptions {
  readonly logger: FastifyBaseLogger
  /** How many proxies stand in front, or which. */
  readonly trustProxy: false | number | string[]
  readonly publicUrl: string
  readonly dist: string
  readonly webhook: Omit<WebhookOptions, 'receive'>
  readonly changes: Changes
  readonly ready: () => Promise<string | null>
  /** Further doors of the assembler's choosing (the phone simulator). */
  readonly extra?: (app: FastifyInstance) => Promise<void>
}

const JSON_LIMIT = 1024 * 1024

/** Counted from our side: what stands further out in `x-forwarded-for` was written by the caller, who may write anything. */
const trusted = (proxies: ServerOptions['trustProxy']) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies

export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    // Its own news (listening, closing) is the parent's to tell.
    loggerInstance: options.logger.level === 'info' ? options.logger.child({}, { level: 'warn' }) : options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trusted(options.trustProxy),
    bodyLimit: JSON_LIMIT,
    // An address that is none (`/%zz`) is refused before any handler of ours.
    frameworkErrors: (error, request, reply) => void sendProblem(request, reply, error),
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
  })
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error))
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, new AppError('not_found')))
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  // The route's pattern, never the address: addresses carry tokens.
  app.addHook('onResponse', async (request, reply) => {
    request.log.debug(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    )
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", STYLE_HASH],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
      },
    },
    // The token in /t/… must not travel with a click to another site.
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: options.secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  })
  await app.register(cookie)
  await app.register(multipart)
  await app.register(rateLimit, { global: false })

  serveHealth(app, { ready: options.ready })
  serveEvents(app, { db: options.db, changes: options.changes, secure: options.secure })
  await app.register(async scope => serveWebhook(scope, { ...options.webhook, receive: options.db.receiveDeliveries }))
  openDoor(app, routes, options)
  const contracts = routes.map(route => route.contract)
  app.get('/api/openapi.json', async () => openApi(contracts, options.publicUrl))
  app.get('/api/docs', async (_request, reply) => reply.type('text/html; charset=utf-8').send(apiPage(contracts)))
  app.all('/api/*', async () => {
    throw new AppError('not_found')
  })
  servePrivacy(app, options.db)
  await options.extra?.(app)
  await servePages(app, options.dist)
  return app
}
