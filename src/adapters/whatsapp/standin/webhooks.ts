import { metaJson } from '../../../shared/whatsapp/escape.ts'
import { joined } from './batches.ts'
import { strike } from './faults.ts'
import { post } from './post.ts'
import { changed, later, newId, nextSeq, nowIso, nowMs, tell, trim, type World, webhookUrl } from './world.ts'
import type { Delivery, Json } from './world.types.ts'

const SEVEN_DAYS_MS = 7 * 24 * 60 * 60 * 1000
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
  if (!webhookUrl(world) || world.closed || (world.settings.delivery === 'held' && !held)) return
  const busy = new Set([...world.queue].flatMap(d => (d.in_flight && d.person_id ? d.person_id : [])))
  for (const delivery of world.queue) {
    if (inFlight(world).size >= MAX_IN_FLIGHT) return
    if (delivery.in_flight || delivery.due_ms > nowMs(world)) continue
    if (world.settings.in_order && delivery.person_id && busy.has(delivery.person_id)) continue
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
  const fault = strike(world, 'webhook', addressesOf(world, delivery), delivery.kind)
  const effect = fault?.effect
  if (effect === 'late' && delivery.attempts.length === 0) return putOff(world, delivery, fault?.delay_ms ?? 300)
  if (effect === 'drop') return settle(world, delivery, 'dropped')
  if (fault?.delay_ms && effect !== 'slow') await sleep(fault.delay_ms)
  takeAlong(world, delivery)
  const parts = effect === 'abort' ? 'cut' : effect === 'slow' ? { pause_ms: fault?.delay_ms ?? 0 } : undefined
  const copies = effect === 'duplicate' ? (fault?.copies ?? 2) : 1
  const [result] = await Promise.all(Array.from({ length: copies }, () => post(world, delivery.body, { parts })))
  if (!result) return
  const lost = effect === 'lost_answer'
  delivery.attempts.push({ ...result, ...(lost ? { http_status: null, error: 'the answer was lost' } : {}) })
  if (result.http_status !== 200 || lost) return tryLater(world, delivery)
  if (effect === 'again') world.repeats.push(delivery.body)
  settle(world, delivery, 'delivered')
}

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

function addressesOf(world: World, delivery: Delivery): (string | null)[] {
  const person = world.people.get(delivery.person_id ?? '')
  return person ? [person.phone, person.user_id] : []
}

/** What follows in this chat overtakes it. */
function putOff(world: World, delivery: Delivery, ms: number): void {
  delivery.due_ms = nowMs(world) + ms
  delivery.in_flight = false
  later(world, ms, () => attemptDue(world))
}

/** What is to be said again goes in one body with what is said for the first time. */
function takeAlong(world: World, delivery: Delivery): void {
  if (world.repeats.length === 0 || delivery.attempts.length > 0) return
  delivery.body = joined([...world.repeats.splice(0), delivery.body])
}

function tryLater(world: World, delivery: Delivery): void {
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
  if (state === 'delivered' || state === 'dropped') world.queue.delete(delivery)
  tell(world, 'delivery', { id: delivery.id, kind: delivery.kind, state })
}

/** Until nothing that is due waits any more; retries whose time has not come stay. */
export async function settleAll(world: World): Promise<number> {
  for (;;) {
    attemptDue(world, true)
    if (inFlight(world).size > 0) await Promise.race(inFlight(world))
    else if (world.repeats.length > 0) await post(world, joined(world.repeats.splice(0)))
    else return world.queue.size
  }
}
