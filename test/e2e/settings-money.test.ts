import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { qr } from '../../src/adapters/qr/qr.ts'
import { crc16 } from '../../src/shared/duitnow.ts'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, pageAs, photoFile, stumblingBlocks } from '../helpers/pages.ts'
import { printed } from '../helpers/paper.ts'
import { type Product, startProduct, until } from '../helpers/product.ts'

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

const field = (id: string, value: string): string => `${id}${String(value.length).padStart(2, '0')}${value}`
const account = field('00', 'A0000006150001') + field('01', '588734') + field('02', 'KEDAI0001')
const codeOf = (more = ''): string => {
  const head = field('00', '02') + field('01', '11') + field('26', account) + field('52', '7699') + field('53', '458')
  const fields = `${head}${more}${field('58', 'MY')}${field('59', 'KEDAI UJIAN')}${field('60', 'IPOH')}6304`
  return fields + crc16(fields)
}
const pictureOf = async (text: string, name = 'qr.png') => ({ name, mimeType: 'image/png', buffer: await qr.png(text) })

test('the shop’s DuitNow code: what is wrong with a picture is said beside it, what was read is shown, and it can be removed', async () => {
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'admin', device)
    await page.goto('/settings/payment')
    const card = page.getByRole('region', { name: 'Kod DuitNow kedai' })
    await card.getByText('Belum ada kod').waitFor()
    const picker = page.locator('input[type=file]')
    await picker.setInputFiles(await photoFile('kucing.png'))
    await card.getByRole('alert').waitFor()
    const said = await card.getByRole('alert').textContent()
    await picker.setInputFiles(await pictureOf(codeOf(field('54', '106.00'))))
    await expect.poll(() => card.getByRole('alert').textContent()).not.toBe(said)
    expect(await card.getByText('KEDAI UJIAN').count()).toBe(0)
    expect(await stumblingBlocks(page)).toEqual([])
    await picker.setInputFiles(await pictureOf(codeOf()))
    await card.getByText('KEDAI UJIAN').waitFor()
    await card.getByText('Betul').waitFor()
    await card.getByText('KEDAI0001 · 588734').waitFor()
    expect(await card.getByRole('alert').count()).toBe(0)
    const shown = card.getByRole('img', { name: 'Gambar kod DuitNow kedai' })
    await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(50)
    expect(await stumblingBlocks(page)).toEqual([])
    await look(page, `payment-${device.viewport.width}`)
    await card.getByRole('button', { name: 'Buang kod' }).click()
    await card.getByRole('alertdialog').getByRole('button', { name: 'Buang kod' }).click()
    await card.getByText('Belum ada kod').waitFor()
    await close(page)
  }
})

test('the bank account is kept as it was written', async () => {
  const page = await pageAs(browser, product, 'admin')
  await page.goto('/settings/payment')
  await page.getByRole('textbox', { name: 'Akaun bank' }).fill('CIMB 8001 2345 67, Kedai Ujian')
  await page.getByLabel('Apabila pelanggan minta harga kurang').selectOption('fixed')
  await page.getByRole('button', { name: 'Simpan' }).click()
  await page.getByText('Disimpan').waitFor()
  await page.reload()
  await expect
    .poll(() =>
      page
        .getByRole('textbox', { name: 'Akaun bank' })
        .inputValue()
        .catch(() => ''),
    )
    .toBe('CIMB 8001 2345 67, Kedai Ujian')
  for (const [lang, title] of [
    ['id', 'Pembayaran'],
    ['en', 'Payment'],
  ] as const) {
    await page.evaluate(one => localStorage.setItem('baiki.lang', one), lang)
    await page.reload()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
  }
  await close(page)
})

/** So many delivered messages on a day, as Meta priced them. */
const charged = (at: string, category: string, type: string, count: number) =>
  product.owner(
    `insert into app.whatsapp_charges (phone_number_id, category, pricing_type, billable, market, charged_at)
     select '1', $2, $3::text, $3::text = 'regular', 'MY', $1::timestamptz from generate_series(1, $4)`,
    [at, category, type, count],
  )

test('what messages cost: by month, kind and day, at the prices that the shop puts in', async () => {
  await charged('2026-10-12T03:00:00Z', 'utility', 'regular', 30)
  await charged('2026-10-12T03:00:00Z', 'service', 'free_customer_service', 100)
  await charged('2026-10-20T03:00:00Z', 'marketing', 'regular', 2)
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'admin', device)
    await page.goto('/settings/whatsapp/costs')
    await page.getByLabel('Bulan', { exact: true }).selectOption('2026-10')
    const total = page.getByRole('region', { name: 'Kos bulan ini' })
    if (device === DESK) await total.getByText('USD 0.5920').waitFor()
    else await total.getByText('MYR 3.70').waitFor()
    await total.getByText('100 daripada 1000').waitFor()
    await page.getByText('Lihat sebagai jadual').click()
    const day = page.getByRole('row', { name: /^12 Okt/ })
    expect(await day.getByRole('cell').allTextContents()).toEqual([
      '30',
      '100',
      device === DESK ? 'USD 0.4200' : 'MYR 3.00',
    ])
    expect(await stumblingBlocks(page)).toEqual([])
    await look(page, `costs-${device.viewport.width}`)
    if (device === DESK) {
      await page.getByText('Ini anggaran bagi Malaysia').waitFor()
      await page.getByLabel('Mata wang').fill('myr')
      await page.getByLabel('Pemberitahuan').nth(1).fill('sepuluh')
      await page.getByRole('button', { name: 'Simpan' }).click()
      await page.getByText('Contoh: 0.0600').waitFor()
      await page.getByLabel('Pemberitahuan').nth(1).fill('0.1')
      await page.getByLabel('Promosi').nth(1).fill('0.35')
      await page.getByRole('button', { name: 'Simpan' }).click()
      await total.getByText('MYR 3.70').waitFor()
      await page.getByText('Ini anggaran bagi Malaysia').waitFor({ state: 'detached' })
    }
    await close(page)
  }
})

test('a month without messages says what will appear, in each language', async () => {
  await product.owner('delete from app.whatsapp_charges')
  const page = await pageAs(browser, product, 'admin')
  await page.goto('/settings/whatsapp/costs')
  for (const [lang, words] of [
    ['id', 'Belum ada pesan yang dihitung bulan ini'],
    ['en', 'No message has been counted this month'],
    ['ms', 'Belum ada mesej yang dikira bulan ini'],
  ] as const) {
    await page.evaluate(one => localStorage.setItem('baiki.lang', one), lang)
    await page.reload()
    await page.getByText(words).waitFor()
  }
  await close(page)
})

test('the shop’s logo is uploaded, seen, printed on an invoice, and taken off again', async () => {
  const page = await pageAs(browser, product, 'admin', PHONE)
  await page.goto('/settings/hours')
  const card = page.getByRole('region', { name: 'Logo kedai' })
  await card.getByRole('button', { name: 'Muat naik logo' }).waitFor()
  await card
    .locator('input[type=file]')
    .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('bukan gambar') })
  await card.getByRole('alert').waitFor()
  await card.locator('input[type=file]').setInputFiles(await photoFile('logo.png', '#b3005e'))
  const shown = card.getByRole('img', { name: 'Logo kedai sekarang' })
  await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(50)
  expect(await stumblingBlocks(page)).toEqual([])
  await look(page, 'logo')
  const staff = await product.signIn('staff')
  const customer = await staff.send('POST', '/customers', { name: 'Puan Logo' })
  const invoice = await staff.send('POST', '/invoices', {
    customer_id: customer.id,
    purpose: 'sale',
    lines: [{ kind: 'labour', description: 'Upah', quantity: 1, unit_price: '50.00' }],
  })
  const pdf_file_id = await until('the paper', async () => (await staff.get(`/invoices/${invoice.id}`)).pdf_file_id)
  const paper = await printed(await staff.get<Buffer>(`/files/${pdf_file_id}`), 72)
  const { data, info } = await sharp(paper).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const isLogo = (at: number) => Math.abs((data[at] ?? 0) - 0xb3) < 12 && (data[at + 1] ?? 0) < 24
  let dots = 0
  for (let at = 0; at < data.length; at += info.channels) if (isLogo(at)) dots += 1
  expect(dots).toBeGreaterThan(300)
  await card.getByRole('button', { name: 'Buang logo' }).click()
  await card.getByRole('alertdialog').getByRole('button', { name: 'Buang logo' }).click()
  await card.getByRole('button', { name: 'Muat naik logo' }).waitFor()
  await close(page)
})
