import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { jobTools } from '../../../test/helpers/jobs.ts'
import { newShop, type TestShop } from '../../../test/helpers/shop.ts'
import { labour, ticketOf } from '../../../test/helpers/tickets.ts'
import type { WhatsApp } from '../../adapters/whatsapp/whatsapp.ts'
import type { Ctx } from '../../db/ctx.ts'
import { REMINDERS, type Reminder, reminderKey, zReminderSettings } from '../../shared/reminders.ts'
import { addDays, dayAt, momentAt } from '../../shared/time.ts'
import type { OutboundMessage } from '../../shared/whatsapp/outbound.ts'
import { TEMPLATES, type TemplateName, templateComponents } from '../../shared/whatsapp/templates.ts'
import { sendMessages } from '../conversations/sending.jobs.ts'
import { releaseWaiting } from '../conversations/waiting.ts'
import { cancelInvoice, issueInvoice } from '../invoices/invoices.ts'
import { recordPayment } from '../payments/payments.ts'
import { pauseAll, resumeAll, setPreferences } from '../preferences/preferences.ts'
import {
  acceptAtCounter,
  draftQuotation,
  rejectAtCounter,
  reviseQuotation,
  sendQuotation,
} from '../quotations/quotations.ts'
import { setReminderSettings } from '../settings/settings.ts'
import { handOver, startRepair } from '../tickets/steps.ts'
import { getTicket } from '../tickets/tickets.ts'
import { nextDue, queueDue, remind, skipReminder } from './followups.ts'

let shop: TestShop
let tools: ReturnType<typeof jobTools>
const sent: { to: string; message: OutboundMessage }[] = []
/** The clock stands at half past ten tomorrow, in the shop; tests move it. */
const tomorrow = addDays(dayAt(new Date()), 1)
const HALF_PAST_TEN = momentAt(tomorrow, '10:30').toISOString()
let clock = HALF_PAST_TEN
let wamids = 0
const ago = (minutes: number, at = clock) => new Date(Date.parse(at) - minutes * 60_000).toISOString()
const moved = (ctx: Ctx): Ctx => ({ ...ctx, now: clock, today: dayAt(clock) })
const scheduler = <T>(work: (ctx: Ctx) => Promise<T>) => shop.scheduler(ctx => work(moved(ctx)))
const DAY = 24 * 60

beforeAll(async () => {
  shop = await newShop()
  const whatsapp = {
    send: async (to: { phone?: string }, message: OutboundMessage) => {
      sent.push({ to: to.phone ?? '', message })
      wamids += 1
      return { wamid: `wamid.${wamids}`, wa_id: null, user_id: null, held: false }
    },
  } as unknown as WhatsApp
  tools = jobTools(shop, { whatsapp, as: (entry, work) => shop.db.withActor(entry, ctx => work(moved(ctx))) })
  // Meta has been asked which templates there are; none is approved yet.
  await shop.owner(
    `insert into app.whatsapp_templates (name, language, category, status, components, synced_at) values ('none', 'ms', 'UTILITY', 'REJECTED', '[]', now())`,
  )
})
afterAll(() => shop.close())
beforeEach(async () => {
  clock = HALF_PAST_TEN
  sent.length = 0
  await settings({})
})

const settings = (over: object) => shop.admin.run(ctx => setReminderSettings(ctx, zReminderSettings.parse(over)))
const approve = async (name: TemplateName) => {
  await shop.owner(
    `insert into app.whatsapp_templates (name, language, category, status, components, synced_at) values ($1, 'ms', 'UTILITY', 'APPROVED', $2, now())
     on conflict do nothing`,
    [name, JSON.stringify(templateComponents(name, 'ms'))],
  )
}
/** On WhatsApp; he wrote an hour ago by the moved clock, or when it is said. */
async function chatting(customer_id: string, minutes = 60): Promise<string> {
  const [session] = await shop.owner<{ id: string }>(
    `insert into app.whatsapp_sessions (customer_id, session_id, phone_number_id, wa_id, last_inbound_at)
     values ($1::uuid, $1::text, '100', right(replace($1::text, '-', ''), 12), $2) returning id`,
    [customer_id, ago(minutes)],
  )
  return session?.id ?? ''
}
interface Case {
  readonly customer_id: string
  readonly session_id: string
  readonly ticket_id: string
  readonly reminder: Reminder
}
/** A device that was ready so long ago. */
async function readyFor(
  minutes: number,
  kind: 'pickup' | 'unclaimed' | 'unclaimed_task',
  days: number,
  wrote = 60,
): Promise<Case> {
  const { customer_id, ticket_id } = await ticketOf(shop)
  const session_id = await chatting(customer_id, wrote)
  await shop.owner(`update app.tickets set status = 'ready_for_pickup', outcome = 'repaired' where id = $1`, [
    ticket_id,
  ])
  const [ticket] = await shop.owner<{ mark: string }>(
    `update app.tickets set status_changed_at = $2 where id = $1 returning extract(epoch from status_changed_at)::bigint::text as mark`,
    [ticket_id, ago(minutes)],
  )
  return {
    customer_id,
    session_id,
    ticket_id,
    reminder: { kind, subject_id: ticket_id, mark: ticket?.mark ?? '', days },
  }
}
/** An offer that ends tomorrow. */
async function offered(): Promise<Case & { quotation_id: string }> {
  const { customer_id, ticket_id } = await ticketOf(shop)
  const session_id = await chatting(customer_id)
  const { id } = await shop.technician.run(ctx =>
    draftQuotation(ctx, { ticket_id, lines: [labour], document_discount: '0.00' }),
  )
  await shop.technician.run(ctx => sendQuotation(ctx, { quotation_id: id }))
  await shop.owner(`update app.quotations set valid_until = $2, sent_at = $3 where id = $1`, [
    id,
    addDays(dayAt(clock), 1),
    ago(3 * DAY),
  ])
  const reminder = { kind: 'quotation_expiring', subject_id: id, mark: 'v1', days: 1 } as const
  return { customer_id, session_id, ticket_id, quotation_id: id, reminder }
}
/** Somebody comes tomorrow at three. */
async function booked(): Promise<Case & { appointment_id: string }> {
  const { customer_id, ticket_id } = await ticketOf(shop)
  const session_id = await chatting(customer_id)
  const starts_at = momentAt(addDays(dayAt(clock), 1), '15:00').toISOString()
  const [row] = await shop.owner<{ id: string; mark: string }>(
    `insert into app.appointments (customer_id, starts_at, ends_at, lane, updated_at)
     values ($1, $2, $2::timestamptz + interval '30 minutes', (select coalesce(max(lane), 0) + 1 from app.appointments), $3)
     returning id, extract(epoch from starts_at)::bigint::text as mark`,
    [customer_id, starts_at, ago(3 * DAY)],
  )
  const appointment_id = row?.id ?? ''
  const reminder = { kind: 'appointment', subject_id: appointment_id, mark: row?.mark ?? '', days: 1 } as const
  return { customer_id, session_id, ticket_id, appointment_id, reminder }
}
/** Collected without paying; the bill was due on the day before the clock's. */
async function owed(until = 'picked_up'): Promise<Case> {
  const { customer_id, ticket_id } = await ticketOf(shop)
  const session_id = await chatting(customer_id)
  for (const status of ['ready_for_pickup', 'picked_up'].slice(0, until === 'picked_up' ? 2 : 1))
    await shop.owner(`update app.tickets set status = $2, outcome = 'repaired' where id = $1`, [ticket_id, status])
  const { id } = await shop.staff.run(ctx =>
    issueInvoice(ctx, {
      ticket_id,
      purpose: 'diagnostic_fee',
      document_discount: '0.00',
      due_date: addDays(dayAt(clock), -1),
      lines: [{ ...labour, tax_code: 'NOTAX' }],
    }),
  )
  return {
    customer_id,
    session_id,
    ticket_id,
    reminder: { kind: 'payment_due', subject_id: id, mark: 'b60.00', days: 1 },
  }
}
const say = (reminder: Reminder) => scheduler(ctx => remind(ctx, reminder))
const deliver = (session_id: string) => sendMessages(tools, { session_id })
async function fate(reminder: Reminder) {
  const [row] = await shop.owner<{
    status: string
    error_detail: string | null
    message_type: string
    message_content: string
    not_before: string
  }>(
    `select m.status, m.error_detail, m.message_type, m.message_content, to_json(o.not_before at time zone 'UTC') #>> '{}' as not_before from app.whatsapp_outbox o join app.whatsapp_messages m on m.id = o.message_id
     where o.idempotency_key = $1`,
    [reminderKey(reminder)],
  )
  return row
}
const outcomeOf = async (reminder: Reminder) =>
  (
    await shop.owner<{ outcome: string }>(
      `select outcome from app.reminders where subject_id = $1 and mark = $2 and kind = $3`,
      [reminder.subject_id, reminder.mark, reminder.kind],
    )
  ).map(row => row.outcome)
const queued = async (reminder: Reminder) =>
  (await shop.waitingJobs()).filter(job => job.key === reminderKey(reminder)).length

describe('when it is due', () => {
  test('an offer that ends tomorrow is put again, with its two buttons; the story of the ticket says so', async () => {
    const { reminder, session_id, ticket_id, quotation_id } = await offered()
    await scheduler(queueDue)
    await scheduler(queueDue)
    expect(await queued(reminder)).toBe(1)
    await say(reminder)
    await deliver(session_id)
    const said = sent.find(
      one =>
        one.message.type === 'buttons' &&
        JSON.stringify(one.message).includes(`${quotation_id}:v1:approve`) &&
        one.message.body.includes('sah sehingga') &&
        !one.message.header,
    )
    expect(said?.message).toMatchObject({ type: 'buttons', body: expect.stringContaining('Teruskan pembaikan?') })
    expect(await outcomeOf(reminder)).toEqual(['told'])
    const { updates } = await shop.staff.run(ctx => getTicket(ctx, { ticket_id }))
    expect(updates.at(-1)).toMatchObject({
      update_type: 'reminder',
      description: 'quotation_expiring',
      visible_to_customer: false,
    })
  })

  test('a device: a day after, then with the terms of storage that its customer signed', async () => {
    const first = await readyFor(DAY + 5, 'pickup', 1)
    const third = await readyFor(7 * DAY + 5, 'unclaimed', 7)
    await shop.owner(`update app.tickets set terms = '{"storage_days": 10}' where id = $1`, [third.ticket_id])
    for (const one of [first, third]) {
      await say(one.reminder)
      await deliver(one.session_id)
    }
    expect((await fate(first.reminder))?.message_content).toMatch(/^iPhone 13 \(TKT-.*\) boleh diambil/)
    expect((await fate(third.reminder))?.message_content).toContain('sudah 7 hari menunggu')
    expect((await fate(third.reminder))?.message_content).toContain('Simpanan percuma sehingga')
    const last = addDays(dayAt(ago(7 * DAY + 5)), 10)
    expect((await fate(third.reminder))?.message_content).toContain(`sehingga ${Number(last.slice(8))} `)
    expect(sent.map(one => one.message.type)).toEqual(['cta_url', 'cta_url'])
  })

  test('nobody came for a fortnight: a task for staff, the ticket above the others, and not a word to the customer', async () => {
    const { reminder, ticket_id, session_id } = await readyFor(15 * DAY + 5, 'unclaimed_task', 15)
    await scheduler(queueDue)
    expect(await queued(reminder)).toBe(1)
    await say(reminder)
    await say(reminder)
    await deliver(session_id)
    expect(sent).toEqual([])
    expect(await outcomeOf(reminder)).toEqual(['task'])
    const ticket = await shop.staff.run(ctx => getTicket(ctx, { ticket_id }))
    expect(ticket.priority).toBe('high')
    expect(ticket.updates.filter(one => one.update_type === 'unclaimed')).toMatchObject([{ description: '15' }])
    const notices = await shop.owner(
      `select audience from app.notifications where kind = 'device_unclaimed' and subject_id = $1`,
      [ticket_id],
    )
    expect(notices).toEqual([{ audience: 'tickets.write' }])
  })

  test('an appointment: day and hour in full, the day before', async () => {
    const { reminder, session_id } = await booked()
    await scheduler(queueDue)
    expect(await queued(reminder)).toBe(1)
    await say(reminder)
    await deliver(session_id)
    expect(sent).toHaveLength(1)
    expect((await fate(reminder))?.message_content).toMatch(
      /temu janji anda di Kedai saya ialah \*\p{L}+ \d+ \p{L}+( \d+)?, 3:00 ptg/u,
    )
  })

  test('a bill is past its day and the device is gone: what is owed, and a tap that says how to pay', async () => {
    const { reminder, session_id, ticket_id } = await owed()
    await scheduler(queueDue)
    expect(await queued(reminder)).toBe(1)
    await say(reminder)
    await deliver(session_id)
    expect(sent.map(one => one.message)).toMatchObject([
      {
        type: 'buttons',
        body: expect.stringMatching(/INV-.*Baki: \*RM60\.00\*/),
        buttons: [{ id: 'menu:payment', title: 'Cara bayar' }],
      },
    ])
    expect(await outcomeOf(reminder)).toEqual(['told'])
    const { updates } = await shop.staff.run(ctx => getTicket(ctx, { ticket_id }))
    expect(updates.at(-1)).toMatchObject({ update_type: 'reminder', description: 'payment_due' })
  })

  test('while the device is here its customer pays when he collects it: only that is reminded of', async () => {
    const { reminder } = await owed('ready_for_pickup')
    await scheduler(queueDue)
    expect(await queued(reminder)).toBe(0)
    await say(reminder)
    expect(await outcomeOf(reminder)).toEqual([])
  })

  test('ten at once are one', async () => {
    const { reminder, session_id } = await readyFor(DAY + 5, 'pickup', 1)
    await Promise.all(Array.from({ length: 10 }, () => say(reminder)))
    await Promise.all([deliver(session_id), deliver(session_id)])
    expect(sent).toHaveLength(1)
    expect(await outcomeOf(reminder)).toEqual(['told'])
  })

  test('a customer without WhatsApp is not tried again and again', async () => {
    const { reminder, session_id } = await readyFor(DAY + 5, 'pickup', 1)
    await shop.owner('update app.whatsapp_sessions set customer_id = null where id = $1', [session_id])
    await say(reminder)
    expect(await outcomeOf(reminder)).toEqual(['unreachable'])
    await scheduler(queueDue)
    expect(await queued(reminder)).toBe(0)
  })
})

describe('hours', () => {
  test('a reminder that comes late at night waits for the morning', async () => {
    const { reminder, session_id } = await readyFor(DAY + 5, 'pickup', 1)
    clock = momentAt(tomorrow, '23:15').toISOString()
    await say(reminder)
    await deliver(session_id)
    expect(sent).toEqual([])
    expect(await fate(reminder)).toMatchObject({
      status: 'queued',
      error_detail: 'night',
      not_before: `${momentAt(addDays(tomorrow, 1), '09:00').toISOString().slice(0, 19)}`,
    })
  })

  test("the customer's own hours count too", async () => {
    const { reminder, session_id, customer_id } = await readyFor(DAY + 5, 'pickup', 1)
    await shop.staff.run(ctx => setPreferences(ctx, { customer_id, quiet: { from: '10:00', to: '16:00' } }))
    await say(reminder)
    await deliver(session_id)
    expect(await fate(reminder)).toMatchObject({
      error_detail: 'quiet_hours',
      not_before: momentAt(tomorrow, '16:00').toISOString().slice(0, 19),
    })
  })

  test('a night of its own', async () => {
    await settings({ night: { from: '10:00', to: '11:00' } })
    const { reminder } = await readyFor(DAY + 5, 'pickup', 1)
    await scheduler(queueDue)
    expect(await queued(reminder)).toBe(0)
    clock = momentAt(tomorrow, '11:00').toISOString()
    await scheduler(queueDue)
    expect(await queued(reminder)).toBe(1)
  })
})

describe('outside the 24 hours', () => {
  test('without an approved template it waits for a person; when he writes only what is still so and the latest goes out', async () => {
    const { reminder, session_id, ticket_id } = await readyFor(DAY + 5, 'pickup', 1, 3 * DAY)
    await say(reminder)
    await deliver(session_id)
    expect(await fate(reminder)).toMatchObject({ status: 'waiting', error_detail: 'window' })
    const later = { ...reminder, kind: 'unclaimed' as const, days: 3 }
    clock = ago(-2 * DAY)
    await say(later)
    await deliver(session_id)
    await scheduler(ctx => releaseWaiting(ctx, session_id))
    expect([(await fate(reminder))?.status, (await fate(later))?.status]).toEqual(['failed', 'queued'])

    const gone = await readyFor(DAY + 5, 'pickup', 1, 3 * DAY)
    await say(gone.reminder)
    await deliver(gone.session_id)
    await shop.staff.run(ctx => handOver(ctx, { ticket_id: gone.ticket_id, despite_balance: 'Pelanggan lama' }))
    await scheduler(ctx => releaseWaiting(ctx, gone.session_id))
    expect(await fate(gone.reminder)).toMatchObject({ status: 'failed', error_detail: 'outdated' })
    expect(ticket_id).not.toBe(gone.ticket_id)
  })

  test('with one it goes out in approved words, with the buttons of the offer', async () => {
    for (const name of [
      'quotation_expiring',
      'pickup_reminder',
      'unclaimed_device',
      'appointment_reminder',
      'payment_reminder',
    ] as const)
      await approve(name)
    const cases = [
      await offered(),
      await readyFor(DAY + 5, 'pickup', 1),
      await readyFor(3 * DAY + 5, 'unclaimed', 3),
      await booked(),
      await owed(),
    ]
    await shop.owner('update app.whatsapp_sessions set last_inbound_at = $1', [ago(3 * DAY)])
    for (const one of cases) {
      await say(one.reminder)
      await deliver(one.session_id)
    }
    const templates = sent.flatMap(one => (one.message.type === 'template' ? one.message : []))
    expect(templates.map(one => one.name)).toEqual([
      'quotation_expiring',
      'pickup_reminder',
      'unclaimed_device',
      'appointment_reminder',
      'payment_reminder',
    ])
    for (const one of templates) expect(one.body).toHaveLength(TEMPLATES[one.name as TemplateName].example.length)
    expect(templates[0]?.buttons?.map(button => ('payload' in button ? button.payload : ''))).toEqual([
      `quotation:${cases[0]?.reminder.subject_id}:v1:approve`,
      `quotation:${cases[0]?.reminder.subject_id}:v1:reject`,
    ])
  })
})

describe('what is to come', () => {
  test('the owner sees who is written to when, the soonest first, and what is skipped or said is gone from the list', async () => {
    const of = await readyFor(10, 'pickup', 1)
    const mine = async () =>
      (await shop.admin.run(ctx => nextDue(moved(ctx)))).items.filter(item => item.subject_id === of.ticket_id)
    const before = await mine()
    expect(before.map(item => [item.kind, item.days])).toEqual([
      ['pickup', 1],
      ['unclaimed', 3],
      ['unclaimed', 7],
      ['unclaimed', 14],
    ])
    expect(before[0]).toMatchObject({ due_at: ago(10 - DAY), device: 'iPhone 13', ticket_id: of.ticket_id })
    const [first, second] = before
    if (!first || !second) throw new Error('nothing to come')
    await shop.staff.run(ctx => skipReminder(moved(ctx), second))
    clock = ago(-DAY)
    await say(first)
    expect((await mine()).map(item => item.days)).toEqual([7, 14, 15])
  })

  test('one that fell due at night, or waits for its job, is listed with the hour at which it can go', async () => {
    const of = await readyFor(DAY + 5, 'pickup', 1)
    clock = momentAt(tomorrow, '23:00').toISOString()
    const { items } = await shop.admin.run(ctx => nextDue(moved(ctx)))
    const [first] = items.filter(item => item.subject_id === of.ticket_id)
    expect(first).toMatchObject({ kind: 'pickup', due_at: momentAt(addDays(tomorrow, 1), '09:00').toISOString() })
  })

  test('a person skips under his own name, and can write no other end; nobody else touches it', async () => {
    const { reminder, customer_id } = await readyFor(DAY + 5, 'pickup', 1)
    const insert = (outcome: string, created_by: string | null) => (ctx: Ctx) =>
      ctx.tx
        .insertInto('reminders')
        .values({ ...reminder, customer_id, outcome, created_by })
        .execute()
    const refused = { code: 'forbidden' }
    await expect(shop.admin.run(insert('told', shop.admin.id))).rejects.toMatchObject(refused)
    await expect(shop.staff.run(insert('skipped', shop.admin.id))).rejects.toMatchObject(refused)
    await expect(shop.technician.run(insert('skipped', shop.technician.id))).rejects.toMatchObject(refused)
    await expect(shop.bot(customer_id, insert('skipped', null))).rejects.toMatchObject(refused)
    await say(reminder)
    const changed = await shop.staff.run(ctx =>
      ctx.tx
        .updateTable('reminders')
        .set({ outcome: 'skipped' })
        .where('subject_id', '=', reminder.subject_id)
        .execute(),
    )
    expect(changed[0]?.numUpdatedRows).toBe(0n)
    expect(await shop.technician.run(ctx => ctx.tx.selectFrom('reminders').select('id').execute())).toEqual([])
    expect(await shop.bot(customer_id, ctx => ctx.tx.selectFrom('reminders').select('id').execute())).toEqual([])
    await expect(shop.staff.run(ctx => setReminderSettings(ctx, zReminderSettings.parse({})))).rejects.toMatchObject(
      refused,
    )
  })

  test('each kind is about something', () => {
    expect(new Set(Object.values(REMINDERS).map(one => one.about))).toEqual(
      new Set(['quotation', 'ready', 'appointment', 'invoice']),
    )
  })
})

describe('whatever happens between the hour at which it falls due and the message', () => {
  type Event = (of: Case) => Promise<unknown>
  const { staff, technician } = {
    staff: <T>(work: (ctx: Ctx) => Promise<T>) => shop.staff.run(ctx => work(moved(ctx))),
    technician: <T>(work: (ctx: Ctx) => Promise<T>) => shop.technician.run(ctx => work(moved(ctx))),
  }
  const prefers =
    (choice: object): Event =>
    of =>
      staff(ctx => setPreferences(ctx, { customer_id: of.customer_id, ...choice }))
  /** Not wanted any more, whatever it is about. */
  const ANY: Record<string, Event> = {
    'wrote STOP': of =>
      shop.bot(of.customer_id, ctx => pauseAll(ctx, { customer_id: of.customer_id, wording: 'STOP', source: 'chat' })),
    'wants calls': prefers({ contact_method: 'call' }),
    'muted it': of => prefers({ notices: { reminder: false, appointment: false } })(of),
  }
  const decide =
    (work: (ctx: Ctx, input: { quotation_id: string; version: number }) => Promise<unknown>): Event =>
    of =>
      staff(ctx => work(ctx, { quotation_id: of.reminder.subject_id, version: 1 }))
  const STALE: Record<string, Record<string, Event>> = {
    quotation: {
      accepted: decide((ctx, input) => acceptAtCounter(ctx, input as never)),
      rejected: decide((ctx, input) => rejectAtCounter(ctx, input as never)),
      revised: of =>
        technician(ctx =>
          reviseQuotation(ctx, {
            quotation_id: of.reminder.subject_id,
            lines: [labour, labour],
            document_discount: '0.00',
          }),
        ),
      superseded: async of => {
        await technician(ctx =>
          reviseQuotation(ctx, {
            quotation_id: of.reminder.subject_id,
            lines: [labour, labour],
            document_discount: '0.00',
          }),
        )
        await technician(ctx => sendQuotation(ctx, { quotation_id: of.reminder.subject_id }))
      },
      expired: of => shop.owner(`update app.quotations set status = 'expired' where id = $1`, [of.reminder.subject_id]),
    },
    ready: {
      'picked up': of => staff(ctx => handOver(ctx, { ticket_id: of.ticket_id, despite_balance: 'Pelanggan lama' })),
      'repaired again': of => technician(ctx => startRepair(ctx, { ticket_id: of.ticket_id })),
      'ready anew': of =>
        shop.owner(`update app.tickets set status_changed_at = status_changed_at + interval '4 hours' where id = $1`, [
          of.ticket_id,
        ]),
    },
    appointment: {
      moved: of =>
        shop.owner(
          `update app.appointments set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day' where id = $1`,
          [of.reminder.subject_id],
        ),
      cancelled: of =>
        shop.owner(`update app.appointments set status = 'cancelled' where id = $1`, [of.reminder.subject_id]),
      arrived: of =>
        shop.owner(`update app.appointments set status = 'arrived' where id = $1`, [of.reminder.subject_id]),
    },
  }
  Object.assign(STALE, {
    invoice: {
      paid: (of: Case) =>
        staff(ctx => recordPayment(ctx, { invoice_id: of.reminder.subject_id, payment_method: 'cash' })),
      'paid in part': (of: Case) =>
        staff(ctx =>
          recordPayment(ctx, { invoice_id: of.reminder.subject_id, payment_method: 'cash', amount: '20.00' }),
        ),
      'slip sent': (of: Case) =>
        shop.owner(
          `insert into app.payments (payment_number, invoice_id, amount, payment_method, status, received_by, updated_at)
           values (left($1::text, 18), $1::uuid, 60, 'bank_transfer', 'pending', $2, $3)`,
          [of.reminder.subject_id, shop.staff.id, ago(3 * DAY)],
        ),
      cancelled: (of: Case) =>
        shop.admin.run(ctx => cancelInvoice(moved(ctx), { invoice_id: of.reminder.subject_id, reason: 'Tersilap' })),
    },
  })
  /** Changes nothing about it. */
  const HARMLESS: Record<string, Event> = {
    'wrote again': of =>
      shop.owner('update app.whatsapp_sessions set last_inbound_at = $2 where id = $1', [of.session_id, ago(1)]),
    'muted something else': prefers({ notices: { feedback: false } }),
    'speaks another language': prefers({ language: 'en' }),
  }
  const makers = { quotation: offered, ready: () => readyFor(DAY + 5, 'pickup', 1), appointment: booked, invoice: owed }
  const cases = (Object.keys(makers) as (keyof typeof makers)[]).flatMap(about =>
    Object.entries({ ...STALE[about], ...ANY, ...HARMLESS }).flatMap(([name, event]) =>
      (['before it is said', 'before it is sent'] as const).map(
        when => [about, name, when, event, name in HARMLESS] as const,
      ),
    ),
  )
  test.each(cases)('%s: %s %s', async (about, _, when, event, harmless) => {
    const of = await makers[about]()
    await scheduler(queueDue)
    expect(await queued(of.reminder)).toBe(1)
    if (when === 'before it is said') await event(of)
    await say(of.reminder)
    if (when === 'before it is sent') await event(of)
    await deliver(of.session_id)
    const status = (await fate(of.reminder))?.status
    if (harmless) expect(status).toBe('sent')
    else expect(status === undefined || status === 'failed', status).toBe(true)
  })

  /** The same dice each time. */
  const dice = (seed: number) => (sides: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * sides)
  }
  test('in any order and number: it goes out when nothing made it stale and he wanted it both times he was asked', async () => {
    const roll = dice(2026)
    const start: Event = of =>
      shop.bot(of.customer_id, ctx => resumeAll(ctx, { customer_id: of.customer_id, wording: 'START', source: 'chat' }))
    const moods: [Event, 'stopped' | 'muted', boolean][] = [
      [ANY['wrote STOP'] as Event, 'stopped', true],
      [start, 'stopped', false],
      [ANY['muted it'] as Event, 'muted', true],
      [prefers({ notices: { reminder: true, appointment: true } }), 'muted', false],
    ]
    const ends = { sent: 0, kept: 0 }
    for (let round = 0; round < 60; round += 1) {
      const about = (['quotation', 'ready', 'appointment', 'invoice'] as const)[round % 4] ?? 'ready'
      const of = await makers[about]()
      const not = { stopped: false, muted: false }
      let stale = false
      const live = async () => {
        for (let n = roll(3); n > 0; n -= 1) {
          const [event, what, is] = moods[roll(4)] ?? moods[0] ?? []
          if (event && what) {
            await event(of)
            not[what] = is ?? false
          }
          if (roll(6) === 0 && !stale) {
            const kinds = Object.values(STALE[about] ?? {})
            await kinds[roll(kinds.length)]?.(of)
            stale = true
          }
        }
        return !stale && !not.stopped && !not.muted
      }
      const before = await live()
      await say(of.reminder)
      const after = await live()
      await deliver(of.session_id)
      const status = (await fate(of.reminder))?.status
      const expected = before && after
      expect(status === 'sent', `round ${round} ${about}: ${status}`).toBe(expected)
      ends[expected ? 'sent' : 'kept'] += 1
    }
    expect(ends.sent).toBeGreaterThan(8)
    expect(ends.kept).toBeGreaterThan(8)
  })

  test('switched off or skipped, it is not said', async () => {
    const off = await readyFor(DAY + 5, 'pickup', 1)
    await settings({ kinds: { pickup: { on: false, days: [1] } } })
    await say(off.reminder)
    expect(await outcomeOf(off.reminder)).toEqual([])
    await settings({})
    const skipped = await readyFor(DAY + 5, 'pickup', 1)
    expect(await staff(ctx => skipReminder(ctx, skipped.reminder))).toEqual({ skipped: true })
    expect(await staff(ctx => skipReminder(ctx, skipped.reminder))).toEqual({ skipped: false })
    await scheduler(queueDue)
    expect(await queued(skipped.reminder)).toBe(0)
    await say(skipped.reminder)
    expect(await outcomeOf(skipped.reminder)).toEqual(['skipped'])
    expect(await fate(skipped.reminder)).toBeUndefined()
  })
})
