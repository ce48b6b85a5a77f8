import type { Ctx } from '../../db/ctx.ts'
import { moneyText, parseMoney, type Sen } from '../../shared/money.ts'
import type { Terms } from '../../shared/tickets.ts'
import { balanceOf } from '../customers/customers.ts'
import { unbilledDiagnosticFee } from '../invoices/invoices.ts'
import { selectTicketDetail, selectUnbilled, type TicketDetail } from './tickets.queries.ts'

/** For the counter, before it asks for the money. */
export async function whatIsOwed(ctx: Ctx, input: { readonly ticket_id: string }) {
  const { balance, unbilled } = await owedFor(ctx, await selectTicketDetail(ctx.tx, input.ticket_id))
  return { balance: moneyText(balance), unbilled: moneyText(unbilled) }
}

/** On its invoices; and what is agreed and not billed yet, since that is a job's work and may have to wait for a part: the repair, or the fee for looking. */
export async function owedFor(ctx: Ctx, ticket: TicketDetail): Promise<{ balance: Sen; unbilled: Sen }> {
  // First what is not billed: a bill that is issued in between counts twice rather than not at all.
  const unbilled = ticket.status === 'ready_for_pickup' ? await unbilledFor(ctx, ticket) : 0
  return { balance: parseMoney(await balanceOf(ctx, { ticket_id: ticket.id })), unbilled }
}

async function unbilledFor(ctx: Ctx, ticket: TicketDetail): Promise<Sen> {
  if (ticket.outcome === 'repaired') return parseMoney((await selectUnbilled(ctx.tx, ticket.id)).total)
  const terms = ticket.terms as Terms | null
  if (ticket.outcome !== 'declined' || !terms) return 0
  return unbilledDiagnosticFee(ctx, { ticket_id: ticket.id, lang: terms.lang, fee: terms.diagnostic_fee })
}
