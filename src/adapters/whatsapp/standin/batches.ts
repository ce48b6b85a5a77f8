import { z } from 'zod'
import { metaJson } from '../../../shared/whatsapp/escape.ts'
import { post } from './post.ts'
import { shuffle } from './random.ts'
import { newWamid, nowIso, seconds, tell, type World } from './world.ts'
import type { Delivery, Json } from './world.types.ts'

interface Entry {
  readonly id: string
  readonly changes: readonly { readonly field: string; readonly value: Json }[]
}

const entriesOf = (body: string): Entry[] => (JSON.parse(body) as { entry?: Entry[] }).entry ?? []
const bodyOf = (entry: readonly Entry[]): string => metaJson({ object: 'whatsapp_business_account', entry })

/** Several bodies as one, each entry as it was. */
export const joined = (bodies: readonly string[]): string => bodyOf(bodies.flatMap(entriesOf))

/** Stored bodies with their items packed anew, `size` to a batch, all under one account. */
export function rebatched(world: World, bodies: readonly string[], size: number): string[] {
  const changes = bodies.flatMap(entriesOf).flatMap(entry => entry.changes)
  const batches: string[] = []
  for (let at = 0; at < changes.length; at += size)
    batches.push(bodyOf([{ id: world.options.business_account_id, changes: changes.slice(at, at + size) }]))
  return batches
}

export const newBatch = z.strictObject({
  /** What waits, when left out. */
  delivery_ids: z.array(z.string()).optional(),
  /** Messages and statuses of a second number of this account, and as many of a number of another account. */
  others: z.int().min(0).max(400).default(0),
  /** At least this long. */
  bytes: z.int().min(0).max(3_000_000).default(0),
  seed: z.int().default(1),
})

/** Everything that waits in one POST, mixed with what belongs to other numbers, as long as Meta's longest. */
export async function postBatch(
  world: World,
  input: z.output<typeof newBatch>,
): Promise<{ status: number | null; bytes: number; entries: number }> {
  const chosen = input.delivery_ids
    ? input.delivery_ids.flatMap(id => world.deliveries.get(id) ?? [])
    : [...world.queue].filter(d => !d.in_flight)
  for (const delivery of chosen) world.queue.delete(delivery)
  const entries = [...chosen.flatMap(d => entriesOf(d.body)), ...others(world, input.others)]
  const body = filled(shuffle(entries, input.seed), input.bytes)
  const result = await post(world, body)
  for (const delivery of chosen) settled(world, delivery, result)
  return { status: result.http_status, bytes: Buffer.byteLength(body), entries: entries.length }
}

function settled(world: World, delivery: Delivery, result: Delivery['attempts'][number]): void {
  delivery.attempts.push(result)
  delivery.state = result.http_status === 200 ? 'delivered' : 'retrying'
  if (delivery.state === 'retrying') world.queue.add(delivery)
  tell(world, 'delivery', { id: delivery.id, kind: delivery.kind, state: delivery.state })
}

/** Traffic of numbers that are not this shop's. */
function others(world: World, count: number): Entry[] {
  const here = world.options.business_account_id
  return [
    { waba: here, phone_number_id: '200000000000001', display_phone_number: '60387654321' },
    { waba: '200000000000009', phone_number_id: '200000000000002', display_phone_number: '622112345678' },
  ].flatMap(({ waba, ...metadata }) =>
    Array.from({ length: count }, (_, n): Entry => {
      const wa_id = `6019${String(1_000_000 + n)}`
      const timestamp = seconds(nowIso(world))
      const items =
        n % 2
          ? { statuses: [{ id: newWamid(), status: 'delivered', timestamp, recipient_id: wa_id }] }
          : {
              contacts: [{ profile: { name: `Orang lain ${n}` }, wa_id }],
              messages: [{ from: wa_id, id: newWamid(), timestamp, type: 'text', text: { body: 'untuk kedai lain' } }],
            }
      return {
        id: waba,
        changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...items } }],
      }
    }),
  )
}

/** With news that nobody reads, until it is long enough. */
function filled(entries: Entry[], bytes: number): string {
  const body = bodyOf(entries)
  const missing = bytes - Buffer.byteLength(body)
  if (missing <= 0) return body
  return bodyOf([{ id: '0', changes: [{ field: 'padding', value: { text: 'x'.repeat(missing) } }] }, ...entries])
}
