import { signatureOf } from '../../src/adapters/whatsapp/signature.ts'
import { shuffle } from '../../src/adapters/whatsapp/standin/random.ts'
import type { Person, Send, StoredMessage } from '../../src/adapters/whatsapp/standin/world.types.ts'
import { type Json, type Product, until } from '../helpers/product.ts'

/** The same messages in the books of both sides, each as a sorted list so that a missing or a second one shows. */
export interface Books {
  /** What customers wrote: their phones, and our messages. */
  readonly written: string[]
  readonly taken_in: string[]
  /** What Meta took from us, and what our outbox and messages know to be taken (and perhaps failed later): "outbox id, wamid". */
  readonly accepted: string[]
  readonly sent: string[]
  /** Outbox rows that are not sent: "status idempotency key". */
  readonly unsettled: string[]
  /** Customers' messages that nobody has dealt with. */
  readonly unanswered: string[]
}

type Seen = Pick<Product, 'standin' | 'owner' | 'jobsDue'>

export async function readBooks(product: Seen): Promise<Books> {
  const { control } = product.standin
  const { people } = await control.call<{ people: Person[] }>('GET', 'people')
  const chats = await Promise.all(people.map(async person => (await control.chat(person.id)).messages))
  const ours = await product.owner<{ direction: string; message_id: string; outbox_id: string; handled: boolean }>(
    `select m.direction, m.message_id, o.id as outbox_id, m.handled_at is not null as handled
     from app.whatsapp_messages m left join app.whatsapp_outbox o on o.message_id = m.id
     where m.message_id is not null`,
  )
  const outbox = await product.owner<{ status: string; idempotency_key: string }>(
    `select status, idempotency_key from app.whatsapp_outbox where status <> 'sent'`,
  )
  const [inbound, outbound] = [
    ours.filter(m => m.direction === 'inbound'),
    ours.filter(m => m.direction === 'outbound'),
  ]
  return {
    written: chats
      .flat()
      .filter(isFromCustomer)
      .map(message => message.wamid)
      .sort(),
    taken_in: inbound.map(m => m.message_id).sort(),
    accepted: (await control.sends())
      .filter(send => send.wamid)
      .map(send => `${callbackOf(send)} ${send.wamid}`)
      .sort(),
    sent: outbound.map(m => `${m.outbox_id} ${m.message_id}`).sort(),
    unsettled: outbox.map(row => `${row.status} ${row.idempotency_key}`).sort(),
    unanswered: inbound.filter(m => !m.handled).map(m => m.message_id),
  }
}

const isFromCustomer = (message: StoredMessage) => message.direction === 'in'
export const callbackOf = (send: Send): string => (send.request as Json).biz_opaque_callback_data

/** Nothing is under way any more: no delivery unread, no job due, no message waiting for its turn. */
export async function untilQuiet(product: Seen, ms = 30_000): Promise<void> {
  let left: string[] = []
  const quiet = async () => {
    const { pending } = await product.standin.control.flush()
    const rows = await product.owner<{ what: string }>(
      `select 'delivery ' || id as what from app.whatsapp_webhook_events where status = 'received'
       union all select 'unanswered ' || message_content from app.whatsapp_messages where direction = 'inbound' and handled_at is null
       union all select status || ' ' || idempotency_key from app.whatsapp_outbox where status in ('queued', 'sending')`,
    )
    const deliveries = pending > 0 ? [`${pending} deliveries that wait for another attempt`] : []
    left = [...deliveries, ...rows.map(row => row.what), ...(await product.jobsDue())]
    return left.length === 0
  }
  await until('the shop to have nothing left to do', quiet, ms).catch((error: Error) => {
    throw new Error(`${error.message}; left: ${left.join(', ')}`)
  })
}

/** Posts these bytes, signed, at every door in turn, all at once but at most `side_by_side`. Returns the answers' statuses. */
export async function atDoors(
  product: Product,
  doors: readonly string[],
  bodies: readonly string[],
  side_by_side = 50,
): Promise<number[]> {
  const waiting = bodies.map((body, at) => ({ body, door: doors[at % doors.length] as string }))
  const statuses: number[] = []
  const poster = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { body, door } = next
      const answer = await fetch(`${door}/webhooks/whatsapp`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-hub-signature-256': signatureOf(body, product.standin.app_secret),
        },
        body,
      })
      await answer.arrayBuffer()
      statuses.push(answer.status)
    }
  }
  await Promise.all(Array.from({ length: side_by_side }, poster))
  return statuses
}

/** Each body `times` over, in an order that the seed repeats. */
export const again = (bodies: readonly string[], times: number, seed: number): string[] =>
  shuffle(Array.from({ length: times }, () => bodies).flat(), seed)
