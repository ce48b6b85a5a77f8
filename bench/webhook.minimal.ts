import Fastify from 'fastify'
import pg from 'pg'
import { verifySignature } from '../src/adapters/whatsapp/signature.ts'
import { APP_SECRET } from './product.ts'

// The least that is right: signature over the raw bytes, one call that keeps the body and makes the job, then 200.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_APP_URL, max: 12 })
const app = Fastify()
app.removeAllContentTypeParsers()
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
app.post('/webhooks/whatsapp', async (request, reply) => {
  const body = request.body as Buffer
  if (!verifySignature(body, String(request.headers['x-hub-signature-256']), [APP_SECRET]))
    return reply.code(403).send()
  await pool.query({ name: 'receive', text: 'select app.receive_deliveries($1::bytea[])', values: [[body]] })
  return reply.code(200).send()
})
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
process.send?.({ type: 'ready' })
process.on('SIGTERM', () => process.exit(0))
