import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, pageAs, photoFile, stumblingBlocks } from '../helpers/pages.ts'
import { type Product, startProduct, until } from '../helpers/product.ts'
import { newCustomer } from './journey.ts'

let product: Product
let browser: Browser

beforeAll(async () => {
  await buildWeb()
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** Somebody who wrote to the shop; the address of his conversation. */
async function writes(name: string, phone: string): Promise<{ id: string; path: string }> {
  const customer = await newCustomer(product, name, phone)
  await customer.say('hai')
  const [row] = await until(`the conversation with ${name}`, async () => {
    const rows = await product.owner<{ id: string }>(
      `select s.id from app.whatsapp_sessions s join app.customers c on c.id = s.customer_id where c.phone = $1`,
      [phone],
    )
    return rows.length > 0 && rows
  })
  await customer.hears('a greeting', () => true)
  return { id: customer.id, path: `/inbox/${row?.id}` }
}

const log = 'role=log[name="Perbualan"]'

test('what staff write stands in the log at once as waiting, in order, before the server has it', async () => {
  const { path } = await writes('Zainab', '+60123410001')
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'staff', device)
    await page.goto(path)
    const box = page.getByRole('textbox', { name: 'Tulis mesej' })
    await box.waitFor()
    let go = (): void => {}
    const held = new Promise<void>(resolve => {
      go = resolve
    })
    await page.route('**/messages', async route => {
      if (route.request().method() === 'POST') await held
      await route.continue()
    })
    const words = [`Boleh hari ini ${device.viewport.width}`, `Jam 5 ya ${device.viewport.width}`]
    for (const one of words) {
      await box.fill(one)
      await box.press('Enter')
      const bubble = page.locator(log).getByRole('listitem').filter({ hasText: one })
      await bubble.getByRole('img', { name: 'Menunggu giliran' }).waitFor()
      expect(await box.inputValue()).toBe('')
    }
    expect(await stumblingBlocks(page)).toEqual([])
    expect(await product.owner('select 1 from app.whatsapp_messages where message_content = any($1)', [words])).toEqual(
      [],
    )
    go()
    for (const one of words) {
      const bubble = page.locator(log).getByRole('listitem').filter({ hasText: one })
      await bubble.getByRole('img', { name: /Dihantar|Sampai/ }).waitFor()
      expect(await bubble.count()).toBe(1)
    }
    const kept = await product.owner<{ message_content: string }>(
      'select message_content from app.whatsapp_messages where message_content = any($1) order by timestamp, id',
      [words],
    )
    expect(kept.map(row => row.message_content)).toEqual(words)
    await page.context().close()
  }
})

test('what did not go is back in the box with its photo, before what was written since, and goes once when sent again', async () => {
  const { path } = await writes('Zaid', '+60123410002')
  const page = await pageAs(browser, product, 'staff')
  await page.goto(path)
  const box = page.getByRole('textbox', { name: 'Tulis mesej' })
  await box.waitFor()
  await page.context().setOffline(true)
  await page.locator('input[type=file]').setInputFiles([await photoFile('skrin.png')])
  await box.fill('Ini skrinnya')
  await box.press('Enter')
  await page.getByText('Tiada sambungan ke kedai').waitFor()
  expect(await box.inputValue()).toBe('Ini skrinnya')
  await page.getByText('skrin.png').waitFor()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Hantar', exact: true }).click()
  const bubble = page.locator(log).getByRole('listitem').filter({ hasText: 'Ini skrinnya' })
  await bubble.getByRole('img', { name: /Dihantar|Sampai/ }).waitFor()
  const sent = await product.owner(
    `select message_content from app.whatsapp_messages where direction = 'outbound' and message_type = 'image'`,
  )
  expect(sent).toEqual([{ message_content: 'Ini skrinnya' }])
  expect(await box.inputValue()).toBe('')
  await page.context().close()
})

test('after 24 hours one picks an approved template, fills it, and sees what the customer will read', async () => {
  const { id, path } = await writes('Zulkifli', '+60123410003')
  await product.standin.control.window(id, 3 * 24 * 3600)
  for (const device of [DESK, PHONE]) {
    await product.owner(`update app.whatsapp_sessions set last_inbound_at = now() - interval '3 days' where id = $1`, [
      path.split('/')[2],
    ])
    const page = await pageAs(browser, product, 'staff', device)
    await page.goto(path)
    const picker = page.getByLabel('Pilih templat')
    await picker.waitFor()
    // His own language comes first; buttons are part of what he will read.
    await expect.poll(async () => (await picker.locator('option').allTextContents())[1]).toMatch(/\(ms\)$/)
    await picker.selectOption('appointment_reminder (ms)')
    await page.getByText('Tukar masa', { exact: true }).waitFor()
    await picker.selectOption('ready_for_pickup (ms)')
    expect(await page.getByText('Tukar masa', { exact: true }).count()).toBe(0)
    const send = page.getByRole('button', { name: 'Hantar', exact: true })
    expect(await send.isDisabled()).toBe(true)
    const model = `iPhone ${device.viewport.width}`
    const values = ['Zulkifli', model, 'TKT-2026-000001', 'https://kedai.example/t/abc']
    for (const [index, value] of values.entries()) await page.getByLabel(`Isi ${index + 1}`).fill(value)
    await page.getByText(`Salam Zulkifli, ${model} anda (TKT-2026-000001) sudah siap`).waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    await send.click()
    await page.locator(log).getByText(`Salam Zulkifli, ${model} anda`).waitFor()
    expect(await page.getByLabel('Isi 1').count()).toBe(0)
    await page.context().close()
  }
  // It stands in the log before it is on its way.
  const sent = async () =>
    (await product.standin.control.sends()).filter(send => JSON.stringify(send.request).includes('ready_for_pickup'))
  await expect.poll(async () => (await sent()).length).toBe(2)
})

test('the list of conversations goes on as one scrolls and by keyboard, and stays where one was', async () => {
  await product.owner(
    `with c as (insert into app.customers (name, phone) select 'Pelanggan ' || lpad(n::text, 3, '0'), '+60139' || (500000 + n) from generate_series(1, 100) n returning id, name, phone)
     insert into app.whatsapp_sessions (customer_id, session_id, phone_number_id, wa_id, last_inbound_at, last_message_at)
     select id, gen_random_uuid(), '${product.standin.phone_number_id}', substr(phone, 2), now() - interval '10 days', now() - interval '10 days' - substr(name, 11)::int * interval '1 minute' from c`,
  )
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'staff', device)
    // A slow machine: the rows that came stand on the screen later than the next frame.
    await page.addInitScript(
      'const soon = setTimeout; window.setTimeout = (work, ms = 0, ...more) => soon(work, Math.max(ms, 80), ...more)',
    )
    await page.goto('/inbox')
    const list = page.getByRole('region', { name: 'Perbualan' })
    await list.getByText('Pelanggan 001').waitFor()
    await list.getByText('Pelanggan 090').waitFor({ state: 'detached' })
    // By keyboard alone, over a page that did not come at first.
    let away = true
    await page.route(/conversations\?.*cursor=/, route => (away ? route.abort() : route.continue()))
    await list.getByRole('link').last().focus()
    await list.getByText('Tiada sambungan ke kedai').waitFor()
    away = false
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => page.evaluate('String(document.activeElement.closest("li > a")?.textContent)'))
      .toMatch(/Pelanggan 0[34]\d/)
    for (let row = 0; row < 15; row++) await page.keyboard.press('Tab')
    await list.getByText('Pelanggan 070').waitFor()
    expect(await page.evaluate('String(document.activeElement.closest("li > a")?.textContent)')).toMatch(
      /Pelanggan 0[45]\d/,
    )
    expect(await stumblingBlocks(page)).toEqual([])
    const last = list.getByRole('link', { name: /Pelanggan 099/ })
    await expect
      .poll(async () => {
        await list.getByRole('link').last().scrollIntoViewIfNeeded()
        return last.count()
      })
      .toBe(1)
    expect(await list.getByRole('link', { name: /Pelanggan \d/ }).count()).toBe(100)
    const wanted = list.getByRole('link', { name: /Pelanggan 095/ })
    await wanted.scrollIntoViewIfNeeded()
    const before = (await wanted.boundingBox())?.y
    await wanted.click()
    await page.getByRole('heading', { name: 'Pelanggan 095' }).waitFor()
    if (device === PHONE) await page.getByRole('link', { name: 'Kembali' }).click()
    expect((await wanted.boundingBox())?.y).toBe(before)
    await page.context().close()
  }
})
