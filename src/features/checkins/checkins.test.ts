import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobTools, onWhatsApp, saidTo } from '../../../test/helpers/jobs.ts'
import { newShop, type TestShop, testShop } from '../../../test/helpers/shop.ts'
import { ticketOf } from '../../../test/helpers/tickets.ts'
import { type CheckinForm, checkinContracts } from '../../shared/checkins.ts'
import { openFile } from '../files/files.ts'
import { ticketPage } from '../tickets/page.ts'
import { revealPasscode } from '../tickets/passcodes.ts'
import { getTicket } from '../tickets/tickets.ts'
import type { ReceivedFile } from '../tools.ts'
import { inviteToCheckIn, openTicketNow } from './checkins.jobs.ts'
import { checkinQr, createCheckin, latestOpenCheckin } from './checkins.ts'
import { addCheckinFile, checkinPage, submitCheckin } from './form.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await newShop()
  await shop.owner(`update app.company_settings set company_name = 'Kedai Ujian', asks_passcode = true`)
})
afterAll(() => shop.close())

let made = 0
async function customer(name = '✨Aina✨'): Promise<string> {
  const [row] = await shop.owner<{ id: string }>(
    'insert into app.customers (name, phone) values ($1, $2) returning id',
    [name, `+6013${4_000_000 + ++made}`],
  )
  return row?.id ?? ''
}
const received = (name: string): ReceivedFile => ({
  filename: name,
  mime_type: 'image/png',
  size_bytes: 10,
  sha256: 'b'.repeat(64),
  storage_key: `photo/${name}${++made}`,
  thumbnail_key: null,
})

/** An invitation with its token, as the bot makes it for a customer in the chat. */
async function invited(prefill = {}) {
  const customer_id = await customer()
  const checkin = await shop.bot(customer_id, ctx => createCheckin(ctx, { customer_id, prefill }))
  return { ...checkin, customer_id, token: checkin.url.split('/c/')[1] ?? '' }
}

async function filled(token: string, more: object = {}): Promise<CheckinForm> {
  const add = (kind: 'signature' | 'condition_photo') =>
    shop.link(token, ctx => addCheckinFile(ctx, { kind, files: [received(`${kind}.png`)] }))
  const signature = await add('signature')
  const picture = await add('condition_photo')
  const { terms } = await shop.link(token, checkinPage)
  return checkinContracts.submit.body?.parse({
    name: 'Nur Aina binti Ahmad',
    device: { brand: 'Apple', model: 'iPhone 13', imei: '490154203237518' },
    problem_description: 'Skrin pecah, jatuh di tangga',
    accessories: ['case'],
    photo_file_ids: [picture.id],
    signature_file_id: signature.id,
    terms_version: terms.version,
    ...more,
  }) as CheckinForm
}
const submit = (token: string, form: CheckinForm) => shop.link(token, ctx => submitCheckin(ctx, form))

describe('the invitation', () => {
  test('goes into the chat once, as a QR code with the link under it, in the language of the customer', async () => {
    const checkin = await invited()
    await onWhatsApp(shop, checkin.customer_id)
    await shop.owner(`insert into app.customer_preferences (customer_id, language_preference) values ($1, 'id')`, [
      checkin.customer_id,
    ])
    const tools = jobTools(shop)
    expect(
      (await shop.waitingJobs()).filter(j => j.task === 'checkins.invite' && j.payload.checkin_id === checkin.id),
    ).toHaveLength(1)
    await inviteToCheckIn(tools, { checkin_id: checkin.id })
    await inviteToCheckIn(tools, { checkin_id: checkin.id })
    const said = await saidTo(shop, checkin.customer_id)
    expect(said).toHaveLength(1)
    expect(said[0]?.body).toMatchObject({ type: 'image', caption: expect.stringContaining(checkin.url) })
    expect(said[0]?.body.caption).toContain('daftarkan perangkat Anda')
    const png = await openFile(
      { ...tools, run: shop.staff.run },
      { file_id: said[0]?.media_file_id ?? '', size: 'full' },
    )
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG')
  })

  test('its token cannot be guessed and is not in the database', async () => {
    const { token, id } = await invited()
    expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(16)
    const dump = JSON.stringify(await shop.owner('select * from app.checkins where id = $1', [id]))
    expect(dump).not.toContain(token)
    await expect(shop.link(`${token}x`, checkinPage)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('expires, and the chat knows the one that is still open', async () => {
    const { token, id, customer_id } = await invited()
    expect((await shop.bot(customer_id, ctx => latestOpenCheckin(ctx, { customer_id })))?.id).toBe(id)
    await shop.owner('update app.checkins set expires_at = now() where id = $1', [id])
    await expect(shop.link(token, checkinPage)).rejects.toMatchObject({ code: 'link_expired' })
    expect(await shop.bot(customer_id, ctx => latestOpenCheckin(ctx, { customer_id }))).toBeNull()
  })

  test('staff show the code at the counter; the bot cannot invite for somebody else', async () => {
    const mine = await customer()
    const other = await customer()
    const checkin = await shop.staff.run(ctx => createCheckin(ctx, { customer_id: mine, send: false }))
    const code = await checkinQr({ ...jobTools(shop), run: shop.staff.run }, { checkin_id: checkin.id })
    expect([code.mime_type, code.bytes.toString().includes('<svg')]).toEqual(['image/svg+xml', true])
    await expect(shop.bot(mine, ctx => createCheckin(ctx, { customer_id: other }))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('a warranty claim is tied to a repair of the same customer that was collected, and to no other', async () => {
    const [mine, his] = [await ticketOf(shop), await ticketOf(shop)]
    const claim = (ticket_id: string) =>
      shop.bot(mine.customer_id, ctx =>
        createCheckin(ctx, {
          customer_id: mine.customer_id,
          prefill: { warranty_of: { ticket_id, ticket_number: 'TKT-1' } },
        }),
      )
    await expect(claim(mine.ticket_id)).rejects.toMatchObject({ code: 'not_found' })
    for (const status of ['ready_for_pickup', 'picked_up'])
      await shop.owner(`update app.tickets set status = $1, outcome = 'repaired' where id in ($2, $3)`, [
        ...[status, mine.ticket_id, his.ticket_id],
      ])
    await expect(claim(his.ticket_id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await claim(mine.ticket_id)).toMatchObject({ customer_id: mine.customer_id })
  })
})

describe('the form', () => {
  test('shows what the chat knows, the terms with the figures of the shop, and opens nothing else', async () => {
    const { token, id } = await invited({ brand: 'Apple', model: 'iPhone 13', problem: 'skrin pecah' })
    const page = await shop.link(token, checkinPage)
    expect(page).toMatchObject({
      status: 'open',
      asks_passcode: true,
      prefill: { name: '✨Aina✨', model: 'iPhone 13', problem: 'skrin pecah' },
      ticket_number: null,
      ticket_url: null,
    })
    expect(page.terms.wording.join(' ')).toMatch(/RM30\.00.*30 hari/)
    expect(page.terms.privacy).toContain('Kedai Ujian')
    await expect(shop.link(token, ticketPage)).rejects.toMatchObject({ code: 'not_found' })
    expect((await shop.owner('select opened_at from app.checkins where id = $1', [id]))[0]?.opened_at).not.toBeNull()
  })

  test('becomes a ticket with number, device, photos, signature, frozen terms, consent and sealed passcode; the customer is told with his page', async () => {
    const { token, id, customer_id } = await invited()
    await onWhatsApp(shop, customer_id)
    const answer = await submit(token, await filled(token, { passcode: '2580' }))
    expect(answer).toMatchObject({ status: 'submitted', ticket_number: null, ticket_url: null })
    expect(JSON.stringify(await shop.owner('select * from app.checkins where id = $1', [id]))).not.toContain('2580')

    await openTicketNow(jobTools(shop), { checkin_id: id })
    await openTicketNow(jobTools(shop), { checkin_id: id })

    const page = await shop.link(token, checkinPage)
    expect(page).toMatchObject({
      status: 'ticketed',
      ticket_number: expect.stringMatching(/^TKT-/),
      ticket_url: expect.stringContaining('http://kedai.test/t/'),
    })
    const tickets = await shop.owner<{ id: string }>('select id from app.tickets where customer_id = $1', [customer_id])
    expect(tickets).toHaveLength(1)
    const ticket_id = tickets[0]?.id ?? ''
    const ticket = await shop.admin.run(ctx => getTicket(ctx, { ticket_id }))
    expect(ticket).toMatchObject({
      status: 'pending',
      received_at: null,
      device_model: 'Apple iPhone 13',
      serial_number: '490154203237518',
      customer_name: 'Nur Aina binti Ahmad',
      accessories: ['case'],
      passcode: 'kept',
    })
    expect(ticket.terms?.version).toBe(page.terms.version)
    expect(ticket.photos).toHaveLength(1)
    expect(await shop.admin.run(ctx => revealPasscode(ctx, { ticket_id, reason: 'uji' }))).toEqual({ passcode: '2580' })
    const consents = await shop.owner(
      'select purpose, granted, source from app.consents where customer_id = $1 order by purpose',
      [customer_id],
    )
    expect(consents).toEqual([
      { purpose: 'privacy_notice', granted: true, source: 'checkin' },
      { purpose: 'repair_terms', granted: true, source: 'checkin' },
    ])
    const said = await saidTo(shop, customer_id)
    expect(said).toHaveLength(1)
    expect(said[0]?.body).toMatchObject({ type: 'cta_url', url: page.ticket_url })
    const mine = await shop.link(page.ticket_url?.split('/t/')[1] ?? '', ticketPage)
    expect(mine.ticket_number).toBe(page.ticket_number)
    const notices = await shop.owner(
      `select data from app.notifications where kind = 'checkin_submitted' and subject_id = $1`,
      [ticket_id],
    )
    expect(notices).toEqual([{ data: { ticket: page.ticket_number } }])
  })

  test('is used once: the same form again gets the same answer, another one is refused, and nothing can be added', async () => {
    const { token, id } = await invited()
    const form = await filled(token)
    const answers = await Promise.all([submit(token, form), submit(token, form), submit(token, form)])
    expect(new Set(answers.map(a => a.status))).toEqual(new Set(['submitted']))
    expect(
      (await shop.waitingJobs()).filter(j => j.task === 'checkins.open_ticket' && j.payload.checkin_id === id),
    ).toHaveLength(1)
    await openTicketNow(jobTools(shop), { checkin_id: id })
    expect((await submit(token, form)).ticket_number).toMatch(/^TKT-/)
    await expect(submit(token, { ...form, problem_description: 'lain' })).rejects.toMatchObject({
      code: 'checkin_used',
    })
    await expect(
      shop.link(token, ctx => addCheckinFile(ctx, { kind: 'signature', files: [received('s.png')] })),
    ).rejects.toMatchObject({ code: 'checkin_used' })
  })

  test('terms that changed while he read them are shown again before he signs', async () => {
    const { token } = await invited()
    const form = await filled(token)
    await shop.owner('update app.company_settings set diagnostic_fee = 45')
    await expect(submit(token, form)).rejects.toMatchObject({ code: 'terms_changed' })
    const again = await shop.link(token, checkinPage)
    expect(again.terms.wording[0]).toContain('RM45.00')
    expect((await submit(token, { ...form, terms_version: again.terms.version })).status).toBe('submitted')
    await shop.owner('update app.company_settings set diagnostic_fee = 30')
    expect((await shop.link(token, checkinPage)).terms.wording[0]).toContain('RM45.00')
  })

  test('takes only files that came with its own link', async () => {
    const one = await invited()
    const two = await invited()
    const foreign = await filled(one.token)
    const form = await filled(two.token)
    await expect(submit(two.token, { ...form, signature_file_id: foreign.signature_file_id })).rejects.toMatchObject({
      code: 'validation_failed',
    })
    await expect(submit(two.token, { ...form, photo_file_ids: foreign.photo_file_ids })).rejects.toMatchObject({
      code: 'validation_failed',
    })
    const tools = {
      ...jobTools(shop),
      run: <T>(work: Parameters<typeof shop.link<T>>[1]) => shop.link(two.token, work),
    }
    await expect(openFile(tools, { file_id: foreign.signature_file_id, size: 'full' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('photos from the chat come along', async () => {
    const { token, id, customer_id } = await invited()
    const [chat] = await shop.owner<{ id: string }>(
      `insert into app.files (kind, mime_type, size_bytes, sha256, storage_key, customer_id) values ('chat_media', 'image/jpeg', 1, 'c', 'photo/c', $1) returning id`,
      [customer_id],
    )
    await shop.owner(`update app.checkins set prefill = $1 where id = $2`, [
      JSON.stringify({ file_ids: [chat?.id] }),
      id,
    ])
    await submit(token, await filled(token, { device: { model: 'Vivo Y20' } }))
    await openTicketNow(jobTools(shop), { checkin_id: id })
    const { ticket_url } = await shop.link(token, checkinPage)
    expect((await shop.link(ticket_url?.split('/t/')[1] ?? '', ticketPage)).photos).toHaveLength(2)
  })

  test('a shop that does not ask keeps no passcode, and a name that staff wrote stays', async () => {
    await shop.owner('update app.company_settings set asks_passcode = false')
    const { token, id, customer_id } = await invited()
    await shop.owner(`update app.customers set name = 'Syarikat Aina', created_by = $1 where id = $2`, [
      shop.staff.id,
      customer_id,
    ])
    await submit(token, await filled(token, { passcode: '1111', device: { model: 'Oppo A5' } }))
    await openTicketNow(jobTools(shop), { checkin_id: id })
    expect(
      await shop.owner(
        'select 1 from app.device_passcodes p join app.tickets t on t.id = p.ticket_id where t.customer_id = $1',
        [customer_id],
      ),
    ).toEqual([])
    expect((await shop.owner('select name from app.customers where id = $1', [customer_id]))[0]?.name).toBe(
      'Syarikat Aina',
    )
    await shop.owner('update app.company_settings set asks_passcode = true')
  })

  test('the token is as good as the database’s hash of it', async () => {
    const { token, id } = await invited()
    expect((await shop.owner('select token_hash from app.checkins where id = $1', [id]))[0]?.token_hash).toBe(
      testShop.hash(token),
    )
  })
})
