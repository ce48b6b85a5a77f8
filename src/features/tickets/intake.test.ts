import { describe, expect, test } from 'vitest'
import { jobTools, onWhatsApp, saidTo } from '../../../test/helpers/jobs.ts'
import { all, as, intakeBody, shop, takenIn, ticketShop } from '../../../test/helpers/shop.tickets.ts'
import { SCHEDULER_ID } from '../../db/actor.ts'
import { deviceNotHere, receiveDevice } from './arrival.ts'
import { inviteToTicket, ticketLabel, ticketLinkQr } from './handouts.ts'
import { ticketPage } from './page.ts'
import { startDiagnosis } from './steps.ts'
import { countByStatus, customerLink, getTicket, listTickets, openTicket } from './tickets.ts'
import { assignTicket } from './work.ts'

ticketShop()

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
