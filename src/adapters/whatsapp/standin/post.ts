import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { nextSeq, nowIso, type World, webhookUrl } from './world.ts'
import type { Delivery } from './world.types.ts'

const TIMEOUT_MS = 20_000

export type Signing = World['settings']['sign_with']

/** How a body leaves: half of it, then a pause before the rest; or half of it, then the line is cut. */
export type InParts = { readonly pause_ms: number } | 'cut'

/** One POST with these bytes. Never throws. */
export async function post(
  world: World,
  body: string,
  { sign_with = world.settings.sign_with, parts }: { sign_with?: Signing; parts?: InParts | undefined } = {},
): Promise<Delivery['attempts'][number]> {
  const at = nowIso(world)
  const started = performance.now()
  const done = (http_status: number | null, error: string | null) => ({
    at,
    http_status,
    error,
    ms: Math.round(performance.now() - started),
  })
  const address = webhookUrl(world)
  if (!address) return done(null, 'no webhook address')
  try {
    const signature = sign(world, body, sign_with)
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'facebookexternalua',
      ...(signature ? { 'x-hub-signature-256': signature } : {}),
    }
    if (parts) return done(await postInParts(address, headers, Buffer.from(body), parts), null)
    const response = await fetch(address, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'manual',
    })
    await response.arrayBuffer()
    return done(response.status, null)
  } catch (error) {
    return done(null, reasonOf(error))
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error
    ? `${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ''}`
    : String(error)

function postInParts(url: string, headers: Record<string, string>, body: Buffer, parts: InParts): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': body.length },
      timeout: TIMEOUT_MS,
    })
    outgoing.on('error', reject)
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')))
    outgoing.on('response', response => response.resume().on('end', () => resolve(response.statusCode ?? 0)))
    const half = Math.ceil(body.length / 2)
    outgoing.write(body.subarray(0, half), () => {
      if (parts === 'cut') outgoing.destroy(new Error('the line was cut'))
      else setTimeout(() => outgoing.end(body.subarray(half)), parts.pause_ms)
    })
  })
}

function sign(world: World, body: string, how: Signing): string | null {
  if (how === 'none') return null
  const secret =
    how === 'current'
      ? world.options.app_secret
      : how === 'stale'
        ? `${world.options.app_secret}-before`
        : 'somebody-else'
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

/** Meta's handshake: the address must answer with the bare challenge. */
export async function verifyAddress(
  world: World,
  address = world.settings.webhook_url,
  verify_token = world.options.verify_token,
): Promise<{ ok: boolean; status: number | null }> {
  if (!address) return { ok: false, status: null }
  const challenge = String(nextSeq(world) + 1_158_201_444)
  const url = new URL(address)
  url.search = `hub.mode=subscribe&hub.challenge=${challenge}&hub.verify_token=${encodeURIComponent(verify_token)}`
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    return { ok: response.status === 200 && (await response.text()) === challenge, status: response.status }
  } catch {
    return { ok: false, status: null }
  }
}
