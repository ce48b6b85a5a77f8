import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, pageAs, stumblingBlocks } from '../helpers/pages.ts'
import { type Product, startProduct } from '../helpers/product.ts'

let product: Product
let browser: Browser
const close = (page: Page) => page.context().close()

beforeAll(async () => {
  await buildWeb()
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

async function openMenu(page: Page, said: RegExp): Promise<void> {
  await page.goto('/settings/texts')
  await page.getByRole('searchbox').fill('chat.menu')
  const line = page.getByRole('button', { name: said })
  await line.focus()
  await page.keyboard.press('Enter')
}
const malay = (page: Page) => page.getByRole('region', { name: 'Melayu' })
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test('the shop puts a text its own way, sees what the customer will read, and goes back', async () => {
  const page = await pageAs(browser, product, 'admin', DESK)
  await openMenu(page, /^Apa yang boleh saya bantu/)
  await malay(page).getByRole('textbox').fill('Nak buat apa hari ni?')
  await malay(page).locator('p', { hasText: 'Nak buat apa hari ni?' }).waitFor()
  await page.getByRole('button', { name: /belum disimpan/ }).waitFor()
  // What is half written survives going elsewhere.
  await page.reload()
  await page.getByRole('searchbox').fill('chat.menu')
  await page.getByRole('button', { name: /belum disimpan/ }).click()
  expect(await malay(page).getByRole('textbox').inputValue()).toBe('Nak buat apa hari ni?')
  expect(await stumblingBlocks(page)).toEqual([])
  await malay(page).getByRole('button', { name: 'Simpan' }).click()
  await page.getByRole('button', { name: /^Nak buat apa hari ni\?.*diubah/ }).waitFor()

  await malay(page).getByRole('button', { name: 'Sejarah' }).click()
  await malay(page).getByText('Versi 1').waitFor()
  await malay(page).locator('ins', { hasText: 'hari' }).first().waitFor()
  await malay(page).getByRole('button', { name: 'Guna teks asal' }).click()
  await malay(page).getByText('Versi 2').waitFor()
  await page.getByRole('button', { name: /^Apa yang boleh saya bantu/ }).waitFor()
  await close(page)
})

test('a variable goes in by a press where the caret is; what is missing is named, and not saved', async () => {
  const page = await pageAs(browser, product, 'admin', DESK)
  await page.goto('/settings/texts')
  await page.getByRole('searchbox').fill('chat.status.line')
  await page.getByRole('button', { name: /\{device\}/ }).click()
  const field = malay(page).getByRole('textbox')
  await field.fill('Peranti {device} {status}')
  await malay(page).getByText('"number" mesti ada').waitFor()
  expect(await malay(page).getByRole('button', { name: 'Simpan' }).isDisabled()).toBe(true)
  await field.focus()
  await page.keyboard.press('End')
  await malay(page)
    .getByRole('button', { name: /^Sisip number/ })
    .focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => field.inputValue()).toBe('Peranti {device} {status}{number}')
  await expect.poll(() => field.evaluate(node => node === document.activeElement)).toBe(true)
  expect(await malay(page).getByRole('button', { name: 'Simpan' }).isEnabled()).toBe(true)
  await close(page)
})

test('two who write the same text: the second is told who was first, and keeps what he wrote', async () => {
  const [one, two] = [await pageAs(browser, product, 'admin', DESK), await pageAs(browser, product, 'admin', DESK)]
  for (const page of [one, two]) await openMenu(page, /^Apa yang boleh saya bantu/)
  await malay(two).getByRole('textbox').fill('Tulisan kedua')
  await malay(one).getByRole('textbox').fill('Tulisan pertama')
  await malay(one).getByRole('button', { name: 'Simpan' }).click()
  await malay(two).getByRole('alert').getByText('Tulisan pertama').waitFor()
  expect(await malay(two).getByRole('textbox').inputValue()).toBe('Tulisan kedua')
  await malay(two).getByRole('button', { name: 'Teruskan dengan tulisan saya' }).click()
  await malay(two).getByRole('button', { name: 'Simpan' }).click()
  await two.getByRole('button', { name: /^Tulisan kedua/ }).waitFor()
  await Promise.all([close(one), close(two)])
})

test('on a phone the languages are tabs, nothing is too wide, and the search says when it finds nothing', async () => {
  const page = await pageAs(browser, product, 'admin', PHONE)
  await openMenu(page, /^Tulisan kedua/)
  await page.getByRole('radiogroup', { name: 'Bahasa' }).getByText('English').click()
  await page.getByRole('textbox', { name: /^English/ }).waitFor()
  expect(await malay(page).isVisible()).toBe(false)
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  expect(await stumblingBlocks(page)).toEqual([])
  await page.getByRole('searchbox').fill('zzzz')
  await page.getByText('Tiada teks yang sepadan').waitFor()
  await close(page)
  const staff = await pageAs(browser, product, 'staff', PHONE)
  await staff.goto('/settings/texts')
  await staff.getByText('Bukan untuk anda').waitFor()
  await close(staff)
})
