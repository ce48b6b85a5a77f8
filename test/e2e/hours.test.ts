import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addDays, type Day, dayAt, momentAt } from '../../src/shared/time.ts'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, pageAs, stumblingBlocks } from '../helpers/pages.ts'
import { type Product, startProduct, until } from '../helpers/product.ts'
import { newCustomer, textOf } from './journey.ts'

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
beforeEach(async () => {
  for (const table of ['appointments', 'closures', 'business_hours']) await product.owner(`delete from app.${table}`)
})

const nextWeek = (): Day => addDays(dayAt(new Date()), 7)
const week = () =>
  product.owner<{ weekday: number; opens: string; closes: string }>(
    `select weekday, left(opens_at::text, 5) as opens, left(closes_at::text, 5) as closes from app.business_hours order by weekday, opens_at`,
  )
const openAllWeek = async (): Promise<void> => {
  const admin = await product.signIn('admin')
  await admin.send('PUT', '/hours', {
    week: [1, 2, 3, 4, 5, 6, 7].map(weekday => ({ weekday, opens_at: '10:00', closes_at: '19:00' })),
    appointment_minutes: 30,
    appointment_capacity: 2,
    appointment_lead_minutes: 60,
    appointment_horizon_days: 30,
  })
}

test('the week with its break and midnight: what is wrong is said beside it, what is typed outlives a look elsewhere', async () => {
  for (const device of [DESK, PHONE]) {
    await product.owner('delete from app.business_hours')
    const page = await pageAs(browser, product, 'admin', device)
    await page.goto('/settings/hours')
    const save = page.getByRole('button', { name: 'Simpan' })
    await save.waitFor()
    expect(await save.isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Buka pada Isnin' }).press('Enter')
    await page.getByLabel('Isnin: tutup (1)').fill('09:00')
    await page.getByText('Waktu tutup mesti selepas waktu buka.').waitFor()
    expect(await save.isDisabled()).toBe(true)
    expect(await stumblingBlocks(page)).toEqual([])
    await page.getByLabel('Isnin: tutup (1)').fill('13:00')
    await page.getByRole('button', { name: 'Isnin: tambah selepas rehat' }).click()
    await page.getByLabel('Isnin: buka (2)').fill('12:00')
    await page.getByText('Dua waktu ini bertindih.').waitFor()
    await page.getByLabel('Isnin: buka (2)').fill('14:00')
    await page.getByLabel('Isnin: tutup (2)').fill('00:00')
    await page.getByRole('button', { name: 'Buka pada Selasa' }).click()
    await page.getByRole('button', { name: 'Selasa: buang waktu 1' }).click()
    const capacity = page.getByLabel('Pelanggan pada masa yang sama')
    await capacity.fill('0')
    await page.getByText('Nombor dari 1 hingga 20.').waitFor()
    expect(await save.isDisabled()).toBe(true)
    await capacity.fill(device === DESK ? '3' : '4')
    await page.goto('/settings/reminders')
    // A colleague saves meanwhile.
    await product.owner('update app.company_settings set appointment_horizon_days = appointment_horizon_days + 1')
    await page.goto('/settings/hours')
    await page.getByText('Belum disimpan', { exact: true }).waitFor()
    await page.getByText('rakan sekerja telah mengubah').waitFor()
    expect(await page.getByLabel('Isnin: tutup (2)').inputValue()).toBe('00:00')
    await look(page, `hours-week-${device.viewport.width}`)
    await capacity.press('Enter')
    await page.getByText('Disimpan', { exact: true }).waitFor()
    expect(await week()).toEqual([
      { weekday: 1, opens: '10:00', closes: '13:00' },
      { weekday: 1, opens: '14:00', closes: '24:00' },
      { weekday: 2, opens: '14:00', closes: '24:00' },
    ])
    await page.reload()
    await save.waitFor()
    expect(await capacity.inputValue()).toBe(device === DESK ? '3' : '4')
    expect(await save.isDisabled()).toBe(true)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await close(page)
  }
})

test('closing a day with bookings shows who comes, and each of them is told once; open again, nobody is left over', async () => {
  await openAllWeek()
  const day = nextWeek()
  const staff = await product.signIn('staff')
  const customer = await newCustomer(product, 'Encik Rahman', '+60123450077')
  await customer.say('hai')
  const { id: customer_id } = await until('the customer', async () => {
    const [row] = await product.owner<{ id: string }>(`select id from app.customers where phone = '+60123450077'`)
    return row
  })
  await staff.send('POST', '/appointments', { customer_id, starts_at: momentAt(day, '15:00').toISOString() })
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'admin', device)
    await page.goto('/settings/hours')
    const form = page.getByRole('form', { name: 'Tutup kedai' })
    await form.getByRole('button', { name: 'Tutup kedai' }).click()
    await form.getByText('Pilih hari.').waitFor()
    expect(await page.getByRole('region', { name: 'Temu janji ketika kedai tutup' }).count()).toBe(0)
    await form.getByLabel('Dari hari').fill(day)
    await form.getByLabel('Hingga hari').fill(addDays(day, -1))
    await form.getByText('Hari akhir mesti selepas hari pertama.').waitFor()
    await form.getByLabel('Hingga hari').fill(addDays(day, 1))
    await form.getByLabel('Sebab').fill('Cuti umum')
    await form.getByRole('button', { name: 'Tutup kedai' }).click()
    const displaced = page.getByRole('region', { name: 'Temu janji ketika kedai tutup' })
    await displaced.getByText('Encik Rahman').waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    await look(page, `hours-displaced-${device.viewport.width}`)
    if (device === DESK) await displaced.getByRole('button', { name: 'Beritahu 1 pelanggan' }).dblclick()
    await displaced.getByText('diberitahu', { exact: true }).waitFor()
    expect(await displaced.getByRole('button').count()).toBe(0)
    await page.getByRole('button', { name: /^Buka semula: .*Cuti umum/ }).click()
    await page.getByText('Tiada hari tutup akan datang.').waitFor()
    await expect.poll(() => displaced.count()).toBe(0)
    await close(page)
  }
  const told = await until('the message', async () => {
    const rows = await product.owner(
      `select 1 from app.whatsapp_outbox where idempotency_key like 'appointment:%:displaced:%'`,
    )
    return rows.length > 0 && rows
  })
  expect(told).toHaveLength(1)
})

test('a part of a day is closed from one time to another, and a lost connection keeps what was typed', async () => {
  await openAllWeek()
  const page = await pageAs(browser, product, 'admin')
  await page.goto('/settings/hours')
  const form = page.getByRole('form', { name: 'Tutup kedai' })
  await form.getByLabel('Dari hari').fill(nextWeek())
  await form.getByRole('checkbox', { name: 'Sebahagian hari sahaja' }).check()
  await form.getByLabel('Dari pukul').fill('12:30')
  await form.getByRole('button', { name: 'Tutup kedai' }).click()
  await form.getByText('Isi kedua-dua masa.').waitFor()
  await form.getByLabel('Hingga pukul').fill('14:30')
  await page.route('**/api/v1/hours/closures', route => route.abort())
  await form.getByRole('button', { name: 'Tutup kedai' }).click()
  await form.getByRole('alert').waitFor()
  await page.unroute('**/api/v1/hours/closures')
  await form.getByRole('button', { name: 'Tutup kedai' }).click()
  await page.getByRole('button', { name: /^Buka semula/ }).waitFor()
  const rows = await product.owner(
    `select left(from_time::text, 5) as f, left(until_time::text, 5) as u from app.closures`,
  )
  expect(rows).toEqual([{ f: '12:30', u: '14:30' }])
  await close(page)
})

test('where the shop is: a map’s link becomes a pin, what cannot be read is said beside it, and a customer gets it', async () => {
  for (const device of [DESK, PHONE]) {
    await product.owner('update app.company_settings set latitude = null, longitude = null')
    const page = await pageAs(browser, product, 'admin', device)
    await page.goto('/settings/hours')
    const form = page.getByRole('form', { name: 'Tempat kedai' })
    await form.getByLabel('Pin pada peta').fill('https://maps.app.goo.gl/abc')
    await form.getByText('Tiada tempat dapat dibaca di sini').waitFor()
    expect(await form.getByRole('button').isDisabled()).toBe(true)
    await form.getByLabel('Pin pada peta').fill('https://www.google.com/maps/@3.1579,101.7119,17z')
    expect(await form.getByRole('link', { name: 'Lihat pada peta' }).getAttribute('href')).toContain('mlat=3.1579')
    expect(await stumblingBlocks(page)).toEqual([])
    await look(page, `place-${device.viewport.width}`)
    await form.getByRole('button').click()
    await page.getByText('Tempat kedai disimpan').waitFor()
    expect(await form.getByLabel('Pin pada peta').inputValue()).toBe('3.1579, 101.7119')
    await close(page)
  }
  const customer = await newCustomer(product, 'Farid', '+60123450777')
  await customer.say('kedai kat mana?')
  const pin = await customer.hears('a pin', message => message.type === 'location')
  expect(pin.node).toMatchObject({ latitude: 3.1579, longitude: 101.7119, name: 'Kedai Ujian' })
  await customer.hears('the words', message => textOf(message).includes('Jalan Ampang'))
  const staff = await pageAs(browser, product, 'staff')
  await staff.goto('/inbox')
  await staff.getByRole('link', { name: /Farid/ }).click()
  await staff.getByRole('log').getByRole('link', { name: 'Buka peta' }).waitFor()
  await close(staff)
})

test('whoever is not an administrator finds no hours to change, neither here nor behind', async () => {
  const page = await pageAs(browser, product, 'staff')
  await page.goto('/settings/hours')
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByRole('button', { name: 'Simpan' }).count()).toBe(0)
  const staff = await product.signIn('staff')
  const closure = { first_day: nextWeek(), last_day: nextWeek() }
  await expect(staff.send('POST', '/hours/closures', closure)).rejects.toThrow('403')
  await close(page)
})
