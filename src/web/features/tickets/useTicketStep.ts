import { useRef } from 'react'
import { ticketContracts } from '../../../shared/tickets.ts'
import { useSend } from '../../query.ts'
import type { TicketMove } from './nextAction.ts'

const TOUCHES = { touches: ['quotations', 'invoices', 'conversations', 'ticket-counts'] }

/** A second click within this time is a double click, not a second step. */
const DOUBLE_MS = 1000

export interface MoveInput {
  readonly reason?: string
  readonly despite_balance?: string
  readonly picked_up_by?: string
  readonly device_received?: boolean
}

/** Every step of a ticket as one call: `run('decline', { reason })`. */
export function useTicketStep(ticket_id: string) {
  const calls = {
    receive: useSend(ticketContracts.receive, TOUCHES),
    not_here: useSend(ticketContracts.notHere, TOUCHES),
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
  const last = useRef({ what: '', at: 0 })
  const run = (step: TicketMove, more: MoveInput = {}): void => {
    const what = ticket_id + step + JSON.stringify(more)
    if (last.current.what === what && Date.now() - last.current.at < DOUBLE_MS) return
    last.current = { what, at: Date.now() }
    for (const one of Object.values(calls)) one.reset()
    const input = { ticket_id, ...more }
    if (step === 'give_up') calls.give_up.mutate({ input: { ticket_id, reason: more.reason ?? '' } })
    else calls[step].mutate({ input })
  }
  const all = Object.values(calls)
  return { run, busy: all.some(one => one.isPending), error: all.find(one => one.error)?.error ?? null }
}
