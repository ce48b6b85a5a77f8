import type { Tx } from '../../db/ctx.ts'
import { notFound } from '../../shared/errors.ts'
import type { QuotationStatus } from '../../shared/quotations.ts'
import type { LineRow, PricedPaper } from '../pricing/pricing.ts'

const rows = (tx: Tx) =>
  tx
    .selectFrom('quotations as q')
    .innerJoin('customers as c', 'c.id', 'q.customer_id')
    .leftJoin('tickets as t', 't.id', 'q.ticket_id')
    .select([
      'q.id',
      'q.quotation_number',
      'q.customer_id',
      'c.name as customer_name',
      'q.ticket_id',
      't.ticket_number',
      'q.status',
      'q.version',
      'q.valid_until',
      'q.total',
      'q.sent_at',
      'q.created_at',
    ])

export interface QuotationFilter {
  readonly status?: QuotationStatus | undefined
  readonly customer_id?: string | undefined
  readonly ticket_id?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

export const selectQuotations = (tx: Tx, filter: QuotationFilter) =>
  rows(tx)
    .$if(filter.status !== undefined, query => query.where('q.status', '=', filter.status ?? ''))
    .$if(filter.customer_id !== undefined, query => query.where('q.customer_id', '=', filter.customer_id ?? ''))
    .$if(filter.ticket_id !== undefined, query => query.where('q.ticket_id', '=', filter.ticket_id ?? ''))
    .$if(filter.cursor !== undefined, query => query.where('q.id', '<', filter.cursor ?? ''))
    .orderBy('q.id', 'desc')
    .limit(filter.limit)
    .execute()

const quotationOf = (tx: Tx, id: string) =>
  rows(tx)
    .select([
      'q.price_mode',
      'q.document_discount',
      'q.subtotal',
      'q.tax_amount',
      'q.notes',
      'q.terms',
      'q.pdf_file_id',
      'q.updated_at',
    ])
    .where('q.id', '=', id)

export const selectOptionalQuotation = (tx: Tx, id: string) => quotationOf(tx, id).executeTakeFirst()
export const selectQuotation = (tx: Tx, id: string) => quotationOf(tx, id).executeTakeFirstOrThrow(notFound)

/** Undefined also when the actor may not change it now: a customer only ever locks what is open to his decision. */
export const lockOptionalQuotation = (tx: Tx, id: string) =>
  tx
    .selectFrom('quotations')
    .select(['id', 'status', 'version', 'valid_until', 'customer_id', 'ticket_id', 'total', 'price_mode', 'updated_at'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()

export async function lockQuotation(tx: Tx, id: string) {
  const quotation = await lockOptionalQuotation(tx, id)
  if (!quotation) throw notFound()
  return quotation
}

export const selectItems = (tx: Tx, quotationId: string) =>
  tx
    .selectFrom('quotation_items as i')
    .innerJoin('tax_codes as x', 'x.code', 'i.tax_code')
    .select([
      'i.position',
      'i.product_id',
      'i.kind',
      'i.description',
      'i.quantity',
      'i.unit_of_measure',
      'i.unit_price',
      'i.discount',
      'i.line_discount',
      'i.tax_code',
      'x.name as tax_name',
      'i.tax_rate',
      'i.net_amount',
      'i.tax_amount',
      'i.total_price',
    ])
    .where('i.quotation_id', '=', quotationId)
    .orderBy('i.position')
    .execute()

export async function replaceItems(tx: Tx, quotationId: string, lines: readonly LineRow[]): Promise<void> {
  await tx.deleteFrom('quotation_items').where('quotation_id', '=', quotationId).execute()
  const values = lines.map(({ tax_name: _, ...line }) => ({ ...line, quotation_id: quotationId }))
  await tx.insertInto('quotation_items').values(values).execute()
}

/** One estimate a ticket: whoever starts it holds the ticket's row meanwhile. */
export const lockTicket = (tx: Tx, ticketId: string) =>
  tx
    .selectFrom('tickets')
    .select(['id', 'customer_id', 'status'])
    .where('id', '=', ticketId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(notFound)

export const selectLiveQuotationOfTicket = (tx: Tx, ticketId: string) =>
  tx
    .selectFrom('quotations')
    .select('id')
    .where('ticket_id', '=', ticketId)
    .where('status', 'in', ['draft', 'sent', 'accepted', 'converted'])
    .executeTakeFirst()

export interface NewQuotation {
  readonly quotation_number: string
  readonly customer_id: string
  readonly ticket_id: string
  readonly valid_until: string
  readonly notes: string | null
  readonly terms: string | null
  readonly created_by: string
  readonly totals: PricedPaper['totals']
}

export async function insertQuotation(tx: Tx, { totals, ...quotation }: NewQuotation): Promise<string> {
  const { id } = await tx
    .insertInto('quotations')
    .values({ ...quotation, ...totals })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateQuotation(
  tx: Tx,
  id: string,
  change: Partial<PricedPaper['totals']> & {
    status?: QuotationStatus
    version?: number
    valid_until?: string
    notes?: string | null
    terms?: string | null
    sent_at?: string
    pdf_file_id?: string | null
  },
): Promise<void> {
  await tx.updateTable('quotations').set(change).where('id', '=', id).execute()
}

export async function insertVersion(
  tx: Tx,
  version: {
    quotation_id: string
    version: number
    customer_id: string
    content: object
    total: string
    sent_by: string | null
  },
): Promise<void> {
  await tx
    .insertInto('quotation_versions')
    .values({ ...version, content: JSON.stringify(version.content) })
    .execute()
}

export const selectOptionalVersion = (tx: Tx, quotationId: string, version: number) =>
  tx
    .selectFrom('quotation_versions')
    .select(['content', 'total', 'pdf_file_id'])
    .where('quotation_id', '=', quotationId)
    .where('version', '=', version)
    .executeTakeFirst()

export async function updateVersionFile(tx: Tx, quotationId: string, version: number, fileId: string): Promise<void> {
  await tx
    .updateTable('quotation_versions')
    .set({ pdf_file_id: fileId })
    .where('quotation_id', '=', quotationId)
    .where('version', '=', version)
    .execute()
}

export const selectOptionalDecision = (tx: Tx, quotationId: string, version: number) =>
  tx
    .selectFrom('quotation_decisions')
    .select(['version', 'decision', 'via', 'words', 'reason', 'created_at'])
    .where('quotation_id', '=', quotationId)
    .where('version', '=', version)
    .executeTakeFirst()

export interface NewDecision {
  readonly quotation_id: string
  readonly version: number
  readonly customer_id: string
  readonly decision: 'accepted' | 'rejected'
  readonly via: string
  readonly message_id: string | null
  readonly words: string | null
  readonly reason: string | null
  readonly decided_by: string | null
}

/** Address and browser come from the transaction's own settings, as the door said them. */
export async function insertDecision(tx: Tx, decision: NewDecision): Promise<void> {
  await tx
    .insertInto('quotation_decisions')
    .values(({ fn, val }) => ({
      ...decision,
      ip_address: fn<string>('inet', [
        fn('nullif', [fn('current_setting', [val('app.current_ip'), val(true)]), val('')]),
      ]),
      user_agent: fn<string>('nullif', [fn('current_setting', [val('app.current_user_agent'), val(true)]), val('')]),
    }))
    .execute()
}

/** Past their day and still without an answer. */
export const expireOverdue = (tx: Tx, today: string) =>
  tx
    .updateTable('quotations')
    .set({ status: 'expired' })
    .where('status', '=', 'sent')
    .where('valid_until', '<', today)
    .returning(['id', 'version', 'customer_id', 'ticket_id', 'quotation_number'])
    .execute()

export const takeBackOpen = (tx: Tx, ticketId: string) =>
  tx
    .updateTable('quotations')
    .set({ status: 'draft' })
    .where('ticket_id', '=', ticketId)
    .where('status', '=', 'sent')
    .execute()

export const selectOpenQuotation = (tx: Tx, of: { customer_id?: string | undefined; ticket_id?: string | undefined }) =>
  tx
    .selectFrom('quotations')
    .select('id')
    .where('status', '=', 'sent')
    .$if(of.customer_id !== undefined, query => query.where('customer_id', '=', of.customer_id ?? ''))
    .$if(of.ticket_id !== undefined, query => query.where('ticket_id', '=', of.ticket_id ?? ''))
    .orderBy('sent_at', 'desc')
    .executeTakeFirst()
