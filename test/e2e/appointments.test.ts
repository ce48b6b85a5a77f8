import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayAt, momentAt, showTime } from '../../src/shared/time.ts'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, pageAs, stumblingBlocks } from '../helpers/pages.ts'
import { type Product, startProduct, until } from '../helpers/product.ts'
import { newCustomer } from './journey.ts'

let product: Product
let browser: Browser
const picture = process.env.PICTURES
const look = async (page: Page, name: string) => {
  if (picture) await page.screenshot({ path: `${picture}/${name}.png`, fullPage: true })
}
const close = (page: Page) => page.context().close()

beforeAll(async () => {
  await buildWeb()
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const tomorrow = () => addDays(dayAt(new Date()), 1)
const clock = (time: string): string => showTime(momentAt(tomorrow(), time), 'ms')

/** Somebody who has written once, so that he has a conversation. */
async function chatOf(name: string, phone: string): Promise<{ session_id: string; customer_id: string }> {
  const customer = await newCustomer(product, name, phone)
  await customer.say('hai')
  return until('the conversation', async () => {
    const [row] = await product.owner<{ session_id: string; customer_id: string }>(
      `select s.id as session_id, c.id as customer_id from app.whatsapp_sessions s join app.customers c on c.id = s.customer_id where c.phone = $1`,
      [phone],
    )
    return row
  })
}
const told = (news: string) =>
  product.owner(`select 1 from app.whatsapp_outbox where idempotency_key like 'appointment:%:' || $1 || ':%'`, [news])

test('nobody comes yet: the page says how somebody will; the shop that gave no hours has no free time', async () => {
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'staff', device)
    await page.goto('/inbox')
    await page.getByRole('link', { name: 'Temu janji' }).click()
    await page.getByRole('heading', { name: 'Tiada temu janji akan datang' }).waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    await look(page, `appointments-empty-${device.viewport.width}`)
    await close(page)
  }
})

test('beside a conversation a time is booked and moved, and the customer hears of each once', async () => {
  const admin = await product.signIn('admin')
  await admin.send('PUT', '/hours', {
    week: [1, 2, 3, 4, 5, 6, 7].map(weekday => ({ weekday, opens_at: '10:00', closes_at: '12:00' })),
    appointment_minutes: 30,
    appointment_capacity: 1,
    appointment_lead_minutes: 60,
    appointment_horizon_days: 30,
  })
  const { session_id } = await chatOf('Puan Laila', '+60123450101')
  const page = await pageAs(browser, product, 'staff')
  await page.goto(`/inbox/${session_id}`)
  const visits = page.getByRole('region', { name: 'Temu janji' })
  await visits.getByRole('button', { name: 'Tempah temu janji' }).click()
  await expect.poll(() => visits.getByRole('group', { name: 'Masa kosong' }).getByRole('button').count()).toBe(4)
  expect(await stumblingBlocks(page)).toEqual([])
  await look(page, 'appointments-inbox')
  await visits.getByRole('button', { name: clock('10:30') }).dblclick()
  await visits.getByText('Ditempah').waitFor()
  await visits.getByRole('button', { name: 'Tukar masa: Puan Laila' }).press('Enter')
  await visits.getByRole('button', { name: clock('11:00') }).click()
  await visits.locator('time', { hasText: clock('11:00') }).waitFor()
  expect(await told('booked')).toHaveLength(1)
  expect(await told('moved')).toHaveLength(1)
  await close(page)
})

test('the list of who comes: called off with a reason, arrived, done; live while another books', async () => {
  const { customer_id } = await chatOf('Encik Hadi', '+60123450102')
  const staff = await product.signIn('staff')
  const book = (time: string) =>
    staff.send('POST', '/appointments', { customer_id, starts_at: momentAt(tomorrow(), time).toISOString() })
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'staff', device)
    await page.goto('/appointments')
    const day = page.getByRole('region', { name: /^esok/ })
    await day.getByText('Puan Laila').waitFor()
    await book(device === DESK ? '10:00' : '11:30')
    await day.getByText('Encik Hadi').first().waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    await look(page, `appointments-${device.viewport.width}`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    if (device === DESK) {
      await day.getByRole('button', { name: 'Batalkan: Encik Hadi' }).click()
      await day.getByLabel('Sebab (pelanggan membacanya)').fill('Juruteknik bercuti')
      await day.getByRole('button', { name: 'Batalkan', exact: true }).click()
      await expect.poll(() => day.getByText('Encik Hadi').count()).toBe(0)
      expect(await told('cancelled')).toHaveLength(1)
    } else {
      await day.getByRole('button', { name: 'Sudah sampai: Encik Hadi' }).dblclick()
      await day.getByRole('button', { name: 'Selesai: Encik Hadi' }).click()
      await expect.poll(() => day.getByText('Encik Hadi').count()).toBe(0)
      const rows = await product.owner(
        `select status from app.appointments where customer_id = $1 order by starts_at`,
        [customer_id],
      )
      expect(rows).toEqual([{ status: 'cancelled' }, { status: 'done' }])
    }
    await close(page)
  }
})

test('from a ticket that is ready, on a phone: he comes to pick it up', async () => {
  const { customer_id } = await chatOf('Cik Mei', '+60123450103')
  const [ticket] = await product.owner<{ id: string }>(
    `insert into app.tickets (ticket_number, customer_id, device_type, device_model, problem_description, status, outcome)
     values ('TKT-9999-000001', $1, 'phone', 'iPhone 13', 'Skrin pecah', 'diagnosing', null) returning id`,
    [customer_id],
  )
  await product.owner(`update app.tickets set status = 'ready_for_pickup', outcome = 'repaired' where id = $1`, [
    ticket?.id,
  ])
  const page = await pageAs(browser, product, 'staff', PHONE)
  await page.goto(`/tickets/${ticket?.id}`)
  await page.getByRole('button', { name: 'Butiran tiket' }).click()
  const visits = page.getByRole('region', { name: 'Temu janji' })
  await visits.getByRole('button', { name: 'Tempah temu janji' }).click()
  await visits.getByRole('button', { name: clock('10:00') }).click()
  await visits.getByText('Ambil peranti').waitFor()
  expect(await stumblingBlocks(page)).toEqual([])
  await look(page, 'appointments-ticket-390')
  const rows = await product.owner(`select ticket_id, purpose from app.appointments where customer_id = $1`, [
    customer_id,
  ])
  expect(rows).toEqual([{ ticket_id: ticket?.id, purpose: 'pick_up' }])
  await close(page)
})

test('a technician sees no customer who is not his, and books for nobody', async () => {
  const page = await pageAs(browser, product, 'technician')
  await page.goto('/appointments')
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByText('Puan Laila').count()).toBe(0)
  const technician = await product.signIn('technician')
  const [row] = await product.owner<{ id: string }>(`select id from app.appointments limit 1`)
  await expect(technician.send('POST', `/appointments/${row?.id}/arrival`)).rejects.toThrow('403')
  await close(page)
})
