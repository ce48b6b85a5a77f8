import { afterAll, beforeAll, expect, test } from 'vitest'
import { newShop, type TestShop } from '../../../test/helpers/shop.ts'
import type { Ctx } from '../../db/ctx.ts'
import { addClosure, getHours, hoursWords, isOpen, nextOpening, removeClosure, setHours } from './hours.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await newShop()
  await shop.owner(`update app.company_settings set business_hours = 'Datang bila-bila'`)
})
afterAll(() => shop.close())

const RULES = {
  appointment_minutes: 20,
  appointment_capacity: 3,
  appointment_lead_minutes: 90,
  appointment_horizon_days: 14,
}
const WEEK = [1, 2, 3, 4, 5].map(weekday => ({ weekday, opens_at: '10:00', closes_at: '19:00' }))
/** As if it were then. 26 November 2026 is a Thursday. */
const at = (ctx: Ctx, now: string, today: string): Ctx => ({ ...ctx, now, today })
const thursday = (ctx: Ctx) => at(ctx, '2026-11-26T03:00:00Z', '2026-11-26')

test('while no hours are given the free text stands, and nobody says that the shop is shut', async () => {
  expect(await shop.staff.run(ctx => hoursWords(ctx, 'ms'))).toBe('Datang bila-bila')
  expect(await shop.staff.run(isOpen)).toBe(true)
  expect(await shop.staff.run(nextOpening)).toBeNull()
})

test('the week is set as a whole, with the rules of booking', async () => {
  await shop.admin.run(ctx =>
    setHours(ctx, { week: [{ weekday: 7, opens_at: '01:00', closes_at: '24:00' }], ...RULES }),
  )
  const hours = await shop.admin.run(ctx => setHours(ctx, { week: WEEK, ...RULES }))
  expect(hours).toMatchObject({ week: WEEK, ...RULES, time_zone: 'Asia/Kuala_Lumpur', closures: [] })
  const customer = await shop.owner<{ id: string }>(`insert into app.customers (name) values ('Siti') returning id`)
  const words = await shop.bot(customer[0]?.id ?? '', ctx => hoursWords(ctx, 'id'))
  expect(words).toBe('Sen–Jum 10.00–19.00, Sab–Min tutup')
})

test('open and shut, and when next, by the clock on the wall', async () => {
  expect(await shop.staff.run(ctx => isOpen(thursday(ctx)))).toBe(true)
  const night = (ctx: Ctx) => at(ctx, '2026-11-27T13:00:00Z', '2026-11-27')
  expect(await shop.staff.run(ctx => isOpen(night(ctx)))).toBe(false)
  expect(await shop.staff.run(ctx => nextOpening(night(ctx)))).toMatchObject({ day: '2026-11-30', opens_at: '10:00' })
})

test('a closure is told with its reason, and taken back', async () => {
  const whole = { first_day: '2026-11-27', last_day: '2026-11-27', from_time: null, until_time: null }
  const closure = await shop.admin.run(ctx => addClosure(ctx, { ...whole, reason: 'Cuti umum' }))
  const told = await shop.staff.run(ctx => hoursWords(thursday(ctx), 'ms'))
  expect(told).toContain('Tutup juga 27 Nov (Cuti umum)')
  const next = (ctx: Ctx) => nextOpening(at(ctx, '2026-11-26T12:00:00Z', '2026-11-26'))
  expect(await shop.staff.run(next)).toMatchObject({ day: '2026-11-30' })
  await shop.admin.run(ctx => removeClosure(ctx, { closure_id: closure.id }))
  expect(await shop.staff.run(next)).toMatchObject({ day: '2026-11-27' })
  await expect(shop.admin.run(ctx => removeClosure(ctx, { closure_id: closure.id }))).rejects.toThrow('not_found')
})

test('a closure of a part of a day keeps its hours', async () => {
  const part = {
    first_day: '2026-11-27',
    last_day: '2026-11-27',
    from_time: '12:30',
    until_time: '14:30',
    reason: null,
  }
  const { id } = await shop.admin.run(ctx => addClosure(ctx, part))
  expect((await shop.staff.run(ctx => getHours(thursday(ctx)))).closures).toEqual([{ id, ...part }])
})

test('staff and bot read the hours and change none of them', async () => {
  await expect(shop.staff.run(ctx => setHours(ctx, { week: [], ...RULES }))).rejects.toThrow()
  expect((await shop.staff.run(getHours)).week).toHaveLength(5)
})
