import { BOT_ID } from '../db/actor.ts'
import type { Invoice } from '../shared/invoices.ts'
import { moneyText, parseMoney, type Sen } from '../shared/money.ts'
import type { Payment } from '../shared/payments.ts'
import { dueBy } from '../shared/tender.ts'
import { dayAt } from '../shared/time.ts'
import { insertAll } from './insert.ts'
import { type DemoInvoice, dueDate, SELLER } from './invoices.ts'
import { numberAll } from './numbers.ts'
import { buyerOf } from './papers.ts'
import { customer, USERS } from './people.ts'
import { iso } from './repairs.ts'
import type { DemoShop } from './shop.ts'
import { insertPicture } from './story.ts'
import type { DemoPayment } from './tickets.data.ts'

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

export async function insertPayments(shop: DemoShop, invoices: readonly DemoInvoice[]): Promise<void> {
  const { client, users, clock } = shop
  const taken = invoices.filter(invoice => !invoice.cancelled).flatMap(invoice => settle(shop, invoice))
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
  await client.query(`update app.invoices set status = 'overdue' where status = 'sent' and due_date < app.shop_today()`)
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
