import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { drawSignature, PHONE, photoFile, sign, stumblingBlocks } from '../helpers/pages.ts'
import { type Client, type Product, startProduct } from '../helpers/product.ts'
import { askForRepair, type Customer, estimate, newCustomer } from './journey.ts'

const ROOT = join(import.meta.dirname, '../..')
const DIST = join(ROOT, 'dist')
const IMEI = '490154203237518'

let product: Product
let browser: Browser
let staff: Client
let technician: Client
let customer: Customer

beforeAll(async () => {
  await buildWeb()
  ;[product, browser] = await Promise.all([startProduct({ DEMO: '1' }), launchBrowser()])
  await product.owner(
    `insert into app.price_rules (device_brand, device_model, problem, from_price, to_price) values ('Apple', 'iPhone 13', 'screen', 450, 650)`,
  )
  await product.owner(`update app.company_settings set asks_passcode = true`)
  ;[staff, technician] = [await product.signIn('staff'), await product.signIn('technician')]
  customer = await newCustomer(product, 'Nurul', '+60123450001')
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

let ticketUrl: string

test('a lost connection and a reload in the middle of the check-in lose nothing, and a double tap hands it in once', async () => {
  const token = await askForRepair(customer, 'ms')
  const context = await browser.newContext(PHONE)
  const page = await context.newPage()
  await page.goto(`${product.url}/c/${token}`)
  expect(await page.getByLabel('Model').inputValue()).toContain('iPhone 13')

  await page.getByLabel('Nombor IMEI').fill('490154203237519')
  await page.getByText('ada digit tersilap').waitFor()
  await page.getByLabel('Nombor IMEI').fill(IMEI)
  await page.getByText('Nombor ini betul').waitFor()
  await page.getByLabel('Pengecas').check()
  await page.getByLabel('Kod laluan skrin').fill('2580')
  await context.setOffline(true)
  await page.locator('input[type=file]').setInputFiles([await photoFile('depan.png'), await photoFile('belakang.png')])
  await page.getByText('Menunggu talian').first().waitFor()
  await sign(page)

  await context.setOffline(false)
  await page.reload()
  await page.getByRole('img', { name: 'Tandatangan anda' }).waitFor()
  expect(await page.getByLabel('Nombor IMEI').inputValue()).toBe(IMEI)
  expect(await page.getByLabel('Kod laluan skrin').inputValue()).toBe('2580')
  expect(await page.getByLabel('Pengecas').isChecked()).toBe(true)
  await expect.poll(() => page.getByText('Menunggu talian').count()).toBe(0)
  expect(await stumblingBlocks(page)).toEqual([])

  await page.getByRole('button', { name: 'Hantar' }).dblclick()
  const link = page.getByRole('link', { name: 'Buka halaman tiket' })
  await link.waitFor()
  ticketUrl = (await link.getAttribute('href')) as string
  expect(await stumblingBlocks(page)).toEqual([])
  const made = await product.owner<{ imei: string; photos: number; sealed: boolean }>(
    `select d.imei, (select count(*)::int from app.files f where f.ticket_id = t.id and f.kind = 'condition_photo') as photos,
       exists (select 1 from app.device_passcodes p where p.ticket_id = t.id and p.sealed is not null) as sealed
     from app.tickets t join app.devices d on d.id = t.device_id`,
  )
  expect(made).toEqual([{ imei: IMEI, photos: 2, sealed: true }])
  expect(await page.evaluate('Object.keys(localStorage).filter(key => key.includes("checkin"))')).toEqual([])
  await context.close()
})

test('what was missing takes its warning along when it is mended, and who presses right after signing has signed', async () => {
  const token = await askForRepair(await newCustomer(product, 'Salmah', '+60123450009'), 'ms')
  const page = await browser.newPage(PHONE)
  await page.goto(`${product.url}/c/${token}`)
  await page.getByLabel('Model').fill('')
  await page.getByRole('button', { name: 'Hantar' }).click()
  await page.getByText('Tandatangan diperlukan').waitFor()
  await page.getByLabel('Model').fill('iPhone 13')
  expect(await page.getByText('bertanda merah').count()).toBe(1)
  await page.getByRole('button', { name: 'Guna nama saya' }).click()
  await page.getByRole('img', { name: 'Tandatangan anda' }).waitFor()
  expect(await page.getByText('bertanda merah').count()).toBe(0)

  await page.getByRole('button', { name: 'Tandatangan semula' }).click()
  await drawSignature(page)
  await page.getByRole('button', { name: 'Hantar' }).click()
  await page.getByRole('link', { name: 'Buka halaman tiket' }).waitFor()
  await page.close()
})

test('a quotation is agreed to with two taps, never by a double tap, and the page follows', async () => {
  const [ticket] = await product.owner<{ id: string }>('select id from app.tickets order by id limit 1')
  await estimate(staff, technician, ticket?.id ?? '')
  const context = await browser.newContext(PHONE)
  const page = await context.newPage()
  await page.goto(ticketUrl)
  await page.getByRole('button', { name: 'Luluskan RM582.89' }).dblclick()
  const sure = page.getByRole('button', { name: 'Ya, baiki dengan harga RM582.89' })
  await sure.waitFor()
  expect(await stumblingBlocks(page)).toEqual([])
  expect(await product.owner('select 1 from app.quotation_decisions')).toHaveLength(0)

  await page.waitForTimeout(700)
  await sure.click()
  await page.getByText('Anda meluluskan sebut harga ini pada').waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByText('Kami mula tidak lama lagi').waitFor()
  const decisions = await product.owner<{ via: string; decision: string }>(
    'select via, decision from app.quotation_decisions',
  )
  expect(decisions).toEqual([{ via: 'page', decision: 'accepted' }])
  await context.close()
})

test('a link that nobody knows says how to get one that works', async () => {
  const page = await browser.newPage(PHONE)
  await page.goto(`${product.url}/t/no-such-token`)
  await page.getByRole('heading', { name: 'Pautan tidak dikenali' }).waitFor()
  expect(await page.getByRole('link', { name: 'Tulis di WhatsApp' }).first().getAttribute('href')).toContain(
    'https://wa.me/60312345678',
  )
  expect(await stumblingBlocks(page)).toEqual([])
  await page.close()
})

test('the phone simulator: one tap writes to the shop, and its answer can be tapped', async () => {
  for (const viewport of [{ width: 1366, height: 850 }, PHONE.viewport]) {
    const page = await browser.newPage({ viewport })
    await page.goto(`${product.url}/phone`)
    const starter = page.getByRole('button', { name: viewport.width > 1000 ? /Lim Wei Jie/ : /Rizky Pratama/ })
    await starter.last().click()
    if (viewport.width < 1000) await page.getByRole('button', { name: /layar redmi/ }).click()
    await page
      .getByRole('log')
      .getByRole('button', { name: /^(Skip|Lewati)/ })
      .waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    await page.close()
  }
})

test('the customer’s pages weigh at most 60 kB, packed', () => {
  const html = readFileSync(join(DIST, 'customer.html'), 'utf8')
  const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path as string)
  const bytes = ['/customer.html', ...assets].map(path => gzipSync(readFileSync(join(DIST, path))).length)
  expect(assets.some(path => path.endsWith('.js'))).toBe(true)
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000)
})
