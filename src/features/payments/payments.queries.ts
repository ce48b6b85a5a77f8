import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import { notFound } from '../../shared/errors.ts'
import type { PaymentStatus } from '../../shared/payments.ts'
import type { PaymentMethod } from '../../shared/tender.ts'

const rows = (tx: Tx) =>
  tx
    .selectFrom('payments as p')
    .innerJoin('invoices as i', 'i.id', 'p.invoice_id')
    .innerJoin('customers as c', 'c.id', 'i.customer_id')
    .leftJoin('receipts as r', 'r.payment_id', 'p.id')
    .select([
      'p.id',
      'p.payment_number',
      'p.invoice_id',
      'i.invoice_number',
      'i.customer_id',
      'c.name as customer_name',
      'p.amount',
      'p.rounding_amount',
      'p.payment_method',
      'p.payment_reference',
      'p.cash_given',
      'p.cash_change',
      'p.payment_date',
      'p.status',
      'p.proof_file_id',
      'p.notes',
      'r.id as receipt_id',
      'r.receipt_number',
    ])

export interface PaymentFilter {
  readonly status?: PaymentStatus | undefined
  readonly invoice_id?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

export const selectPayments = (tx: Tx, filter: PaymentFilter) =>
  rows(tx)
    .$if(filter.status !== undefined, query => query.where('p.status', '=', filter.status ?? ''))
    .$if(filter.invoice_id !== undefined, query => query.where('p.invoice_id', '=', filter.invoice_id ?? ''))
    .$if(filter.cursor !== undefined, query => query.where('p.id', '<', filter.cursor ?? ''))
    .orderBy('p.id', 'desc')
    .limit(filter.limit)
    .execute()

export const selectPayment = (tx: Tx, id: string) => rows(tx).where('p.id', '=', id).executeTakeFirstOrThrow(notFound)

export const lockPayment = (tx: Tx, id: string) =>
  tx
    .selectFrom('payments')
    .select(['id', 'invoice_id', 'status', 'amount', 'payment_method', 'payment_reference', 'proof_file_id'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(notFound)

export interface NewPayment {
  readonly invoice_id: string
  readonly amount: string
  readonly payment_method: PaymentMethod
  readonly payment_reference: string | null
  readonly rounding_amount: string
  readonly cash_given: string | null
  readonly cash_change: string | null
  readonly status: PaymentStatus
  readonly proof_file_id: string | null
  readonly confirmed_by: string | null
  readonly confirmed_at: string | null
  readonly notes: string | null
  readonly received_by: string
}

export async function insertPayment(tx: Tx, payment: NewPayment): Promise<string> {
  const { id } = await tx
    .insertInto('payments')
    .values({ ...payment, payment_number: sql<string>`app.next_number('payment')` })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updatePayment(
  tx: Tx,
  id: string,
  change: {
    status?: PaymentStatus
    confirmed_by?: string | null
    confirmed_at?: string
    notes?: string
    payment_reference?: string
  },
): Promise<void> {
  await tx.updateTable('payments').set(change).where('id', '=', id).execute()
}

export const selectOptionalProof = (tx: Tx, invoiceId: string, fileId: string) =>
  tx
    .selectFrom('payments')
    .select('id')
    .where('invoice_id', '=', invoiceId)
    .where('proof_file_id', '=', fileId)
    .executeTakeFirst()

export async function insertReceipt(
  tx: Tx,
  receipt: { payment_id: string; invoice_id: string; content: object; created_by: string },
): Promise<string> {
  const { id } = await tx
    .insertInto('receipts')
    .values({
      ...receipt,
      content: JSON.stringify(receipt.content),
      receipt_number: sql<string>`app.next_number('receipt')`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const receipts = (tx: Tx) =>
  tx
    .selectFrom('receipts')
    .select(['id', 'receipt_number', 'payment_id', 'invoice_id', 'pdf_file_id', 'created_at', 'content'])

export const selectOptionalReceiptOf = (tx: Tx, paymentId: string) =>
  receipts(tx).where('payment_id', '=', paymentId).executeTakeFirst()

export const selectOptionalReceipt = (tx: Tx, id: string) => receipts(tx).where('id', '=', id).executeTakeFirst()

/** The latest receipt of an invoice: what "send me the receipt again" means. */
export const selectLatestReceipt = (tx: Tx, invoiceId: string) =>
  receipts(tx).where('invoice_id', '=', invoiceId).orderBy('id', 'desc').executeTakeFirst()

export const selectReceiptsOf = (tx: Tx, customerId: string) =>
  tx
    .selectFrom('receipts as r')
    .innerJoin('invoices as i', 'i.id', 'r.invoice_id')
    .innerJoin('payments as p', 'p.id', 'r.payment_id')
    .select(['r.id', 'r.receipt_number', 'r.created_at', 'i.ticket_id', 'p.amount'])
    .where('i.customer_id', '=', customerId)
    .orderBy('r.id', 'desc')
    .limit(20)
    .execute()

export const selectWaitingSlips = (tx: Tx, customerId: string) =>
  tx
    .selectFrom('payments as p')
    .innerJoin('invoices as i', 'i.id', 'p.invoice_id')
    .select('p.invoice_id')
    .where('i.customer_id', '=', customerId)
    .where('p.status', '=', 'pending')
    .execute()

export async function updateReceiptFile(tx: Tx, id: string, fileId: string): Promise<void> {
  await tx.updateTable('receipts').set({ pdf_file_id: fileId }).where('id', '=', id).execute()
}
