import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Chat, chattingShop, newChat, words } from '../../../../test/helpers/chat.ts'
import type { TestShop } from '../../../../test/helpers/shop.ts'
import { addDays, momentAt, weekdayOf } from '../../../shared/time.ts'
import { addClosure, setHours } from '../../hours/hours.ts'

const ZONE = 'Asia/Kuala_Lumpur'
let shop: TestShop
let chat: Chat
let today: string
const at = (days: number, clock: string) => momentAt(addDays(today, days), clock, ZONE)
const RULES = {
  appointment_minutes: 60,
  appointment_capacity: 1,
  appointment_lead_minutes: 60,
  appointment_horizon_days: 30,
}
const WEEK = [1, 2, 3, 4, 5, 6, 7].map(weekday => ({ weekday, opens_at: '10:00', closes_at: '18:00' }))

beforeAll(async () => {
  shop = await chattingShop()
  today = await shop.staff.run(async ctx => ctx.today)
})
afterAll(() => shop.close())
beforeEach(async () => {
  await shop.owner(`delete from app.appointments`)
  await shop.owner(`delete from app.closures`)
  await shop.admin.run(ctx => setHours(ctx, { week: WEEK, ...RULES }))
  chat = await newChat(shop)
})

const booked = (of = chat) =>
  shop.owner<{ id: string; starts_at: Date; status: string }>(
    `select id, starts_at, status, device, late_minutes, confirmed_at from app.appointments where customer_id = $1 order by starts_at`,
    [of.customer_id],
  )
const times = async () => (await booked()).map(({ starts_at }) => new Date(starts_at).toISOString())
const news = async () =>
  (await shop.waitingJobs()).filter(({ task }) => task === 'appointments.announce').map(({ payload }) => payload.kind)

describe('booking', () => {
  test.each([
    ['boleh saya datang esok pukul 3 petang?', 'Temu janji anda: *esok'],
    ['bisa datang besok jam 3 sore?', 'Janji temu Anda: *besok'],
    ['can I come tomorrow at 3pm?', 'Your appointment: *tomorrow'],
  ])('"%s" is booked at once, told with the address, and staff hear of it', async (asks, told) => {
    const answer = await chat.says(asks)
    expect(answer?.text).toContain(told)
    expect(answer?.text).toContain('12 Jalan Damai')
    const [row] = await booked()
    expect(answer?.taps).toEqual([`visit:move:${row?.id}`, `visit:cancel:${row?.id}`, 'menu:repair'])
    expect(await times()).toEqual([at(1, '15:00').toISOString()])
    expect((await news()).at(-1)).toBe('appointment_booked')
  })
  test('a day without an hour is answered with what is free, and a tap books it', async () => {
    const answer = await chat.says('nak buat temujanji esok')
    expect(answer?.text).toContain('Bila anda nak datang?')
    expect(answer?.taps).toHaveLength(9)
    await chat.says({ tap: answer?.taps[0] ?? '' })
    expect(await times()).toEqual([at(1, '10:00').toISOString()])
  })
  test('nothing said of when: the next days, then day and hour in two messages', async () => {
    const answer = await chat.says('nak buat appointment')
    expect(answer?.taps.filter(tap => tap.startsWith('visit:at:')).length).toBeGreaterThan(5)
    const afternoon = await chat.says('lusa petang')
    expect(afternoon?.taps.filter(tap => tap.startsWith('visit:at:'))).toHaveLength(4)
    expect(await words(chat, 'pukul 4')).toContain('Temu janji anda')
    expect(await times()).toEqual([at(2, '16:00').toISOString()])
  })
  test('a time that is taken or closed is said to be, with what is free near it', async () => {
    const other = await newChat(shop)
    await other.says('boleh datang esok pukul 3?')
    const full = await chat.says('boleh datang esok pukul 3?')
    expect(full?.text).toContain('sudah penuh')
    expect(full?.taps[0]).toMatch(/^visit:at:/)
    const day = addDays(today, 2)
    await shop.admin.run(ctx =>
      addClosure(ctx, { first_day: day, last_day: day, from_time: null, until_time: null, reason: 'Cuti umum' }),
    )
    expect(await words(chat, 'lusa pukul 11 pagi boleh?')).toContain('Kedai tutup pada masa itu (Cuti umum)')
    expect(await booked()).toEqual([])
  })
  test('who taps a time that somebody took meanwhile is offered what is left', async () => {
    const offer = await chat.says('nak datang esok')
    const other = await newChat(shop)
    await other.says('boleh datang esok pukul 10 pagi?')
    const again = await chat.says({ tap: offer?.taps[0] ?? '' })
    expect(again?.text).toMatch(/sudah penuh[\s\S]*Bila anda nak datang/)
    expect(again?.taps).not.toContain(offer?.taps[0])
    expect(await booked()).toEqual([])
  })
  test('tapped twice is booked once', async () => {
    const offer = await chat.says('nak datang esok')
    const tap = offer?.taps[1] ?? ''
    await chat.says({ tap })
    await chat.says({ tap })
    expect(await booked()).toHaveLength(1)
  })
  test('another question in between is answered, and the question when is put again', async () => {
    await chat.says('nak datang esok')
    const between = await chat.says('ada warranty tak?')
    expect(between?.text).toContain('90 hari')
    expect(between?.text).toContain('Bila anda nak datang?')
    expect(between?.taps.filter(tap => tap.startsWith('visit:at:')).length).toBeGreaterThan(5)
    expect(await words(chat, 'esok pukul 2')).toContain('Temu janji anda')
  })
  test('what he has is told when he asks again', async () => {
    await chat.says('boleh datang esok pukul 3?')
    expect(await words(chat, 'nak buat appointment')).toContain('sudah ada temu janji')
  })
  test('a shop without hours takes whoever comes', async () => {
    await shop.owner(`delete from app.business_hours`)
    expect(await words(chat, 'boleh datang esok pukul 3?')).toContain('Boleh terus datang')
  })
})

describe('moving and calling off', () => {
  beforeEach(async () => {
    await chat.says('boleh saya datang esok pukul 3 petang?')
  })
  test.each([
    ['nak tukar temujanji ke pukul 5 petang', 'kini *esok'],
    ['mau ganti jadwal ke jam 5 sore', 'sekarang *besok'],
    ['can I move my appointment to 5pm', 'now *tomorrow'],
  ])('"%s" keeps the day', async (asks, told) => {
    expect(await words(chat, asks)).toContain(told)
    expect(await times()).toEqual([at(1, '17:00').toISOString()])
    expect((await news()).at(-1)).toBe('appointment_moved')
  })
  test.each(['eh tak jadi, tukar lusa pukul 11', 'tak dapat datang, tukar lusa pukul 11 pagi'])(
    '"%s" calls nothing off: it is moved',
    async asks => {
      await chat.says(asks)
      expect(await times()).toEqual([at(2, '11:00').toISOString()])
      expect((await booked()).map(({ status }) => status)).toEqual(['booked'])
    },
  )
  test('to another day, chosen from what is free', async () => {
    const friday = ((5 - weekdayOf(today) + 7) % 7 || 7) as number
    const answer = await chat.says('nak tukar appointment ke jumaat pagi')
    const [row] = await booked()
    expect(answer?.taps[0]).toMatch(new RegExp(`^visit:at:\\d+:${row?.id}$`))
    await chat.says({ tap: answer?.taps[0] ?? '' })
    expect(await times()).toEqual([at(friday, '10:00').toISOString()])
  })
  test.each([
    ['batal temujanji saya', 'Batalkan temu janji esok', 'sudah dibatalkan'],
    ['mau batalin janji temu besok', 'Batalkan janji temu besok', 'sudah dibatalkan'],
    ['cancel my appointment please', 'Cancel your appointment on tomorrow', 'is cancelled'],
  ])('"%s" is asked once, then called off', async (asks, sure, done) => {
    const answer = await chat.says(asks)
    expect(answer?.text).toContain(sure)
    const [row] = await booked()
    expect(row?.status).toBe('booked')
    expect(answer?.taps).toEqual([`visit:cancel:${row?.id}`, `visit:come:${row?.id}`])
    expect(await words(chat, { tap: answer?.taps[0] ?? '' })).toContain(done)
    expect(await words(chat, { tap: answer?.taps[0] ?? '' })).toMatch(/sudah tiada|sudah tidak ada|no longer/)
    expect((await booked())[0]?.status).toBe('cancelled')
    expect((await news()).at(-1)).toBe('appointment_cancelled')
  })
  test('of several he is asked which', async () => {
    await chat.says('boleh datang lusa pukul 11 pagi?')
    const answer = await chat.says('batal temujanji')
    expect(answer?.taps).toHaveLength(2)
    await chat.says({ tap: answer?.taps[1] ?? '' })
    expect((await booked()).map(({ status }) => status)).toEqual(['booked', 'cancelled'])
  })
  test('the buttons under the reminder: he is coming', async () => {
    const [row] = await booked()
    expect(await words(chat, { tap: `visit:come:${row?.id}` })).toContain('kami tunggu')
    expect((await booked())[0]).toMatchObject({ confirmed_at: expect.any(Date) })
  })
  test('late is told to staff, and the appointment stands', async () => {
    expect(await words(chat, 'sorry saya lewat 20 minit untuk temujanji')).toContain('kekal')
    expect((await booked())[0]).toMatchObject({ late_minutes: 20, status: 'booked' })
  })
  test("a button of somebody else's appointment reaches nothing", async () => {
    const [row] = await booked()
    const other = await newChat(shop)
    expect(await words(other, { tap: `visit:cancel:${row?.id}` })).toContain('sudah tiada')
    expect((await booked())[0]?.status).toBe('booked')
  })
})

test('nothing to move or to call off: said, and offered to book', async () => {
  const answer = await chat.says('nak batal temujanji')
  expect(answer?.text).toContain('Tiada temu janji')
  expect(answer?.taps).toEqual(['visit:new'])
})
