import { type SqlBool, sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import { notFound } from '../../shared/errors.ts'
import {
  type Buyer,
  type InvoicePurpose,
  type InvoiceStatus,
  OPEN_INVOICE_STATUSES,
  type Seller,
} from '../../shared/invoices.ts'
import { toE164 } from '../../shared/phone.ts'
import type { LineRow, PricedPaper } from '../pricing/pricing.ts'

const rows = (tx: Tx) =>
  tx
    .selectFrom('invoices as i')
    .innerJoin('customers as c', 'c.id', 'i.customer_id')
    .leftJoin('tickets as t', 't.id', 'i.ticket_id')
    .select([
      'i.id',
      'i.invoice_number',
      'i.customer_id',
      'c.name as customer_name',
      'i.ticket_id',
      't.ticket_number',
      'i.purpose',
      'i.status',
      'i.invoice_date',
      'i.due_date',
      'i.total',
      'i.balance',
      'i.created_at',
    ])

export interface InvoiceFilter {
  readonly status?: InvoiceStatus | undefined
  readonly unpaid?: boolean | undefined
  readonly customer_id?: string | undefined
  readonly ticket_id?: string | undefined
  readonly q?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Row security keeps LIKE from its index, so the search is a narrow function with its own right; it finds one page. */
async function searchIds(tx: Tx, words: string, { status, unpaid, cursor, limit }: InvoiceFilter): Promise<string[]> {
  const statuses = status ? [status] : unpaid ? [...OPEN_INVOICE_STATUSES] : null
  const found = await sql<{ id: string }>`
    select id from app.search_invoices(${toE164(words) ?? words}, ${statuses}::text[], ${cursor ?? null}::uuid, ${limit})`.execute(
    tx,
  )
  return found.rows.map(row => row.id)
}

export async function selectInvoices(tx: Tx, filter: InvoiceFilter) {
  const ids = filter.q === undefined ? null : await searchIds(tx, filter.q, filter)
  return rows(tx)
    .$if(filter.status !== undefined, query => query.where('i.status', '=', filter.status ?? ''))
    .$if(filter.unpaid === true, query => query.where('i.status', 'in', [...OPEN_INVOICE_STATUSES]))
    .$if(filter.customer_id !== undefined, query => query.where('i.customer_id', '=', filter.customer_id ?? ''))
    .$if(filter.ticket_id !== undefined, query => query.where('i.ticket_id', '=', filter.ticket_id ?? ''))
    .$if(ids !== null, query => query.where(sql<SqlBool>`i.id = any(${ids}::uuid[])`))
    .$if(filter.cursor !== undefined, query => query.where('i.id', '<', filter.cursor ?? ''))
    .orderBy('i.id', 'desc')
    .limit(filter.limit)
    .execute()
}

export const selectInvoice = (tx: Tx, id: string) =>
  rows(tx)
    .select([
      'i.quotation_id',
      'i.price_mode',
      'i.document_discount',
      'i.seller',
      'i.buyer',
      'i.subtotal',
      'i.tax_amount',
      'i.rounding_amount',
      'i.credited_amount',
      'i.paid_amount',
      'i.notes',
      'i.pdf_file_id',
      'i.issued_at',
      'i.cancelled_at',
      'i.cancel_reason',
    ])
    .where('i.id', '=', id)
    .executeTakeFirstOrThrow(notFound)

/** Held while money is taken, so that two tills see one balance after the other. */
export const lockInvoice = (tx: Tx, id: string) =>
  tx
    .selectFrom('invoices')
    .select(['id', 'status', 'balance', 'paid_amount', 'customer_id', 'ticket_id', 'invoice_number'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(notFound)

export const selectInvoiceItems = (tx: Tx, invoiceId: string) =>
  tx
    .selectFrom('invoice_items')
    .select([
      'position',
      'product_id',
      'kind',
      'description',
      'quantity',
      'unit_of_measure',
      'unit_price',
      'discount',
      'tax_code',
      'tax_name',
      'tax_rate',
      'net_amount',
      'tax_amount',
      'total_price',
    ])
    .where('invoice_id', '=', invoiceId)
    .orderBy('position')
    .execute()

export const selectInvoicePayments = (tx: Tx, invoiceId: string) =>
  tx
    .selectFrom('payments as p')
    .leftJoin('receipts as r', 'r.payment_id', 'p.id')
    .select([
      'p.id',
      'p.payment_number',
      'p.amount',
      'p.rounding_amount',
      'p.payment_method',
      'p.status',
      'p.payment_date',
      'p.proof_file_id',
      'r.id as receipt_id',
      'r.receipt_number',
      'r.pdf_file_id as receipt_pdf_file_id',
    ])
    .where('p.invoice_id', '=', invoiceId)
    .orderBy('p.id')
    .execute()

/** The invoice that already bills this quotation, or this ticket for this purpose. */
export const selectLiveInvoice = (
  tx: Tx,
  of: { quotation_id?: string | undefined; ticket_id?: string | null | undefined; purpose: InvoicePurpose },
) =>
  tx
    .selectFrom('invoices')
    .select('id')
    .where('status', '<>', 'cancelled')
    .where(({ or, and, eb }) =>
      or([
        eb('quotation_id', '=', of.quotation_id ?? null),
        ...(of.ticket_id && ['repair', 'diagnostic_fee'].includes(of.purpose)
          ? [and([eb('ticket_id', '=', of.ticket_id), eb('purpose', '=', of.purpose)])]
          : []),
      ]),
    )
    .executeTakeFirst()

/** Also by an invoice that was cancelled since. */
export const wasFeeBilled = async (tx: Tx, ticketId: string): Promise<boolean> =>
  !!(await tx
    .selectFrom('invoices')
    .select('id')
    .where('ticket_id', '=', ticketId)
    .where('purpose', '=', 'diagnostic_fee')
    .executeTakeFirst())

export async function lockTicketOwner(tx: Tx, ticketId: string): Promise<string> {
  const ticket = await tx
    .selectFrom('tickets')
    .select('customer_id')
    .where('id', '=', ticketId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(notFound)
  return ticket.customer_id
}

/** Accepted, or converted before its invoice was cancelled: what a repair may be billed from. */
export const selectBillableQuotation = (tx: Tx, ticketId: string) =>
  tx
    .selectFrom('quotations')
    .select('id')
    .where('ticket_id', '=', ticketId)
    .where('status', 'in', ['accepted', 'converted'])
    .orderBy('id', 'desc')
    .executeTakeFirst()

export interface NewInvoice {
  readonly customer_id: string
  readonly ticket_id: string | null
  readonly quotation_id: string | null
  readonly purpose: InvoicePurpose
  readonly due_date: string
  readonly notes: string | null
  readonly created_by: string
  readonly totals: PricedPaper['totals']
  readonly lines: readonly LineRow[]
}

export async function insertInvoice(tx: Tx, { totals, lines, ...invoice }: NewInvoice): Promise<string> {
  const { id } = await tx
    .insertInto('invoices')
    .values({ ...invoice, ...totals })
    .returning('id')
    .executeTakeFirstOrThrow()
  const values = lines.map(({ line_discount: _, ...line }) => ({ ...line, invoice_id: id }))
  await tx.insertInto('invoice_items').values(values).execute()
  return id
}

/** Leaves draft: parties frozen, parts taken off the shelf by trigger, and last of all the gapless number. */
export async function issueDraft(
  tx: Tx,
  id: string,
  parties: { seller: Seller; buyer: Buyer; now: string },
): Promise<void> {
  await tx
    .updateTable('invoices')
    .set({
      status: 'sent',
      seller: { ...parties.seller },
      buyer: { ...parties.buyer },
      issued_at: parties.now,
      invoice_number: sql<string>`app.next_number('invoice')`,
    })
    .where('id', '=', id)
    .execute()
}

export async function updateInvoice(
  tx: Tx,
  id: string,
  change: { status?: InvoiceStatus; cancelled_at?: string; cancel_reason?: string; pdf_file_id?: string },
): Promise<void> {
  await tx.updateTable('invoices').set(change).where('id', '=', id).execute()
}

export const markOverdue = (tx: Tx, today: string) =>
  tx
    .updateTable('invoices')
    .set({ status: 'overdue' })
    .where('status', 'in', ['sent', 'partial'])
    .where('due_date', '<', today)
    .where(sql<SqlBool>`balance > 0`)
    .returning('id')
    .execute()

export const ticketNumberOf = async (tx: Tx, ticket_id: string): Promise<string | undefined> =>
  (await tx.selectFrom('tickets').select('ticket_number').where('id', '=', ticket_id).executeTakeFirst())?.ticket_number
