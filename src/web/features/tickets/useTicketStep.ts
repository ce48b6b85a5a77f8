import type { TicketStep } from '../../../shared/tickets.status.ts'
import { ticketContracts } from '../../../shared/tickets.ts'
import { useSend } from '../../query.ts'

const TOUCHES = { touches: ['quotations', 'invoices', 'conversations', 'ticket-counts'] }

/** Every step of a ticket as one call: `run('decline', { reason })`. */
export function useTicketStep(ticket_id: string) {
  const calls = {
    diagnose: useSend(ticketContracts.diagnose, TOUCHES),
    approve: useSend(ticketContracts.approve, TOUCHES),
    start: useSend(ticketContracts.start, TOUCHES),
    complete: useSend(ticketContracts.complete, TOUCHES),
    ready: useSend(ticketContracts.ready, TOUCHES),
    hand_over: useSend(ticketContracts.handOver, TOUCHES),
    decline: useSend(ticketContracts.decline, TOUCHES),
    give_up: useSend(ticketContracts.giveUp, TOUCHES),
    cancel: useSend(ticketContracts.cancel, TOUCHES),
  }
  const run = (step: TicketStep, more: { reason?: string; despite_balance?: boolean } = {}): void => {
    for (const one of Object.values(calls)) one.reset()
    const input = { ticket_id, ...more }
    if (step === 'give_up') calls.give_up.mutate({ input: { ticket_id, reason: more.reason ?? '' } })
    else calls[step].mutate({ input })
  }
  const all = Object.values(calls)
  return { run, busy: all.some(one => one.isPending), error: all.find(one => one.error)?.error ?? null }
}
