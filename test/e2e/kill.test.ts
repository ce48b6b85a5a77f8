import { afterAll, beforeAll, expect, test } from 'vitest'
import { chance } from '../../src/adapters/whatsapp/standin/random.ts'
import { type Client, type Product, startProduct } from '../helpers/product.ts'
import { callbackOf, readBooks, untilQuiet } from './books.ts'
import { journeyUnderFire, MOMENTS, type MomentName, patient, type Round, told, watchUnknown } from './killing.ts'

/** `npm run soak -- --seed N --rounds M` runs this file with other seeds, and more of them. */
const SEED = Number(process.env.SOAK_SEED ?? 1)
const ROUNDS = Number(process.env.SOAK_ROUNDS ?? 0)
const ALL = Object.keys(MOMENTS) as MomentName[]

let product: Product
let staff: Client
let technician: Client
let stopWatching: () => Promise<void>
/** What a customer hears when nothing goes wrong. */
let undisturbed: string[]

beforeAll(async () => {
  product = await startProduct()
  await product.owner(
    `insert into app.price_rules (device_brand, device_model, problem, from_price, to_price) values ('Apple', 'iPhone 13', 'screen', 450, 650)`,
  )
  staff = patient(await product.signIn('staff'))
  technician = patient(await product.signIn('technician'))
  stopWatching = watchUnknown(product, staff)
  const calm = await journeyUnderFire(product, { staff, technician }, { phone: '+60123470000', moments: [], seed: 0 })
  await untilQuiet(product)
  undisturbed = told(await calm.customer.chat())
}, 60_000)
afterAll(async () => {
  await stopWatching?.()
  await product?.stop()
})

const MUST_HAVE_ONE = {
  tickets: 'app.tickets t where t.id = $1',
  checkins: 'app.checkins k where k.ticket_id = $1',
  quotations: 'app.quotations q where q.ticket_id = $1',
  decisions: 'app.quotation_decisions d join app.quotations q on q.id = d.quotation_id where q.ticket_id = $1',
  invoices: 'app.invoices i where i.ticket_id = $1',
  payments: 'app.payments p join app.invoices i on i.id = p.invoice_id where i.ticket_id = $1',
  'progress notes': `app.ticket_updates u where u.ticket_id = $1 and u.update_type = 'progress'`,
  ratings: 'app.customer_feedback f where f.ticket_id = $1',
}

/** Nothing is lost and nothing is there twice: rows, chat, and the books of both sides. */
async function nothingLostNothingTwice(round: Round): Promise<void> {
  await untilQuiet(product)
  for (const [what, from] of Object.entries(MUST_HAVE_ONE)) {
    const [found] = await product.owner<{ n: number }>(`select count(*)::int as n from ${from}`, [round.ticket_id])
    expect([what, found?.n]).toEqual([what, 1])
  }
  const customers = await product.owner('select id from app.customers where phone = $1', [round.phone])
  expect(customers).toHaveLength(1)
  const ticket = await staff.get(`/tickets/${round.ticket_id}`)
  expect(ticket.status).toBe('picked_up')
  expect(told(await round.customer.chat())).toEqual(undisturbed)

  const books = await readBooks(product)
  expect(books).toMatchObject({ taken_in: books.written, sent: books.accepted, unanswered: [] })
  // What is not sent is unknown: Meta never took it, and nobody but staff sent it again.
  const lost = await product.owner<{ id: string; status: string }>(
    `select id, status from app.whatsapp_outbox where status <> 'sent'`,
  )
  const accepted = new Set((await product.standin.control.sends()).filter(send => send.wamid).map(callbackOf))
  for (const row of lost) expect([row.status, accepted.has(row.id)]).toEqual(['unknown', false])
}

if (ROUNDS === 0)
  test('a shop whose process is killed five times in the middle of a journey goes on: nothing lost, nothing twice', async () => {
    const moments = [
      'a reply is due',
      'a message is on its way to Meta',
      'the form was handed in',
      'money is being taken',
      'the receipt is being made',
    ] as const
    const round = await journeyUnderFire(product, { staff, technician }, { phone: '+60123470001', moments, seed: SEED })
    expect(round.killed).toEqual(moments)
    await nothingLostNothingTwice(round)
  }, 120_000)

test.each(Array.from({ length: ROUNDS }, (_, n) => SEED + n))(
  'killed at moments of seed %i, nothing is lost and nothing is there twice',
  async seed => {
    const random = chance(seed)
    const moments = ALL.filter(() => random() < 0.35)
    console.log(`seed ${seed}: ${moments.join(', ')}`)
    const phone = `+6012${String(4_800_000 + (seed % 100_000))}`
    const round = await journeyUnderFire(product, { staff, technician }, { phone, moments, seed })
    await nothingLostNothingTwice(round)
  },
  240_000,
)
