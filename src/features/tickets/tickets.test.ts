import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobTools, onWhatsApp, saidTo } from '../../../test/helpers/jobs.ts'
import { newShop, type Person, type TestShop, testShop } from '../../../test/helpers/shop.ts'
import { labour } from '../../../test/helpers/tickets.ts'
import { SCHEDULER_ID } from '../../db/actor.ts'
import { nextTicketStatus, stepsFrom, TICKET_STATUSES, TICKET_STEPS } from '../../shared/tickets.status.ts'
import { ticketContracts } from '../../shared/tickets.ts'
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
import type { ReceivedFile } from '../tools.ts'
import { deviceNotHere, receiveDevice } from './arrival.ts'
import { inviteToTicket, ticketLabel, ticketLinkQr } from './handouts.ts'
import { takeIn } from './intake.ts'
import { stepsOf, ticketPage } from './page.ts'
import { revealPasscode } from './passcodes.ts'
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
import { chargeDiagnosticFee, wipePasscodeNow } from './tickets.jobs.ts'
import {
  countByStatus,
  customerLink,
  findTicketByNumber,
  getTicket,
  listTickets,
  openTicket,
  openTicketsOf,
} from './tickets.ts'
import { addNote, addPhotos, addProgress, assignTicket, updateTicket } from './work.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await newShop()
  await shop.owner(
    `update app.company_settings set company_name = 'Kedai Ujian', phone = '+60356331234', business_hours = '10 pagi – 8 malam', asks_passcode = true`,
  )
})
afterAll(() => shop.close())

let numbers = 0
const intakeBody = (more: object = {}) =>
  ticketContracts.intake.body?.parse({
    customer: { name: `Siti ${++numbers}`, phone: `012-${String(3_450_000 + numbers)}` },
    device: { brand: 'Apple', model: 'iPhone 13' },
    problem_description: 'Skrin pecah',
    accessories: ['charger', 'Kotak asal'],
    ...more,
  }) as Parameters<typeof takeIn>[1]
const takenIn = (more: object = {}, by: Person = shop.staff) => by.run(ctx => takeIn(ctx, intakeBody(more)))
const as = <T>(work: (ctx: Parameters<Parameters<Person['run']>[0]>[0]) => Promise<T>, by: Person = shop.staff) =>
  by.run(work)
const photo = (name: string): ReceivedFile => ({
  filename: name,
  mime_type: 'image/jpeg',
  size_bytes: 10,
  sha256: 'a'.repeat(64),
  storage_key: `photo/${name}`,
  thumbnail_key: null,
})
const all = { limit: 30 }

/** Through the whole repair up to a status. */
async function ticketIn(
  status: 'diagnosing' | 'approved' | 'in_progress' | 'completed' | 'ready_for_pickup',
  more: object = {},
) {
  const ticket = await takenIn(more)
  const steps = [startDiagnosis, approveTicket, startRepair, completeRepair, markReady]
  const path = ['diagnosing', 'approved', 'in_progress', 'completed', 'ready_for_pickup']
  for (const step of steps.slice(0, path.indexOf(status) + 1)) await as(ctx => step(ctx, { ticket_id: ticket.id }))
  return ticket
}

describe('walk-in intake', () => {
  test('one call makes customer, device and ticket with a number', async () => {
    const ticket = await takenIn({
      terms_accepted: true,
      device: { brand: 'Apple', model: 'iPhone 13', imei: '49-015420-323751-8' },
    })
    expect(ticket.ticket_number).toMatch(/^TKT-\d{4}-\d{6}$/)
    expect(ticket).toMatchObject({
      status: 'pending',
      device_model: 'Apple iPhone 13',
      serial_number: '490154203237518',
      balance: '0.00',
      passcode: 'hidden',
      next_steps: ['diagnose', 'cancel'],
    })
    expect(ticket.customer.phone).toMatch(/^\+60123/)
    expect(ticket.terms?.wording.join(' ')).toContain('RM30.00')
    const consents = await shop.owner('select purpose, source, wording from app.consents where customer_id = $1', [
      ticket.customer_id,
    ])
    expect(consents).toMatchObject([{ purpose: 'repair_terms', source: 'counter' }])
  })

  test('a known phone, however it is written, is the same customer', async () => {
    const first = await takenIn({ customer: { name: 'Aina', phone: '019-876 5432' } })
    const again = await takenIn({ customer: { name: 'Nur Aina', phone: '+60 19 876 5432' } })
    expect(again.customer_id).toBe(first.customer_id)
    expect(again.customer.name).toBe('Aina')
    await expect(takenIn({ customer: { name: 'X', phone: '12345' } })).rejects.toMatchObject({ code: 'phone_invalid' })
  })

  test('a customer without phone and WhatsApp is taken in and simply not told', async () => {
    const ticket = await takenIn({ customer: { name: 'Pak Din' } })
    await as(ctx => startDiagnosis(ctx, { ticket_id: ticket.id }))
    expect(await saidTo(shop, ticket.customer_id)).toEqual([])
  })

  test('a device is not given to somebody who does not work here any more', async () => {
    const gone = await shop.person('technician')
    await shop.owner('update app.users set is_active = false where id = $1', [gone.id])
    await expect(takenIn({ assigned_to: gone.id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(takenIn({ assigned_to: SCHEDULER_ID })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a wrong IMEI does not pass the form', () => {
    expect(() => intakeBody({ device: { model: 'X', imei: '490154203237517' } })).toThrow('imei_invalid')
  })

  test('a technician takes in too, and an IMEI that changed hands stays one device with a new owner', async () => {
    const imei = '353879234252633'
    const sold = await takenIn({ device: { model: 'Galaxy S21', brand: 'Samsung', imei } })
    const bought = await takenIn({ device: { model: 'Galaxy S21', brand: 'Samsung', imei } }, shop.technician)
    expect(bought.device?.id).toBe(sold.device?.id)
    expect(bought.device?.customer_id).toBe(bought.customer_id)
    expect(bought.customer_id).not.toBe(sold.customer_id)
  })

  test('without an IMEI the same model of the same owner is the same device', async () => {
    const one = await takenIn({ customer: { name: 'Lim', phone: '0127770001' }, device: { model: 'Redmi 9' } })
    const two = await takenIn({
      customer: { name: 'Lim', phone: '0127770001' },
      device: { model: 'redmi 9', imei: '356938035643809' },
    })
    expect(two.device).toMatchObject({ id: one.device?.id, imei: '356938035643809' })
  })

  test('numbers follow each other without a gap when many come at once', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => takenIn()))
    const serials = made.map(ticket => Number(ticket.ticket_number.slice(-6))).sort((a, b) => a - b)
    expect(serials).toEqual(serials.map((_, index) => (serials[0] ?? 0) + index))
  })

  test('the label, the QR code and the chat are ready to hand out, and the link stays the same while it is fresh', async () => {
    const ticket = await takenIn()
    const tools = { ...jobTools(shop), run: shop.staff.run }
    const label = await ticketLabel(tools, { ticket_id: ticket.id })
    expect([label.mime_type, label.bytes.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-'])
    expect((await ticketLinkQr(tools, { ticket_id: ticket.id })).bytes.toString()).toContain('<svg')
    const invite = await as(ctx => inviteToTicket(ctx, { ticket_id: ticket.id }))
    expect(invite.whatsapp_url).toBe(
      `https://wa.me/60356331234?text=${encodeURIComponent(`Hai, tiket saya ${ticket.ticket_number}`)}`,
    )
    expect((await as(ctx => customerLink(ctx, { ticket_id: ticket.id }))).url).toBe(invite.url)
    const kept = await shop.owner<{ token_hash: string }>(
      'select token_hash from app.customer_links where ticket_id = $1',
      [ticket.id],
    )
    expect(kept).toHaveLength(1)
    expect(invite.url).not.toContain(kept[0]?.token_hash)
  })
})

describe('a device that is still to come', () => {
  /** As the form that was filled at home opens it. */
  const expected = async (customer: object = {}) => {
    const { customer_id } = await takenIn(customer)
    const { id } = await shop.scheduler(ctx =>
      openTicket(ctx, {
        customer_id,
        device: { device_type: 'phone', brand: 'Vivo', model: 'Y20' },
        problem_description: 'Skrin pecah',
        device_received: false,
        terms: null,
      }),
    )
    await onWhatsApp(shop, customer_id)
    return { id, customer_id }
  }
  const toldOf = async (ticket: { id: string; customer_id: string }) =>
    (await saidTo(shop, ticket.customer_id)).filter(s => s.key.includes(ticket.id)).map(s => s.key.split(':')[2])

  test('is not diagnosed before it is received; pressed twice it came once, and the customer is told once', async () => {
    const ticket = await expected()
    const of = { ticket_id: ticket.id }
    await expect(as(ctx => startDiagnosis(ctx, of))).rejects.toMatchObject({ code: 'device_not_here' })
    await expect(
      shop.owner(`update app.tickets set status = 'diagnosing' where id = $1`, [ticket.id]),
    ).rejects.toMatchObject({ code: '23514' })
    const taps = await Promise.all([1, 2, 3].map(() => as(ctx => receiveDevice(ctx, of))))
    expect(new Set(taps.map(tap => tap.received_at)).size).toBe(1)
    expect(taps[0]?.received_at).not.toBeNull()
    await as(ctx => startDiagnosis(ctx, of))
    expect(await toldOf(ticket)).toEqual(['received', 'diagnosing'])
    const done = await as(ctx => getTicket(ctx, of))
    expect(done.updates.map(u => u.update_type)).toEqual(['intake', 'arrival', 'status'])
    await expect(as(ctx => deviceNotHere(ctx, of))).rejects.toMatchObject({ code: 'transition_refused' })
  })

  test('is received by the step that starts its diagnosis, in one message', async () => {
    const ticket = await expected()
    const started = await as(ctx => startDiagnosis(ctx, { ticket_id: ticket.id, device_received: true }))
    expect(started).toMatchObject({ status: 'diagnosing', received_at: expect.any(String) })
    expect(await toldOf(ticket)).toEqual(['received_diagnosing'])
  })

  test('one received by mistake is not here again, and the customer knows; then it comes', async () => {
    const ticket = await expected()
    const of = { ticket_id: ticket.id }
    await as(ctx => receiveDevice(ctx, of))
    expect((await as(ctx => deviceNotHere(ctx, of))).received_at).toBeNull()
    expect((await as(ctx => deviceNotHere(ctx, of))).received_at).toBeNull()
    expect((await as(ctx => receiveDevice(ctx, of))).received_at).not.toBeNull()
    expect(await toldOf(ticket)).toEqual(['received', 'not_here', 'received'])
  })

  test('is told outside the 24 hours in approved words, in the customer’s language', async () => {
    const ticket = await expected({ customer: { name: 'Kumar', phone: '0126661299', lang: 'en' } })
    await as(ctx => receiveDevice(ctx, { ticket_id: ticket.id }))
    const [row] = await shop.owner<{ template: { body: string[] } }>(
      `select o.template from app.whatsapp_outbox o where o.idempotency_key like 'ticket:' || $1 || ':received:%'`,
      [ticket.id],
    )
    expect(row?.template.body).toContain('Device received')
  })

  test('is counted and shown as not here, also to the customer; a walk-in is here at once', async () => {
    const before = await as(countByStatus)
    const ticket = await expected()
    const after = await as(countByStatus)
    expect(after.not_here - before.not_here).toBe(1)
    const [row] = (await as(ctx => listTickets(ctx, { ...all, customer_id: ticket.customer_id }))).items
    expect(row).toMatchObject({ id: ticket.id, received_at: null })
    const { url } = await as(ctx => customerLink(ctx, { ticket_id: ticket.id }))
    const page = await shop.link(url.split('/t/')[1] ?? '', ticketPage)
    expect(page).toMatchObject({ status: 'pending', received_at: null })
    const view = await as(ctx =>
      ctx.tx
        .selectFrom('ticket_status_view')
        .select('status_description')
        .where('id', '=', ticket.id)
        .executeTakeFirst(),
    )
    expect(view?.status_description).toBe('Belum sampai')
    expect((await takenIn()).received_at).not.toBeNull()
  })

  test('a technician receives what is his, and no other', async () => {
    const ticket = await expected()
    const of = { ticket_id: ticket.id }
    await expect(as(ctx => receiveDevice(ctx, of), shop.technician)).rejects.toMatchObject({ code: 'not_found' })
    await as(ctx => assignTicket(ctx, { ...of, user_id: shop.technician.id }))
    expect((await as(ctx => receiveDevice(ctx, of), shop.technician)).received_at).not.toBeNull()
  })
})

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
    await wipePasscodeNow(jobTools(shop), { ticket_id: ticket.id })
    await wipePasscodeNow(jobTools(shop), { ticket_id: ticket.id })
    await expect(reveal(shop.technician)).rejects.toMatchObject({ code: 'passcode_gone' })
    expect((await as(ctx => getTicket(ctx, { ticket_id: ticket.id }), shop.technician)).passcode).toBe('wiped')
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
