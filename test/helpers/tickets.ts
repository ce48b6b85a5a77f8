import type { Person, TestShop } from './shop.ts'

export interface Job {
  readonly customer_id: string
  readonly ticket_id: string
  readonly ticket_number: string
}

let made = 0

/** A customer and his ticket under diagnosis, given to a technician; set up behind the product's back. */
export async function ticketOf(shop: TestShop, technician: Person = shop.technician): Promise<Job> {
  made += 1
  const [customer] = await shop.owner<{ id: string }>(
    `insert into app.customers (name, phone, address) values ($1, $2, '12, Lorong Damai 3, 55000 Kuala Lumpur') returning id`,
    [`Pelanggan ${made}`, `+6012${String(3_000_000 + made)}`],
  )
  const customer_id = (customer as { id: string }).id
  const ticket_number = `TKT-9999-${String(made).padStart(6, '0')}`
  const [ticket] = await shop.owner<{ id: string }>(
    `insert into app.tickets (ticket_number, customer_id, device_type, device_model, problem_description, status, assigned_to, created_by)
     values ($1, $2, 'phone', 'iPhone 13', 'Skrin pecah', 'diagnosing', $3, $4) returning id`,
    [ticket_number, customer_id, technician.id, shop.staff.id],
  )
  return { customer_id, ticket_id: (ticket as { id: string }).id, ticket_number }
}

/** Something on the shelf; `stock` pieces came in. */
export async function productOf(
  shop: TestShop,
  name: string,
  price: string,
  stock: number,
  tax_code = 'NOTAX',
): Promise<string> {
  const [product] = await shop.owner<{ id: string }>(
    `insert into app.products (name, category, kind, price, cost, tax_code) values ($1, 'skrin', 'goods', $2, 1, $3) returning id`,
    [name, price, tax_code],
  )
  const { id } = product as { id: string }
  if (stock > 0) {
    await shop.owner(
      `insert into app.inventory_movements (product_id, movement_type, quantity, created_by) values ($1, 'in', $2, $3)`,
      [id, stock, shop.admin.id],
    )
  }
  return id
}

/** The shop is registered for SST, as the demo shop is. */
export const registerForTax = (shop: TestShop) =>
  shop.owner(
    `update app.company_settings set sst_registered = true, tax_number = 'W10-2408-32000123', company_name = 'Kedai Ujian'`,
  )

/** Lines of an estimate or a bill. */
export const labour = {
  kind: 'labour' as const,
  description: 'Upah pasang',
  quantity: 1,
  unit_price: '60.00',
  discount: '0.00',
}
export const screenLine = (product_id: string, discount = '0.00') => ({
  kind: 'part' as const,
  product_id,
  description: 'Skrin',
  quantity: 1,
  unit_price: '380.00',
  discount,
})

export interface Finished extends Job {
  readonly brand: string
  readonly model: string
  readonly problem: string
  readonly outcome: 'repaired' | 'declined' | 'unrepairable'
  /** When it was collected; the warranty runs 90 days from there. */
  readonly days_ago: number
}

/** A job that was collected, set up behind the product's back. */
export async function finishedJob(shop: TestShop, wanted: Partial<Finished> = {}): Promise<Finished> {
  const { brand = 'Apple', model = 'iPhone 13', problem = 'Skrin pecah', outcome = 'repaired', days_ago = 10 } = wanted
  const job = await ticketOf(shop)
  const customer_id = wanted.customer_id ?? job.customer_id
  const [device] = await shop.owner<{ id: string }>(
    `insert into app.devices (customer_id, device_type, brand, model) values ($1, 'phone', $2, $3) returning id`,
    [customer_id, brand, model],
  )
  await shop.owner(
    `update app.tickets set customer_id = $2, device_id = $3, device_model = $4, problem_description = $5, status = 'ready_for_pickup' where id = $1`,
    [job.ticket_id, customer_id, device?.id, `${brand} ${model}`, problem],
  )
  await shop.owner(
    `update app.tickets set status = 'picked_up', outcome = $2, warranty_until = app.shop_today() + $3::int where id = $1`,
    [job.ticket_id, outcome, outcome === 'repaired' ? 90 - days_ago : null],
  )
  await shop.owner(`update app.tickets set status_changed_at = now() - make_interval(days => $2) where id = $1`, [
    job.ticket_id,
    days_ago,
  ])
  return { ...job, customer_id, brand, model, problem, outcome, days_ago }
}
