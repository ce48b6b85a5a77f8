import { readFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../shared/errors.ts'

export interface PhoneOptions {
  /** Origin of the stand-in, e.g. `http://127.0.0.1:4123`. */
  readonly standin_url: string
  readonly control_token: string
  /** Whether this caller may play customer: the demo shop, or a signed-in admin. Throws `signed_out` for nobody. */
  readonly enabled: (request: FastifyRequest) => boolean | Promise<boolean>
  /** The built page; unset: where the web build puts it. */
  readonly page?: string
}

const BUILT = join(import.meta.dirname, '../../dist/phone.html')

/** What the simulator needs of the control API, and nothing else: it can play a customer, not reset or break the stand-in. */
const CALLS: readonly (readonly [method: string, path: RegExp])[] = [
  ['GET', /^state$/],
  ['POST', /^clock$/],
  ['GET', /^events$/],
  ['GET', /^people$/],
  ['POST', /^people$/],
  ['GET', /^people\/[\w-]+\/chat$/],
  ['POST', /^people\/[\w-]+\/(messages|read)$/],
  ['POST', /^media$/],
  ['GET', /^media\/[\w-]+$/],
]

/** A browser opens these itself; anything else is only ever saved, so a "photo" with a script in it stays a file. */
const SHOWN = /^(image\/(jpeg|png|webp|gif)|application\/pdf|audio\/[\w.+-]+|video\/[\w.+-]+)\b/

/** The phone simulator: its page, and the way to the stand-in, whose token a browser never sees. */
export const phone: FastifyPluginAsync<PhoneOptions> = async (app, options) => {
  const open = new Set<IncomingMessage>()
  // The body goes through as it comes.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
  app.addHook('onRequest', async (request, reply) => {
    try {
      if (!(await options.enabled(request))) throw new AppError('not_found')
    } catch (error) {
      // Whoever opens the page itself is shown where to sign in.
      if (request.routeOptions.url === '/phone' && error instanceof AppError && error.code === 'signed_out')
        return reply.redirect('/')
      throw error
    }
    if (request.method !== 'GET' && !fromOurPage(request)) throw new AppError('cross_site')
  })
  // An event stream never ends by itself.
  app.addHook('preClose', async () => {
    for (const answer of open) answer.destroy()
  })

  app.get('/phone', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(await readFile(options.page ?? BUILT)),
  )

  app.route({
    method: ['GET', 'POST'],
    url: '/phone/api/*',
    bodyLimit: 20 * 1024 * 1024,
    handler: async (request, reply) => {
      const path = (request.params as { '*': string })['*']
      if (!CALLS.some(([method, pattern]) => method === request.method && pattern.test(path)))
        throw new AppError('not_found')
      const answer = await forward(options, request, path)
      open.add(answer)
      answer.once('close', () => open.delete(answer))
      return pass(reply, answer, path)
    },
  })
}

const fromOurPage = (request: FastifyRequest): boolean =>
  request.headers['x-baiki-client'] === 'phone' &&
  ['same-origin', undefined].includes(request.headers['sec-fetch-site'] as string | undefined)

function forward(options: PhoneOptions, request: FastifyRequest, path: string): Promise<IncomingMessage> {
  const search = new URL(request.url, 'http://phone').search
  const { 'content-type': type, 'content-length': length } = request.headers
  const sent = httpRequest(new URL(`/control/${path}${search}`, options.standin_url), {
    method: request.method,
    headers: {
      'x-control-token': options.control_token,
      ...(type ? { 'content-type': type } : {}),
      ...(length ? { 'content-length': length } : {}),
    },
  })
  return new Promise((resolve, reject) => {
    sent.once('response', resolve)
    sent.once('error', () => reject(new AppError('unavailable')))
    if (request.body) (request.body as NodeJS.ReadableStream).pipe(sent)
    else sent.end()
  })
}

function pass(reply: FastifyReply, answer: IncomingMessage, path: string): FastifyReply {
  const type = answer.headers['content-type'] ?? 'application/octet-stream'
  reply
    .code(answer.statusCode ?? 502)
    .header('content-type', type)
    .header('x-content-type-options', 'nosniff')
  if (path.startsWith('media/')) {
    reply.header('cache-control', 'private, max-age=86400')
    reply.header('content-disposition', SHOWN.test(type) ? 'inline' : 'attachment')
    // A browser's own PDF viewer is made of what our page policy forbids.
    reply.header('content-security-policy', "frame-ancestors 'self'")
  } else reply.header('cache-control', 'no-store')
  return reply.send(answer)
}
