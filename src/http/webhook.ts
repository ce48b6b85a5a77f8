import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../shared/errors.ts'
import { batch } from './batch.ts'

export interface WebhookOptions {
  /** Keeps raw bodies durably; 200 is said only after it. */
  readonly receive: (bodies: readonly Buffer[]) => Promise<void>
  /** Is this body signed by Meta? Over the raw bytes. */
  readonly signed: (body: Buffer, header: string | undefined) => boolean
  readonly verify_token: string
}

/** Meta sends up to 3 MB. */
const BODY_LIMIT = 4 * 1024 * 1024

const same = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())

/** Meta's verification and deliveries: signature, raw body into the database, 200; everything else is a job's. */
export function serveWebhook(app: FastifyInstance, { receive, signed, verify_token }: WebhookOptions): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  )
  const store = batch(receive)

  app.get('/webhooks/whatsapp', async (request, reply) => {
    // Read by hand: the names have dots in them.
    const query = new URL(request.url, 'http://localhost').searchParams
    const token = query.get('hub.verify_token')
    if (query.get('hub.mode') !== 'subscribe' || !token || !same(token, verify_token)) throw new AppError('forbidden')
    return reply.type('text/plain').send(query.get('hub.challenge') ?? '')
  })

  app.post('/webhooks/whatsapp', async (request, reply) => {
    const header = request.headers['x-hub-signature-256']
    const body = request.body as Buffer
    if (!Buffer.isBuffer(body) || !signed(body, typeof header === 'string' ? header : undefined))
      throw new AppError('forbidden')
    await store(body)
    return reply.code(200).send()
  })
}
