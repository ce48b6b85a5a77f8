import { BOT_ID } from '../db/actor.ts'
import type { Buyer, Invoice, InvoicePurpose, Seller } from '../shared/invoices.ts'
import { moneyText, parseMoney, type Sen } from '../shared/money.ts'
import type { Payment } from '../shared/payments.ts'
import { dueBy } from '../shared/tender.ts'
import { addDays, dayAt } from '../shared/time.ts'
import type { Sku } from './catalogue.data.ts'
import { insertAll } from './insert.ts'
import { numberAll } from './numbers.ts'
import { buyerOf, type DemoQuotation, itemRow, type Paper, priceLines } from './papers.ts'
import { type CustomerKey, customer, USERS } from './people.ts'
import { insertPicture, iso, type Repair } from './repairs.ts'
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
  await insertPayments(
    shop,
    invoices.filter(invoice => !invoice.cancelled),
  )
  await shop.client.query(
    `update app.invoices set status = 'overdue' where status = 'sent' and due_date < app.shop_today()`,
  )
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

const dueDate = (invoice: DemoInvoice): string =>
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

interface Taken {
  readonly invoice: DemoInvoice
  readonly id: string
  readonly at: Date
  readonly pay: DemoPayment
  readonly amount: Sen
  readonly rounding: Sen
  readonly paid_before: Sen
  readonly balance: Sen
  number: string
  receipt: string
}

async function insertPayments(shop: DemoShop, invoices: readonly DemoInvoice[]): Promise<void> {
  const { client, users, clock } = shop
  const taken = invoices.flatMap(invoice => settle(shop, invoice))
  await numberAll(
    shop,
    'payment',
    taken,
    pay => pay.at,
    (pay, number) => (pay.number = number),
  )
  const received = taken.filter(({ pay }) => !pay.status)
  await numberAll(
    shop,
    'receipt',
    received,
    pay => pay.at,
    (pay, number) => (pay.receipt = number),
  )
  const rows = []
  for (const t of taken) {
    const slip =
      t.pay.by === 'bank_transfer' && t.invoice.repair
        ? await insertPicture(shop, 'slip', {
            kind: 'transfer_proof',
            at: t.at,
            customer_id: t.invoice.customer_id,
            ticket_id: t.invoice.ticket_id,
            created_by: null,
          })
        : null
    const looked = slip && t.pay.status !== 'pending'
    rows.push({
      id: t.id,
      payment_number: t.number,
      invoice_id: t.invoice.id,
      amount: moneyText(t.amount),
      rounding_amount: moneyText(t.rounding),
      payment_method: t.pay.by,
      payment_reference: t.pay.reference ?? null,
      ...cash(t),
      payment_date: iso(t.at),
      status: t.pay.status ?? 'completed',
      proof_file_id: slip,
      confirmed_by: looked ? users.staff : null,
      confirmed_at: looked ? iso(clock.after(t.at, 25)) : null,
      notes:
        t.pay.status === 'failed'
          ? 'Slip tidak jelas, diminta hantar semula'
          : t.pay.status === 'refunded'
            ? 'Tersalah jumlah, dipulangkan'
            : null,
      received_by: slip ? BOT_ID : users.staff,
      created_at: iso(t.at),
      updated_at: iso(t.at),
    })
  }
  await insertAll(client, 'payments', rows)
  await insertAll(
    client,
    'receipts',
    received.map(t => ({
      id: shop.chance.id(t.at),
      receipt_number: t.receipt,
      payment_id: t.id,
      invoice_id: t.invoice.id,
      created_by: users.staff,
      created_at: iso(t.at),
      content: {
        payment: paymentOf(t),
        invoice: invoiceOf(t),
        paid_before: moneyText(t.paid_before),
        received_by: USERS[1].full_name,
      },
    })),
  )
}

/** Each payment in turn against what is left; whatever closes the balance in cash is rounded to five sen. */
function settle(shop: DemoShop, invoice: DemoInvoice): Taken[] {
  const total = parseMoney(invoice.totals.total)
  let paid = 0
  let rounded = 0
  return invoice.pays.map((pay, index) => {
    const left = total + rounded - paid
    const whole = dueBy(pay.by, left, 'cash')
    const amount = pay.amount ? parseMoney(pay.amount) : whole.due
    const rounding = pay.amount ? 0 : whole.rounding
    const at = pay.minutes
      ? shop.clock.minutesAgo(pay.minutes)
      : shop.clock.after(invoice.settled, (pay.later ?? 0) * 1440 + index * 6 + 2)
    const before = paid
    if (!pay.status) {
      paid += amount
      rounded += rounding
    }
    return {
      invoice,
      id: shop.chance.id(at),
      at,
      pay,
      amount,
      rounding,
      paid_before: before,
      balance: total + rounded - paid,
      number: '',
      receipt: '',
    }
  })
}

function cash({ pay, amount }: Taken) {
  if (pay.by !== 'cash' || !pay.given) return { cash_given: null, cash_change: null }
  return { cash_given: pay.given, cash_change: moneyText(parseMoney(pay.given) - amount) }
}

function paymentOf(t: Taken): Payment {
  return {
    id: t.id,
    payment_number: t.number,
    invoice_id: t.invoice.id,
    invoice_number: t.invoice.number,
    customer_id: t.invoice.customer_id,
    customer_name: customer(t.invoice.who).name,
    amount: moneyText(t.amount),
    rounding_amount: moneyText(t.rounding),
    payment_method: t.pay.by,
    payment_reference: t.pay.reference ?? null,
    ...cash(t),
    payment_date: iso(t.at),
    status: 'completed',
    proof_file_id: null,
    notes: null,
    receipt_id: null,
    receipt_number: null,
  }
}

/** The invoice as it stood when the money came. */
function invoiceOf(t: Taken): Invoice {
  const { invoice: i } = t
  return {
    id: i.id,
    invoice_number: i.number,
    customer_id: i.customer_id,
    customer_name: customer(i.who).name,
    ticket_id: i.ticket_id,
    ticket_number: i.repair?.number ?? null,
    purpose: i.purpose,
    status: t.balance === 0 ? 'paid' : 'partial',
    invoice_date: dayAt(i.issued),
    due_date: dueDate(i),
    total: i.totals.total,
    balance: moneyText(t.balance),
    created_at: iso(i.issued),
    quotation_id: i.quotation_id,
    price_mode: i.totals.price_mode,
    document_discount: i.totals.document_discount,
    seller: SELLER,
    buyer: buyerOf(i.who),
    subtotal: i.totals.subtotal,
    tax_amount: i.totals.tax_amount,
    rounding_amount: moneyText(t.rounding),
    credited_amount: '0.00',
    paid_amount: moneyText(t.paid_before + t.amount),
    notes: null,
    pdf_file_id: null,
    issued_at: iso(i.issued),
    cancelled_at: null,
    cancel_reason: null,
    cash_due: moneyText(dueBy('cash', t.balance, 'cash').due),
    items: i.lines,
    taxes: i.taxes,
    payments: [],
  }
}
