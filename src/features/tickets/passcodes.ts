import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import { AppError } from '../../shared/errors.ts'
import type { Ticket } from '../../shared/tickets.ts'
import { insertPasscode, markRevealed, selectPasscode, wipePasscodeRow } from './passcodes.queries.ts'
import { insertUpdate, may, selectTicketDetail } from './tickets.queries.ts'

const context = (ticket_id: string) => `device_passcode:${ticket_id}`

export async function keepPasscode(
  ctx: Ctx,
  input: { readonly ticket_id: string; readonly passcode: string },
): Promise<void> {
  await insertPasscode(ctx.tx, input.ticket_id, ctx.shop.seal(input.passcode, context(input.ticket_id)))
}

/** Shows the passcode to whoever may see it. The reveal stands in the ticket's story and, with the reason, in the audit trail. */
export async function revealPasscode(
  ctx: Ctx,
  input: { readonly ticket_id: string; readonly reason: string },
): Promise<{ passcode: string }> {
  const ticket = await selectTicketDetail(ctx.tx, input.ticket_id)
  const kept = await selectPasscode(ctx.tx, ticket.id)
  if (!kept?.sealed || !ctx.actor.user_id) throw new AppError('passcode_gone')
  await markRevealed(ctx.tx, ticket.id, { ticket_number: ticket.ticket_number, reason: input.reason, at: ctx.now })
  await insertUpdate(ctx.tx, {
    ticket_id: ticket.id,
    update_type: 'passcode',
    description: input.reason,
    visible_to_customer: false,
    updated_by: ctx.actor.user_id,
  })
  return { passcode: ctx.shop.unseal(kept.sealed, context(ticket.id)) }
}

/** When the device leaves, its passcode goes. As a job: whoever hands over need not be one who may read it. */
export const letPasscodeGo = (ctx: Ctx, ticket_id: string): Promise<void> =>
  enqueue(ctx, 'tickets.wipe_passcode', { ticket_id })

export async function wipePasscode(ctx: Ctx, input: { readonly ticket_id: string }): Promise<void> {
  await wipePasscodeRow(ctx.tx, input.ticket_id, ctx.now)
}

export async function passcodeState(ctx: Ctx, ticket_id: string): Promise<Ticket['passcode']> {
  if (!(await may(ctx.tx, 'passcode.reveal'))) return 'hidden'
  const kept = await selectPasscode(ctx.tx, ticket_id)
  return kept ? (kept.sealed ? 'kept' : 'wiped') : 'none'
}
