import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { InputOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { pageOf } from '../../shared/fields.ts'
import type { Invoice, InvoicePurpose, InvoiceRow, invoiceContracts } from '../../shared/invoices.ts'
import { documentLines } from '../../shared/messages/sales.ts'
import { moneyText, parseMoney, type Sen } from '../../shared/money.ts'
import type { Company } from '../../shared/settings.ts'
import { dueBy } from '../../shared/tender.ts'
import { addDays } from '../../shared/time.ts'
import { partiesOf } from '../papers/papers.ts'
import { type LineRow, type PricedPaper, priceLines, summariseTaxes } from '../pricing/pricing.ts'
import { convertQuotation, getQuotation } from '../quotations/quotations.ts'
import { getCompany } from '../settings/settings.ts'
import {
  insertInvoice,
  issueDraft,
  lockInvoice,
  lockTicketOwner,
  markOverdue,
  selectBillableQuotation,
  selectInvoice,
  selectInvoiceItems,
  selectInvoicePayments,
  selectInvoices,
  selectLiveInvoice,
  updateInvoice,
  wasFeeBilled,
} from './invoices.queries.ts'

export async function getInvoice(ctx: Ctx, input: { invoice_id: string }): Promise<Invoice> {
  const invoice = await selectInvoice(ctx.tx, input.invoice_id)
  const items = (await selectInvoiceItems(ctx.tx, invoice.id)).map(item => ({
    ...item,
    tax_name: item.tax_name ?? item.tax_code,
  }))
  const payments = await selectInvoicePayments(ctx.tx, invoice.id)
  const company = await getCompany(ctx)
  const cash_due = moneyText(
    dueBy('cash', parseMoney(invoice.balance ?? '0.00'), company.cash_rounding, company.currency).due,
  )
  return { ...invoice, items, taxes: summariseTaxes(items), payments, cash_due } as unknown as Invoice
}

export async function listInvoices(ctx: Ctx, input: InputOf<typeof invoiceContracts.list>) {
  const rows = (await selectInvoices(ctx.tx, { ...input, limit: input.limit + 1 })) as InvoiceRow[]
  return pageOf(rows, input.limit)
}

/** Takes hold of an invoice until commit, so that two tills see one balance after the other. */
export const holdInvoice = (ctx: Ctx, input: { invoice_id: string }) => lockInvoice(ctx.tx, input.invoice_id)

/** What a customer still owes, newest first. */
export async function unpaidOf(ctx: Ctx, input: { customer_id: string }): Promise<InvoiceRow[]> {
  return (await selectInvoices(ctx.tx, { customer_id: input.customer_id, unpaid: true, limit: 20 })) as InvoiceRow[]
}

interface Bill {
  readonly customer_id: string
  readonly ticket_id: string | null
  readonly quotation_id: string | null
  readonly purpose: InvoicePurpose
  readonly priced: PricedPaper
  readonly due_date?: string | undefined
  readonly notes?: string | null | undefined
}

/** Bills an approved quotation, or lines. Asked twice for the same repair, the first invoice is the answer. */
export async function issueInvoice(ctx: Ctx, input: InputOf<typeof invoiceContracts.issue>): Promise<Invoice> {
  if (input.quotation_id) return billQuotation(ctx, { ...input, quotation_id: input.quotation_id })
  if (!input.lines) throw new AppError('validation_failed', {}, [{ path: 'lines', message: 'required' }])
  const customer_id = input.ticket_id ? await lockTicketOwner(ctx.tx, input.ticket_id) : input.customer_id
  if (!customer_id) throw new AppError('validation_failed', {}, [{ path: 'customer_id', message: 'required' }])
  const ticket_id = input.ticket_id ?? null
  const issued = await selectLiveInvoice(ctx.tx, { ticket_id, purpose: input.purpose })
  if (issued) return getInvoice(ctx, { invoice_id: issued.id })
  const company = await getCompany(ctx)
  const priced = await priceLines(ctx, company, { ...input, lines: input.lines })
  return issue(ctx, company, { ...input, customer_id, ticket_id, quotation_id: null, priced })
}

/** The customer pays what he approved: lines, rates and amounts are the quotation's own. */
async function billQuotation(
  ctx: Ctx,
  input: { quotation_id: string; due_date?: string | undefined; notes?: string | null | undefined },
): Promise<Invoice> {
  const { ticket_id } = await getQuotation(ctx, { quotation_id: input.quotation_id })
  // Whoever bills a ticket holds it, so that two at once make one invoice.
  if (ticket_id) await lockTicketOwner(ctx.tx, ticket_id)
  const quotation = await getQuotation(ctx, { quotation_id: input.quotation_id })
  const issued = await selectLiveInvoice(ctx.tx, { quotation_id: quotation.id, ticket_id, purpose: 'repair' })
  if (issued) return getInvoice(ctx, { invoice_id: issued.id })
  if (quotation.status !== 'accepted' && quotation.status !== 'converted') throw new AppError('transition_refused')
  const { price_mode, document_discount, subtotal, tax_amount, total } = quotation
  const tax_rate = quotation.items.reduce(
    (top, item) => (Number(item.tax_rate) > Number(top) ? item.tax_rate : top),
    '0.00',
  )
  const invoice = await issue(ctx, await getCompany(ctx), {
    customer_id: quotation.customer_id,
    ticket_id,
    quotation_id: quotation.id,
    purpose: 'repair',
    priced: {
      lines: quotation.items as LineRow[],
      totals: { price_mode, document_discount, subtotal, tax_rate, tax_amount, total },
    },
    due_date: input.due_date,
    notes: input.notes ?? quotation.notes,
  })
  await convertQuotation(ctx, { quotation_id: quotation.id })
  return invoice
}

/** The repair is done: bills the quotation that the customer approved. Null when there was none (no charge, warranty). */
export async function issueForTicket(ctx: Ctx, input: { ticket_id: string }): Promise<Invoice | null> {
  const quotation = await selectBillableQuotation(ctx.tx, input.ticket_id)
  return quotation ? billQuotation(ctx, { quotation_id: quotation.id }) : null
}

interface DiagnosticFee {
  readonly ticket_id: string
  readonly lang: 'ms' | 'id' | 'en'
  /** Of the terms that the customer agreed to, whatever the shop asks for today. */
  readonly fee: string
}

/** The customer declined: the fee for looking. Null when the terms ask for none. */
export async function issueDiagnosticFee(ctx: Ctx, input: DiagnosticFee): Promise<Invoice | null> {
  if (parseMoney(input.fee) === 0) return null
  return issueInvoice(ctx, { ticket_id: input.ticket_id, purpose: 'diagnostic_fee', ...feeLines(input) })
}

/** What that invoice will come to, with its tax, until it is there. One that was taken back asks for nothing more. */
export async function unbilledDiagnosticFee(ctx: Ctx, input: DiagnosticFee): Promise<Sen> {
  if (parseMoney(input.fee) === 0 || (await wasFeeBilled(ctx.tx, input.ticket_id))) return 0
  const { totals } = await priceLines(ctx, await getCompany(ctx), feeLines(input))
  return parseMoney(totals.total)
}

const feeLines = ({ lang, fee }: DiagnosticFee) => ({
  document_discount: '0.00',
  lines: [
    {
      kind: 'labour' as const,
      description: documentLines.diagnostic_fee[lang],
      quantity: 1,
      unit_price: fee,
      discount: '0.00',
    },
  ],
})

async function issue(ctx: Ctx, company: Company, bill: Bill): Promise<Invoice> {
  const id = await insertInvoice(ctx.tx, {
    customer_id: bill.customer_id,
    ticket_id: bill.ticket_id,
    quotation_id: bill.quotation_id,
    purpose: bill.purpose,
    due_date: bill.due_date ?? addDays(ctx.today, company.payment_due_days),
    notes: bill.notes ?? null,
    created_by: ctx.actor.user_id ?? '',
    totals: bill.priced.totals,
    lines: bill.priced.lines,
  })
  await issueDraft(ctx.tx, id, { ...(await partiesOf(ctx, company, bill.customer_id)), now: ctx.now })
  await enqueue(ctx, 'invoices.deliver', { invoice_id: id })
  return getInvoice(ctx, { invoice_id: id })
}

/** Takes back an invoice on which nothing was paid; its parts return to the shelf, its number stays used. */
export async function cancelInvoice(ctx: Ctx, input: InputOf<typeof invoiceContracts.cancel>): Promise<Invoice> {
  const invoice = await lockInvoice(ctx.tx, input.invoice_id)
  if (invoice.status === 'cancelled') return getInvoice(ctx, input)
  // One that is overdue may be paid in part.
  if (!['sent', 'overdue'].includes(invoice.status) || parseMoney(invoice.paid_amount) > 0)
    throw new AppError('transition_refused')
  await updateInvoice(ctx.tx, invoice.id, { status: 'cancelled', cancelled_at: ctx.now, cancel_reason: input.reason })
  await enqueue(ctx, 'invoices.announce_cancellation', { invoice_id: invoice.id })
  return getInvoice(ctx, input)
}

/** Sends the paper again, for a customer who lost it. */
export async function deliverInvoice(ctx: Ctx, input: { invoice_id: string; again?: string }): Promise<Invoice> {
  const invoice = await getInvoice(ctx, input)
  if (!invoice.issued_at || invoice.status === 'cancelled') throw new AppError('invoice_not_open')
  await enqueue(ctx, 'invoices.deliver', { invoice_id: invoice.id, again: input.again ?? ctx.now })
  return invoice
}

/** Past the due date with money owed: overdue, by the shop's day. */
export async function expireDueDates(ctx: Ctx): Promise<void> {
  await markOverdue(ctx.tx, ctx.today)
}
