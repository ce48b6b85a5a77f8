import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobTools, onWhatsApp } from '../../../test/helpers/jobs.ts'
import { newShop, type Person, type TestShop } from '../../../test/helpers/shop.ts'
import { type Job, labour, productOf, registerForTax, screenLine, ticketOf } from '../../../test/helpers/tickets.ts'
import { zQuotation } from '../../shared/quotations.ts'
import { addDays, dayAt, momentAt } from '../../shared/time.ts'
import { listNotifications } from '../notifications/notifications.ts'
import { announceDecision, announceExpiry } from './quotations.jobs.ts'
import {
  acceptAtCounter,
  acceptOnPage,
  acceptQuotation,
  draftQuotation,
  expireQuotations,
  getQuotation,
  listQuotations,
  openQuotationOf,
  rejectQuotation,
  reviseQuotation,
  sendQuotation,
} from './quotations.ts'

let shop: TestShop
let screen: string

beforeAll(async () => {
  shop = await newShop()
  await registerForTax(shop)
  screen = await productOf(shop, 'Skrin iPhone 13', '380.00', 20)
})
afterAll(() => shop.close())

const draft = (job: Job, document_discount = '0.00', by = shop.technician) =>
  by.run(ctx =>
    draftQuotation(ctx, { ticket_id: job.ticket_id, lines: [labour, screenLine(screen, '20.00')], document_discount }),
  )
const send = (id: string, by = shop.technician) => by.run(ctx => sendQuotation(ctx, { quotation_id: id }))
const sent = async (job: Job, by = shop.technician) => send((await draft(job, '0.00', by)).id, by)
const jobsNamed = async (task: string, id: string) =>
  (await shop.waitingJobs()).filter(job => job.task === task && job.payload.quotation_id === id)

describe('an estimate', () => {
  test('labour is taxed, the part is not, and the sums are those of the lines', async () => {
    const quotation = await draft(await ticketOf(shop))
    expect(zQuotation.parse(quotation)).toEqual(quotation)
    expect(quotation.items.map(i => [i.tax_code, i.tax_rate, i.net_amount, i.tax_amount])).toEqual([
      ['SST6', '6.00', '60.00', '3.60'],
      ['NOTAX', '0.00', '360.00', '0.00'],
    ])
    expect([quotation.subtotal, quotation.tax_amount, quotation.total]).toEqual(['420.00', '3.60', '423.60'])
    expect(quotation).toMatchObject({ status: 'draft', version: 0, decision: null })
    expect(quotation.quotation_number).toMatch(/^QTN-\d{4}-\d{6}$/)
  })

  test('a discount on the whole is shared out, and can be edited again', async () => {
    const quotation = await draft(await ticketOf(shop), '42.00')
    expect(quotation.items.map(i => [i.discount, i.line_discount])).toEqual([
      ['6.00', '0.00'],
      ['56.00', '20.00'],
    ])
    const again = await shop.technician.run(ctx =>
      reviseQuotation(ctx, {
        quotation_id: quotation.id,
        document_discount: quotation.document_discount,
        lines: quotation.items.map(i => ({ ...i, discount: i.line_discount })),
      }),
    )
    expect(again.total).toBe(quotation.total)
  })

  test('a discount larger than the estimate is refused with the field that is wrong', async () => {
    const job = await ticketOf(shop)
    await expect(draft(job, '420.01')).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ path: 'document_discount' }],
    })
  })

  test('a shop that is not registered charges no tax', async () => {
    await shop.owner('update app.company_settings set sst_registered = false')
    const quotation = await draft(await ticketOf(shop))
    await shop.owner('update app.company_settings set sst_registered = true')
    expect(quotation.tax_amount).toBe('0.00')
    expect(quotation.items.map(i => i.tax_code)).toEqual(['NOTAX', 'NOTAX'])
  })

  test('a ticket has one estimate that counts, also when two people start it at once', async () => {
    const job = await ticketOf(shop)
    const both = await Promise.allSettled([draft(job), draft(job)])
    expect(both.map(r => r.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(draft(job)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('another technician neither sees nor changes it', async () => {
    const quotation = await draft(await ticketOf(shop))
    await expect(shop.other.run(ctx => getQuotation(ctx, { quotation_id: quotation.id }))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(shop.other.run(ctx => sendQuotation(ctx, { quotation_id: quotation.id }))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('the list goes by cursor', async () => {
    const job = await ticketOf(shop)
    const quotation = await draft(job)
    const page = await shop.staff.run(ctx => listQuotations(ctx, { limit: 1 }))
    expect(page.items.map(row => row.id)).toEqual([quotation.id])
    const next = await shop.staff.run(ctx => listQuotations(ctx, { limit: 1, cursor: page.next_cursor ?? undefined }))
    expect(next.items[0]?.id).not.toBe(quotation.id)
    const own = await shop.staff.run(ctx => listQuotations(ctx, { limit: 10, ticket_id: job.ticket_id }))
    expect(own).toMatchObject({ items: [{ id: quotation.id }], next_cursor: null })
  })
})

describe('sending', () => {
  test('freezes a version with its lines, terms and parties, and one delivery', async () => {
    const job = await ticketOf(shop)
    const quotation = await sent(job)
    expect(quotation).toMatchObject({ status: 'sent', version: 1 })
    const [version] = await shop.owner<{
      content: { quotation: unknown; seller: { sst_number: string }; buyer: { name: string } }
      total: string
    }>('select content, total from app.quotation_versions where quotation_id = $1', [quotation.id])
    expect(version?.content.quotation).toEqual(quotation)
    expect(version?.content.seller.sst_number).toBe('W10-2408-32000123')
    expect(version?.total).toBe('423.60')
    expect((await jobsNamed('quotations.deliver', quotation.id)).map(j => j.payload)).toEqual([
      { quotation_id: quotation.id, version: 1 },
    ])
  })

  test('waits for the diagnosis: a decision must be a step that the ticket can take', async () => {
    const job = await ticketOf(shop)
    await shop.owner(`update app.tickets set status = 'approved' where id = $1`, [job.ticket_id])
    const quotation = await draft(job)
    await expect(send(quotation.id)).rejects.toMatchObject({ code: 'transition_refused' })
  })

  test('what a colleague changed in another tab is neither overwritten nor sent unread', async () => {
    const job = await ticketOf(shop)
    const mine = await draft(job)
    const theirs = await shop.staff.run(ctx =>
      reviseQuotation(ctx, {
        quotation_id: mine.id,
        lines: [labour],
        document_discount: '0.00',
        seen_at: mine.updated_at,
      }),
    )
    const again = shop.technician.run(ctx =>
      reviseQuotation(ctx, {
        quotation_id: mine.id,
        lines: [{ ...labour, unit_price: '61.00' }],
        document_discount: '0.00',
        seen_at: mine.updated_at,
      }),
    )
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
    const unread = shop.technician.run(ctx => sendQuotation(ctx, { quotation_id: mine.id, seen_at: mine.updated_at }))
    await expect(unread).rejects.toMatchObject({ code: 'conflict' })
    const seen = await shop.technician.run(ctx =>
      sendQuotation(ctx, { quotation_id: mine.id, seen_at: theirs.updated_at }),
    )
    expect(seen.items.map(item => item.kind)).toEqual(['labour'])
  })

  test('twice is refused', async () => {
    const quotation = await sent(await ticketOf(shop))
    await expect(send(quotation.id)).rejects.toMatchObject({ code: 'transition_refused' })
  })

  test('a draft is not for the customer; what was sent is', async () => {
    const job = await ticketOf(shop)
    const quotation = await draft(job)
    const seen = () => shop.bot(job.customer_id, ctx => openQuotationOf(ctx, { customer_id: job.customer_id }))
    expect(await seen()).toBeNull()
    await send(quotation.id)
    expect((await seen())?.id).toBe(quotation.id)
  })
})

describe('the customer’s decision', () => {
  const yes = (job: Job, quotation_id: string, version = 1) =>
    shop.bot(job.customer_id, ctx =>
      acceptQuotation(ctx, { quotation_id, version, via: 'chat_button', words: 'Setuju' }),
    )

  test('is kept as evidence and moves the ticket by a job', async () => {
    const job = await ticketOf(shop)
    const quotation = await sent(job)
    const accepted = await yes(job, quotation.id)
    expect(accepted).toMatchObject({
      status: 'accepted',
      decision: { decision: 'accepted', via: 'chat_button', version: 1, words: 'Setuju' },
    })
    expect(await jobsNamed('tickets.apply_decision', quotation.id)).toHaveLength(1)
  })

  test('a double tap on WhatsApp accepts the quotation once', async () => {
    const job = await ticketOf(shop)
    const quotation = await sent(job)
    const taps = await Promise.all([1, 2, 3, 4, 5].map(() => yes(job, quotation.id)))
    expect(taps.map(q => q.status)).toEqual(Array(5).fill('accepted'))
    expect(
      await shop.owner('select 1 from app.quotation_decisions where quotation_id = $1', [quotation.id]),
    ).toHaveLength(1)
    expect(await jobsNamed('tickets.apply_decision', quotation.id)).toHaveLength(1)
  })

  test('yes and no at the same moment: one of them counts, the other is told', async () => {
    const job = await ticketOf(shop)
    const quotation = await sent(job)
    const no = shop.bot(job.customer_id, ctx =>
      rejectQuotation(ctx, { quotation_id: quotation.id, version: 1, via: 'chat_button' }),
    )
    const both = await Promise.allSettled([yes(job, quotation.id), no])
    expect(both.filter(r => r.status === 'fulfilled')).toHaveLength(1)
    expect(both.find(r => r.status === 'rejected')).toMatchObject({ reason: { code: 'quotation_not_open' } })
  })

  test('an edited quotation voids the old buttons and the old approval', async () => {
    const job = await ticketOf(shop)
    const quotation = await sent(job)
    await yes(job, quotation.id)
    const revised = await shop.technician.run(ctx =>
      reviseQuotation(ctx, {
        quotation_id: quotation.id,
        lines: [{ ...labour, unit_price: '90.00' }],
        document_discount: '0.00',
      }),
    )
    expect(revised.status).toBe('draft')
    await expect(yes(job, quotation.id)).rejects.toMatchObject({ code: 'quotation_not_open' })
    const second = await send(quotation.id)
    expect(second).toMatchObject({ version: 2, decision: null, total: '95.40' })
    await expect(
      shop.bot(job.customer_id, ctx =>
        rejectQuotation(ctx, { quotation_id: quotation.id, version: 1, via: 'chat_button' }),
      ),
    ).rejects.toMatchObject({ code: 'quotation_not_open' })
    expect((await yes(job, quotation.id, 2)).decision).toMatchObject({ version: 2 })
    expect(
      await shop.owner('select version from app.quotation_decisions where quotation_id = $1 order by version', [
        quotation.id,
      ]),
    ).toEqual([{ version: 1 }, { version: 2 }])
  })

  test('after its last day it is refused, and the timer says so to all', async () => {
    const job = await ticketOf(shop)
    const quotation = await sent(job)
    const late = await ticketOf(shop)
    const other = await sent(late)
    const fresh = await sent(await ticketOf(shop))
    await shop.owner('update app.quotations set valid_until = app.shop_today() where id = $1', [fresh.id])
    const [row] = await shop.owner<{ today: string }>('select app.shop_today()::text as today')
    await shop.owner('update app.quotations set valid_until = $2 where id = any($1)', [
      [quotation.id, other.id],
      addDays(row?.today ?? '', -1),
    ])
    await expect(yes(job, quotation.id)).rejects.toMatchObject({ code: 'quotation_expired' })
    await shop.scheduler(ctx => expireQuotations(ctx))
    expect((await shop.staff.run(ctx => getQuotation(ctx, { quotation_id: other.id }))).status).toBe('expired')
    expect((await shop.staff.run(ctx => getQuotation(ctx, { quotation_id: fresh.id }))).status).toBe('sent')
    await expect(yes(late, other.id)).rejects.toMatchObject({ code: 'quotation_expired' })
    expect(await jobsNamed('quotations.announce_expiry', other.id)).toHaveLength(1)
    await shop.scheduler(ctx => expireQuotations(ctx))
    expect(await jobsNamed('quotations.announce_expiry', other.id)).toHaveLength(1)
  })

  test('it ends at midnight, and its customer reads so in the morning', async () => {
    const job = await ticketOf(shop)
    const quotation = await sent(job)
    await onWhatsApp(shop, job.customer_id)
    await shop.owner(`update app.quotations set status = 'expired' where id = $1`, [quotation.id])
    const midnight = momentAt(addDays(dayAt(new Date()), 1), '00:10').toISOString()
    const tools = jobTools(shop, {
      as: (entry, work) => shop.db.withActor(entry, ctx => work({ ...ctx, now: midnight, today: dayAt(midnight) })),
    })
    await announceExpiry(tools, { quotation_id: quotation.id, version: quotation.version })
    const waiting = await shop.owner(
      `select o.status, o.error_detail, to_char(o.not_before at time zone 'Asia/Kuala_Lumpur', 'HH24:MI') as at
       from app.whatsapp_outbox o where o.idempotency_key = $1`,
      [`quotation:${quotation.id}:v${quotation.version}:expired`],
    )
    expect(waiting).toEqual([{ status: 'queued', error_detail: 'night', at: '09:00' }])
  })

  test('the technician whose ticket it is hears of the answer too, and nobody hears it twice', async () => {
    const job = await ticketOf(shop)
    const quotation = await sent(job)
    await yes(job, quotation.id)
    const own = await ticketOf(shop, shop.staff)
    const theirs = await sent(own, shop.staff)
    await yes(own, theirs.id)
    for (const { id } of [quotation, quotation, theirs])
      await announceDecision(jobTools(shop), { quotation_id: id, version: 1 })
    const heard = async (person: Person, id: string) =>
      (await person.run(listNotifications)).items.filter(notice => notice.subject_id === id).map(notice => notice.kind)
    expect(await heard(shop.technician, quotation.id)).toEqual(['quotation_accepted'])
    expect(await heard(shop.other, quotation.id)).toEqual([])
    expect(await heard(shop.staff, quotation.id)).toEqual(['quotation_accepted'])
    expect(await heard(shop.staff, theirs.id)).toEqual(['quotation_accepted'])
  })

  test('at the counter, staff note who said it; a technician may not', async () => {
    const job = await ticketOf(shop)
    const quotation = await sent(job)
    const said = await shop.staff.run(ctx => acceptAtCounter(ctx, { quotation_id: quotation.id, version: 1 }))
    expect(said.decision?.via).toBe('counter')
    const [evidence] = await shop.owner<{ decided_by: string }>(
      'select decided_by from app.quotation_decisions where quotation_id = $1',
      [quotation.id],
    )
    expect(evidence?.decided_by).toBe(shop.staff.id)
    const another = await sent(await ticketOf(shop))
    await expect(
      shop.technician.run(ctx => acceptAtCounter(ctx, { quotation_id: another.id, version: 1 })),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('on the ticket’s page, and only on the page of that ticket', async () => {
    const job = await ticketOf(shop)
    const quotation = await sent(job)
    const stranger = await ticketOf(shop)
    for (const [token, of] of [
      ['page-of-this-ticket', job],
      ['page-of-another', stranger],
    ] as const) {
      await shop.owner(
        `insert into app.customer_links (token_hash, customer_id, ticket_id, expires_at) values (encode(sha256($1), 'hex'), $2, $3, now() + interval '1 day')`,
        [token, of.customer_id, of.ticket_id],
      )
    }
    const input = { token: '', quotation_id: quotation.id, version: 1 }
    await expect(shop.link('page-of-another', ctx => acceptOnPage(ctx, input))).rejects.toMatchObject({
      code: 'quotation_not_open',
    })
    const accepted = await shop.link('page-of-this-ticket', ctx => acceptOnPage(ctx, input))
    expect(accepted.decision).toMatchObject({ via: 'page', decision: 'accepted' })
    expect((await shop.link('page-of-this-ticket', ctx => acceptOnPage(ctx, input))).status).toBe('accepted')
  })

  test('deciding changes nothing of the offer, not even past the verbs', async () => {
    const job = await ticketOf(shop)
    const quotation = await sent(job)
    const cheaper = shop.bot(job.customer_id, ctx =>
      ctx.tx
        .updateTable('quotations')
        .set({ status: 'accepted', subtotal: '1.00', tax_amount: '0.00', total: '1.00' })
        .where('id', '=', quotation.id)
        .execute(),
    )
    await expect(cheaper).rejects.toMatchObject({ code: 'forbidden' })
    expect((await shop.staff.run(ctx => getQuotation(ctx, { quotation_id: quotation.id }))).total).toBe(quotation.total)
  })

  test('somebody else’s customer cannot decide', async () => {
    const quotation = await sent(await ticketOf(shop))
    const stranger = await ticketOf(shop)
    await expect(yes(stranger, quotation.id)).rejects.toMatchObject({ code: 'quotation_not_open' })
  })
})
