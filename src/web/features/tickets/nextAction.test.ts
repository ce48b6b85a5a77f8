import { expect, test } from 'vitest'
import type { InvoiceRow } from '../../../shared/invoices.ts'
import type { QuotationRow } from '../../../shared/quotations.ts'
import { stepsFrom, type TicketStatus } from '../../../shared/tickets.status.ts'
import type { Ticket } from '../../../shared/tickets.ts'
import { movesOf, nextAction } from './nextAction.ts'

const ticket = (status: TicketStatus, part: Partial<Ticket> = {}): Ticket =>
  ({
    status,
    received_at: '2026-11-23T09:00:00Z',
    awaiting_approval: false,
    balance: '0.00',
    next_steps: stepsFrom(status),
    ...part,
  }) as Ticket
const draft = { status: 'draft' } as QuotationRow
const unpaid = { id: 'inv', status: 'sent' } as InvoiceRow

test('the primary button leads a repair from intake to handover', () => {
  expect(nextAction(ticket('pending'), [], [])).toEqual({ kind: 'step', step: 'diagnose' })
  expect(nextAction(ticket('diagnosing'), [], [])).toEqual({ kind: 'estimate', started: false })
  expect(nextAction(ticket('diagnosing'), [draft], [])).toEqual({ kind: 'estimate', started: true })
  expect(nextAction(ticket('approved'), [], [])).toEqual({ kind: 'step', step: 'start' })
  expect(nextAction(ticket('in_progress'), [], [])).toEqual({ kind: 'step', step: 'complete' })
  expect(nextAction(ticket('completed'), [], [])).toEqual({ kind: 'step', step: 'ready' })
  expect(nextAction(ticket('ready_for_pickup'), [], [])).toEqual({ kind: 'step', step: 'hand_over' })
  expect(nextAction(ticket('picked_up'), [], [])).toEqual({ kind: 'none' })
})

test('a device that is still to come is received first, or together with the diagnosis; one that came may go again', () => {
  const expected = ticket('pending', { received_at: null })
  expect(nextAction(expected, [], [])).toEqual({ kind: 'step', step: 'receive' })
  expect(movesOf(expected)).toEqual(['receive', 'diagnose', 'cancel'])
  expect(movesOf(ticket('pending'))).toEqual(['diagnose', 'cancel', 'not_here'])
  expect(movesOf(ticket('approved'))).not.toContain('not_here')
})

test('while a quotation is with the customer there is nothing to press', () => {
  expect(nextAction(ticket('diagnosing', { awaiting_approval: true }), [], [])).toEqual({ kind: 'wait' })
})

test('money is taken before the device is handed over', () => {
  const owing = ticket('ready_for_pickup', { balance: '112.40' })
  expect(nextAction(owing, [], [unpaid])).toEqual({ kind: 'pay', invoice_id: 'inv' })
})

test('cancelling is never the primary button', () => {
  expect(nextAction(ticket('pending', { next_steps: ['cancel'] }), [], [])).toEqual({ kind: 'none' })
})
