import type { Ctx } from '../../db/ctx.ts'
import { AppError } from '../../shared/errors.ts'
import { isExpected } from '../../shared/tickets.status.ts'
import type { Ticket } from '../../shared/tickets.ts'
import { tellAbout } from './telling.ts'
import { insertUpdate, lockTicket, type TicketDetail, updateTicketRow } from './tickets.queries.ts'
import { getTicket } from './tickets.ts'

interface Of {
  readonly ticket_id: string
}

/** The device is on the counter, and the customer is told so. Pressed twice it came once. */
export async function receiveDevice(ctx: Ctx, input: Of): Promise<Ticket> {
  const ticket = await lockTicket(ctx.tx, input.ticket_id)
  if (isExpected(ticket)) {
    const update = await noteArrival(ctx, ticket, ctx.now)
    await tellAbout(ctx, ticket, 'received', update.id)
  } else if (ticket.received_at === null) throw new AppError('transition_refused')
  return getTicket(ctx, input)
}

/** Pressed on the wrong ticket, or taken home again: the customer, who was told otherwise, is told. */
export async function deviceNotHere(ctx: Ctx, input: Of): Promise<Ticket> {
  const ticket = await lockTicket(ctx.tx, input.ticket_id)
  if (ticket.status !== 'pending') throw new AppError('transition_refused')
  if (ticket.received_at !== null) {
    const update = await noteArrival(ctx, ticket, null)
    await tellAbout(ctx, ticket, 'not_here', update.id)
  }
  return getTicket(ctx, input)
}

/** Into the ticket and its story; null takes it back. */
export async function noteArrival(ctx: Ctx, ticket: TicketDetail, received_at: string | null): Promise<{ id: string }> {
  if (!ctx.actor.user_id) throw new AppError('forbidden')
  await updateTicketRow(ctx.tx, ticket.id, { received_at })
  return insertUpdate(ctx.tx, {
    ticket_id: ticket.id,
    update_type: received_at ? 'arrival' : 'departure',
    visible_to_customer: true,
    updated_by: ctx.actor.user_id,
  })
}
