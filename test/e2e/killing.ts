import { setTimeout as sleep } from 'node:timers/promises'
import { chance } from '../../src/adapters/whatsapp/standin/random.ts'
import type { Send, StoredMessage } from '../../src/adapters/whatsapp/standin/world.types.ts'
import { type Client, type Json, type Product, stranger } from '../helpers/product.ts'
import { callbackOf } from './books.ts'
import {
  approveId,
  askForRepair,
  type Customer,
  checkIn,
  estimate,
  giveFeedback,
  handOver,
  newCustomer,
  pay,
  repair,
  textOf,
  untilStatus,
} from './journey.ts'

type Phase = 'intake' | 'form' | 'estimate' | 'decision' | 'repair' | 'payment' | 'handover' | 'rating'

interface Moment {
  readonly phase: Phase
  /** True as soon as the moment has come; `phone` is the customer's. Absent: at once. */
  readonly come?: (product: Product, phone: string) => Promise<boolean>
  /** Makes the moment long enough to hit. */
  readonly prepare?: (product: Product) => Promise<unknown>
  /** The blow falls up to this long after it. */
  readonly spread_ms: number
}

const exists = (from: string) => async (product: Product, phone: string) =>
  (await product.owner(`select 1 from ${from} where c.phone = $1 limit 1`, [phone])).length > 0
const ofTicket = 'app.customers c join app.tickets t on t.customer_id = c.id'

const underWay = (send: Send) => send.http_status === null && !send.dropped
const isSending = async (product: Product) => (await product.standin.control.sends()).some(underWay)

/** When the process that serves is killed. */
export const MOMENTS = {
  'a message has just arrived': { phase: 'intake', come: exists('app.customers c'), spread_ms: 10 },
  'a reply is due': {
    phase: 'intake',
    come: exists('app.customers c join app.whatsapp_messages m on m.customer_id = c.id and m.handled_at is null'),
    spread_ms: 250,
  },
  'a message is on its way to Meta': {
    phase: 'intake',
    prepare: product =>
      product.standin.control.fault({ endpoint: 'messages', effect: 'slow', delay_ms: 600, times: 1 }),
    come: isSending,
    spread_ms: 400,
  },
  'a message is on its way to Meta and does not arrive': {
    phase: 'intake',
    prepare: product =>
      product.standin.control.fault({ endpoint: 'messages', effect: 'drop', delay_ms: 600, times: 1 }),
    come: isSending,
    spread_ms: 400,
  },
  'the form was handed in': {
    phase: 'form',
    come: exists(`app.customers c join app.checkins k on k.customer_id = c.id and k.status <> 'open'`),
    spread_ms: 60,
  },
  'the quotation goes out': {
    phase: 'estimate',
    come: exists(`${ofTicket} join app.quotations q on q.ticket_id = t.id and q.status = 'sent'`),
    spread_ms: 400,
  },
  'the customer has decided': {
    phase: 'decision',
    come: exists(
      `${ofTicket} join app.quotations q on q.ticket_id = t.id join app.quotation_decisions d on d.quotation_id = q.id`,
    ),
    spread_ms: 60,
  },
  'the repair is complete': {
    phase: 'repair',
    come: exists(`${ofTicket} and t.status = 'completed'`),
    spread_ms: 400,
  },
  'money is being taken': { phase: 'payment', spread_ms: 80 },
  'the receipt is being made': {
    phase: 'payment',
    come: exists(
      'app.customers c join app.invoices i on i.customer_id = c.id join app.payments p on p.invoice_id = i.id',
    ),
    spread_ms: 300,
  },
  'the device goes home': { phase: 'handover', spread_ms: 100 },
  'the customer has rated': {
    phase: 'rating',
    come: exists('app.customers c join app.customer_feedback f on f.customer_id = c.id'),
    spread_ms: 100,
  },
} as const satisfies Record<string, Moment>
export type MomentName = keyof typeof MOMENTS

/** Who gets no answer asks again with the same key; a step that turns out to be done is done. */
export function patient(client: Client): Client {
  async function insist<T>(call: () => Promise<T>): Promise<T> {
    const begun = Date.now()
    for (let attempt = 1; ; attempt++) {
      try {
        return await call()
      } catch (error) {
        const code = (error as { problem?: Json }).problem?.code
        if (attempt > 1 && code === 'transition_refused') return undefined as T
        const passing = code === undefined || code === 'internal' || code === 'unavailable'
        if (!passing || Date.now() - begun > 60_000) throw error
        await sleep(100)
      }
    }
  }
  const same = (key: string | undefined) => key ?? crypto.randomUUID()
  return {
    cookie: client.cookie,
    get: path => insist(() => client.get(path)),
    send: (method, path, body, key) => {
      const once = same(key)
      return insist(() => client.send(method, path, body, once))
    },
    upload: (path, json, files, key) => {
      const once = same(key)
      return insist(() => client.upload(path, json, files, once))
    },
  }
}

/**
 * Ten minutes in a few seconds, for messages whose process died with them: they become unknown, and staff press "send
 * again" (`staff` absent: nobody does). `deaf`: statuses never come, so what Meta has is in doubt too. Returns how to
 * stop watching.
 */
export function watchUnknown(
  product: Pick<Product, 'owner' | 'standin'>,
  staff: Client | null,
  { deaf = false }: { deaf?: boolean } = {},
): () => Promise<void> {
  let over = false
  const look = async () => {
    const stuck = await product.owner<{ id: string }>(
      `select id from app.whatsapp_outbox where status = 'sending' and sending_at < now() - interval '5 seconds'`,
    )
    if (stuck.length > 0) {
      const sends = await product.standin.control.sends(stuck.map(row => row.id))
      const known = new Set(sends.filter(send => underWay(send) || (send.wamid && !deaf)).map(callbackOf))
      const lost = stuck.map(row => row.id).filter(id => !known.has(id))
      await product.owner(
        `update app.whatsapp_outbox set sending_at = now() - interval '11 minutes' where id = any($1) and status = 'sending'`,
        [lost],
      )
      if (lost.length > 0) await product.owner(`select app.enqueue('whatsapp.settle_unknown', '{}')`)
    }
    if (!staff) return
    const unsent = await product.owner<{ message_id: string }>(
      `select o.message_id from app.whatsapp_outbox o where o.status in ('unknown', 'failed')
       and not exists (select from app.whatsapp_outbox a where a.idempotency_key = 'again:' || o.message_id)`,
    )
    for (const { message_id } of unsent) await staff.send('POST', `/messages/${message_id}/resends`).catch(() => {})
  }
  const watching = (async () => {
    while (!over) {
      await look()
      await sleep(400)
    }
  })()
  return () => {
    over = true
    return watching
  }
}

export interface Round {
  readonly customer: Customer
  readonly phone: string
  readonly ticket_id: string
  /** The moments at which the process was killed. */
  readonly killed: MomentName[]
}

/** The whole journey of one customer, with a `kill -9` at each of these moments. */
export async function journeyUnderFire(
  product: Product,
  people: { staff: Client; technician: Client },
  plan: { phone: string; moments: readonly MomentName[]; seed: number },
): Promise<Round> {
  const { staff, technician } = people
  const { phone } = plan
  const random = chance(plan.seed)
  const killed: MomentName[] = []

  async function during<T>(phase: Phase, act: () => Promise<T>): Promise<T> {
    const mine = plan.moments.filter(name => MOMENTS[name].phase === phase)
    let done = false
    const first: Moment | undefined = mine[0] && MOMENTS[mine[0]]
    await first?.prepare?.(product)
    const acting = act().finally(() => {
      done = true
    })
    acting.catch(() => {})
    for (const [at, name] of mine.entries()) {
      const moment: Moment = MOMENTS[name]
      if (at > 0) await moment.prepare?.(product)
      while (!done && moment.come && !(await moment.come(product, phone))) await sleep(2)
      if (done) break
      await sleep(random() * moment.spread_ms)
      await product.kill()
      await sleep(random() * 200)
      await product.start()
      killed.push(name)
    }
    return acting
  }

  const customer = await newCustomer(product, 'Hafiz', phone)
  const token = await during('intake', () => askForRepair(customer, 'ms'))
  const page = patient(stranger(product.url))
  const { ticket_id } = await during('form', () => checkIn(product, token, 'ms', page))
  const asked = await during('estimate', async () => {
    await estimate(staff, technician, ticket_id)
    return customer.hears('the quotation with its buttons', message => approveId(message) !== undefined)
  })
  await during('decision', async () => {
    await customer.tap(asked, approveId(asked) as string)
    await untilStatus(technician, ticket_id, 'approved')
  })
  const invoice = await during('repair', () => repair(staff, technician, ticket_id, customer))
  await during('payment', () => pay(staff, invoice.id, customer))
  await during('handover', () => handOver(staff, technician, ticket_id))
  await during('rating', () => giveFeedback(customer, 'ms'))
  return { customer, phone, ticket_id, killed }
}

/** What a customer was told, without what differs from one journey to the next: names of papers, links, ids. */
export const told = (chat: readonly StoredMessage[]): string[] =>
  chat
    .filter(message => message.direction === 'out')
    .map(message =>
      `${message.type} ${textOf(message)}`
        .replace(/[A-Z]{3}-\d{4}-\d{6}/g, 'NUMBER')
        .replace(/\/(c|t)\/[\w-]+/g, '/$1/TOKEN')
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
        .replace(/"id":"\d+"/g, '"id":"MEDIA"'),
    )
    .sort()
