import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { InputOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { pageOf } from '../../shared/fields.ts'
import { type Invoice, isOpenInvoice } from '../../shared/invoices.ts'
import { moneyText, parseMoney, type Sen, showMoney } from '../../shared/money.ts'
import {
  nextPaymentStatus,
  type Payment,
  type PaymentStatus,
  type PaymentStep,
  type paymentContracts,
  type Receipt,
  type Settled,
} from '../../shared/payments.ts'
import { dueBy, type PaymentMethod } from '../../shared/tender.ts'
import { getInvoice, holdInvoice } from '../invoices/invoices.ts'
import { getCompany } from '../settings/settings.ts'
import {
  insertPayment,
  insertReceipt,
  lockPayment,
  type NewPayment,
  selectLatestReceipt,
  selectOptionalProof,
  selectOptionalReceiptOf,
  selectPayment,
  selectPayments,
  selectReceiptsOf,
  selectWaitingSlips,
  updatePayment,
} from './payments.queries.ts'

export async function listPayments(ctx: Ctx, input: InputOf<typeof paymentContracts.list>) {
  const rows = (await selectPayments(ctx.tx, { ...input, limit: input.limit + 1 })) as Payment[]
  return pageOf(rows, input.limit)
}

/** Money over the counter. Without an amount it closes the balance, in cash rounded as the shop rounds. */
export async function recordPayment(ctx: Ctx, input: InputOf<typeof paymentContracts.record>): Promise<Settled> {
  const invoice = await openInvoice(ctx, input.invoice_id)
  const { amount, rounding } = await settle(ctx, {
    method: input.payment_method,
    balance: parseMoney(invoice.balance),
    wanted: input.amount === undefined ? null : parseMoney(input.amount),
  })
  return take(ctx, {
    invoice_id: invoice.id,
    amount: moneyText(amount),
    rounding_amount: moneyText(rounding),
    payment_method: input.payment_method,
    payment_reference: input.payment_reference ?? null,
    ...cashIn(input, amount),
    proof_file_id: null,
    notes: input.notes ?? null,
  })
}

/** A part is taken as it is; whatever closes the balance is the rounded due, and the rounding stands on the payment. */
async function settle(
  ctx: Ctx,
  payment: { method: PaymentMethod; balance: Sen; wanted: Sen | null },
): Promise<{ amount: Sen; rounding: Sen }> {
  const { balance } = payment
  const company = await getCompany(ctx)
  const rounded = dueBy(payment.method, balance, company.cash_rounding, company.currency)
  // One or two sen left over round to nothing; they are still owed.
  const { due, rounding } = rounded.due > 0 ? rounded : { due: balance, rounding: 0 }
  const wanted = payment.wanted ?? due
  if (wanted > Math.max(due, balance)) throw new AppError('overpayment', { balance: showMoney(due, company.currency) })
  return wanted < Math.min(due, balance) ? { amount: wanted, rounding: 0 } : { amount: due, rounding }
}

function cashIn(
  input: { payment_method: PaymentMethod; cash_given?: string | undefined },
  amount: Sen,
): Pick<NewPayment, 'cash_given' | 'cash_change'> {
  if (input.payment_method !== 'cash' || input.cash_given === undefined) return { cash_given: null, cash_change: null }
  const change = parseMoney(input.cash_given) - amount
  if (change < 0) throw new AppError('validation_failed', {}, [{ path: 'cash_given', message: 'less_than_amount' }])
  return { cash_given: moneyText(parseMoney(input.cash_given)), cash_change: moneyText(change) }
}

/** A customer's transfer slip: money that staff have yet to see. The same slip twice is one payment. */
export async function submitProof(
  ctx: Ctx,
  input: {
    invoice_id: string
    file_id: string
    payment_method?: PaymentMethod
    amount?: string
    payment_reference?: string
  },
): Promise<Payment> {
  const invoice = await getInvoice(ctx, { invoice_id: input.invoice_id })
  const known = await selectOptionalProof(ctx.tx, invoice.id, input.file_id)
  if (known) return getPayment(ctx, known.id)
  if (parseMoney(invoice.balance) <= 0 || !isOpenInvoice(invoice.status)) throw new AppError('invoice_not_open')
  const balance = parseMoney(invoice.balance)
  const amount = input.amount === undefined ? balance : Math.min(parseMoney(input.amount), balance)
  const id = await insertPayment(ctx.tx, {
    invoice_id: invoice.id,
    amount: moneyText(amount),
    rounding_amount: '0.00',
    payment_method: input.payment_method ?? 'bank_transfer',
    payment_reference: input.payment_reference ?? null,
    cash_given: null,
    cash_change: null,
    status: 'pending',
    proof_file_id: input.file_id,
    confirmed_by: null,
    confirmed_at: null,
    notes: null,
    received_by: ctx.actor.user_id ?? '',
  })
  await enqueue(ctx, 'payments.announce_proof', { payment_id: id })
  return getPayment(ctx, id)
}

/** The money of a slip has arrived. Another amount than the slip said: that payment is closed, and one of what came is made. */
export async function confirmProof(ctx: Ctx, input: InputOf<typeof paymentContracts.confirm>): Promise<Settled> {
  const { invoice_id } = await getPayment(ctx, input.payment_id)
  const payment = await lockBoth(ctx, invoice_id, input.payment_id)
  if (payment.status === 'completed') return settled(ctx, payment.id)
  const status = step(payment.status, 'confirm')
  const invoice = await openInvoice(ctx, invoice_id)
  const method = payment.payment_method as PaymentMethod
  const { amount } = await settle(ctx, {
    method,
    balance: parseMoney(invoice.balance),
    wanted: parseMoney(input.amount ?? payment.amount),
  })
  const confirmed = { confirmed_by: ctx.actor.user_id, confirmed_at: ctx.now }
  if (amount === parseMoney(payment.amount)) {
    const reference = input.payment_reference ? { payment_reference: input.payment_reference } : {}
    await updatePayment(ctx.tx, payment.id, { status, ...confirmed, ...reference })
    return receive(ctx, payment.id, parseMoney(invoice.paid_amount))
  }
  await updatePayment(ctx.tx, payment.id, { status: step(payment.status, 'refuse'), ...confirmed })
  return take(ctx, {
    invoice_id,
    amount: moneyText(amount),
    rounding_amount: '0.00',
    payment_method: method,
    payment_reference: input.payment_reference ?? payment.payment_reference,
    cash_given: null,
    cash_change: null,
    proof_file_id: payment.proof_file_id,
    notes: null,
  })
}

export async function refuseProof(ctx: Ctx, input: InputOf<typeof paymentContracts.refuse>): Promise<Payment> {
  const payment = await lockPayment(ctx.tx, input.payment_id)
  if (payment.status === 'failed') return getPayment(ctx, payment.id)
  const status = step(payment.status, 'refuse')
  await updatePayment(ctx.tx, payment.id, {
    status,
    notes: input.reason,
    confirmed_by: ctx.actor.user_id,
    confirmed_at: ctx.now,
  })
  await enqueue(ctx, 'payments.announce_refusal', { payment_id: payment.id })
  return getPayment(ctx, payment.id)
}

/** The receipt of a payment, or an invoice's latest. */
export async function receiptOf(ctx: Ctx, of: { payment_id: string } | { invoice_id: string }): Promise<Receipt> {
  const receipt =
    'payment_id' in of
      ? await selectOptionalReceiptOf(ctx.tx, of.payment_id)
      : await selectLatestReceipt(ctx.tx, of.invoice_id)
  if (!receipt) throw new AppError('not_found')
  const { content: _, ...row } = receipt
  return row
}

/** What a customer has receipts for, the latest first. */
export const receiptsOf = (ctx: Ctx, input: { customer_id: string }) => selectReceiptsOf(ctx.tx, input.customer_id)

/** Sends a receipt's paper again, as it was. */
export async function sendReceiptAgain(ctx: Ctx, input: { receipt_id: string; again?: string }): Promise<void> {
  await enqueue(ctx, 'receipts.deliver', { receipt_id: input.receipt_id, again: input.again ?? ctx.now })
}

/** Invoices of a customer whose transfer slip waits for somebody to look into the account. */
export async function slipsOf(ctx: Ctx, input: { customer_id: string }): Promise<Set<string>> {
  return new Set((await selectWaitingSlips(ctx.tx, input.customer_id)).map(({ invoice_id }) => invoice_id))
}

async function openInvoice(ctx: Ctx, invoiceId: string) {
  const invoice = await holdInvoice(ctx, { invoice_id: invoiceId })
  const balance = invoice.balance ?? '0.00'
  if (!isOpenInvoice(invoice.status) && invoice.status !== 'paid') throw new AppError('invoice_not_open')
  if (parseMoney(balance) <= 0) throw new AppError('overpayment', { balance: showMoney(0) })
  return { ...invoice, balance }
}

/** Always the invoice first, then its payment: whoever takes money holds them in this order. */
async function lockBoth(ctx: Ctx, invoiceId: string, paymentId: string) {
  await holdInvoice(ctx, { invoice_id: invoiceId })
  return lockPayment(ctx.tx, paymentId)
}

async function take(
  ctx: Ctx,
  payment: Omit<NewPayment, 'status' | 'confirmed_by' | 'confirmed_at' | 'received_by'>,
): Promise<Settled> {
  const { paid_amount } = await getInvoice(ctx, { invoice_id: payment.invoice_id })
  const id = await insertPayment(ctx.tx, {
    ...payment,
    status: 'completed',
    confirmed_by: null,
    confirmed_at: null,
    received_by: ctx.actor.user_id ?? '',
  })
  return receive(ctx, id, parseMoney(paid_amount))
}

/** One receipt a settlement: what it says is frozen with the balance that it left. */
async function receive(ctx: Ctx, paymentId: string, paidBefore: Sen): Promise<Settled> {
  const payment = await getPayment(ctx, paymentId)
  const invoice = await getInvoice(ctx, { invoice_id: payment.invoice_id })
  const receipt_id = await insertReceipt(ctx.tx, {
    payment_id: payment.id,
    invoice_id: invoice.id,
    content: { payment, invoice, paid_before: moneyText(paidBefore), received_by: ctx.actor.full_name },
    created_by: ctx.actor.user_id ?? '',
  })
  await enqueue(ctx, 'receipts.deliver', { receipt_id })
  return settled(ctx, payment.id)
}

async function settled(ctx: Ctx, paymentId: string): Promise<Settled> {
  const payment = await getPayment(ctx, paymentId)
  const invoice: Invoice = await getInvoice(ctx, { invoice_id: payment.invoice_id })
  return { payment, invoice }
}

async function getPayment(ctx: Ctx, id: string): Promise<Payment> {
  return (await selectPayment(ctx.tx, id)) as Payment
}

function step(from: string, name: PaymentStep): PaymentStatus {
  const status = nextPaymentStatus(from as PaymentStatus, name)
  if (!status) throw new AppError('transition_refused')
  return status
}
