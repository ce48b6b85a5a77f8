import { createHmac } from 'node:crypto'
import { metaJson } from '../../../shared/whatsapp/escape.ts'
import { strike } from './faults.ts'
import { changed, later, newId, nextSeq, nowIso, nowMs, tell, trim, type World } from './world.ts'
import type { Delivery, Json } from './world.types.ts'

const SEVEN_DAYS_MS = 7 * 24 * 60 * 60 * 1000
const TIMEOUT_MS = 20_000
const MAX_IN_FLIGHT = 64

/** At once, then ever more seldom, for seven days (create-webhook-endpoint; Meta's exact steps are not published). */
function retryDelay(attempts: number): number {
  return attempts <= 1 ? 0 : Math.min(3_600_000, 500 * 2 ** (attempts - 2))
}

const envelope = (world: World, field: string, value: Json): Json => ({
  object: 'whatsapp_business_account',
  entry: [{ id: world.options.business_account_id, changes: [{ field, value }] }],
})

/** `value` of a `messages` webhook: our number's metadata around messages, statuses or errors. */
export const numberValue = (world: World, parts: Json): Json => ({
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: displayNumber(world), phone_number_id: world.options.phone_number_id },
  ...parts,
})

export const displayNumber = (world: World): string => world.options.display_phone_number ?? '60312345678'

/** Queues a webhook. The body is serialised once, with Meta's escaping; these bytes are signed and sent however often. */
export function deliver(
  world: World,
  kind: Delivery['kind'],
  field: string,
  value: Json,
  person_id: string | null = null,
): Delivery {
  const delivery: Delivery = {
    id: newId('d'),
    seq: nextSeq(world),
    at: nowIso(world),
    body: metaJson(envelope(world, field, value)),
    kind,
    person_id,
    attempts: [],
    state: 'pending',
    due_ms: nowMs(world),
    in_flight: false,
  }
  world.deliveries.set(delivery.id, delivery)
  world.queue.add(delivery)
  trim(world)
  changed(world)
  if (world.settings.delivery === 'auto') attemptDue(world)
  return delivery
}

const flights = new WeakMap<World, Set<Promise<void>>>()
const inFlight = (world: World): Set<Promise<void>> => {
  const known = flights.get(world)
  if (known) return known
  const made = new Set<Promise<void>>()
  flights.set(world, made)
  return made
}

/** Sends what is due, and sets the alarm for what is not. `held` sends what waits for a flush too. */
export function attemptDue(world: World, held = false): void {
  if (!world.settings.webhook_url || world.closed || (world.settings.delivery === 'held' && !held)) return
  const busy = new Set([...world.queue].flatMap(d => (d.in_flight && d.person_id ? d.person_id : [])))
  for (const delivery of world.queue) {
    if (inFlight(world).size >= MAX_IN_FLIGHT) return
    if (delivery.in_flight || delivery.due_ms > nowMs(world)) continue
    if (delivery.person_id && busy.has(delivery.person_id)) continue
    if (delivery.person_id) busy.add(delivery.person_id)
    const flight = attempt(world, delivery).finally(() => {
      inFlight(world).delete(flight)
      if (!world.closed) attemptDue(world, held)
    })
    inFlight(world).add(flight)
  }
}

async function attempt(world: World, delivery: Delivery): Promise<void> {
  delivery.in_flight = true
  const fault = strike(world, 'webhook', null)
  if (fault?.delay_ms) await new Promise(resolve => setTimeout(resolve, fault.delay_ms))
  if (fault?.effect === 'drop') {
    settle(world, delivery, 'dropped')
    return
  }
  const twin = fault?.effect === 'duplicate' ? post(world, delivery.body) : null
  const result = await post(world, delivery.body)
  await twin
  const lost = fault?.effect === 'lost_answer'
  delivery.attempts.push({ ...result, ...(lost ? { http_status: null, error: 'the answer was lost' } : {}) })
  if (result.http_status === 200 && !lost) {
    settle(world, delivery, 'delivered')
    return
  }
  const expired = nowMs(world) - Date.parse(delivery.at) > SEVEN_DAYS_MS
  if (expired) {
    settle(world, delivery, 'dropped')
    return
  }
  const wait = retryDelay(delivery.attempts.length)
  delivery.due_ms = nowMs(world) + wait
  settle(world, delivery, 'retrying')
  later(world, wait, () => attemptDue(world))
}

function settle(world: World, delivery: Delivery, state: Delivery['state']): void {
  delivery.in_flight = false
  delivery.state = state
  if (state !== 'retrying') world.queue.delete(delivery)
  tell(world, 'delivery', { id: delivery.id, kind: delivery.kind, state })
}

export type Signing = World['settings']['sign_with']

/** One POST with these bytes. Never throws. */
export async function post(
  world: World,
  body: string,
  sign_with: Signing = world.settings.sign_with,
): Promise<Delivery['attempts'][number]> {
  const at = nowIso(world)
  const started = performance.now()
  const done = (http_status: number | null, error: string | null) => ({
    at,
    http_status,
    error,
    ms: Math.round(performance.now() - started),
  })
  if (!world.settings.webhook_url) return done(null, 'no webhook address')
  try {
    const signature = sign(world, body, sign_with)
    const response = await fetch(world.settings.webhook_url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'facebookexternalua',
        ...(signature ? { 'x-hub-signature-256': signature } : {}),
      },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'manual',
    })
    await response.arrayBuffer()
    return done(response.status, null)
  } catch (error) {
    return done(
      null,
      error instanceof Error
        ? `${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ''}`
        : String(error),
    )
  }
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

/** Until nothing that is due waits any more; retries whose time has not come stay. */
export async function settleAll(world: World): Promise<number> {
  for (;;) {
    attemptDue(world, true)
    if (inFlight(world).size === 0) break
    await Promise.race(inFlight(world))
  }
  return world.queue.size
}

/** Stored bodies with their items packed anew, `size` to a batch, all under one number. */
export function rebatched(world: World, bodies: readonly string[], size: number): string[] {
  const values = bodies.flatMap(body => {
    const parsed = JSON.parse(body) as { entry?: { changes?: { field: string; value: Json }[] }[] }
    return (parsed.entry ?? []).flatMap(entry => entry.changes ?? [])
  })
  const batches: string[] = []
  for (let at = 0; at < values.length; at += size) {
    batches.push(
      metaJson({
        object: 'whatsapp_business_account',
        entry: [{ id: world.options.business_account_id, changes: values.slice(at, at + size) }],
      }),
    )
  }
  return batches
}

/** A repeatable shuffle (mulberry32 + Fisher–Yates). */
export function shuffle<T>(items: T[], seed: number): T[] {
  let state = seed >>> 0
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[items[i], items[j]] = [items[j] as T, items[i] as T]
  }
  return items
}

/** Meta's handshake: the address must answer with the bare challenge. */
export async function verifyAddress(world: World): Promise<{ ok: boolean; status: number | null }> {
  if (!world.settings.webhook_url) return { ok: false, status: null }
  const challenge = String(nextSeq(world) + 1_158_201_444)
  const url = new URL(world.settings.webhook_url)
  url.search = `hub.mode=subscribe&hub.challenge=${challenge}&hub.verify_token=${encodeURIComponent(world.options.verify_token)}`
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    return { ok: response.status === 200 && (await response.text()) === challenge, status: response.status }
  } catch {
    return { ok: false, status: null }
  }
}
