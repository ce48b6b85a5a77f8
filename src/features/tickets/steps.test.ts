import { describe, expect, test } from 'vitest'
import { jobTools, onWhatsApp, saidTo } from '../../../test/helpers/jobs.ts'
import { as, shop, takenIn, ticketIn, ticketShop } from '../../../test/helpers/shop.tickets.ts'
import type { Person } from '../../../test/helpers/shop.ts'
import { labour } from '../../../test/helpers/tickets.ts'
import { nextTicketStatus, stepsFrom, TICKET_STATUSES, TICKET_STEPS } from '../../shared/tickets.status.ts'
import { issueForTicketNow } from '../invoices/invoices.jobs.ts'
import { cancelInvoice } from '../invoices/invoices.ts'
import { recordPayment } from '../payments/payments.ts'
import {
  acceptAtCounter,
  acceptQuotation,
  draftQuotation,
  reviseQuotation,
  sendQuotation,
} from '../quotations/quotations.ts'
import {
  applyDecision,
  approveTicket,
  cancelTicket,
  completeRepair,
  declineRepair,
  giveUpRepair,
  handOver,
  markReady,
  startDiagnosis,
  startRepair,
} from './steps.ts'
import { chargeDiagnosticFee } from './tickets.jobs.ts'
import { getTicket } from './tickets.ts'

ticketShop()

describe('transitions', () => {
  test('the table of steps is that of the database: every step it allows is taken, every other refused', async () => {
    const reached = new Set(TICKET_STATUSES.flatMap(from => TICKET_STEPS.map(step => nextTicketStatus(from, step))))
    for (const status of TICKET_STATUSES) if (status !== 'pending') expect(reached, status).toContain(status)
    const ticket = await takenIn()
    for (const from of TICKET_STATUSES) {
      for (const to of TICKET_STATUSES) {
        if (from === to) continue
        const allowed = TICKET_STEPS.some(step => nextTicketStatus(from, step) === to)
        await shop.owner('delete from app.tickets where ticket_number = $1', ['TRY'])
        await shop.owner(
          `insert into app.tickets (ticket_number, customer_id, device_type, device_model, problem_description, status) values ('TRY', $1, 'phone', 'X', 'X', $2)`,
          [ticket.customer_id, from],
        )
        const outcome = await shop.owner(`update app.tickets set status = $1 where ticket_number = 'TRY'`, [to]).then(
          () => true,
          error => (error.code === 'BK002' ? false : Promise.reject(error)),
        )
        expect(outcome, `${from} → ${to}`).toBe(allowed)
      }
    }
  })

  test('each step is written into the story and told once', async () => {
    const ticket = await takenIn()
    await onWhatsApp(shop, ticket.customer_id)
    for (const step of [startDiagnosis, approveTicket, startRepair, completeRepair, markReady]) {
      await as(ctx => step(ctx, { ticket_id: ticket.id }))
    }
    const done = await as(ctx => handOver(ctx, { ticket_id: ticket.id, despite_balance: null }))
    expect(done.updates.map(u => u.to_status)).toEqual([
      'pending',
      'diagnosing',
      'approved',
      'in_progress',
      'completed',
      'ready_for_pickup',
      'picked_up',
    ])
    expect(done).toMatchObject({ status: 'picked_up', outcome: 'repaired', next_steps: [] })
    expect(done.warranty_until).not.toBeNull()
    const said = await saidTo(shop, ticket.customer_id)
    expect(said.map(s => s.key.split(':')[2])).toEqual([
      'diagnosing',
      'approved_free',
      'in_progress',
      'completed',
      'ready_repaired',
      'picked_up',
    ])
    expect(said.at(-1)?.body).toMatchObject({
      type: 'list',
      sections: [{ rows: expect.arrayContaining([{ id: `rating:${ticket.id}:5`, title: expect.any(String) }]) }],
    })
    for (const { body } of said.slice(0, -1))
      expect(body).toMatchObject({
        type: 'cta_url',
        display_text: 'Lihat tiket',
        url: expect.stringContaining('http://kedai.test/t/'),
      })
    expect(
      (await shop.waitingJobs()).filter(
        j => j.task === 'invoices.issue_for_ticket' && j.payload.ticket_id === ticket.id,
      ),
    ).toHaveLength(1)
  })

  test('outside the 24 hours the same goes out as an approved template', async () => {
    const ticket = await ticketIn('completed', { customer: { name: 'Kumar', phone: '0126661234', lang: 'en' } })
    await onWhatsApp(shop, ticket.customer_id)
    await as(ctx => markReady(ctx, { ticket_id: ticket.id }))
    const [row] = await shop.owner<{ template: Record<string, unknown> }>(
      `select o.template from app.whatsapp_outbox o join app.whatsapp_sessions s on s.id = o.session_id where s.customer_id = $1`,
      [ticket.customer_id],
    )
    expect(row?.template).toMatchObject({
      name: 'ready_for_pickup',
      language: 'en',
      body: ['Kumar', 'Apple iPhone 13', ticket.ticket_number, expect.stringContaining('/t/')],
    })
  })

  test('a double tap moves the ticket once', async () => {
    const ticket = await takenIn()
    const taps = await Promise.allSettled([1, 2, 3].map(() => as(ctx => startDiagnosis(ctx, { ticket_id: ticket.id }))))
    expect(taps.filter(tap => tap.status === 'fulfilled')).toHaveLength(1)
    expect(taps.filter(tap => tap.status === 'rejected' && tap.reason.code === 'transition_refused')).toHaveLength(2)
  })

  test('what does not follow is refused', async () => {
    const ticket = await takenIn()
    for (const step of [approveTicket, startRepair, completeRepair, markReady]) {
      await expect(as(ctx => step(ctx, { ticket_id: ticket.id }))).rejects.toMatchObject({ code: 'transition_refused' })
    }
    await as(ctx => cancelTicket(ctx, { ticket_id: ticket.id, reason: 'Tidak jadi hantar' }))
    await expect(as(ctx => startDiagnosis(ctx, { ticket_id: ticket.id }))).rejects.toMatchObject({
      code: 'transition_refused',
    })
    expect(stepsFrom('cancelled')).toEqual([])
  })

  test('a failed quality check goes back without a word, a failed test by the customer with one', async () => {
    const ticket = await ticketIn('completed')
    await onWhatsApp(shop, ticket.customer_id)
    await as(ctx => startRepair(ctx, { ticket_id: ticket.id }))
    expect(await saidTo(shop, ticket.customer_id)).toEqual([])
    await as(ctx => completeRepair(ctx, { ticket_id: ticket.id }))
    await as(ctx => markReady(ctx, { ticket_id: ticket.id }))
    const back = await as(ctx => startRepair(ctx, { ticket_id: ticket.id }))
    expect(back).toMatchObject({ status: 'in_progress', outcome: null })
    expect((await saidTo(shop, ticket.customer_id)).at(-1)?.key).toContain('in_progress_again')
  })

  test('what cannot be repaired goes back with the reason and costs nothing', async () => {
    const ticket = await ticketIn('diagnosing', { customer: { name: 'Budi', phone: '+6281234567890', lang: 'id' } })
    await onWhatsApp(shop, ticket.customer_id)
    const done = await as(ctx => giveUpRepair(ctx, { ticket_id: ticket.id, reason: 'papan litar terbakar' }))
    expect(done).toMatchObject({ status: 'ready_for_pickup', outcome: 'unrepairable' })
    expect((await saidTo(shop, ticket.customer_id)).at(-1)?.body.body).toContain(
      'tidak bisa diperbaiki: papan litar terbakar',
    )
    expect(
      (await shop.waitingJobs()).filter(
        j => j.task === 'tickets.charge_diagnostic_fee' && j.payload.ticket_id === ticket.id,
      ),
    ).toEqual([])
  })

  const line = { ...labour, unit_price: '250.00' }
  /** An estimate on its way to the customer. */
  async function offered(ticket_id: string): Promise<string> {
    const { id } = await as(ctx => draftQuotation(ctx, { ticket_id, lines: [line], document_discount: '0.00' }))
    await as(ctx => sendQuotation(ctx, { quotation_id: id }))
    return id
  }

  test('an approved repair does not leave the shop before it is billed, though the bill is late', async () => {
    const ticket = await ticketIn('diagnosing')
    const id = await offered(ticket.id)
    await as(ctx => acceptAtCounter(ctx, { quotation_id: id, version: 1 }))
    await shop.scheduler(ctx => applyDecision(ctx, { quotation_id: id, version: 1 }))
    for (const step of [startRepair, completeRepair, markReady]) await as(ctx => step(ctx, { ticket_id: ticket.id }))
    const out = () => as(ctx => handOver(ctx, { ticket_id: ticket.id, despite_balance: null }))
    // The job that bills it waits for a part, or for a worker.
    await expect(out()).rejects.toMatchObject({ code: 'balance_due', vars: { balance: 'RM250.00' } })
    await issueForTicketNow(jobTools(shop), { ticket_id: ticket.id })
    await expect(out()).rejects.toMatchObject({ code: 'balance_due', vars: { balance: 'RM250.00' } })
    const [invoice] = await shop.owner<{ id: string }>('select id from app.invoices where ticket_id = $1', [ticket.id])
    await as(ctx => recordPayment(ctx, { invoice_id: invoice?.id ?? '', payment_method: 'card' }))
    expect((await out()).status).toBe('picked_up')
  })

  test('a device that goes back unrepaired, or is repaired for nothing, takes its open offer with it: a late yes is told so', async () => {
    for (const giveBack of [declineRepair, giveUpRepair, approveTicket]) {
      const ticket = await ticketIn('diagnosing', { assigned_to: shop.technician.id })
      const id = await offered(ticket.id)
      await as(ctx => giveBack(ctx, { ticket_id: ticket.id, reason: 'tak jadi' }), shop.technician)
      const late = shop.bot(ticket.customer_id, ctx =>
        acceptQuotation(ctx, { quotation_id: id, version: 1, via: 'chat_button' }),
      )
      await expect(late).rejects.toMatchObject({ code: 'quotation_not_open' })
      await expect(as(ctx => acceptAtCounter(ctx, { quotation_id: id, version: 1 }))).rejects.toMatchObject({
        code: 'quotation_not_open',
      })
    }
  })

  test('an approval is not edited away while the repair goes on: what was agreed is what is billed', async () => {
    const ticket = await ticketIn('diagnosing')
    const id = await offered(ticket.id)
    await as(ctx => acceptAtCounter(ctx, { quotation_id: id, version: 1 }))
    await shop.scheduler(ctx => applyDecision(ctx, { quotation_id: id, version: 1 }))
    const revise = () => as(ctx => reviseQuotation(ctx, { quotation_id: id, lines: [line], document_discount: '0.00' }))
    await expect(revise()).rejects.toMatchObject({ code: 'transition_refused' })
    await as(ctx => startRepair(ctx, { ticket_id: ticket.id }))
    await expect(revise()).rejects.toMatchObject({ code: 'transition_refused' })
    // Another fault was found: diagnosed again, estimated again, asked again.
    await as(ctx => startDiagnosis(ctx, { ticket_id: ticket.id }))
    expect((await revise()).status).toBe('draft')
  })

  test('an approval that was taken back before its job ran moves nothing', async () => {
    const ticket = await ticketIn('diagnosing')
    const id = await offered(ticket.id)
    await as(ctx => acceptAtCounter(ctx, { quotation_id: id, version: 1 }))
    await as(ctx => reviseQuotation(ctx, { quotation_id: id, lines: [line], document_discount: '0.00' }))
    await shop.scheduler(ctx => applyDecision(ctx, { quotation_id: id, version: 1 }))
    expect((await as(ctx => getTicket(ctx, { ticket_id: ticket.id }))).status).toBe('diagnosing')
  })

  test('the fee is that of the terms on the ticket, not of today', async () => {
    const ticket = await takenIn({ terms_accepted: true })
    await as(ctx => startDiagnosis(ctx, { ticket_id: ticket.id }))
    await shop.owner('update app.company_settings set diagnostic_fee = 99')
    await as(ctx => declineRepair(ctx, { ticket_id: ticket.id }))
    await chargeDiagnosticFee(jobTools(shop), { ticket_id: ticket.id })
    expect((await as(ctx => getTicket(ctx, { ticket_id: ticket.id }))).balance).toBe('30.00')
    await shop.owner('update app.company_settings set diagnostic_fee = 30')
  })

  test('declined: the fee of the terms is billed once, and the device stays until it is paid', async () => {
    const ticket = await ticketIn('diagnosing', { terms_accepted: true })
    const done = await as(ctx => declineRepair(ctx, { ticket_id: ticket.id }), shop.staff)
    expect(done).toMatchObject({ status: 'ready_for_pickup', outcome: 'declined' })
    const out = (by: Person, despite_balance: string | null) =>
      as(ctx => handOver(ctx, { ticket_id: ticket.id, despite_balance }), by)
    // Faster at the counter than the job that bills.
    await expect(out(shop.staff, null)).rejects.toMatchObject({ code: 'balance_due', vars: { balance: 'RM30.00' } })
    const tools = jobTools(shop)
    await chargeDiagnosticFee(tools, { ticket_id: ticket.id })
    await chargeDiagnosticFee(tools, { ticket_id: ticket.id })
    expect((await as(ctx => getTicket(ctx, { ticket_id: ticket.id }))).balance).toBe('30.00')
    await expect(out(shop.staff, null)).rejects.toMatchObject({ code: 'balance_due', vars: { balance: 'RM30.00' } })
    await expect(out(shop.staff, 'Pelanggan lama')).rejects.toMatchObject({ code: 'balance_due' })
    expect((await out(shop.admin, 'Pelanggan lama')).status).toBe('picked_up')
  })

  test('a fee that the shop took back is not asked for at the counter', async () => {
    const ticket = await ticketIn('diagnosing', { terms_accepted: true })
    await as(ctx => declineRepair(ctx, { ticket_id: ticket.id }))
    await chargeDiagnosticFee(jobTools(shop), { ticket_id: ticket.id })
    const [fee] = await shop.owner<{ id: string }>('select id from app.invoices where ticket_id = $1', [ticket.id])
    await as(ctx => cancelInvoice(ctx, { invoice_id: fee?.id ?? '', reason: 'Pelanggan lama' }))
    const done = await as(ctx => handOver(ctx, { ticket_id: ticket.id, despite_balance: null }))
    expect(done.status).toBe('picked_up')
  })

  test('who agreed to no terms owes no fee for looking', async () => {
    const ticket = await ticketIn('diagnosing')
    await as(ctx => declineRepair(ctx, { ticket_id: ticket.id }))
    await chargeDiagnosticFee(jobTools(shop), { ticket_id: ticket.id })
    expect((await as(ctx => getTicket(ctx, { ticket_id: ticket.id }))).balance).toBe('0.00')
    const done = await as(ctx => handOver(ctx, { ticket_id: ticket.id, despite_balance: null }))
    expect(done.status).toBe('picked_up')
  })

  test("a customer's decision moves the ticket once, and an old version's decision moves nothing", async () => {
    const ticket = await ticketIn('diagnosing')
    const lines = (unit_price: string) => [{ ...labour, unit_price }]
    const draft = { document_discount: '0.00' }
    const { id } = await as(ctx => draftQuotation(ctx, { ...draft, ticket_id: ticket.id, lines: lines('80.00') }))
    await as(ctx => sendQuotation(ctx, { quotation_id: id }))
    await as(ctx => reviseQuotation(ctx, { ...draft, quotation_id: id, lines: lines('100.00') }))
    await as(ctx => sendQuotation(ctx, { quotation_id: id }))
    expect((await as(ctx => getTicket(ctx, { ticket_id: ticket.id }))).awaiting_approval).toBe(true)
    await as(ctx => acceptAtCounter(ctx, { quotation_id: id, version: 2 }))
    await shop.scheduler(ctx => applyDecision(ctx, { quotation_id: id, version: 1 }))
    expect((await as(ctx => getTicket(ctx, { ticket_id: ticket.id }))).status).toBe('diagnosing')
    await shop.scheduler(ctx => applyDecision(ctx, { quotation_id: id, version: 2 }))
    await shop.scheduler(ctx => applyDecision(ctx, { quotation_id: id, version: 2 }))
    const after = await as(ctx => getTicket(ctx, { ticket_id: ticket.id }))
    expect(after).toMatchObject({ status: 'approved', estimated_cost: '100.00' })
    expect(after.updates.filter(u => u.to_status === 'approved')).toHaveLength(1)
  })
})
