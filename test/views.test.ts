import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newShop, type TestShop } from './helpers/shop.ts'

let shop: TestShop
let customer_id: string

const one = async (sql: string, values: unknown[] = []): Promise<string> =>
  (await shop.owner<{ id: string }>(`${sql} returning id`, values))[0]?.id ?? ''

/** A bill of one line; drafts have neither number nor parties. */
async function bill(total: number, day: string, status = 'sent'): Promise<string> {
  const id = await one(
    `insert into app.invoices (customer_id, invoice_date, due_date, subtotal, tax_amount, total, created_by) values ($1, $2, '2040-01-01', $3, 0, $3, $4)`,
    [customer_id, day, total, shop.staff.id],
  )
  await shop.owner(
    `insert into app.invoice_items (invoice_id, description, quantity, unit_price, tax_code, tax_rate, net_amount, tax_amount, total_price) values ($1, 'x', 1, $2, 'NOTAX', 0, $2, 0, $2)`,
    [id, total],
  )
  if (status === 'draft') return id
  await shop.owner(
    `update app.invoices set status = 'sent', seller = '{}', buyer = '{}', issued_at = now(), invoice_number = $2 where id = $1`,
    [id, `V-${id.slice(-8)}`],
  )
  if (status === 'cancelled') await shop.owner(`update app.invoices set status = 'cancelled' where id = $1`, [id])
  return id
}

beforeAll(async () => {
  shop = await newShop()
  customer_id = await one(`insert into app.customers (name, phone) values ('Aina', '+60123456789')`)
  for (const [n, rating] of [
    [1, 5],
    [2, 2],
    [3, null],
  ] as const) {
    const ticket = await one(
      `insert into app.tickets (ticket_number, customer_id, device_type, device_model, problem_description) values ($1, $2, 'phone', 'iPhone 13', 'x')`,
      [`V-${n}`, customer_id],
    )
    if (rating)
      await shop.owner(`insert into app.customer_feedback (customer_id, ticket_id, rating) values ($1, $2, $3)`, [
        customer_id,
        ticket,
        rating,
      ])
  }
  await bill(100, '2026-01-31')
  const paid = await bill(50, '2026-02-01')
  await bill(7, '2026-02-02', 'cancelled')
  await bill(9, '2026-02-03', 'draft')
  await shop.owner(
    `insert into app.payments (payment_number, invoice_id, amount, payment_method, received_by) values ('V-PAY', $1, 20, 'card', $2)`,
    [paid, shop.staff.id],
  )
})
afterAll(() => shop?.close())

const seen = (who: 'admin' | 'staff' | 'technician', sql: string) =>
  shop[who].run(async ctx => (await ctx.tx.executeQuery(CompiledQuery.raw(sql))).rows as Record<string, unknown>[])

describe('the views', () => {
  test('a customer’s figures are not multiplied by each other, and only issued bills count', async () => {
    expect(
      await seen(
        'staff',
        `select total_tickets, total_invoices, total_spent, average_rating::float, total_feedback from app.customer_dashboard_view`,
      ),
    ).toEqual([{ total_tickets: 3, total_invoices: 2, total_spent: '150.00', average_rating: 3.5, total_feedback: 2 }])
  })

  test('the books go by the month on the paper, without drafts and what was taken back', async () => {
    expect(
      await seen(
        'admin',
        `select month::text, total_invoices, unique_customers, total_revenue, total_paid, total_outstanding from app.financial_summary_view`,
      ),
    ).toEqual([
      {
        month: '2026-02-01',
        total_invoices: 1,
        unique_customers: 1,
        total_revenue: '50.00',
        total_paid: '20.00',
        total_outstanding: '30.00',
      },
      {
        month: '2026-01-01',
        total_invoices: 1,
        unique_customers: 1,
        total_revenue: '100.00',
        total_paid: '0.00',
        total_outstanding: '100.00',
      },
    ])
  })

  test('stock is valued at cost, for those who may know it; at its price beside it', async () => {
    const product = await one(
      `insert into app.products (name, category, price, cost, reorder_level) values ('Skrin', 'x', 100, 60, 1)`,
    )
    await shop.owner(
      `insert into app.inventory_movements (product_id, movement_type, quantity, created_by) values ($1, 'in', 3, $2), ($1, 'adjustment', -1, $2)`,
      [product, shop.staff.id],
    )
    const sql = `select stock_quantity, stock_status, inventory_value, price_value, total_movements from app.inventory_status_view where id = '${product}'`
    const row = { stock_quantity: 2, stock_status: 'low', price_value: '200.00', total_movements: 2 }
    expect(await seen('admin', sql)).toEqual([{ ...row, inventory_value: '120.00' }])
    expect(await seen('staff', sql)).toEqual([{ ...row, inventory_value: null }])
  })

  test('a ticket with an offer out waits for the customer, and says who has it, also to a colleague who may not read users', async () => {
    const [ticket] = await shop.owner<{ id: string }>(
      `update app.tickets set status = 'diagnosing', assigned_to = $1 where ticket_number = 'V-1' returning id`,
      [shop.technician.id],
    )
    const shown = () =>
      seen('technician', `select status_description, assigned_technician, customer_name from app.ticket_status_view`)
    const [technician] = await shop.owner(`select full_name from app.users where id = $1`, [shop.technician.id])
    const row = { assigned_technician: technician?.full_name, customer_name: 'Aina' }
    expect(await shown()).toEqual([{ ...row, status_description: 'Sedang diperiksa' }])
    const offer = await one(
      `insert into app.quotations (quotation_number, customer_id, ticket_id, valid_until, subtotal, tax_amount, total, created_by) values ('V-Q', $1, $2, '2040-01-01', 5, 0, 5, $3)`,
      [customer_id, ticket?.id, shop.staff.id],
    )
    await shop.owner(
      `insert into app.quotation_items (quotation_id, description, quantity, unit_price, tax_code, tax_rate, net_amount, tax_amount, total_price) values ($1, 'x', 1, 5, 'NOTAX', 0, 5, 0, 5)`,
      [offer],
    )
    await shop.owner(`update app.quotations set status = 'sent' where id = $1`, [offer])
    expect(await shown()).toEqual([{ ...row, status_description: 'Menunggu persetujuan' }])
  })
})
