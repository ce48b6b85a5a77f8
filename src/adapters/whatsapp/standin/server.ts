import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { passTime } from './clock.ts'
import { control, Missing } from './control.ts'
import { before, LostAnswer, strike } from './faults.ts'
import { authorise, graph } from './graph.ts'
import { Mistake } from './inbound.ts'
import { mediaAt } from './media.ts'
import { Refusal, unknownObject } from './refusal.ts'
import { attemptDue, settleAll } from './webhooks.ts'
import { changed, createWorld, readBytes, saveNow, type World } from './world.ts'
import type { StandinOptions } from './world.types.ts'

const MAX_BODY = 110 * 1024 * 1024

export interface Standin {
  readonly port: number
  readonly url: string
  close(): Promise<void>
}

/** Starts the stand-in in this process, on loopback. */
export async function startStandin(options: StandinOptions): Promise<Standin> {
  const world = createWorld(options)
  const server = createServer(
    { keepAliveTimeout: 60_000 },
    (request, response) => void answer(world, request, response),
  )
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, '127.0.0.1', resolve))
  world.port = (server.address() as AddressInfo).port
  attemptDue(world)
  // Moves what waits for the clock: retries after a restart, and anything a timer missed.
  const tick = setInterval(() => passTime(world), 1000)
  return { port: world.port, url: `http://127.0.0.1:${world.port}`, close: () => close(world, server, tick) }
}

async function close(world: World, server: Server, tick: NodeJS.Timeout): Promise<void> {
  clearInterval(tick)
  saveNow(world)
  world.closed = true
  for (const entry of world.pending) clearTimeout(entry.timer)
  await settleAll(world)
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://standin')
  const parts = url.pathname.split('/').filter(Boolean).map(decodeURIComponent)
  try {
    if (parts[0] === 'control') await answerControl(world, request, response, url, parts.slice(1))
    else if (parts[0] === 'standin-media') await answerBytes(world, request, response, url, parts[1] ?? '')
    else await answerGraph(world, request, response, url, parts)
  } catch (error) {
    if (error instanceof LostAnswer) loseAnswer(error, response)
    else if (error instanceof Refusal) refuse(world, response, error)
    else {
      if (!response.headersSent)
        send(response, 500, {
          error: { message: 'An unknown error has occurred.', type: 'OAuthException', code: 1, fbtrace_id: trace() },
        })
    }
  }
}

async function answerGraph(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  parts: string[],
): Promise<void> {
  const [version = '', ...path] = parts
  if (!/^v\d+\.\d+$/.test(version)) throw unknownObject(version)
  const body = await readBody(request)
  const headers = request.headers as Record<string, string | undefined>
  const origin = `http://${request.headers.host ?? `127.0.0.1:${world.port}`}`
  const result = await graph(world, {
    method: request.method ?? 'GET',
    path,
    query: url.searchParams,
    headers,
    body,
    origin,
  })
  send(response, 200, result)
  changed(world)
}

/** The bytes of a file: Bearer and User-Agent required, `Range` supported, 404 once the address is five minutes old. */
async function answerBytes(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  id: string,
): Promise<void> {
  const fault = strike(world, 'media_bytes')
  const cut = fault?.effect === 'abort'
  if (!cut) await before(fault)
  authorise(world, request.headers.authorization)
  if (!request.headers['user-agent']) return void response.writeHead(400).end()
  const media = mediaAt(world, id, url.searchParams)
  if (!media) return void response.writeHead(404).end()
  const bytes = readBytes(world, id)
  if (cut) return breakOff(response, bytes.subarray(0, Math.ceil(bytes.byteLength / 2)), bytes.byteLength)
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '')
  if (!range || range[0] === 'bytes=-')
    return void response
      .writeHead(200, { 'content-type': media.mime_type, 'content-length': bytes.byteLength, 'accept-ranges': 'bytes' })
      .end(bytes)
  const last = bytes.byteLength - 1
  const from = range[1] ? Number(range[1]) : Math.max(0, bytes.byteLength - Number(range[2]))
  const to = range[1] && range[2] ? Math.min(Number(range[2]), last) : last
  if (from > to) return void response.writeHead(416, { 'content-range': `bytes */${bytes.byteLength}` }).end()
  response.writeHead(206, {
    'content-type': media.mime_type,
    'content-range': `bytes ${from}-${to}/${bytes.byteLength}`,
    'content-length': to - from + 1,
  })
  response.end(bytes.subarray(from, to + 1))
}

async function answerControl(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  path: string[],
): Promise<void> {
  if (!sameText(String(request.headers['x-control-token'] ?? ''), world.options.control_token))
    return send(response, 401, { error: 'wrong x-control-token' })
  const method = request.method ?? 'GET'
  if (method === 'GET' && path[0] === 'events') return stream(world, request, response)
  if (method === 'GET' && path[0] === 'media') {
    const media = world.media.get(path[1] ?? '')
    if (!media) return send(response, 404, { error: 'no such media' })
    return void response.writeHead(200, { 'content-type': media.mime_type }).end(readBytes(world, media.id))
  }
  try {
    const body = await readBody(request)
    send(
      response,
      200,
      await control(world, {
        method,
        path,
        query: url.searchParams,
        content_type: String(request.headers['content-type'] ?? ''),
        body,
      }),
    )
  } catch (error) {
    if (error instanceof Missing) return send(response, 404, { error: error.message })
    if (error instanceof Mistake) return send(response, 400, { error: error.message })
    if (error instanceof Refusal) return send(response, 400, { error: `${error.message}: ${error.details}` })
    throw error
  }
}

/** Server-sent events until the listener goes away. */
function stream(world: World, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  })
  response.write(': here\n\n')
  const listener = (event: string, data: unknown) =>
    void response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  const beat = setInterval(() => response.write(': beat\n\n'), 15_000)
  world.listeners.add(listener)
  request.once('close', () => {
    clearInterval(beat)
    world.listeners.delete(listener)
  })
}

/** The first bytes of an answer that promised more. */
function breakOff(response: ServerResponse, bytes: Uint8Array, promised: number): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8', 'content-length': promised })
  response.write(bytes, () => response.destroy())
}

function loseAnswer(lost: LostAnswer, response: ServerResponse): void {
  if (lost.how === 'drop') response.destroy()
  else if (lost.how === 'abort') breakOff(response, Buffer.from('{"messaging_product":"whatsapp","mess'), 200)
  else setTimeout(() => response.destroy(), 120_000).unref()
}

const RATE_CODES = new Set([4, 80007, 130429])

/** When to come back: seconds in one header, minutes in the other. */
function sayWhen(world: World, response: ServerResponse, error: Refusal): void {
  const { retry_after_seconds: waits, regain_minutes } = error
  if (error.http_status !== 429 && !RATE_CODES.has(error.code) && !waits && !regain_minutes) return
  if (!regain_minutes) response.setHeader('retry-after', String(waits ?? 1))
  const usage = {
    type: 'whatsapp',
    call_count: 100,
    total_cputime: 100,
    total_time: 100,
    estimated_time_to_regain_access: regain_minutes ?? Math.ceil((waits ?? 1) / 60),
  }
  response.setHeader('x-business-use-case-usage', JSON.stringify({ [world.options.business_account_id]: [usage] }))
}

function refuse(world: World, response: ServerResponse, error: Refusal): void {
  sayWhen(world, response, error)
  send(response, error.http_status, {
    error: {
      message: `(#${error.code}) ${error.message}`,
      type: 'OAuthException',
      code: error.code,
      ...(error.subcode ? { error_subcode: error.subcode } : {}),
      error_data: { messaging_product: 'whatsapp', details: error.details },
      fbtrace_id: trace(),
    },
  })
}

const trace = (): string => `A${randomBytes(12).toString('base64url')}`

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body ?? {})
  response
    .writeHead(status, { 'content-type': 'application/json; charset=UTF-8', 'content-length': Buffer.byteLength(text) })
    .end(text)
}

const sameText = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > MAX_BODY) throw new Refusal(131053, 'The request is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
