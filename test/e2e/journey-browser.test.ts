import jsqr from 'jsqr'
import type { Browser, Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, photoFile, sign, stumblingBlocks } from '../helpers/pages.ts'
import { PASSWORD, type Product, startProduct } from '../helpers/product.ts'
import { readBooks, untilQuiet } from './books.ts'
import { WORDS } from './journey.ts'

const jsQR = jsqr as unknown as typeof jsqr.default

let product: Product
let browser: Browser
/** The customer's phone, the counter's desk, the technician's phone: nobody reloads a page. */
let customer: Page
let staff: Page
let technician: Page
let ticket_number: string
const broken: string[] = []

beforeAll(async () => {
  await buildWeb()
  ;[product, browser] = await Promise.all([startProduct({ DEMO: '1' }), launchBrowser()])
  await product.owner(
    `insert into app.price_rules (device_brand, device_model, problem, from_price, to_price) values ('Apple', 'iPhone 13', 'screen', 450, 650)`,
  )
  customer = await newPage(PHONE)
  staff = await newPage(DESK)
  technician = await newPage(PHONE)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** What everybody has before his eyes, when something does not come. */
beforeEach(() =>
  onTestFailed(async () => {
    for (const page of [customer, staff, technician])
      console.log(`${page.url()}\n${await page.locator('body').ariaSnapshot()}`)
    console.log(broken.join('\n'))
  }),
)

async function newPage(device: typeof PHONE | typeof DESK): Promise<Page> {
  const context = await browser.newContext({ ...device, timezoneId: 'Asia/Kuala_Lumpur' })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  page.on('pageerror', error => broken.push(`${page.url()}: ${error.message}`))
  page.on('console', message => {
    // Before signing in, the question who one is has the answer 401.
    if (message.type() === 'error' && !message.text().includes('401')) broken.push(`${page.url()}: ${message.text()}`)
  })
  return page
}

const chat = () => customer.getByRole('log')
/** Taps the newest button of this name in the chat. */
const tap = (name: string) => chat().getByRole('button', { name, exact: true }).last().click()
const hears = (text: string | RegExp) => chat().getByText(text).last().waitFor()

async function write(words: string): Promise<void> {
  await customer.getByRole('textbox', { name: 'Mesej' }).fill(words)
  await customer.getByRole('button', { name: 'Hantar', exact: true }).click()
}

async function signIn(page: Page, username: string): Promise<void> {
  await page.goto(product.url)
  expect(await stumblingBlocks(page)).toEqual([])
  await page.getByLabel('Nama pengguna').fill(username)
  await page.getByLabel('Kata laluan').fill(PASSWORD)
  await page.getByRole('button', { name: 'Log masuk' }).click()
  await page.getByRole('navigation', { name: 'Navigasi utama' }).waitFor()
}

async function openTicket(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Tiket', exact: true }).click()
  await page
    .getByRole('region', { name: 'Tiket' })
    .getByRole('link', { name: new RegExp(ticket_number) })
    .click()
  await page.getByRole('heading', { name: /iPhone 13/ }).waitFor()
}

const press = (page: Page, name: string) =>
  page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()

async function readQr(picture: Locator): Promise<string | undefined> {
  const answer = await customer.request.get(new URL((await picture.getAttribute('src')) as string, product.url).href)
  const { data, info } = await sharp(await answer.body())
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data
}

test('a customer writes that his screen is broken, sends a photo, and is led to a QR code', async () => {
  await customer.goto(`${product.url}/phone`)
  await customer
    .getByRole('button', { name: /Farah Nabila/ })
    .last()
    .click()
  await write(WORDS.ms.first)
  await hears(/RM450.*RM650/)

  await customer.getByRole('button', { name: 'Lampirkan' }).click()
  await customer.getByRole('button', { name: 'Skrin pecah' }).click()
  await customer.getByRole('dialog').getByRole('button', { name: 'Hantar' }).click()
  await tap('Teruskan')
  await tap('Betul')
  const link = chat().getByRole('link', { name: /\/c\// })
  await link.waitFor()
  expect(await stumblingBlocks(customer)).toEqual([])
  const picture = chat().getByRole('img', { name: /\/c\// })
  expect(await readQr(picture)).toBe(await link.getAttribute('href'))
}, 60_000)

test('he fills the form behind it, signs, and has a ticket', async () => {
  const [form] = await Promise.all([
    customer.context().waitForEvent('page'),
    chat().getByRole('link', { name: /\/c\// }).click(),
  ])
  expect(await form.getByLabel('Model').inputValue()).toContain('iPhone 13')
  await form.getByLabel('Nombor IMEI').fill('490154203237518')
  await form.getByLabel('Sarung').check()
  await form
    .locator('input[type=file]')
    .setInputFiles([await photoFile('depan.png'), await photoFile('belakang.png', '#543')])
  await form.getByRole('img', { name: 'Foto peranti 2' }).waitFor()
  await expect.poll(() => form.getByText('Menunggu talian').count()).toBe(0)
  await sign(form)
  expect(await stumblingBlocks(form)).toEqual([])
  await form.getByRole('button', { name: 'Hantar' }).click()
  await form.getByRole('link', { name: 'Buka halaman tiket' }).waitFor()
  ticket_number = /TKT-\d{4}-\d{6}/.exec((await form.getByRole('main').textContent()) ?? '')?.[0] as string
  expect(ticket_number).toBeTruthy()
  await form.close()
  await hears(ticket_number)
}, 60_000)

test('staff see the conversation and the ticket, and give it to the technician', async () => {
  await signIn(staff, 'staff')
  await staff.getByRole('link', { name: 'Peti masuk' }).click()
  await staff.getByRole('link', { name: /Farah Nabila/ }).click()
  await staff.getByText(WORDS.ms.first).last().waitFor()
  expect(await stumblingBlocks(staff)).toEqual([])
  const thread = staff.getByRole('log', { name: 'Perbualan' })
  await thread.getByRole('strong').getByText(ticket_number).waitFor()
  await thread.getByRole('link', { name: /\/c\// }).waitFor()
  await openTicket(staff)
  await staff.getByLabel('Juruteknik').selectOption('Ravi')
  // The form was filled at home; now the phone lies on the counter.
  await staff.getByRole('main').getByText('Belum sampai').first().waitFor()
  expect(await stumblingBlocks(staff)).toEqual([])
  await press(staff, 'Peranti diterima')
  await hears('Peranti anda sudah kami terima')
  expect(await stumblingBlocks(staff)).toEqual([])
}, 60_000)

test('the technician diagnoses and writes an estimate of labour and a part on his phone', async () => {
  await signIn(technician, 'technician')
  await openTicket(technician)
  await press(technician, 'Mula diagnosis')
  await press(technician, 'Tulis anggaran')
  const fill = async (line: number, kind: string, description: string, price: string) => {
    await technician.getByLabel(`Perkara, baris ${line}`).fill(description)
    await technician.getByLabel(`Jenis, baris ${line}`).selectOption(kind)
    await technician.getByLabel(`Harga, baris ${line}`).fill(price)
  }
  await fill(1, 'Upah', 'Upah tukar skrin', '250')
  await press(technician, 'Tambah baris')
  await fill(2, 'Alat ganti', 'Skrin iPhone 13 (OLED)', '299.90')
  await technician.getByText('582.89').first().waitFor()
  expect(await stumblingBlocks(technician)).toEqual([])
  await press(technician, 'Hantar sebut harga')
  await technician.getByText('Menunggu keputusan pelanggan').first().waitFor()
  expect(await stumblingBlocks(technician)).toEqual([])
}, 60_000)

test('the customer approves with one tap, and the technician sees it without reloading', async () => {
  await hears(/582\.89/)
  expect(await stumblingBlocks(customer)).toEqual([])
  await tap('Setuju')
  await press(technician, 'Mula baiki')
}, 60_000)

test('a photo of the work reaches the chat, and with the last step its invoice', async () => {
  await technician.getByRole('textbox', { name: 'Tambah kemas kini' }).fill('Skrin baharu sudah dipasang')
  await technician
    .locator('input[type=file]')
    .first()
    .setInputFiles([await photoFile('skrin.png', '#262')])
  await press(technician, 'Hantar kepada pelanggan')
  await hears('Skrin baharu sudah dipasang')
  await press(technician, 'Siap dibaiki')
  await chat()
    .getByRole('link', { name: /INV-\d{4}-\d{6}/ })
    .waitFor()
}, 60_000)

test('he pays in cash at the counter and has his receipt in the chat', async () => {
  await staff.getByRole('region', { name: 'Invois' }).getByRole('link', { name: 'Terima bayaran' }).click()
  await staff.getByLabel('Tunai diberi').fill('600')
  await staff.getByText('17.10').waitFor()
  expect(await stumblingBlocks(staff)).toEqual([])
  await press(staff, 'Terima bayaran')
  await staff.getByText('Sudah dibayar penuh').waitFor()
  expect(await stumblingBlocks(staff)).toEqual([])
  await chat()
    .getByRole('link', { name: /RCP-\d{4}-\d{6}/ })
    .waitFor()
}, 60_000)

test('he is told that it is ready, takes it home, and rates it with five stars and a word', async () => {
  await press(technician, 'Sedia untuk diambil')
  await openTicket(staff)
  await press(staff, 'Serah peranti')
  await staff.getByText(/^Serahkan .*iPhone 13.* kepada /).waitFor()
  expect(await stumblingBlocks(staff)).toEqual([])
  await press(staff, 'Ya, sudah diserahkan')
  await staff
    .getByRole('heading', { name: /iPhone 13/ })
    .locator('..')
    .getByText('Telah diambil')
    .waitFor()
  await tap('Beri bintang')
  const sheet = customer.getByRole('dialog')
  await sheet.getByRole('radio').first().check()
  expect(await stumblingBlocks(customer)).toEqual([])
  await sheet.getByRole('button', { name: 'Hantar' }).click()
  await write(WORDS.ms.thanks)
  await expect
    .poll(() => product.owner('select rating, feedback_text from app.customer_feedback'), { timeout: 10_000 })
    .toEqual([{ rating: 5, feedback_text: WORDS.ms.thanks }])
  const [ticket] = await Promise.all([
    customer.context().waitForEvent('page'),
    chat().getByRole('link', { name: 'Lihat tiket' }).last().click(),
  ])
  await ticket.getByText(ticket_number).first().waitFor()
  expect(await stumblingBlocks(ticket)).toEqual([])
  await untilQuiet(product)
  const books = await readBooks(product)
  expect(books).toMatchObject({ taken_in: books.written, sent: books.accepted, unsettled: [], unanswered: [] })
  expect(broken).toEqual([])
}, 60_000)
