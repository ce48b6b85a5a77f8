/** Statuses, and which may follow which: data, the same in the browser, the verbs and the trigger of the database. */
export const TICKET_STATUSES = [
  'pending',
  'diagnosing',
  'approved',
  'in_progress',
  'completed',
  'ready_for_pickup',
  'picked_up',
  'cancelled',
] as const
export type TicketStatus = (typeof TICKET_STATUSES)[number]

export const TICKET_OUTCOMES = ['repaired', 'declined', 'unrepairable'] as const
export type TicketOutcome = (typeof TICKET_OUTCOMES)[number]
export const HOLD_REASONS = ['part', 'customer', 'outside_repair'] as const
export type HoldReason = (typeof HOLD_REASONS)[number]
export const TICKET_PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export type TicketPriority = (typeof TICKET_PRIORITIES)[number]

/** What staff say they do, the usual one first. */
export const TICKET_STEPS = [
  'diagnose',
  'approve',
  'start',
  'complete',
  'ready',
  'hand_over',
  'decline',
  'give_up',
  'cancel',
] as const
export type TicketStep = (typeof TICKET_STEPS)[number]

const NEXT: Record<TicketStep, Partial<Record<TicketStatus, TicketStatus>>> = {
  diagnose: { pending: 'diagnosing', in_progress: 'diagnosing' },
  approve: { diagnosing: 'approved' },
  // Again, when the quality check or the customer's own test failed.
  start: { approved: 'in_progress', completed: 'in_progress', ready_for_pickup: 'in_progress' },
  complete: { in_progress: 'completed' },
  ready: { completed: 'ready_for_pickup' },
  hand_over: { ready_for_pickup: 'picked_up' },
  decline: { diagnosing: 'ready_for_pickup', approved: 'ready_for_pickup' },
  give_up: { diagnosing: 'ready_for_pickup' },
  cancel: { pending: 'cancelled' },
}

/** The status after a step, or null when the step is not possible. */
export const nextTicketStatus = (from: TicketStatus, step: TicketStep): TicketStatus | null => NEXT[step][from] ?? null

const USUAL: Partial<Record<TicketStatus, TicketStep>> = {
  in_progress: 'complete',
  completed: 'ready',
  ready_for_pickup: 'hand_over',
}

/** What may be done from a status, the usual step first. */
export function stepsFrom(from: TicketStatus): TicketStep[] {
  const steps = TICKET_STEPS.filter(step => nextTicketStatus(from, step) !== null)
  return steps.sort((a, b) => Number(b === USUAL[from]) - Number(a === USUAL[from]))
}

export const isOpenTicket = (status: TicketStatus): boolean => status !== 'picked_up' && status !== 'cancelled'

/** The way of a repair, as a customer counts it. */
export const TICKET_PATH = [
  'pending',
  'diagnosing',
  'approved',
  'in_progress',
  'completed',
  'ready_for_pickup',
  'picked_up',
] as const

/** A form filled at home opens a ticket before the device is there. */
export const isExpected = (ticket: { readonly status: string; readonly received_at: string | null }): boolean =>
  ticket.status === 'pending' && ticket.received_at === null

export type ShownStatus = TicketStatus | 'awaiting_approval' | 'not_here'

/** The key of a ticket's label in `ticketStatusMessages`. */
export function shownStatus(ticket: {
  readonly status: TicketStatus
  readonly awaiting_approval: boolean
  readonly received_at: string | null
}): ShownStatus {
  if (ticket.awaiting_approval) return 'awaiting_approval'
  return isExpected(ticket) ? 'not_here' : ticket.status
}
