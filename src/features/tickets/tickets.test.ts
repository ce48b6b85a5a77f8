import { describe, expect, test } from 'vitest'
import { jobTools, onWhatsApp, saidTo } from '../../../test/helpers/jobs.ts'
import { all, as, photo, shop, takenIn, ticketIn, ticketShop } from '../../../test/helpers/shop.tickets.ts'
import { type Person, testShop } from '../../../test/helpers/shop.ts'
import { TICKET_STATUSES } from '../../shared/tickets.status.ts'
import { stepsOf, ticketPage } from './page.ts'
import { revealPasscode } from './passcodes.ts'
import { cancelTicket, handOver, startDiagnosis } from './steps.ts'
import { wipePasscodeNow } from './tickets.jobs.ts'
import { countByStatus, customerLink, findTicketByNumber, getTicket, listTickets, openTicketsOf } from './tickets.ts'
import { addNote, addPhotos, addProgress, assignTicket, updateTicket } from './work.ts'

ticketShop()

describe('the work on a ticket', () => {
  test('progress with photos reaches the chat with the words under the first, and the page of the customer', async () => {
    const ticket = await ticketIn('in_progress')
    await onWhatsApp(shop, ticket.customer_id)
    await as(ctx =>
      addProgress(ctx, {
        ticket_id: ticket.id,
        description: 'Skrin baharu dipasang',
        tell_customer: true,
        files: [photo('1.jpg'), photo('2.jpg')],
      }),
    )
    const said = await saidTo(shop, ticket.customer_id)
    expect(said.map(s => [s.body.type, 'caption' in s.body])).toEqual([
      ['image', true],
      ['image', false],
    ])
    expect(said[0]?.body.caption).toContain('Skrin baharu dipasang')
    await as(ctx =>
      addProgress(ctx, { ticket_id: ticket.id, description: 'Diam-diam', tell_customer: false, files: [] }),
    )
    expect(await saidTo(shop, ticket.customer_id)).toHaveLength(2)
    await expect(
      as(ctx => addProgress(ctx, { ticket_id: ticket.id, description: '', tell_customer: true, files: [] })),
    ).rejects.toMatchObject({ code: 'validation_failed' })
    await expect(
      as(ctx =>
        addProgress(ctx, {
          ticket_id: ticket.id,
          description: '',
          tell_customer: true,
          files: [{ ...photo('x.pdf'), mime_type: 'application/pdf' }],
        }),
      ),
    ).rejects.toMatchObject({ code: 'file_type_refused' })
  })

  test('assignment tells the colleague, a stranger cannot be assigned, and a technician sees his own tickets only', async () => {
    const ticket = await takenIn()
    const given = await as(ctx => assignTicket(ctx, { ticket_id: ticket.id, user_id: shop.technician.id }))
    expect(given.assigned_to?.id).toBe(shop.technician.id)
    const notices = await shop.owner('select kind from app.notifications where user_id = $1 and subject_id = $2', [
      shop.technician.id,
      ticket.id,
    ])
    expect(notices).toEqual([{ kind: 'ticket_assigned' }])
    await expect(
      as(ctx => assignTicket(ctx, { ticket_id: ticket.id, user_id: ticket.customer_id })),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect((await as(ctx => getTicket(ctx, { ticket_id: ticket.id }), shop.technician)).id).toBe(ticket.id)
    await expect(as(ctx => getTicket(ctx, { ticket_id: ticket.id }), shop.other)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(as(ctx => startDiagnosis(ctx, { ticket_id: ticket.id }), shop.other)).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await as(ctx => startDiagnosis(ctx, { ticket_id: ticket.id }), shop.technician)).status).toBe('diagnosing')
    const mine = await as(ctx => listTickets(ctx, { ...all, assigned_to: 'me' }), shop.technician)
    expect(mine.items.map(t => t.id)).toContain(ticket.id)
  })

  test('lists filter, search in every form, count, and go on by cursor', async () => {
    const ticket = await takenIn({ customer: { name: 'Zulkifli Unik', phone: '0176543210' } })
    const ids = async (query: object) => (await as(ctx => listTickets(ctx, { ...all, ...query }))).items.map(t => t.id)
    expect(await ids({ q: 'zulkifli' })).toEqual([ticket.id])
    expect(await ids({ q: '017-654 3210' })).toEqual([ticket.id])
    expect(await ids({ q: ticket.ticket_number.toLowerCase() })).toEqual([ticket.id])
    expect(await ids({ q: 'zulkifli', status: 'picked_up,cancelled' })).toEqual([])
    expect(await ids({ customer_id: ticket.customer_id, status: 'open', assigned_to: 'nobody' })).toEqual([ticket.id])
    const first = await as(ctx => listTickets(ctx, { limit: 2 }))
    const next = await as(ctx => listTickets(ctx, { limit: 2, cursor: first.next_cursor ?? '' }))
    expect(first.items[0]?.id).toBe(ticket.id)
    expect(next.items.map(t => t.id)).not.toContain(first.items[1]?.id)
    const { counts } = await as(ctx => countByStatus(ctx))
    expect(counts.pending).toBeGreaterThan(0)
    expect(Object.keys(counts)).toEqual([...TICKET_STATUSES])
  })

  test('the bot finds the tickets of its customer and of nobody else', async () => {
    const ticket = await takenIn()
    const stranger = await takenIn()
    await shop.bot(ticket.customer_id, async ctx => {
      expect((await openTicketsOf(ctx, { customer_id: ticket.customer_id })).map(t => t.id)).toEqual([ticket.id])
      expect((await findTicketByNumber(ctx, { ticket_number: ` ${ticket.ticket_number.toLowerCase()}` }))?.id).toBe(
        ticket.id,
      )
      expect(await findTicketByNumber(ctx, { ticket_number: stranger.ticket_number })).toBeNull()
      expect((await customerLink(ctx, { ticket_id: ticket.id })).url).toContain('/t/')
      await expect(customerLink(ctx, { ticket_id: stranger.id })).rejects.toMatchObject({ code: 'not_found' })
    })
  })

  test('details change without a word to the customer', async () => {
    const ticket = await takenIn()
    const changed = await as(ctx =>
      updateTicket(ctx, {
        ticket_id: ticket.id,
        priority: 'urgent',
        hold_reason: 'part',
        estimated_completion_date: '2030-01-02',
        technician_notes: 'IC rosak',
      }),
    )
    expect(changed).toMatchObject({
      priority: 'urgent',
      hold_reason: 'part',
      estimated_completion_date: '2030-01-02',
      technician_notes: 'IC rosak',
      problem_description: 'Skrin pecah',
    })
  })
})

describe('passcodes', () => {
  const wipesOf = async (ticket_id: string) =>
    (await shop.waitingJobs()).filter(
      job => job.task === 'tickets.wipe_passcode' && job.payload.ticket_id === ticket_id,
    ).length

  test('sealed, shown by right and reason, written into the audit trail, wiped at pickup', async () => {
    const ticket = await ticketIn('ready_for_pickup', { passcode: '258014' })
    await as(ctx => assignTicket(ctx, { ticket_id: ticket.id, user_id: shop.technician.id }))
    const [row] = await shop.owner<{ sealed: string }>('select sealed from app.device_passcodes where ticket_id = $1', [
      ticket.id,
    ])
    expect(row?.sealed).not.toContain('258014')
    const reveal = (by: Person) => as(ctx => revealPasscode(ctx, { ticket_id: ticket.id, reason: 'uji skrin' }), by)
    await expect(reveal(shop.staff)).rejects.toMatchObject({ code: 'passcode_gone' })
    await expect(reveal(shop.other)).rejects.toMatchObject({ code: 'not_found' })
    expect(await reveal(shop.technician)).toEqual({ passcode: '258014' })
    const trail = await shop.owner<{
      user_id: string
      new_values: Record<string, { ticket_number: string; reason: string }>
    }>(`select user_id, new_values from app.audit_logs where table_name = 'device_passcodes' and action = 'UPDATE'`)
    expect(trail.at(-1)).toMatchObject({
      user_id: shop.technician.id,
      new_values: { last_reveal: { ticket_number: ticket.ticket_number, reason: 'uji skrin' } },
    })
    expect(JSON.stringify(await shop.owner('select old_values, new_values from app.audit_logs'))).not.toContain(
      '258014',
    )

    await as(ctx => handOver(ctx, { ticket_id: ticket.id, despite_balance: null }))
    expect(await wipesOf(ticket.id)).toBe(1)
    await wipePasscodeNow(jobTools(shop), { ticket_id: ticket.id })
    await wipePasscodeNow(jobTools(shop), { ticket_id: ticket.id })
    await expect(reveal(shop.technician)).rejects.toMatchObject({ code: 'passcode_gone' })
    expect((await as(ctx => getTicket(ctx, { ticket_id: ticket.id }), shop.technician)).passcode).toBe('wiped')
  })

  test('a device that never came takes its passcode along', async () => {
    const ticket = await takenIn({ passcode: '135790' })
    await as(ctx => cancelTicket(ctx, { ticket_id: ticket.id, reason: 'Tidak jadi' }))
    expect(await wipesOf(ticket.id)).toBe(1)
  })

  test('a shop that does not ask for passcodes takes none', async () => {
    await shop.owner('update app.company_settings set asks_passcode = false')
    await expect(takenIn({ passcode: '1234' })).rejects.toMatchObject({ code: 'validation_failed' })
    await shop.owner('update app.company_settings set asks_passcode = true')
  })
})

describe("the customer's page", () => {
  const tokenOf = async (ticket_id: string) =>
    (await as(ctx => customerLink(ctx, { ticket_id }))).url.split('/t/')[1] ?? ''

  test('shows his repair and nothing of the shop’s notes', async () => {
    const ticket = await ticketIn('in_progress')
    await as(ctx => addNote(ctx, { ticket_id: ticket.id, description: 'RAHSIA KEDAI' }))
    await as(ctx => updateTicket(ctx, { ticket_id: ticket.id, technician_notes: 'RAHSIA KEDAI' }))
    await as(ctx => addPhotos(ctx, { ticket_id: ticket.id, files: [photo('depan.jpg')] }))
    await as(ctx =>
      addProgress(ctx, {
        ticket_id: ticket.id,
        description: 'Skrin dipasang',
        tell_customer: false,
        files: [photo('p.jpg')],
      }),
    )
    const page = await shop.link(await tokenOf(ticket.id), ticketPage)
    expect(page).toMatchObject({
      ticket_number: ticket.ticket_number,
      status: 'in_progress',
      device: 'Apple iPhone 13',
      quotation: null,
      invoices: [],
      feedback: null,
    })
    expect(page.updates.map(u => [u.description, u.files.length])).toEqual([['Skrin dipasang', 1]])
    expect(page.photos).toHaveLength(1)
    expect(page.steps.map(s => s.at !== null)).toEqual([true, true, true, true, false, false, false])
    expect(JSON.stringify(page)).not.toContain('RAHSIA')
  })

  test('opens one ticket only, refuses an unknown token, and says when it has expired', async () => {
    const mine = await takenIn()
    const other = await takenIn()
    const token = await tokenOf(mine.id)
    expect(token.length).toBeGreaterThanOrEqual(22)
    await shop.link(token, async ctx => {
      expect((await ticketPage(ctx)).ticket_number).toBe(mine.ticket_number)
      await expect(getTicket(ctx, { ticket_id: other.id })).rejects.toMatchObject({ code: 'not_found' })
      await expect(startDiagnosis(ctx, { ticket_id: mine.id })).rejects.toMatchObject({ code: 'not_found' })
    })
    await expect(shop.link('unknown', ticketPage)).rejects.toMatchObject({ code: 'not_found' })
    await shop.owner(`update app.customer_links set expires_at = now() where token_hash = $1`, [testShop.hash(token)])
    await expect(shop.link(token, ticketPage)).rejects.toMatchObject({ code: 'link_expired' })
    const fresh = await tokenOf(mine.id)
    expect(fresh).not.toBe(token)
    expect((await shop.link(fresh, ticketPage)).ticket_number).toBe(mine.ticket_number)
  })

  test('what was not repaired has a shorter way', () => {
    const updates = ['pending', 'diagnosing', 'ready_for_pickup'].map(to_status => ({ to_status, created_at: 'then' }))
    expect(stepsOf('ready_for_pickup', 'declined', updates).map(s => [s.status, s.at])).toEqual([
      ['pending', 'then'],
      ['diagnosing', 'then'],
      ['ready_for_pickup', 'then'],
      ['picked_up', null],
    ])
    expect(stepsOf('cancelled', null, updates).map(s => s.status)).toEqual(['pending', 'cancelled'])
  })
})
