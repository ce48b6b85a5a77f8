import type { InvoiceRow } from '../../../shared/invoices.ts'
import { OPEN_INVOICE_STATUSES } from '../../../shared/invoices.ts'
import { parseMoney } from '../../../shared/money.ts'
import type { QuotationRow } from '../../../shared/quotations.ts'
import { isExpected, type TicketStep } from '../../../shared/tickets.status.ts'
import type { Ticket } from '../../../shared/tickets.ts'

/** A step of the repair, or the device that comes, and goes again. */
export type TicketMove = TicketStep | 'receive' | 'not_here'

/** The one thing to do next: it is the primary button. */
export type NextAction =
  | { readonly kind: 'step'; readonly step: TicketMove }
  | { readonly kind: 'estimate'; readonly started: boolean }
  | { readonly kind: 'pay'; readonly invoice_id: string }
  | { readonly kind: 'wait' }
  | { readonly kind: 'none' }

export function nextAction(
  ticket: Ticket,
  quotations: readonly QuotationRow[],
  invoices: readonly InvoiceRow[],
): NextAction {
  if (isExpected(ticket)) return { kind: 'step', step: 'receive' }
  if (ticket.awaiting_approval) return { kind: 'wait' }
  if (ticket.status === 'diagnosing')
    return { kind: 'estimate', started: quotations.some(one => one.status === 'draft') }
  const unpaid = invoices.find(invoice => (OPEN_INVOICE_STATUSES as readonly string[]).includes(invoice.status))
  if (ticket.status === 'ready_for_pickup' && unpaid && parseMoney(ticket.balance) > 0)
    return { kind: 'pay', invoice_id: unpaid.id }
  const [usual] = ticket.next_steps
  return usual && usual !== 'cancel' ? { kind: 'step', step: usual } : { kind: 'none' }
}

/** All that may be done, the usual first. */
export const movesOf = (ticket: Ticket): readonly TicketMove[] => {
  if (ticket.status !== 'pending') return ticket.next_steps
  return isExpected(ticket) ? ['receive', ...ticket.next_steps] : [...ticket.next_steps, 'not_here']
}

/** Steps that end a repair ask why. */
export const ASKS_WHY: ReadonlySet<TicketMove> = new Set(['decline', 'give_up', 'cancel'])
