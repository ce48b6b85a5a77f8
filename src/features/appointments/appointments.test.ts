import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { jobTools, onWhatsApp, saidTo } from '../../../test/helpers/jobs.ts'
import { newShop, type TestShop } from '../../../test/helpers/shop.ts'
import { addDays, momentAt } from '../../shared/time.ts'
import { addClosure, setHours } from '../hours/hours.ts'
import { announceAppointment, zAppointmentNews } from './appointments.jobs.ts'
import {
  bookAppointment,
  cancelAppointment,
  confirmAppointment,
  freeSlots,
  listAppointments,
  markArrived,
  markMissed,
  moveAppointment,
  upcomingOf,
} from './appointments.ts'
import { listDisplaced, tellDisplaced } from './displaced.ts'

let shop: TestShop
let today: string
const ZONE = 'Asia/Kuala_Lumpur'
const at = (days: number, clock: string) => momentAt(addDays(today, days), clock, ZONE).toISOString()
const RULES = {
  appointment_minutes: 60,
  appointment_capacity: 1,
  appointment_lead_minutes: 60,
  appointment_horizon_days: 30,
}
const WEEK = [1, 2, 3, 4, 5, 6, 7].map(weekday => ({ weekday, opens_at: '10:00', closes_at: '13:00' }))

beforeAll(async () => {
  shop = await newShop()
  today = await shop.staff.run(async ctx => ctx.today)
})
afterAll(() => shop.close())
beforeEach(async () => {
  await shop.owner(`delete from app.appointments`)
  await shop.owner(`delete from app.closures`)
  await shop.admin.run(ctx => setHours(ctx, { week: WEEK, ...RULES }))
})

let made = 0
async function customer(): Promise<string> {
  made += 1
  const [row] = await shop.owner<{ id: string }>(
    `insert into app.customers (name, phone) values ('Siti', $1) returning id`,
    [`+6011${String(20_000_000 + made)}`],
  )
  return row?.id ?? ''
}
const book = (customer_id: string, starts_at: string) =>
  shop.bot(customer_id, ctx => bookAppointment(ctx, { customer_id, starts_at }))
const clocks = (items: readonly { starts_at: string }[]) => items.map(({ starts_at }) => starts_at)

test('what is free is what the hours leave, less what is taken', async () => {
  const of = await customer()
  await book(of, at(2, '11:00'))
  const day = addDays(today, 2)
  const free = await shop.staff.run(ctx => freeSlots(ctx, { day }))
  expect(clocks(free.items)).toEqual([at(2, '10:00'), at(2, '12:00')])
  await shop.admin.run(ctx =>
    addClosure(ctx, { first_day: day, last_day: day, from_time: null, until_time: null, reason: 'Cuti umum' }),
  )
  expect(await shop.staff.run(ctx => freeSlots(ctx, { day }))).toEqual({ items: [], closed: 'Cuti umum' })
})

test('of ten who want the last place at once one has it, and the others hear what is left', async () => {
  const people = await Promise.all(Array.from({ length: 10 }, customer))
  const tries = await Promise.allSettled(people.map(of => book(of, at(2, '10:00'))))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const one of tries.filter(each => each.status === 'rejected')) {
    expect(one.reason).toMatchObject({ code: 'slot_taken', vars: { next: expect.stringContaining('11:00') } })
  }
  expect(await shop.owner(`select 1 from app.appointments where status = 'booked'`)).toHaveLength(1)
})

test('past the verbs, the table itself refuses an overlap', async () => {
  const [a, b] = [await customer(), await customer()]
  await book(a, at(2, '10:00'))
  const insert = shop.bot(b, ctx =>
    ctx.tx
      .insertInto('appointments')
      .values({ customer_id: b, starts_at: at(2, '10:30'), ends_at: at(2, '11:30'), lane: 1 })
      .execute(),
  )
  await expect(insert).rejects.toMatchObject({ code: 'conflict' })
})

test('booked twice is booked once; another time beside it is refused only where they overlap', async () => {
  const of = await customer()
  const first = await book(of, at(2, '10:00'))
  expect((await book(of, at(2, '10:00'))).id).toBe(first.id)
  await book(of, at(2, '12:00'))
  expect(await shop.bot(of, ctx => upcomingOf(ctx, { customer_id: of }))).toHaveLength(2)
  const news = (await shop.waitingJobs()).filter(({ payload }) => payload.appointment_id === first.id)
  expect(news.map(({ task, payload }) => [task, payload.kind])).toEqual([
    ['appointments.announce', 'appointment_booked'],
  ])
})

test.each([
  ['before the door opens', 2, '09:00', 'shop_closed'],
  ['between two slots', 2, '10:30', 'slot_unavailable'],
  ['in the past', -1, '10:00', 'slot_unavailable'],
  ['beyond what the shop plans', 40, '10:00', 'slot_unavailable'],
])('%s is refused, with what is free instead', async (_, days, clock, code) => {
  const of = await customer()
  await expect(book(of, at(days, clock))).rejects.toMatchObject({ code })
})

test('moved in place, to and fro; what he had confirmed no longer counts', async () => {
  const of = await customer()
  const { id: appointment_id } = await book(of, at(2, '10:00'))
  await shop.bot(of, ctx => confirmAppointment(ctx, { appointment_id }))
  const moved = await shop.bot(of, ctx => moveAppointment(ctx, { appointment_id, starts_at: at(3, '11:00') }))
  expect(moved).toMatchObject({ id: appointment_id, starts_at: at(3, '11:00'), confirmed_at: null })
  // its own old place is free again
  await book(await customer(), at(2, '10:00'))
  await expect(
    shop.bot(of, ctx => moveAppointment(ctx, { appointment_id, starts_at: at(2, '10:00') })),
  ).rejects.toMatchObject({ code: 'slot_taken' })
})

test('moved to and fro and to again, the customer hears of each; moved by him, staff do', async () => {
  const of = await customer()
  await onWhatsApp(shop, of)
  const { id: appointment_id } = await book(of, at(2, '10:00'))
  const there = [at(3, '11:00'), at(2, '10:00'), at(3, '11:00')]
  for (const starts_at of there) {
    const move = () => shop.staff.run(ctx => moveAppointment(ctx, { appointment_id, starts_at }))
    await Promise.all([move(), move()])
  }
  expect((await saidTo(shop, of)).map(({ key }) => key.split(':')[3])).toEqual(
    there.map(day => `${Date.parse(day) / 1000}`),
  )

  for (const starts_at of [at(2, '11:00'), at(3, '11:00'), at(2, '11:00')]) {
    await shop.bot(of, ctx => moveAppointment(ctx, { appointment_id, starts_at }))
    const job = (await shop.waitingJobs()).at(-1)
    for (let times = 0; times < 2; times += 1)
      await announceAppointment(jobTools(shop), zAppointmentNews.parse(job?.payload))
  }
  expect(await shop.owner('select id from app.notifications where subject_id = $1', [of])).toHaveLength(3)
})

test('called off twice is once, and holds nothing', async () => {
  const of = await customer()
  const { id: appointment_id } = await book(of, at(2, '10:00'))
  for (let times = 0; times < 2; times += 1) {
    const off = await shop.bot(of, ctx => cancelAppointment(ctx, { appointment_id, reason: 'demam' }))
    expect(off).toMatchObject({ status: 'cancelled', cancel_reason: 'demam' })
  }
  await book(await customer(), at(2, '10:00'))
  await expect(
    shop.bot(of, ctx => moveAppointment(ctx, { appointment_id, starts_at: at(3, '10:00') })),
  ).rejects.toMatchObject({ code: 'not_found' })
})

test('who came and who did not, staff say; nobody has missed what has not begun', async () => {
  const of = await customer()
  const { id: appointment_id } = await book(of, at(2, '10:00'))
  await expect(shop.staff.run(ctx => markMissed(ctx, { appointment_id }))).rejects.toMatchObject({
    code: 'transition_refused',
  })
  expect(await shop.staff.run(ctx => markArrived(ctx, { appointment_id }))).toMatchObject({ status: 'arrived' })
  await expect(shop.bot(of, ctx => cancelAppointment(ctx, { appointment_id }))).rejects.toMatchObject({
    code: expect.stringMatching(/not_found|forbidden|transition_refused/),
  })
})

test('the bot of one customer reaches nobody else’s', async () => {
  const [mine, theirs] = [await customer(), await customer()]
  const { id: appointment_id } = await book(theirs, at(2, '10:00'))
  const other = (work: Parameters<typeof shop.bot>[1]) => shop.bot(mine, work)
  await expect(other(ctx => cancelAppointment(ctx, { appointment_id }))).rejects.toMatchObject({ code: 'not_found' })
  await expect(
    other(ctx => bookAppointment(ctx, { customer_id: theirs, starts_at: at(3, '10:00') })),
  ).rejects.toMatchObject({ code: 'forbidden' })
  expect(await other(ctx => listAppointments(ctx, {}))).toEqual({ items: [] })
})

test('what a customer does in the chat is put before staff once, however often the job runs', async () => {
  const of = await customer()
  const { id } = await book(of, at(2, '11:00'))
  await shop.bot(of, ctx => cancelAppointment(ctx, { appointment_id: id }))
  const jobs = (await shop.waitingJobs()).filter(job => job.payload.appointment_id === id)
  for (const { payload } of [...jobs, ...jobs])
    await announceAppointment(jobTools(shop), zAppointmentNews.parse(payload))
  const notices = await shop.owner(
    `select kind, audience, data->>'customer' as who from app.notifications where subject_id = $1 order by kind`,
    [of],
  )
  expect(notices).toEqual([
    { kind: 'appointment_booked', audience: 'tickets.write', who: 'Siti' },
    { kind: 'appointment_cancelled', audience: 'tickets.write', who: 'Siti' },
  ])
})

test('a day is listed by the shop’s own clock', async () => {
  const of = await customer()
  await book(of, at(2, '12:00'))
  const { items } = await shop.staff.run(ctx => listAppointments(ctx, { day: addDays(today, 2) }))
  expect(items).toMatchObject([{ customer_name: 'Siti', created_by_name: null, purpose: 'drop_off' }])
  expect((await shop.staff.run(ctx => listAppointments(ctx, { day: addDays(today, 3) }))).items).toEqual([])
})

test('a day that is closed after all shows who had booked, and tells each of them once', async () => {
  const of = await customer()
  await onWhatsApp(shop, of)
  const silent = await customer()
  const ids = [(await book(of, at(2, '10:00'))).id, (await book(silent, at(2, '12:00'))).id]
  const day = addDays(today, 2)
  await shop.admin.run(ctx =>
    addClosure(ctx, { first_day: day, last_day: day, from_time: null, until_time: null, reason: 'Banjir' }),
  )
  expect((await shop.staff.run(listDisplaced)).items.map(({ id, told_at }) => [id, told_at])).toEqual(
    ids.map(id => [id, null]),
  )
  const tell = () => shop.staff.run(ctx => tellDisplaced(ctx, { appointment_ids: ids }))
  expect(await tell()).toEqual({ told: 1, without_whatsapp: 1 })
  expect(await tell()).toMatchObject({ told: 0 })
  expect(await saidTo(shop, of)).toMatchObject([
    { body: { body: expect.stringMatching(/kedai tutup.* Banjir\./) }, template: { name: 'appointment_update' } },
  ])
})
