import type { InvoiceRow } from '../../../shared/invoices.ts'
import { OPEN_INVOICE_STATUSES } from '../../../shared/invoices.ts'
import { parseMoney } from '../../../shared/money.ts'
import type { QuotationRow } from '../../../shared/quotations.ts'
import type { TicketStep } from '../../../shared/tickets.status.ts'
import type { Ticket } from '../../../shared/tickets.ts'

/** The one thing to do next: it is the primary button. */
export type NextAction =
  | { readonly kind: 'step'; readonly step: TicketStep }
  | { readonly kind: 'estimate'; readonly started: boolean }
  | { readonly kind: 'pay'; readonly invoice_id: string }
  | { readonly kind: 'wait' }
  | { readonly kind: 'none' }

export function nextAction(
  ticket: Ticket,
  quotations: readonly QuotationRow[],
  invoices: readonly InvoiceRow[],
): NextAction {
  if (ticket.awaiting_approval) return { kind: 'wait' }
  if (ticket.status === 'diagnosing')
    return { kind: 'estimate', started: quotations.some(one => one.status === 'draft') }
  const unpaid = invoices.find(invoice => (OPEN_INVOICE_STATUSES as readonly string[]).includes(invoice.status))
  if (ticket.status === 'ready_for_pickup' && unpaid && parseMoney(ticket.balance) > 0)
    return { kind: 'pay', invoice_id: unpaid.id }
  const [usual] = ticket.next_steps
  return usual && usual !== 'cancel' ? { kind: 'step', step: usual } : { kind: 'none' }
}

/** Steps that end a repair ask why. */
export const ASKS_WHY: ReadonlySet<TicketStep> = new Set(['decline', 'give_up', 'cancel'])
