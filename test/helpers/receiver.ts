import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect } from 'vitest'
import { verifySignature } from '../../src/adapters/whatsapp/signature.ts'
import { GraphError } from '../../src/shared/whatsapp/graph-error.ts'
import { parseDelivery } from '../../src/shared/whatsapp/inbound.ts'
import type { InboundMessage, InboundStatus } from '../../src/shared/whatsapp/inbound.types.ts'
import { newStandin, type StandinForTest } from './standin.ts'

export type Receiver = Awaited<ReturnType<typeof newReceiver>>

/** A webhook that keeps what came with a good signature, and answers as told. */
async function newReceiver(app_secret: string) {
  const state = {
    status: 200,
    items: [] as ReturnType<typeof parseDelivery>,
    bodies: [] as Buffer[],
    refused: 0,
    posts: 0,
    /** Requests at the same time, at most. */
    most: 0,
    /** Requests that broke off before their end. */
    broken: 0,
    answer_after_ms: 0,
  }
  let now = 0
  const server = createServer(async (request, response) => {
    state.most = Math.max(state.most, ++now)
    response.on('close', () => now--)
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer)
    } catch {
      state.broken += 1
      return
    }
    const query = new URL(request.url ?? '', 'http://x').searchParams
    if (request.method === 'GET')
      return void response
        .writeHead(query.get('hub.verify_token') === 'test-verify-token' ? 200 : 403)
        .end(query.get('hub.challenge'))
    state.posts += 1
    const body = Buffer.concat(chunks)
    if (!verifySignature(body, request.headers['x-hub-signature-256'] as string | undefined, [app_secret])) {
      state.refused += 1
      return void response.writeHead(401).end()
    }
    if (state.status === 200) {
      state.items.push(...parseDelivery(body))
      state.bodies.push(body)
    }
    if (state.answer_after_ms) await new Promise(resolve => setTimeout(resolve, state.answer_after_ms))
    response.writeHead(state.status).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/whatsapp`
  return {
    state,
    url,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export const SITI = { phone: '+60123456789' }

/** For each test of the stand-in: a world of its own, and a shop that listens. */
export function eachWithShop(): {
  meta: StandinForTest
  shop: Receiver
  siti: () => ReturnType<StandinForTest['control']['person']>
  messages: () => InboundMessage[]
  statuses: () => InboundStatus[]
} {
  const here = {} as { meta: StandinForTest; shop: Receiver }
  beforeEach(async () => {
    here.shop = await newReceiver('test_app_secret')
    here.meta = await newStandin({ webhook_url: here.shop.url })
  })
  afterEach(async () => {
    await here.meta.close()
    here.shop.close()
  })
  return Object.assign(here, {
    siti: () => here.meta.control.person({ name: 'Siti', phone: SITI.phone, username: '@siti' }),
    messages: () => here.shop.state.items.filter((i): i is InboundMessage => i.kind === 'message'),
    statuses: () => here.shop.state.items.filter((i): i is InboundStatus => i.kind === 'status'),
  })
}

export async function refusal(work: Promise<unknown>): Promise<GraphError> {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(GraphError)
  return error as GraphError
}
