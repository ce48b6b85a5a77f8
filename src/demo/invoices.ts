import type { Buyer, InvoicePurpose, Seller } from '../shared/invoices.ts'
import { addDays, dayAt } from '../shared/time.ts'
import type { Sku } from './catalogue.data.ts'
import { insertAll } from './insert.ts'
import { numberAll } from './numbers.ts'
import { buyerOf, type DemoQuotation, itemRow, type Paper, priceLines } from './papers.ts'
import type { CustomerKey } from './people.ts'
import { iso, type Repair } from './repairs.ts'
import { COMPANY, type DemoShop } from './shop.ts'
import { type DemoPayment, SALES } from './tickets.data.ts'

export interface DemoInvoice extends Paper {
  readonly who: CustomerKey
  readonly repair: Repair | null
  readonly quotation_id: string | null
  readonly purpose: InvoicePurpose
  readonly issued: Date
  readonly pays: readonly DemoPayment[]
  /** A mistake: cancelled, and issued anew. */
  readonly cancelled: boolean
  /** When the customer stands at the counter. */
  readonly settled: Date
}

export const SELLER: Seller = {
  company_name: COMPANY.company_name,
  address: COMPANY.address,
  phone: COMPANY.phone,
  email: COMPANY.email,
  registration_number: COMPANY.registration_number,
  sst_number: COMPANY.tax_number,
  bank_details: COMPANY.bank_details,
  currency: 'MYR',
}

export async function insertInvoices(
  shop: DemoShop,
  repairs: readonly Repair[],
  quotations: ReadonlyMap<string, DemoQuotation>,
): Promise<DemoInvoice[]> {
  const invoices = [
    ...repairs.flatMap(repair => billRepair(shop, repair, quotations.get(repair.id))),
    ...SALES.map(sale => billSale(shop, sale)),
  ]
  await numberAll(
    shop,
    'invoice',
    invoices,
    invoice => invoice.issued,
    (invoice, number) => (invoice.number = number),
  )
  // The cancelled one first: a ticket has one repair invoice that counts.
  for (const group of [invoices.filter(invoice => invoice.cancelled), invoices.filter(invoice => !invoice.cancelled)])
    await issue(shop, group)
  await shop.client.query(
    `update app.tickets t set actual_cost = i.total from app.invoices i where i.ticket_id = t.id and i.purpose = 'repair' and i.status <> 'cancelled'`,
  )
  return invoices
}

function billRepair(shop: DemoShop, repair: Repair, quotation: DemoQuotation | undefined): DemoInvoice[] {
  const { told, at, customer_id, id: ticket_id } = repair
  const base = {
    who: told.who,
    repair,
    customer_id,
    ticket_id,
    number: '',
    pays: told.on_credit ? [] : (told.pays ?? []),
    cancelled: false,
  }
  const settled = at.picked_up ?? at.ready ?? at.completed ?? shop.clock.now
  if (told.outcome) {
    const issued = shop.clock.after((at.decided ?? at.ready) as Date, 5)
    return [
      {
        ...base,
        ...priceLines(shop, [['YUR-DIA', 1]]),
        id: shop.chance.id(issued),
        quotation_id: null,
        purpose: 'diagnostic_fee',
        issued,
        settled,
      },
    ]
  }
  if (!at.completed || !quotation) return []
  const issued = shop.clock.after(at.completed, 5)
  const invoice: DemoInvoice = {
    ...base,
    ...priceLines(shop, skus(told.lines), told.discount),
    id: shop.chance.id(issued),
    quotation_id: quotation.id,
    purpose: 'repair',
    issued,
    settled,
  }
  if (!told.reissued) return [invoice]
  const wrong: DemoInvoice = {
    ...invoice,
    ...priceLines(shop, skus([...told.lines, 'TG-AND'])),
    id: shop.chance.id(at.completed),
    issued: at.completed,
    pays: [],
    cancelled: true,
  }
  return [wrong, invoice]
}

const skus = (list: readonly Sku[]) => list.map(sku => [sku, 1] as const)

function billSale(shop: DemoShop, sale: (typeof SALES)[number]): DemoInvoice {
  const issued = shop.clock.at(sale.days, sale.time)
  return {
    ...priceLines(shop, sale.lines),
    id: shop.chance.id(issued),
    who: sale.who,
    repair: null,
    customer_id: shop.customers[sale.who],
    ticket_id: null,
    number: '',
    quotation_id: null,
    purpose: 'sale',
    issued,
    settled: issued,
    pays: sale.pays,
    cancelled: false,
  }
}

export const dueDate = (invoice: DemoInvoice): string =>
  addDays(dayAt(invoice.issued), invoice.purpose === 'sale' ? 0 : COMPANY.payment_due_days)

async function issue(shop: DemoShop, invoices: readonly DemoInvoice[]): Promise<void> {
  const { client, users } = shop
  await insertAll(
    client,
    'invoices',
    invoices.map(i => ({
      id: i.id,
      customer_id: i.customer_id,
      ticket_id: i.ticket_id,
      quotation_id: i.quotation_id,
      invoice_date: dayAt(i.issued),
      due_date: dueDate(i),
      purpose: i.purpose,
      seller: SELLER,
      buyer: buyerOf(i.who) satisfies Buyer,
      ...i.totals,
      created_by: users.staff,
      created_at: iso(i.issued),
      updated_at: iso(i.issued),
    })),
  )
  await insertAll(
    client,
    'invoice_items',
    invoices.flatMap(i => i.lines.map(line => ({ ...itemRow(line), tax_name: line.tax_name, invoice_id: i.id }))),
  )
  // Leaving draft takes the parts off the shelf; that was then, not now.
  await client.query(
    `update app.invoices i set status = 'sent', invoice_number = x.number, issued_at = i.created_at
       from jsonb_to_recordset($1) as x(id uuid, number text) where i.id = x.id`,
    [JSON.stringify(invoices.map(({ id, number }) => ({ id, number })))],
  )
  const wrong = invoices.filter(invoice => invoice.cancelled).map(({ id }) => id)
  await client.query(
    `update app.invoices set status = 'cancelled', cancelled_at = created_at + interval '4 minutes', cancel_reason = 'Baris tersalah tambah' where id = any($1)`,
    [wrong],
  )
  await client.query(
    `update app.inventory_movements m set created_at = coalesce(i.cancelled_at, i.issued_at), created_by = i.created_by from app.invoices i
       where m.reference_type in ('sale', 'sale_cancelled') and m.reference_id = i.id and i.id = any($1)`,
    [invoices.map(({ id }) => id)],
  )
}
