import { sql } from 'kysely'
import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { InputOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { pageOf } from '../../shared/fields.ts'
import {
  type DecisionWay,
  nextQuotationStatus,
  type Quotation,
  type QuotationRow,
  type QuotationStatus,
  type QuotationStep,
  type quotationContracts,
} from '../../shared/quotations.ts'
import { addDays } from '../../shared/time.ts'
import { partiesOf } from '../papers/papers.ts'
import { priceLines, summariseTaxes } from '../pricing/pricing.ts'
import { getCompany } from '../settings/settings.ts'
import {
  expireOverdue,
  insertDecision,
  insertQuotation,
  insertVersion,
  lockOptionalQuotation,
  lockQuotation,
  lockTicket,
  replaceItems,
  selectItems,
  selectLiveQuotationOfTicket,
  selectOpenQuotation,
  selectOptionalDecision,
  selectOptionalQuotation,
  selectQuotation,
  selectQuotations,
  takeBackOpen,
  updateQuotation,
} from './quotations.queries.ts'

export async function getQuotation(ctx: Ctx, input: { quotation_id: string }): Promise<Quotation> {
  const quotation = await selectQuotation(ctx.tx, input.quotation_id)
  const items = await selectItems(ctx.tx, quotation.id)
  const decision = await selectOptionalDecision(ctx.tx, quotation.id, quotation.version)
  return { ...quotation, items, taxes: summariseTaxes(items), decision: decision ?? null } as Quotation
}

export async function listQuotations(ctx: Ctx, input: InputOf<typeof quotationContracts.list>) {
  const rows = (await selectQuotations(ctx.tx, { ...input, limit: input.limit + 1 })) as QuotationRow[]
  return pageOf(rows, input.limit)
}

/** The quotation that waits for the customer's answer, if any. */
export async function openQuotationOf(
  ctx: Ctx,
  of: { customer_id?: string; ticket_id?: string },
): Promise<Quotation | null> {
  const open = await selectOpenQuotation(ctx.tx, of)
  return open ? getQuotation(ctx, { quotation_id: open.id }) : null
}

/** Starts a ticket's estimate. A ticket has one that counts: a later change revises it. */
export async function draftQuotation(ctx: Ctx, input: InputOf<typeof quotationContracts.draft>): Promise<Quotation> {
  const ticket = await lockTicket(ctx.tx, input.ticket_id)
  if (await selectLiveQuotationOfTicket(ctx.tx, ticket.id)) throw new AppError('conflict')
  const company = await getCompany(ctx)
  const { lines, totals } = await priceLines(ctx, company, input)
  const number = await sql<{ number: string }>`select app.next_number('quotation') as number`.execute(ctx.tx)
  const id = await insertQuotation(ctx.tx, {
    quotation_number: number.rows[0]?.number ?? '',
    customer_id: ticket.customer_id,
    ticket_id: ticket.id,
    valid_until: input.valid_until ?? addDays(ctx.today, company.quotation_valid_days),
    notes: input.notes ?? null,
    terms: input.terms ?? null,
    created_by: ctx.actor.user_id ?? '',
    totals,
  })
  await replaceItems(ctx.tx, id, lines)
  return getQuotation(ctx, { quotation_id: id })
}

/** New lines. What was sent becomes a draft again: its buttons and its approval no longer count. */
export async function reviseQuotation(ctx: Ctx, input: InputOf<typeof quotationContracts.revise>): Promise<Quotation> {
  const quotation = await lockQuotation(ctx.tx, input.quotation_id)
  asSeen(quotation, input)
  const status = step(quotation.status, 'revise')
  // Once the repair goes on, what was agreed stands until the device is diagnosed anew: else nothing would be left to bill.
  if (quotation.status === 'accepted' && quotation.ticket_id) await mustBeDiagnosing(ctx, quotation.ticket_id)
  const company = await getCompany(ctx)
  const { lines, totals } = await priceLines(ctx, company, input)
  await updateQuotation(ctx.tx, quotation.id, {
    ...totals,
    status,
    notes: input.notes ?? null,
    terms: input.terms ?? null,
    ...(input.valid_until ? { valid_until: input.valid_until } : {}),
  })
  await replaceItems(ctx.tx, quotation.id, lines)
  return getQuotation(ctx, { quotation_id: quotation.id })
}

/** Freezes what the lines say as a version and hands it to the customer. */
export async function sendQuotation(
  ctx: Ctx,
  input: { quotation_id: string; seen_at?: string | undefined },
): Promise<Quotation> {
  const quotation = await lockQuotation(ctx.tx, input.quotation_id)
  asSeen(quotation, input)
  const status = step(quotation.status, 'send')
  if ((await selectItems(ctx.tx, quotation.id)).length === 0) throw new AppError('quotation_empty')
  // Whatever the customer decides must be a step that the ticket can take.
  if (quotation.ticket_id) await mustBeDiagnosing(ctx, quotation.ticket_id)
  const company = await getCompany(ctx)
  const version = quotation.version + 1
  const valid_until =
    quotation.valid_until < ctx.today ? addDays(ctx.today, company.quotation_valid_days) : quotation.valid_until
  await updateQuotation(ctx.tx, quotation.id, { status, version, valid_until, sent_at: ctx.now, pdf_file_id: null })
  const sent = await getQuotation(ctx, { quotation_id: quotation.id })
  await insertVersion(ctx.tx, {
    quotation_id: sent.id,
    version,
    customer_id: sent.customer_id,
    content: { quotation: sent, ...(await partiesOf(ctx, company, sent.customer_id)) },
    total: sent.total,
    sent_by: ctx.actor.user_id,
  })
  await enqueue(ctx, 'quotations.deliver', { quotation_id: sent.id, version })
  return sent
}

/** Sends the paper of the version that stands again, for a customer who lost it; while it is open, with its buttons. */
export async function sendQuotationAgain(ctx: Ctx, input: { quotation_id: string; again?: string }): Promise<void> {
  const { id, version, status } = await getQuotation(ctx, input)
  if (version === 0 || status === 'draft') throw new AppError('quotation_not_open')
  await enqueue(ctx, 'quotations.deliver', { quotation_id: id, version, again: input.again ?? ctx.now })
}

/** Two tabs: whoever saw an older state of it looks again before he changes or sends it. */
function asSeen(quotation: { updated_at: string }, { seen_at }: { seen_at?: string | undefined }): void {
  if (seen_at && seen_at !== quotation.updated_at) throw new AppError('conflict')
}

async function mustBeDiagnosing(ctx: Ctx, ticket_id: string): Promise<void> {
  if ((await lockTicket(ctx.tx, ticket_id)).status !== 'diagnosing') throw new AppError('transition_refused')
}

/** The device goes back as it is: an offer without an answer can no longer be answered. */
export async function withdrawQuotation(ctx: Ctx, of: { ticket_id: string }): Promise<void> {
  await takeBackOpen(ctx.tx, of.ticket_id)
}

/** Past their last day without an answer: closed, and said so to both sides. */
export async function expireQuotations(ctx: Ctx): Promise<void> {
  for (const { id, version } of await expireOverdue(ctx.tx, ctx.today)) {
    await enqueue(ctx, 'quotations.announce_expiry', { quotation_id: id, version })
  }
}

/** An accepted quotation became an invoice. */
export async function convertQuotation(ctx: Ctx, input: { quotation_id: string }): Promise<void> {
  await updateQuotation(ctx.tx, input.quotation_id, { status: 'converted' })
}

function step(from: string, name: QuotationStep): QuotationStatus {
  const status = nextQuotationStatus(from as QuotationStatus, name)
  if (!status) throw new AppError('transition_refused')
  return status
}

export interface Decide {
  readonly quotation_id: string
  /** The version whose amount the customer read. */
  readonly version: number
  readonly via: DecisionWay
  /** The message that says it: `whatsapp_messages.id`. */
  readonly message_id?: string
  readonly words?: string
  readonly reason?: string
}

/** The customer says yes. The row lock makes a double tap on WhatsApp one acceptance. */
export const acceptQuotation = (ctx: Ctx, input: Decide): Promise<Quotation> => decide(ctx, input, 'accepted')

export const rejectQuotation = (ctx: Ctx, input: Decide): Promise<Quotation> => decide(ctx, input, 'rejected')

async function decide(ctx: Ctx, input: Decide, decision: 'accepted' | 'rejected'): Promise<Quotation> {
  const quotation =
    (await lockOptionalQuotation(ctx.tx, input.quotation_id)) ?? (await seenNow(ctx, input.quotation_id))
  const before = await selectOptionalDecision(ctx.tx, quotation.id, input.version)
  if (before?.decision === decision) return getQuotation(ctx, { quotation_id: quotation.id })
  if (before || quotation.version !== input.version) throw new AppError('quotation_not_open')
  if (quotation.status === 'expired' || (quotation.status === 'sent' && quotation.valid_until < ctx.today)) {
    throw new AppError('quotation_expired')
  }
  if (quotation.status !== 'sent') throw new AppError('quotation_not_open')

  await insertDecision(ctx.tx, {
    quotation_id: quotation.id,
    version: quotation.version,
    customer_id: quotation.customer_id,
    decision,
    via: input.via,
    message_id: input.message_id ?? null,
    words: input.words ?? null,
    reason: input.reason ?? null,
    decided_by: input.via === 'counter' ? ctx.actor.user_id : null,
  })
  await updateQuotation(ctx.tx, quotation.id, { status: decision })
  await enqueue(ctx, 'tickets.apply_decision', { quotation_id: quotation.id, version: quotation.version })
  await enqueue(ctx, 'quotations.announce_decision', { quotation_id: quotation.id, version: quotation.version })
  return getQuotation(ctx, { quotation_id: quotation.id })
}

/** What is decided or taken back cannot be locked by a customer; being revised it cannot even be seen. */
async function seenNow(ctx: Ctx, id: string) {
  const quotation = await selectOptionalQuotation(ctx.tx, id)
  if (!quotation) throw new AppError(ctx.actor.customer_id ? 'quotation_not_open' : 'not_found')
  return quotation
}

export const acceptAtCounter = (ctx: Ctx, input: InputOf<typeof quotationContracts.accept>) =>
  acceptQuotation(ctx, { ...input, via: 'counter' })

export const rejectAtCounter = (ctx: Ctx, input: InputOf<typeof quotationContracts.reject>) =>
  rejectQuotation(ctx, {
    quotation_id: input.quotation_id,
    version: input.version,
    via: 'counter',
    ...(input.reason ? { reason: input.reason } : {}),
  })

export const acceptOnPage = (ctx: Ctx, input: InputOf<typeof quotationContracts.acceptOnPage>) =>
  acceptQuotation(ctx, { quotation_id: input.quotation_id, version: input.version, via: 'page' })

export const rejectOnPage = (ctx: Ctx, input: InputOf<typeof quotationContracts.rejectOnPage>) =>
  rejectQuotation(ctx, {
    quotation_id: input.quotation_id,
    version: input.version,
    via: 'page',
    ...(input.reason ? { reason: input.reason } : {}),
  })
