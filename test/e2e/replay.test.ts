import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { metaJson } from '../../src/shared/whatsapp/escape.ts'
import { type Client, type Json, type Product, startProduct, until } from '../helpers/product.ts'
import { again, atDoors, readBooks, untilQuiet } from './books.ts'
import {
  approveId,
  askForRepair,
  type Customer,
  checkIn,
  estimate,
  giveFeedback,
  newCustomer,
  repairAndPay,
  untilStatus,
  WORDS,
} from './journey.ts'

let product: Product
let staff: Client
let technician: Client
/** Two processes with a webhook and a worker each, over one database. */
let doors: string[]

beforeAll(async () => {
  product = await startProduct()
  doors = [product.url, `http://127.0.0.1:${await product.another('all')}`]
  await product.owner(
    `insert into app.price_rules (device_brand, device_model, problem, from_price, to_price) values ('Apple', 'iPhone 13', 'screen', 450, 650)`,
  )
  staff = await product.signIn('staff')
  technician = await product.signIn('technician')
})
afterAll(() => product?.stop())

const count = async (text: string, values: unknown[] = []) =>
  Number((await product.owner<{ n: string }>(`select count(*) as n from ${text}`, values))[0]?.n)

/** Their items packed into fewer, larger deliveries, as Meta may do. */
const inBatches = (bodies: readonly string[], size: number): string[] => {
  const batches: string[] = []
  for (let at = 0; at < bodies.length; at += size) {
    const entry = bodies.slice(at, at + size).flatMap(body => JSON.parse(body).entry)
    batches.push(metaJson({ object: 'whatsapp_business_account', entry }))
  }
  return batches
}

/** What the stand-in holds back from the product, as the bytes that it would send. */
async function heldBack(act: () => Promise<unknown>): Promise<string[]> {
  const { control } = product.standin
  const before = new Set((await control.deliveries()).map(delivery => delivery.id))
  await control.settings({ delivery: 'held' })
  await act()
  const bodies = (await control.deliveries())
    .filter(delivery => !before.has(delivery.id))
    .map(delivery => delivery.body)
  await control.settings({ webhook_url: null, delivery: 'auto' })
  return bodies
}
const letThrough = () => product.standin.control.settings({ webhook_url: `${product.url}/webhooks/whatsapp` })

test('a first message that is delivered 50 times at once, at two doors, is one customer, one conversation, one reply', async () => {
  const customer = await newCustomer(product, 'Nurul', '+60123460001')
  const [body] = await heldBack(() => customer.say(WORDS.ms.first))
  const alone = again([body as string], 40, 7)
  const packed = inBatches(again([body as string], 10, 7), 5)
  await letThrough()
  const answers = await atDoors(product, doors, [...alone, ...packed])
  expect(answers.filter(status => status === 200)).toHaveLength(42)

  await customer.hears('an answer', () => true)
  await untilQuiet(product)
  expect(await count(`app.customers where name = 'Nurul'`)).toBe(1)
  expect(await count('app.whatsapp_sessions')).toBe(1)
  expect((await customer.chat()).filter(message => message.direction === 'out')).toHaveLength(1)
  const books = await readBooks(product)
  expect(books.written).toHaveLength(1)
  expect(books).toMatchObject({ taken_in: books.written, sent: books.accepted, unsettled: [] })
  expect(books.accepted).toHaveLength(1)
}, 60_000)

const everyDelivery = async () => (await product.standin.control.deliveries()).map(delivery => delivery.body)

/** From now on what came a moment ago comes five times more, among what came long before. Returns how to stop it. */
function replayAll(): () => Promise<void> {
  let over = false
  const replayed = new Set<string>()
  const replaying = (async () => {
    for (let round = 1; !over; round++) {
      const bodies = await everyDelivery()
      const fresh = bodies.filter(body => !replayed.has(body))
      for (const body of fresh) replayed.add(body)
      const old = again(bodies, 1, round).slice(0, 5)
      await atDoors(product, doors, again([...again(fresh, 5, round), ...old], 1, round), 10)
      await sleep(100)
    }
  })()
  return () => {
    over = true
    return replaying
  }
}

async function wholeJourney(customer: Customer): Promise<Json> {
  const token = await askForRepair(customer, 'ms')
  const { ticket_id } = await checkIn(product, token, 'ms')
  const quotation = await estimate(staff, technician, ticket_id)
  const asked = await customer.hears('the quotation', message => approveId(message) !== undefined)
  await customer.tap(asked, approveId(asked) as string)
  await untilStatus(technician, ticket_id, 'approved')
  await repairAndPay(staff, technician, ticket_id, customer)
  await giveFeedback(customer, 'ms')
  await product.standin.control.read(customer.id)
  return quotation
}

test('a whole journey whose deliveries all come again and again makes one ticket, one paper of each kind, no second word', async () => {
  const stopReplaying = replayAll()
  const customer = await newCustomer(product, 'Zainab', '+60123460002')
  const quotation = await wholeJourney(customer).finally(stopReplaying)
  await untilQuiet(product)
  const settled = await readBooks(product)

  const bodies = await everyDelivery()
  await atDoors(product, doors, inBatches(again(bodies, 6, 99), 20))
  await atDoors(product, doors, again(bodies, 1, 100))
  await untilQuiet(product, 60_000)

  const books = await readBooks(product)
  expect(books).toEqual(settled)
  expect(books).toMatchObject({ taken_in: books.written, sent: books.accepted, unsettled: [], unanswered: [] })
  const one = async (table: string) => expect([table, await count(`app.${table}`)]).toEqual([table, 1])
  for (const table of ['tickets', 'devices', 'checkins', 'quotations', 'quotation_versions', 'quotation_decisions'])
    await one(table)
  for (const table of ['invoices', 'payments', 'customer_feedback']) await one(table)
  expect(await count(`app.customers where name in ('Nurul', 'Zainab')`)).toBe(2)
  expect((await staff.get(`/quotations/${quotation.id}`)).status).toBe('converted')
  // He has opened the chat: what the phone shows as read is read here, whatever order the statuses came in.
  const shown = (await customer.chat())
    .filter(message => message.direction === 'out')
    .map(message => [message.wamid, message.status])
  const stored = await product.owner<{ message_id: string; status: string }>(
    `select message_id, status from app.whatsapp_messages where direction = 'outbound' and ticket_id is not null or message_id = any($1)`,
    [shown.map(([wamid]) => wamid)],
  )
  expect(new Map(stored.map(row => [row.message_id, row.status]))).toEqual(new Map(shown as [string, string][]))
}, 120_000)

test('a storm of statuses, last ones first and each of them many times, leaves every message at its highest', async () => {
  const { control } = product.standin
  await control.settings({ statuses: 'none' })
  const customer = await newCustomer(product, 'Rashid', '+60123460003')
  // The answer of Meta is lost on its way: what became of the message is known from statuses alone.
  await control.fault({ endpoint: 'messages', effect: 'drop', after_commit: true, times: 1 })
  await customer.say('hai')
  const first = await customer.hears('an answer', () => true)
  const status = (wamid: string, name: string, errors?: Json) =>
    control.call('POST', `messages/${encodeURIComponent(wamid)}/statuses`, {
      status: name,
      ...(errors ? { errors } : {}),
    })
  const storm = await heldBack(async () => {
    for (const name of ['sent', 'delivered', 'read']) await status(first.wamid, name)
    await status(first.wamid, 'failed', [{ code: 131026, title: 'Message undeliverable' }])
  })
  expect(storm).toHaveLength(4)
  const [sent, delivered, read, failed] = storm as [string, string, string, string]
  await letThrough()
  expect(await atDoors(product, doors, [read, delivered])).toEqual([200, 200])
  await untilQuiet(product)
  await atDoors(product, doors, [
    ...again([sent, delivered, read, failed], 12, 5),
    ...inBatches(again([read, sent, delivered], 8, 6), 3),
  ])
  await untilQuiet(product)
  const [row] = await product.owner<{ status: string; outbox: string }>(
    `select m.status, o.status as outbox from app.whatsapp_messages m join app.whatsapp_outbox o on o.message_id = m.id where m.message_id = $1`,
    [first.wamid],
  )
  // A failure reported of what was read is a mistake, not news.
  expect(row).toEqual({ status: 'read', outbox: 'sent' })
  expect(await count('app.whatsapp_parked_statuses')).toBe(0)
  await control.settings({ statuses: 'delivered' })

  await customer.say('berapa lama kedai buka?')
  await until(
    'the next answer',
    async () => (await customer.chat()).filter(message => message.direction === 'out').length > 1,
  )
  await untilQuiet(product)
  const books = await readBooks(product)
  expect(books).toMatchObject({ taken_in: books.written, sent: books.accepted, unsettled: [], unanswered: [] })
}, 60_000)
