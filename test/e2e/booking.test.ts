import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Lang } from '../../src/shared/messages.ts'
import { addDays, dayAt, momentAt, timeAt } from '../../src/shared/time.ts'
import { type Product, startProduct, until } from '../helpers/product.ts'
import { type Customer, newCustomer, textOf } from './journey.ts'

let product: Product
const tomorrow = () => addDays(dayAt(new Date()), 1)
/** A day that ends in the middle of it would change what "lusa" means from one customer to the next: then it begins with the new day. */
async function notAtMidnight(): Promise<void> {
  const soon = new Date(Date.now() + 2 * 60_000)
  if (dayAt(soon) !== dayAt(new Date())) await sleep(momentAt(dayAt(soon), '00:00').getTime() - Date.now() + 1000)
}
const inTwelveHours = (minutes: number) => timeAt(new Date(Date.now() + 12 * 60 * 60_000 + minutes * 60_000))

beforeAll(async () => {
  await notAtMidnight()
  product = await startProduct()
  const admin = await product.signIn('admin')
  await admin.send('PUT', '/hours', {
    week: [1, 2, 3, 4, 5, 6, 7].map(weekday => ({ weekday, opens_at: '10:00', closes_at: '18:00' })),
    ...{ appointment_minutes: 60, appointment_capacity: 20, appointment_lead_minutes: 0, appointment_horizon_days: 30 },
  })
  // Whatever the hour is at which this runs, what is due goes out.
  await product.owner(`insert into app.system_settings (setting_key, setting_value) values ('reminders', $1)`, [
    JSON.stringify({ night: { from: inTwelveHours(0), to: inTwelveHours(1) }, hour: timeAt(new Date()) }),
  ])
}, 200_000)
afterAll(() => product?.stop())

const heardBy = async (customer: Customer) => (await customer.chat()).filter(m => m.direction === 'out')
const answers = (customer: Customer, count: number) =>
  until(`answer ${count}`, async () => {
    await product.standin.control.flush()
    const heard = await heardBy(customer)
    return heard.length >= count && heard[count - 1]
  })
const appointmentsOf = (phone: string) =>
  product.owner<{ status: string; starts_at: Date; confirmed: boolean }>(
    `select a.status, a.starts_at, a.confirmed_at is not null as confirmed from app.appointments a join app.customers c on c.id = a.customer_id where c.phone = $1`,
    [phone],
  )
/** Nothing is left to do; what was killed in the middle has come again. */
const rest = () =>
  until('the shop to have done all', async () => {
    const { pending } = await product.standin.control.flush()
    const [left] = await product.owner<{ n: number }>(
      `select ((select count(*) from app.whatsapp_messages where direction = 'inbound' and handled_at is null)
        + (select count(*) from app.whatsapp_outbox where status = 'queued'))::int as n`,
    )
    return pending === 0 && left?.n === 0 && (await product.jobsDue()).length === 0
  })

/** A time is agreed in three steps; `between` happens after each of them. */
async function books(phone: string, between: (step: number) => Promise<unknown>) {
  const customer = await newCustomer(product, 'Rohana', phone)
  await customer.say('nak buat appointment')
  await between(1)
  expect(textOf(await answers(customer, 1))).toContain('visit:at:')
  await customer.say('lusa petang')
  await between(2)
  const offered = await answers(customer, 2)
  const slot = /visit:at:\d+:/.exec(textOf(offered))?.[0] ?? ''
  await customer.tap(offered, slot)
  await between(3)
  await answers(customer, 3)
  await rest()
  return (await heardBy(customer)).map(textOf)
}
/** What is another each time: ids of appointments and customers' links. */
const alike = (texts: readonly string[]) => texts.map(text => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>'))

test('killed between the questions of a booking, and between a question and its answer: it goes on, nothing is asked or booked twice', async () => {
  const calm = await books('+60123460001', async () => {})
  expect(calm).toHaveLength(3)
  const between = await books('+60123460002', async step => {
    const customer = await newCustomerOf('+60123460002')
    await answers(customer, step)
    await product.killAndRestart()
  })
  const during = await books('+60123460003', async () => {
    // The message is in, its answer is not.
    await product.killAndRestart()
  })
  expect(alike(between)).toEqual(alike(calm))
  expect(alike(during)).toEqual(alike(calm))
  for (const phone of ['+60123460001', '+60123460002', '+60123460003'])
    expect(await appointmentsOf(phone)).toMatchObject([{ status: 'booked' }])
}, 90_000)

/** The one with this number, already known to the stand-in. */
async function newCustomerOf(phone: string): Promise<Customer> {
  const { people } = await product.standin.control.call<{ people: { id: string; phone: string }[] }>('GET', 'people')
  const id = people.find(one => one.phone === phone)?.id ?? ''
  return { id, chat: async () => (await product.standin.control.chat(id)).messages } as Customer
}

/** Booked days ago for tomorrow by somebody who has not written since; the reminder came by template. */
async function reminded(name: string, phone: string, lang: Lang) {
  const customer = await newCustomer(product, name, phone)
  await customer.say(ASKS[lang])
  await customer.hears('an answer', () => true)
  await rest()
  await product.standin.control.window(customer.id, 50 * 3600)
  await product.owner(
    `with s as (update app.whatsapp_sessions set last_inbound_at = now() - interval '50 hours' where wa_id = $1 returning id, customer_id)
     insert into app.appointments (customer_id, session_id, starts_at, ends_at, lane, created_at, updated_at)
     select customer_id, id, $2, $3, 15, now() - interval '3 days', now() - interval '3 days' from s`,
    [phone.slice(1), momentAt(tomorrow(), hour()), momentAt(tomorrow(), hour(1))],
  )
  taken += 1
  await product.owner(`select app.enqueue('followups.scan', '{}'::json, null, null, 'replace', null)`)
  const reminder = await customer.hears('the reminder', m => m.type === 'template')
  const { window_closes_at } = await product.standin.control.chat(customer.id)
  expect(Date.parse(window_closes_at ?? '')).toBeLessThan(Date.now())
  const press = (index: number) =>
    product.standin.control.write(customer.id, { type: 'template_button', reply_to: reminder.wamid, index })
  return { customer, reminder, press }
}
/** What says which language he speaks. */
const ASKS = {
  ms: 'kedai buka pukul berapa esok?',
  id: 'halo kak, toko buka jam berapa besok ya?',
  en: 'hi, what time do you open tomorrow?',
}
let taken = 0
const hour = (more = 0) => `${String(10 + taken + more).padStart(2, '0')}:00`

test.each([
  [
    'ms',
    'Puan Salmah',
    '+60123460011',
    /Salam Puan Salmah, peringatan: temu janji anda/,
    'Terima kasih, kami tunggu anda esok',
  ],
  [
    'id',
    'Bu Ratna',
    '+60123460012',
    /Halo Bu Ratna, pengingat: janji temu Anda/,
    'Terima kasih, kami tunggu Anda besok',
  ],
  ['en', 'Ms Lim', '+60123460013', /Hello Ms Lim, a reminder: your appointment/, 'Thank you, see you tomorrow'],
] as const)(
  '"I am coming" on the template of the reminder, days after he last wrote (%s): confirmed, said once, in his language',
  async (lang, name, phone, says, thanks) => {
    const { customer, reminder, press } = await reminded(name, phone, lang)
    expect(reminder.template?.body).toMatch(says)
    expect(reminder.template?.buttons).toHaveLength(3)
    const before = (await heardBy(customer)).length
    await press(0)
    await answers(customer, before + 1)
    await product.standin.control.redeliver({ times: 2 })
    await rest()
    expect(await appointmentsOf(phone)).toMatchObject([{ status: 'booked', confirmed: true }])
    expect((await heardBy(customer)).slice(before).map(textOf)).toEqual([expect.stringContaining(thanks)])
  },
)

test('"change" and "cancel" on the template: other times are offered and the tapped one is his; it is called off, with a way to another', async () => {
  const moving = await reminded('Encik Musa', '+60123460014', 'ms')
  const before = (await heardBy(moving.customer)).length
  await moving.press(1)
  const offered = await answers(moving.customer, before + 1)
  const slot = /visit:at:\d+:[\w-]+/.exec(textOf(offered))?.[0] ?? ''
  await moving.customer.tap(offered, slot)
  await answers(moving.customer, before + 2)
  await rest()
  const [moved] = await appointmentsOf('+60123460014')
  expect(moved).toMatchObject({ status: 'booked' })
  expect(new Date(moved?.starts_at ?? 0).getTime()).toBe(Number(slot.split(':')[2]) * 60_000)

  const off = await reminded('Encik Jamal', '+60123460015', 'ms')
  const then = (await heardBy(off.customer)).length
  await off.press(2)
  const told = await answers(off.customer, then + 1)
  expect(textOf(told)).toMatch(/sudah dibatalkan.*visit:new/)
  await rest()
  expect(await appointmentsOf('+60123460015')).toMatchObject([{ status: 'cancelled' }])
})
