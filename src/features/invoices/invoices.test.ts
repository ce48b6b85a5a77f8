import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobTools } from '../../../test/helpers/jobs.ts'
import { newShop, type TestShop } from '../../../test/helpers/shop.ts'
import { type Job, labour, productOf, registerForTax, screenLine, ticketOf } from '../../../test/helpers/tickets.ts'
import { zInvoice } from '../../shared/invoices.ts'
import { recordPayment } from '../payments/payments.ts'
import { acceptAtCounter, draftQuotation, getQuotation, sendQuotation } from '../quotations/quotations.ts'
import { issueForTicketNow } from './invoices.jobs.ts'
import {
  cancelInvoice,
  expireDueDates,
  getInvoice,
  issueDiagnosticFee,
  issueForTicket,
  issueInvoice,
  listInvoices,
  unbilledDiagnosticFee,
  unpaidOf,
} from './invoices.ts'

let shop: TestShop
let screen: string

beforeAll(async () => {
  shop = await newShop()
  await registerForTax(shop)
  screen = await productOf(shop, 'Skrin iPhone 13', '380.00', 10)
})
afterAll(() => shop.close())

const stockOf = async (product: string) =>
  (await shop.owner<{ stock_quantity: number }>('select stock_quantity from app.products where id = $1', [product]))[0]
    ?.stock_quantity

async function approved(job: Job, product_id = screen) {
  const { id } = await shop.technician.run(ctx =>
    draftQuotation(ctx, {
      ticket_id: job.ticket_id,
      lines: [labour, screenLine(product_id)],
      document_discount: '0.00',
    }),
  )
  await shop.technician.run(ctx => sendQuotation(ctx, { quotation_id: id }))
  return shop.staff.run(ctx => acceptAtCounter(ctx, { quotation_id: id, version: 1 }))
}
const sale = (job: Job, product_id: string, quantity: number) =>
  shop.staff.run(ctx =>
    issueInvoice(ctx, {
      customer_id: job.customer_id,
      purpose: 'sale',
      document_discount: '0.00',
      lines: [{ kind: 'part', product_id, description: 'Barang', quantity, unit_price: '10.00', discount: '0.00' }],
    }),
  )

describe('the bill of a repair', () => {
  test('says what the customer approved, with the parties and tax text of the day', async () => {
    const job = await ticketOf(shop)
    const quotation = await approved(job)
    const before = (await stockOf(screen)) ?? 0
    const invoice = await shop.staff.run(ctx =>
      issueInvoice(ctx, { quotation_id: quotation.id, purpose: 'repair', document_discount: '0.00' }),
    )
    expect(zInvoice.parse(invoice)).toEqual(invoice)
    expect(invoice).toMatchObject({
      status: 'sent',
      total: quotation.total,
      balance: quotation.total,
      ticket_id: job.ticket_id,
      seller: { company_name: 'Kedai Ujian', sst_number: 'W10-2408-32000123' },
      buyer: { address: '12, Lorong Damai 3, 55000 Kuala Lumpur' },
    })
    expect(invoice.invoice_number).toMatch(/^INV-\d{4}-\d{6}$/)
    expect(invoice.items.map(i => [i.tax_name, i.tax_rate])).toEqual([
      ['SST 6%', '6.00'],
      ['Tiada cukai', '0.00'],
    ])
    expect(await stockOf(screen)).toBe(before - 1)
    expect((await shop.staff.run(ctx => getQuotation(ctx, { quotation_id: quotation.id }))).status).toBe('converted')

    await shop.owner(`update app.customers set name = 'Nama baharu' where id = $1`, [job.customer_id])
    const later = await shop.staff.run(ctx => getInvoice(ctx, { invoice_id: invoice.id }))
    expect(later.buyer).toEqual(invoice.buyer)
  })

  test('is made once, however often and from wherever it is asked', async () => {
    const job = await ticketOf(shop)
    const quotation = await approved(job)
    const asked = await Promise.all([
      ...Array.from({ length: 5 }, () =>
        shop.staff.run(ctx =>
          issueInvoice(ctx, { quotation_id: quotation.id, purpose: 'repair', document_discount: '0.00' }),
        ),
      ),
      shop.staff.run(ctx =>
        issueInvoice(ctx, { quotation_id: quotation.id, purpose: 'repair', document_discount: '0.00' }),
      ),
      shop.scheduler(ctx => issueForTicket(ctx, { ticket_id: job.ticket_id })),
      shop.scheduler(ctx => issueForTicket(ctx, { ticket_id: job.ticket_id })),
    ])
    expect(new Set(asked.map(i => i?.id)).size).toBe(1)
    expect(
      (await shop.waitingJobs()).filter(j => j.task === 'invoices.deliver' && j.payload.invoice_id === asked[0]?.id),
    ).toHaveLength(1)
  })

  test('needs the customer’s approval', async () => {
    const job = await ticketOf(shop)
    const { id } = await shop.technician.run(ctx =>
      draftQuotation(ctx, { ticket_id: job.ticket_id, lines: [labour], document_discount: '0.00' }),
    )
    await expect(
      shop.staff.run(ctx => issueInvoice(ctx, { quotation_id: id, purpose: 'repair', document_discount: '0.00' })),
    ).rejects.toMatchObject({ code: 'transition_refused' })
    expect(await shop.scheduler(ctx => issueForTicket(ctx, { ticket_id: job.ticket_id }))).toBeNull()
  })

  test('a technician may not issue papers', async () => {
    const job = await ticketOf(shop)
    const quotation = await approved(job)
    await expect(
      shop.technician.run(ctx =>
        issueInvoice(ctx, { quotation_id: quotation.id, purpose: 'repair', document_discount: '0.00' }),
      ),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('an issued invoice cannot be edited, not even past the verbs', async () => {
    const job = await ticketOf(shop)
    const invoice = await sale(job, screen, 1)
    await expect(
      shop.admin.run(ctx =>
        ctx.tx
          .updateTable('invoices')
          .set({ total: '1.00', subtotal: '1.00', tax_amount: '0.00' })
          .where('id', '=', invoice.id)
          .execute(),
      ),
    ).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      shop.admin.run(ctx => ctx.tx.deleteFrom('invoice_items').where('invoice_id', '=', invoice.id).execute()),
    ).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('the fee for looking', () => {
  test('is the one agreed to, with its tax, and is asked once', async () => {
    const job = await ticketOf(shop)
    const of = { ticket_id: job.ticket_id, lang: 'ms', fee: '30.00' } as const
    expect(await shop.staff.run(ctx => unbilledDiagnosticFee(ctx, of))).toBe(3180)
    const fee = await shop.scheduler(ctx => issueDiagnosticFee(ctx, of))
    expect(fee).toMatchObject({ purpose: 'diagnostic_fee', subtotal: '30.00', tax_amount: '1.80', total: '31.80' })
    expect(fee?.items[0]?.description).toBe('Fi pemeriksaan')
    expect((await shop.scheduler(ctx => issueDiagnosticFee(ctx, of)))?.id).toBe(fee?.id)
    expect(await shop.staff.run(ctx => unbilledDiagnosticFee(ctx, of))).toBe(0)
  })

  test('terms without a fee ask for none', async () => {
    const of = { ticket_id: (await ticketOf(shop)).ticket_id, lang: 'en', fee: '0.00' } as const
    expect(await shop.scheduler(ctx => issueDiagnosticFee(ctx, of))).toBeNull()
    expect(await shop.staff.run(ctx => unbilledDiagnosticFee(ctx, of))).toBe(0)
  })
})

describe('the shelf', () => {
  test('two sellers of the last piece: one sells, the other is told what is left', async () => {
    const last = await productOf(shop, 'Bateri terakhir', '10.00', 1)
    const [one, two] = [await ticketOf(shop), await ticketOf(shop)]
    const both = await Promise.allSettled([sale(one, last, 1), sale(two, last, 1)])
    expect(both.filter(r => r.status === 'fulfilled')).toHaveLength(1)
    expect(both.find(r => r.status === 'rejected')).toMatchObject({
      reason: { code: 'out_of_stock', vars: { product: 'Bateri terakhir', left: 0 } },
    })
    expect(await stockOf(last)).toBe(0)
  })

  test('a refused sale uses up no number', async () => {
    const scarce = await productOf(shop, 'Tiada stok', '10.00', 0)
    const job = await ticketOf(shop)
    const numberOf = async (product: string) => (await sale(job, product, 1)).invoice_number
    const first = Number((await numberOf(screen))?.slice(-6))
    await expect(numberOf(scarce)).rejects.toMatchObject({ code: 'out_of_stock' })
    expect(Number((await numberOf(screen))?.slice(-6))).toBe(first + 1)
  })

  test('twenty invoices at once have twenty numbers in a row', async () => {
    const plenty = await productOf(shop, 'Sarung', '10.00', 100)
    const job = await ticketOf(shop)
    const made = await Promise.all(Array.from({ length: 20 }, () => sale(job, plenty, 1)))
    const numbers = made.map(i => Number(i.invoice_number?.slice(-6))).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => (numbers[0] ?? 0) + i))
    expect(await stockOf(plenty)).toBe(80)
  })
})

describe('taking a bill back', () => {
  test('returns the parts, keeps the number, and the repair can be billed again', async () => {
    const job = await ticketOf(shop)
    const quotation = await approved(job)
    const before = (await stockOf(screen)) ?? 0
    const bill = () =>
      shop.staff.run(ctx =>
        issueInvoice(ctx, { quotation_id: quotation.id, purpose: 'repair', document_discount: '0.00' }),
      )
    const invoice = await bill()
    const cancel = () =>
      shop.staff.run(ctx => cancelInvoice(ctx, { invoice_id: invoice.id, reason: 'Tersilap pelanggan' }))
    const cancelled = await cancel()
    expect(cancelled).toMatchObject({
      status: 'cancelled',
      cancel_reason: 'Tersilap pelanggan',
      invoice_number: invoice.invoice_number,
    })
    expect(await stockOf(screen)).toBe(before)
    expect((await cancel()).cancelled_at).toBe(cancelled.cancelled_at)
    expect(await stockOf(screen)).toBe(before)
    const again = await bill()
    expect(again.id).not.toBe(invoice.id)
    expect(again.total).toBe(invoice.total)
  })

  test('is refused once something was paid on it, also when the rest is overdue', async () => {
    const job = await ticketOf(shop)
    const invoice = await sale(job, screen, 1)
    await shop.staff.run(ctx => recordPayment(ctx, { invoice_id: invoice.id, payment_method: 'card', amount: '4.00' }))
    await shop.owner('alter table app.invoices disable trigger invoice_frozen_trigger')
    await shop.owner(`update app.invoices set due_date = app.shop_today() - 1 where id = $1`, [invoice.id])
    await shop.owner('alter table app.invoices enable trigger invoice_frozen_trigger')
    await shop.scheduler(ctx => expireDueDates(ctx))
    const cancel = shop.staff.run(ctx => cancelInvoice(ctx, { invoice_id: invoice.id, reason: 'x' }))
    await expect(cancel).rejects.toMatchObject({ code: 'transition_refused' })
  })
})

test('a bill that lacks its part is put before the shop’s people, once, and waits for the stock', async () => {
  const scarce = await productOf(shop, 'Skrin yang belum sampai', '380.00', 0)
  const job = await ticketOf(shop)
  await approved(job, scarce)
  const bill = () => issueForTicketNow(jobTools(shop), { ticket_id: job.ticket_id })
  await expect(bill()).rejects.toMatchObject({ code: 'out_of_stock' })
  await expect(bill()).rejects.toMatchObject({ code: 'out_of_stock' })
  const notices = await shop.owner(`select kind, data from app.notifications where subject_id = $1`, [job.ticket_id])
  expect(notices).toEqual([
    { kind: 'invoice_stuck', data: { ticket: job.ticket_number, product: 'Skrin yang belum sampai' } },
  ])
  await shop.owner(
    `insert into app.inventory_movements (product_id, movement_type, quantity, created_by) values ($1, 'in', 1, $2)`,
    [scarce, shop.staff.id],
  )
  await bill()
  expect(await shop.owner(`select status from app.invoices where ticket_id = $1`, [job.ticket_id])).toEqual([
    { status: 'sent' },
  ])
})

describe('what is owed', () => {
  test('is listed for the customer himself, and turns overdue by the shop’s day', async () => {
    const job = await ticketOf(shop)
    const invoice = await sale(job, screen, 1)
    const owed = () => shop.bot(job.customer_id, ctx => unpaidOf(ctx, { customer_id: job.customer_id }))
    expect((await owed()).map(i => [i.id, i.balance])).toEqual([[invoice.id, '10.00']])
    const stranger = await ticketOf(shop)
    expect(await shop.bot(stranger.customer_id, ctx => unpaidOf(ctx, { customer_id: job.customer_id }))).toEqual([])
    await shop.owner('alter table app.invoices disable trigger invoice_frozen_trigger')
    await shop.owner(`update app.invoices set due_date = app.shop_today() - 1 where id = $1`, [invoice.id])
    await shop.owner('alter table app.invoices enable trigger invoice_frozen_trigger')
    await shop.scheduler(ctx => expireDueDates(ctx))
    expect((await owed())[0]?.status).toBe('overdue')
    const unpaid = await shop.staff.run(ctx =>
      listInvoices(ctx, { unpaid: true, customer_id: job.customer_id, limit: 5 }),
    )
    expect(unpaid.items.map(i => i.status)).toEqual(['overdue'])
  })
})
