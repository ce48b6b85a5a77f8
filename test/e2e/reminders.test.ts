import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

beforeAll(async () => {
  await buildWeb()
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** A device that was ready an hour ago: its first reminder comes tomorrow. */
async function readyDevice(name: string, phone: string): Promise<string> {
  const [ticket] = await product.owner<{ id: string }>(
    `with c as (insert into app.customers (name, phone) values ($1, $2) returning id)
     insert into app.tickets (ticket_number, customer_id, device_type, device_model, problem_description, status)
     select 'TKT-9999-' || right($2, 6), id, 'phone', 'iPhone 13', 'Skrin pecah', 'diagnosing' from c returning id`,
    [name, phone],
  )
  await product.owner(`update app.tickets set status = 'ready_for_pickup', outcome = 'repaired' where id = $1`, [
    ticket?.id,
  ])
  return ticket?.id ?? ''
}
const settings = async () => {
  const [row] = await product.owner<{ setting_value: string }>(
    `select setting_value from app.system_settings where setting_key = 'reminders'`,
  )
  return row && JSON.parse(row.setting_value)
}

test('the owner sets nights, days and kinds, reads the texts in three languages, and finds it all as he left it', async () => {
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'admin', device)
    await page.goto('/settings/reminders')
    const save = page.getByRole('button', { name: 'Simpan' })
    await save.waitFor()
    expect(await save.isDisabled()).toBe(true)
    const days = page.getByLabel('Belum diambil: Hari selepas siap')
    await days.fill('dua')
    await page.getByText('Tulis 1 hingga 5 nombor').waitFor()
    expect(await save.isDisabled()).toBe(true)
    const chosen = device === DESK ? '2, 5' : '3, 9'
    await days.fill(chosen)
    await page.getByLabel('Hingga').fill('08:30')
    await page.getByRole('checkbox', { name: /^Siap diambil/ }).setChecked(device !== DESK)
    await page.getByRole('button', { name: 'Lihat teks' }).nth(2).click()
    for (const words of [
      'hari menunggu untuk diambil. Simpanan percuma',
      'Penyimpanan gratis sampai',
      'Storage is free until',
    ])
      await page.getByText(words).waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    await look(page, `reminders-${device.viewport.width}`)
    // Pressed twice it is kept once, and from the keyboard.
    await days.press('Enter')
    await page.getByText('Disimpan').waitFor()
    const kept = await settings()
    expect(kept.kinds.unclaimed.days).toEqual(chosen.split(', ').map(Number))
    expect(kept.kinds.pickup.on).toBe(device !== DESK)
    expect(kept.night).toEqual({ from: '21:00', to: '08:30' })
    await page.reload()
    await save.waitFor()
    expect(await days.inputValue()).toBe(chosen)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await page.context().close()
  }
})

test('what is coming up is listed with its hour, and one of it is skipped by keyboard', async () => {
  const page = await pageAs(browser, product, 'admin', PHONE)
  await page.goto('/settings/reminders')
  const list = page.getByRole('region', { name: 'Akan dihantar' })
  await list.getByText('Tiada apa-apa dalam dua minggu ini').waitFor()
  expect(await stumblingBlocks(page)).toEqual([])
  const ticket_id = await readyDevice('Puan Rohani', '+60123420001')
  await page.reload()
  await list.getByText('Puan Rohani').first().waitFor()
  const before = await list.getByRole('listitem').count()
  const skip = list.getByRole('button', { name: 'Langkau: Belum diambil, Puan Rohani' })
  const rows = await skip.count()
  await skip.first().focus()
  await skip.first().press('Enter')
  await page.getByText('Peringatan ini tidak akan dihantar').waitFor()
  expect(await list.getByRole('listitem').count()).toBe(before - 1)
  await look(page, 'next-390')
  await page.reload()
  await list.getByText('Puan Rohani').first().waitFor()
  expect(await skip.count()).toBe(rows - 1)
  expect(await product.owner(`select kind, outcome from app.reminders where ticket_id = $1`, [ticket_id])).toEqual([
    { kind: 'unclaimed', outcome: 'skipped' },
  ])
  await page.context().close()
})

test('staff have the settings closed to them', async () => {
  const page = await pageAs(browser, product, 'staff')
  await page.goto('/settings/reminders')
  await page.getByText('Bukan untuk anda').waitFor()
  const staff = await product.signIn('staff')
  await expect(staff.send('PUT', '/reminders/settings', {})).rejects.toThrow('403')
  await page.context().close()
})

test('beside the chat staff see how a customer wants to be reached, change it at once, and who changed it stands there', async () => {
  const customer = await newCustomer(product, 'Zara', '+60123420002')
  await customer.say('hai')
  const [row] = await until('the conversation', async () => {
    const found = await product.owner<{ id: string; customer_id: string }>(
      `select s.id, s.customer_id from app.whatsapp_sessions s join app.customers c on c.id = s.customer_id where c.phone = '+60123420002'`,
    )
    return found.length > 0 && found
  })
  await customer.hears('a greeting', () => true)
  const kept = async () =>
    (
      await product.owner<{ contact: string; notices: object; quiet: string | null }>(
        `select preferred_contact_method as contact, notification_preferences as notices, quiet_from || '-' || quiet_to as quiet
         from app.customer_preferences where customer_id = $1`,
        [row?.customer_id],
      )
    )[0]
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'staff', device)
    await page.goto(`/inbox/${row?.id}`)
    if (device === PHONE) await page.getByRole('button', { name: 'Butiran' }).click()
    const part = page.getByRole('region', { name: 'Cara dihubungi' })
    await part.getByRole('button', { name: 'Ubah' }).click()
    if (device === DESK) {
      await part.getByRole('checkbox', { name: 'Peringatan' }).uncheck()
      await part.getByRole('checkbox', { name: 'Jangan hantar pada waktu tertentu' }).check()
      await part.getByLabel('Dari').fill('23:00')
      await until('quiet hours', async () => (await kept())?.quiet === '23:00:00-08:00:00')
      await part.getByLabel('Hingga').fill('23:00')
      await part.getByText('Waktu mula dan tamat mesti berbeza.').waitFor()
      expect((await kept())?.quiet).toBe('23:00:00-08:00:00')
      await part.getByLabel('Hingga').fill('07:00')
    } else {
      await part.getByLabel('Melalui').selectOption('call')
    }
    expect(await stumblingBlocks(page)).toEqual([])
    await look(page, `preferences-${device.viewport.width}`)
    await part.getByRole('button', { name: 'Siap' }).click()
    await part.getByText('Diubah Siti').waitFor()
    await part.getByText('Waktu senyap: 23:00–07:00').waitFor()
    await part.getByText('Tidak mahu: peringatan').waitFor()
    await page.context().close()
  }
  expect(await kept()).toEqual({ contact: 'call', notices: { reminder: false }, quiet: '23:00:00-07:00:00' })
})

test('a change that does not arrive is taken back on the screen and said; STOP stands there and is lifted by staff', async () => {
  const [row] = await product.owner<{ id: string; customer_id: string }>(
    `update app.customer_preferences p set paused_at = now(), preferred_contact_method = 'whatsapp' from app.whatsapp_sessions s
     where s.customer_id = p.customer_id and s.wa_id = '60123420002' returning s.id, p.customer_id`,
  )
  const page = await pageAs(browser, product, 'staff')
  await page.goto(`/inbox/${row?.id}`)
  const part = page.getByRole('region', { name: 'Cara dihubungi' })
  await part.getByText('Menulis BERHENTI').waitFor()
  await part.getByRole('button', { name: 'Ubah' }).click()
  await page.route('**/preferences', route => (route.request().method() === 'PATCH' ? route.abort() : route.continue()))
  await part.getByRole('checkbox', { name: 'Invois' }).click()
  await part.getByText('Tiada sambungan ke kedai').waitFor()
  expect(await part.getByRole('checkbox', { name: 'Invois' }).isChecked()).toBe(true)
  await page.unroute('**/preferences')
  await part.getByRole('button', { name: 'Hantar semula' }).click()
  await part.getByText('Menulis BERHENTI').waitFor({ state: 'detached' })
  const consents = await product.owner(
    `select purpose, granted, source from app.consents where customer_id = $1 and purpose = 'notices'`,
    [row?.customer_id],
  )
  expect(consents).toEqual([{ purpose: 'notices', granted: true, source: 'counter' }])
  await page.context().close()
})
