import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import { AppError } from '../../shared/errors.ts'
import type { ToldMessage } from '../../shared/messages/tickets.ts'
import { showMoney } from '../../shared/money.ts'
import { isExpected, nextTicketStatus, type TicketStatus, type TicketStep } from '../../shared/tickets.status.ts'
import type { Ticket } from '../../shared/tickets.ts'
import { addDays } from '../../shared/time.ts'
import { withdrawQuotation } from '../quotations/quotations.ts'
import { getCompany } from '../settings/settings.ts'
import { noteArrival } from './arrival.ts'
import { owedFor } from './owed.ts'
import { letPasscodeGo } from './passcodes.ts'
import { tellAbout } from './telling.ts'
import {
  insertInteraction,
  insertUpdate,
  lockTicket,
  may,
  selectDecision,
  type TicketChanges,
  type TicketDetail,
  updateTicketRow,
} from './tickets.queries.ts'
import { getTicket, noteInStory } from './tickets.ts'

interface Of {
  readonly ticket_id: string
}

/** Moves a locked ticket one step, writes it into the ticket's story, and tells the customer when it concerns him. */
async function move(
  ctx: Ctx,
  ticket: TicketDetail,
  step: TicketStep,
  more: {
    readonly changes?: TicketChanges
    readonly reason?: string | undefined
    readonly who?: string
    readonly tell?: ToldMessage | null
  } = {},
): Promise<void> {
  const from = ticket.status as TicketStatus
  const to = nextTicketStatus(from, step)
  if (!to || !ctx.actor.user_id) throw new AppError('transition_refused')
  await updateTicketRow(ctx.tx, ticket.id, { status: to, hold_reason: null, ...more.changes })
  const update = await insertUpdate(ctx.tx, {
    ticket_id: ticket.id,
    update_type: 'status',
    description: more.reason ?? null,
    from_status: from,
    to_status: to,
    visible_to_customer: true,
    updated_by: ctx.actor.user_id,
  })
  if (more.tell) await tellAbout(ctx, ticket, more.tell, update.id, { reason: more.reason ?? '', who: more.who ?? '' })
}

/** A device that is still to come is taken in by the same step only when whoever starts says that it is there. */
export async function startDiagnosis(
  ctx: Ctx,
  input: Of & { readonly device_received?: boolean | undefined },
): Promise<Ticket> {
  const ticket = await lockTicket(ctx.tx, input.ticket_id)
  const arrives = isExpected(ticket)
  if (arrives && !input.device_received) throw new AppError('device_not_here')
  if (arrives) await noteArrival(ctx, ticket, ctx.now)
  const tell = arrives ? 'received_diagnosing' : ticket.status === 'pending' ? 'diagnosing' : 'diagnosing_again'
  await move(ctx, ticket, 'diagnose', { tell })
  return getTicket(ctx, input)
}

/** Without a charge: warranty, goodwill; an offer that is still open goes with it. What the customer accepts comes through `applyDecision`. */
export async function approveTicket(ctx: Ctx, input: Of): Promise<Ticket> {
  const ticket = await lockTicket(ctx.tx, input.ticket_id)
  await withdrawQuotation(ctx, { ticket_id: ticket.id })
  await move(ctx, ticket, 'approve', { tell: 'approved_free' })
  return getTicket(ctx, input)
}

export async function startRepair(ctx: Ctx, input: Of): Promise<Ticket> {
  const ticket = await lockTicket(ctx.tx, input.ticket_id)
  // A quality check that failed is the shop's own affair; what the customer was told to collect is his.
  const tell =
    ticket.status === 'approved' ? 'in_progress' : ticket.status === 'ready_for_pickup' ? 'in_progress_again' : null
  await move(ctx, ticket, 'start', { tell, changes: { outcome: null } })
  return getTicket(ctx, input)
}

/** The invoice is issued by the job that follows: a technician may not issue papers. */
export async function completeRepair(ctx: Ctx, input: Of): Promise<Ticket> {
  await move(ctx, await lockTicket(ctx.tx, input.ticket_id), 'complete', {
    tell: 'completed',
    changes: { outcome: 'repaired' },
  })
  await enqueue(ctx, 'invoices.issue_for_ticket', { ticket_id: input.ticket_id })
  return getTicket(ctx, input)
}

export async function markReady(ctx: Ctx, input: Of): Promise<Ticket> {
  await move(ctx, await lockTicket(ctx.tx, input.ticket_id), 'ready', { tell: 'ready_repaired' })
  return getTicket(ctx, input)
}

/** The customer does not want the repair; the fee for looking follows by the terms he signed. */
export async function declineRepair(ctx: Ctx, input: Of & { readonly reason?: string | undefined }): Promise<Ticket> {
  const ticket = await lockTicket(ctx.tx, input.ticket_id)
  await withdrawQuotation(ctx, { ticket_id: ticket.id })
  await move(ctx, ticket, 'decline', { reason: input.reason, tell: 'ready_declined', changes: { outcome: 'declined' } })
  await enqueue(ctx, 'tickets.charge_diagnostic_fee', { ticket_id: ticket.id })
  return getTicket(ctx, input)
}

/** It cannot be repaired: nothing is charged. */
export async function giveUpRepair(ctx: Ctx, input: Of & { readonly reason: string }): Promise<Ticket> {
  const ticket = await lockTicket(ctx.tx, input.ticket_id)
  await withdrawQuotation(ctx, { ticket_id: ticket.id })
  await move(ctx, ticket, 'give_up', {
    reason: input.reason,
    tell: 'ready_unrepairable',
    changes: { outcome: 'unrepairable' },
  })
  return getTicket(ctx, input)
}

/**
 * The device leaves the shop: paid (or let go, with the reason, by whoever may), the warranty begins, the passcode is wiped.
 * `picked_up_by`: whom the customer sent.
 */
export async function handOver(
  ctx: Ctx,
  input: Of & {
    readonly picked_up_by?: string | null | undefined
    readonly despite_balance?: string | null | undefined
  },
): Promise<Ticket> {
  const ticket = await lockTicket(ctx.tx, input.ticket_id)
  const company = await getCompany(ctx)
  const { balance, unbilled } = await owedFor(ctx, ticket)
  const owed = balance + unbilled
  const why = owed > 0 && (await may(ctx.tx, 'counter.approve')) ? input.despite_balance : null
  if (owed > 0 && !why) throw new AppError('balance_due', { balance: showMoney(owed, company.currency) })
  const warranty_until =
    ticket.outcome === 'repaired' && company.warranty_days > 0 ? addDays(ctx.today, company.warranty_days) : null
  const picked_up_by = input.picked_up_by ?? null
  await move(ctx, ticket, 'hand_over', {
    tell: picked_up_by ? 'picked_up_by' : 'picked_up',
    who: picked_up_by ?? '',
    changes: { warranty_until, picked_up_by },
  })
  if (why) await noteInStory(ctx, { ticket_id: ticket.id, update_type: 'unpaid', description: why })
  await insertInteraction(ctx.tx, {
    customer_id: ticket.customer_id,
    interaction_type: 'visit',
    interaction_id: ticket.id,
    description: ticket.ticket_number,
    direction: 'outbound',
    created_by: ctx.actor.user_id ?? '',
  })
  await letPasscodeGo(ctx, ticket.id)
  return getTicket(ctx, input)
}

export async function cancelTicket(ctx: Ctx, input: Of & { readonly reason?: string | undefined }): Promise<Ticket> {
  const ticket = await lockTicket(ctx.tx, input.ticket_id)
  await move(ctx, ticket, 'cancel', { reason: input.reason, tell: 'cancelled' })
  await letPasscodeGo(ctx, ticket.id)
  return getTicket(ctx, input)
}

/** What follows from the customer's decision on a version of a quotation; a second run finds it done. */
export async function applyDecision(
  ctx: Ctx,
  input: { readonly quotation_id: string; readonly version: number },
): Promise<void> {
  const decision = await selectDecision(ctx.tx, input.quotation_id, input.version)
  if (!decision?.ticket_id || decision.version !== input.version) return
  const ticket = await lockTicket(ctx.tx, decision.ticket_id)
  const status = ticket.status as TicketStatus
  if (decision.decision === 'rejected' && nextTicketStatus(status, 'decline')) {
    await declineRepair(ctx, { ticket_id: ticket.id, reason: decision.reason ?? undefined })
  }
  if (decision.decision === 'accepted' && nextTicketStatus(status, 'approve')) {
    await move(ctx, ticket, 'approve', { changes: { estimated_cost: decision.total } })
  }
}
