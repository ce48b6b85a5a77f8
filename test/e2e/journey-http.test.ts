import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { timeAt } from '../../src/shared/time.ts'
import { type Client, type Product, startProduct, stranger, until } from '../helpers/product.ts'
import {
  approveId,
  askForRepair,
  type Customer,
  checkIn,
  estimate,
  giveFeedback,
  newCustomer,
  nothingTwice,
  repairAndPay,
  type Tongue,
  textOf,
  ticketStatus,
  untilStatus,
} from './journey.ts'

let product: Product
let staff: Client
let technician: Client

beforeAll(async () => {
  product = await startProduct()
  await product.owner(
    `insert into app.price_rules (device_brand, device_model, problem, from_price, to_price) values ('Apple', 'iPhone 13', 'screen', 450, 650)`,
  )
  staff = await product.signIn('staff')
  technician = await product.signIn('technician')
})
afterAll(() => product.stop())

async function toQuotation(name: string, phone: string, tongue: Tongue) {
  const customer = await newCustomer(product, name, phone)
  const token = await askForRepair(customer, tongue)
  const { ticket_id, ticket_number } = await checkIn(product, token, tongue)
  await customer.hears('the ticket number', message => textOf(message).includes(ticket_number))
  const quotation = await estimate(staff, technician, ticket_id)
  const asked = await customer.hears('the quotation with its buttons', message => approveId(message) !== undefined)
  return { customer, ticket_id, ticket_number, quotation, asked }
}

describe.each(['ms', 'id', 'en'] as const)('a customer who writes %s', tongue => {
  const name = { ms: 'Nurul', id: 'Budi', en: 'Grace' }[tongue]
  const phone = { ms: '+60123450001', id: '+60123450002', en: '+60123450003' }[tongue]
  let customer: Customer

  test('is led from the first message to the rating', async () => {
    const journey = await toQuotation(name, phone, tongue)
    customer = journey.customer
    expect(journey.quotation).toMatchObject({
      status: 'sent',
      version: 1,
      subtotal: '549.90',
      tax_amount: '32.99',
      total: '582.89',
    })
    expect(textOf(journey.asked)).toContain('582.89')

    await customer.tap(journey.asked, approveId(journey.asked) as string)
    await untilStatus(technician, journey.ticket_id, 'approved')
    // A second tap is the same yes.
    await customer.tap(journey.asked, approveId(journey.asked) as string)

    const invoice = await repairAndPay(staff, technician, journey.ticket_id, customer)
    expect(invoice).toMatchObject({
      status: 'paid',
      total: '582.89',
      rounding_amount: '0.01',
      paid_amount: '582.90',
      balance: '0.00',
    })
    expect(await ticketStatus(staff, journey.ticket_id)).toBe('picked_up')

    await giveFeedback(customer, tongue)
    const feedback = await until('the words of the feedback', async () => {
      const [row] = await product.owner<{ rating: number; feedback_text: string | null }>(
        'select rating, feedback_text from app.customer_feedback where ticket_id = $1',
        [journey.ticket_id],
      )
      return row?.feedback_text ? row : null
    })
    expect(feedback.rating).toBe(5)
    const decisions = await product.owner(
      'select via, version, decision from app.quotation_decisions d where quotation_id = $1',
      [journey.quotation.id],
    )
    expect(decisions).toEqual([{ via: 'chat_button', version: 1, decision: 'accepted' }])
  }, 90_000)

  test('is answered in that language, and told each step once', async () => {
    const chat = (await customer.chat()).filter(message => message.direction === 'out').map(textOf)
    expect(new Set(chat).size).toBe(chat.length)
    const valid = { ms: 'Sah hingga', id: 'Berlaku sampai', en: 'Valid until' }
    expect(chat.filter(text => text.includes(valid[tongue]))).toHaveLength(1)
    const [preference] = await product.owner<{ lang: string }>(
      `select coalesce(p.language_preference, 'ms') as lang from app.customers c
       left join app.customer_preferences p on p.customer_id = c.id where c.phone = $1`,
      [phone],
    )
    expect(preference).toEqual({ lang: tongue })
  })
})

test('a customer who says no gets the device back unrepaired, and owes the fee by the terms he signed', async () => {
  const { customer, ticket_id, asked } = await toQuotation('Farah', '+60123450004', 'ms')
  await customer.tap(asked, (approveId(asked) as string).replace('approve', 'reject'))
  const sure = await customer.hears('whether he is sure', message => textOf(message).includes('reject:yes'))
  await customer.tap(sure, 'reject:yes')
  await untilStatus(staff, ticket_id, 'ready_for_pickup')
  const ticket = await staff.get(`/tickets/${ticket_id}`)
  expect(ticket.outcome).toBe('declined')
  const fee = await until(
    'the invoice of the fee',
    async () => (await staff.get(`/invoices?ticket_id=${ticket_id}`)).items[0],
  )
  expect(fee).toMatchObject({ purpose: 'diagnostic_fee' })
  await expect(staff.send('POST', `/tickets/${ticket_id}/handover`)).rejects.toMatchObject({
    problem: { code: 'balance_due' },
  })
}, 60_000)

test('a quotation past its day is expired, says so to who answers it, and can be sent anew', async () => {
  const { customer, ticket_id, asked, quotation } = await toQuotation('Zul', '+60123450005', 'ms')
  await product.owner(`update app.quotations set valid_until = app.shop_today() - 1 where id = $1`, [quotation.id])
  await customer.tap(asked, approveId(asked) as string)
  await customer.hears('that it is too late', message => textOf(message).includes('tamat'))
  // Whatever the hour is at which this runs, it is not the shop's night.
  const [from, to] = [0, 1].map(minutes => timeAt(new Date(Date.now() + 12 * 3_600_000 + minutes * 60_000)))
  await product.owner(
    `insert into app.system_settings (setting_key, setting_value) values ('reminders', $1)
     on conflict (setting_key) do update set setting_value = excluded.setting_value`,
    [JSON.stringify({ night: { from, to } })],
  )
  // The timer comes every ten minutes; here it is called.
  await product.owner(`select app.enqueue('quotations.expire', '{}')`)
  await until(
    'the quotation to be expired',
    async () => (await staff.get(`/quotations/${quotation.id}`)).status === 'expired',
  )
  await until('its customer to read so', async () => {
    const [told] = await product.owner<{ status: string }>(
      'select status from app.whatsapp_outbox where idempotency_key = $1',
      [`quotation:${quotation.id}:v1:expired`],
    )
    return told?.status === 'sent'
  })
  expect(await ticketStatus(staff, ticket_id)).toBe('diagnosing')
  const again = await technician.send('PUT', `/quotations/${quotation.id}`, {
    lines: quotation.items.map((line: Record<string, unknown>) => ({
      kind: line.kind,
      description: line.description,
      quantity: line.quantity,
      unit_price: line.unit_price,
      tax_code: line.tax_code,
    })),
  })
  const sent = await technician.send('POST', `/quotations/${again.id}/versions`)
  expect(sent).toMatchObject({ status: 'sent', version: 2 })
}, 60_000)

test('a walk-in without WhatsApp is taken in at the counter, and nobody is written to', async () => {
  const ticket = await staff.send('POST', '/tickets', {
    customer: { name: 'Pak Hassan' },
    device: { device_type: 'laptop', brand: 'Acer', model: 'Aspire 5' },
    problem_description: 'Tak boleh hidup',
    terms_accepted: true,
  })
  expect(ticket).toMatchObject({ status: 'pending', ticket_number: expect.stringMatching(/^TKT-\d{4}-\d{6}$/) })
  const label = (await staff.get(`/tickets/${ticket.id}/label.pdf`)) as Buffer
  expect(label.subarray(0, 5).toString()).toBe('%PDF-')
  const told = await product.owner('select 1 from app.whatsapp_messages where customer_id = $1', [ticket.customer_id])
  expect(told).toEqual([])
})

test('a link opens its own ticket and nothing else', async () => {
  const links = await product.owner<{ id: string; ticket_id: string }>(
    'select id, ticket_id from app.customer_links order by id',
  )
  expect(new Set(links.map(link => link.ticket_id)).size).toBeGreaterThan(1)
  await expect(stranger(product.url).get('/public/not-a-token-of-ours/ticket')).rejects.toMatchObject({
    problem: { code: 'not_found' },
  })
})

test('where there is no demo, only a signed-in admin plays customers', async () => {
  const admin = await product.signIn('admin')
  const asked = async (cookie: string) =>
    (await fetch(`${product.url}/phone/api/people`, { headers: { cookie } })).status
  expect([await asked(admin.cookie), await asked(staff.cookie), await asked(technician.cookie)]).toEqual([
    200, 404, 404,
  ])
  expect(await asked('')).toBe(401)
})

test('after all of it, the ledger of Meta, our messages and the outbox are the same set', async () => {
  await until('everything to be sent', async () => (await nothingTwice(product)).unsettled === 0)
  const books = await nothingTwice(product)
  expect(books.messages).toEqual(books.accepted)
  expect(books.outbox).toBe(books.accepted.length)
})
