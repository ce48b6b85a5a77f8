import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, pageAs, stumblingBlocks } from '../helpers/pages.ts'
import { type Client, type Json, type Product, startProduct } from '../helpers/product.ts'

let product: Product
let browser: Browser
let staff: Client
let technician: Client

beforeAll(async () => {
  await buildWeb()
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  await product.owner(`update app.company_settings set asks_passcode = true`)
  ;[staff, technician] = await Promise.all([product.signIn('staff'), product.signIn('technician')])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

let made = 0
/** A device taken in at the counter, for a technician. */
async function takenIn(model = 'iPhone 13'): Promise<Json> {
  made += 1
  const ticket = await staff.send('POST', '/tickets', {
    customer: { name: `Encik Panjang bin Nama ${made}`, phone: `01299000${10 + made}`, lang: 'ms' },
    device: { device_type: 'phone', brand: 'Apple', model, imei: '', serial_number: '' },
    problem_description: 'Skrin pecah',
    accessories: [],
    condition_notes: null,
    passcode: '2580',
    terms_accepted: true,
  })
  const { items } = await staff.get('/users')
  const ravi = items.find((person: Json) => person.role === 'technician')
  await staff.send('PUT', `/tickets/${ticket.id}/assignment`, { user_id: ravi.id })
  return ticket
}

test('a walk-in is taken in by keyboard alone, and his label stands ready', async () => {
  const page = await pageAs(browser, product, 'staff')
  await page.goto('/tickets')
  await page.getByRole('searchbox').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.getByLabel('Telefon atau nama').waitFor()
  const type = async (text: string): Promise<void> => {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
  await type('0112345 6789')
  await page.getByLabel('Nama', { exact: true }).waitFor()
  await type('Puan Rokiah')
  // phone is there, language stands, phone is the usual kind of device
  for (let skipped = 0; skipped < 2; skipped++) await page.keyboard.press('Enter')
  await page.getByLabel('Bahasa pelanggan').press('Tab')
  await page.getByLabel('Jenama').focus()
  await type('Samsung')
  await type('Galaxy A54')
  await page.getByLabel('Masalah').focus()
  await page.keyboard.type('Bateri kembung')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: /Tiket TKT-\d{4}-\d{6} dibuka/ }).waitFor()
  const label = page.getByRole('link', { name: 'Cetak label' })
  const paper = await page.request.get((await label.getAttribute('href')) ?? '')
  expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf'])
  expect(await stumblingBlocks(page)).toEqual([])
  const [row] =
    await product.owner(`select c.phone, t.device_model from app.tickets t join app.customers c on c.id = t.customer_id
    where c.name = 'Puan Rokiah'`)
  expect(row).toEqual({ phone: '+601123456789', device_model: 'Samsung Galaxy A54' })
  await page.context().close()
})

test('what was typed at the intake survives a reload, but for the passcode; and can be thrown away', async () => {
  const page = await pageAs(browser, product, 'staff', PHONE)
  await page.goto('/intake')
  await page.getByLabel('Telefon atau nama').fill('Encik Draf')
  await page.getByLabel('Telefon atau nama').press('Enter')
  await page.getByLabel('Model').fill('iPhone 12')
  await page.getByLabel('Masalah').fill('Tak boleh cas')
  await page.getByLabel('Kod laluan peranti').fill('998877')
  await page.reload()
  await page.getByText('Yang belum disimpan tadi dikembalikan.').waitFor()
  expect(await page.getByLabel('Nama', { exact: true }).inputValue()).toBe('Encik Draf')
  expect(await page.getByLabel('Model').inputValue()).toBe('iPhone 12')
  expect(await page.getByLabel('Kod laluan peranti').inputValue()).toBe('')
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain('998877')
  expect(await stumblingBlocks(page)).toEqual([])
  await page.getByRole('button', { name: 'Buang dan mula semula' }).click()
  expect(await page.getByLabel('Model').inputValue()).toBe('')
  await page.context().close()
})

test('an estimate survives a reload until it is saved, and nothing of it is left for who signs in next', async () => {
  const { id } = await takenIn()
  await staff.send('POST', `/tickets/${id}/arrival`).catch(() => null)
  await technician.send('POST', `/tickets/${id}/diagnosis`)
  const page = await pageAs(browser, product, 'technician')
  await page.goto(`/tickets/${id}/estimate`)
  const notes = page.getByLabel('Nota')
  await notes.fill('Sarung disimpan di kaunter')
  await page.reload()
  await page.getByText('Yang belum disimpan tadi dikembalikan.').waitFor()
  expect(await notes.inputValue()).toBe('Sarung disimpan di kaunter')
  expect(await page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('draft:')).length)).toBe(1)
  await page
    .getByRole('button', { name: /Ravi|Akaun/ })
    .first()
    .click()
  await page.getByText('Log keluar').click()
  await page.getByLabel('Nama pengguna').waitFor()
  expect(await page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('draft:')))).toEqual([])
  await page.context().close()
})

test.each([
  ['technician', '/inbox'],
  ['technician', '/invoices'],
  ['technician', '/intake'],
  ['technician', '/settings/hours'],
  ['staff', '/settings'],
])('%s at %s reads that it is not his, and where to go', async (who, path) => {
  const page = await pageAs(browser, product, who)
  await page.goto(path)
  await page.getByRole('heading', { name: 'Halaman ini bukan untuk anda' }).waitFor()
  expect(await stumblingBlocks(page)).toEqual([])
  await page.getByRole('link', { name: 'Ke halaman utama' }).press('Enter')
  await page.waitForURL(/\/(?:tickets|inbox)/)
  await page.context().close()
})

test.each([DESK, PHONE])(
  'the passcode is shown for a reason, which is kept; a repair is refused and a ticket cancelled with one',
  async device => {
    const { id } = await takenIn()
    const page: Page = await pageAs(browser, product, 'technician', device)
    await page.goto(`/tickets/${id}`)
    if (device === PHONE) await page.getByRole('button', { name: 'Butiran' }).click()
    await page.getByRole('button', { name: 'Tunjuk kod' }).click()
    await page.getByRole('textbox', { name: /Sebab|perlu/ }).fill('Uji skrin sentuh')
    expect(await stumblingBlocks(page)).toEqual([])
    await page.getByRole('button', { name: 'Tunjuk kod' }).click()
    await page.getByText('2580', { exact: true }).waitFor()
    const [seen] = await product.owner(
      `select description from app.ticket_updates where ticket_id = $1 and update_type = 'passcode'`,
      [id],
    )
    expect(seen?.description).toContain('Uji skrin sentuh')
    await page.reload()
    expect(await page.getByText('2580', { exact: true }).count()).toBe(0)
    await page.context().close()

    const counter: Page = await pageAs(browser, product, 'staff', device)
    const cancel = async (ticket_id: string, step: string): Promise<void> => {
      await counter.goto(`/tickets/${ticket_id}`)
      await counter.getByRole('button', { name: 'Lagi' }).click()
      await counter.getByRole('menuitem', { name: step }).click()
      await counter.getByRole('textbox', { name: 'Sebab' }).fill('Pelanggan berubah fikiran')
      expect(await stumblingBlocks(counter)).toEqual([])
      await counter.getByRole('button', { name: step }).dblclick()
    }
    await cancel(id, 'Batalkan tiket')
    await expect.poll(async () => (await staff.get(`/tickets/${id}`)).status, { timeout: 10_000 }).toBe('cancelled')
    const other = await takenIn('iPhone 11')
    await technician.send('POST', `/tickets/${other.id}/diagnosis`)
    await cancel(other.id, 'Pulangkan tanpa baiki')
    await expect
      .poll(async () => (await staff.get(`/tickets/${other.id}`)).status, { timeout: 10_000 })
      .not.toBe('diagnosing')
    await counter.context().close()
  },
)

test('invoices are found by number, customer, phone as people write it, and ticket; nothing found says so', async () => {
  const ticket = await takenIn('Redmi Note 12')
  const invoice = await staff.send('POST', '/invoices', {
    ticket_id: ticket.id,
    purpose: 'repair',
    document_discount: '0.00',
    lines: [
      { kind: 'labour', description: 'Upah', quantity: 1, unit_price: '50.00', discount: '0.00', tax_code: 'SST6' },
    ],
  })
  const page = await pageAs(browser, product, 'staff')
  await page.goto('/invoices')
  const box = page.getByRole('searchbox')
  const list = page.getByRole('link', { name: new RegExp(invoice.invoice_number) })
  for (const words of [
    invoice.invoice_number.slice(-6),
    ticket.customer.name,
    `012-9900 0${ticket.customer.phone.slice(-3).slice(1)}`,
    ticket.ticket_number,
  ]) {
    await box.fill(words)
    await page.waitForURL(url => url.searchParams.get('q') === words)
    await list.waitFor()
  }
  await box.fill('tiada siapa')
  await page.getByText('Tiada yang sepadan').waitFor()
  expect(await stumblingBlocks(page)).toEqual([])
  await page.context().close()
})

test('cash that nobody counted is not taken; exact is a press of its own', async () => {
  const { items } = await staff.get('/invoices?unpaid=true')
  const page = await pageAs(browser, product, 'staff')
  await page.goto(`/invoices/${items[0].id}`)
  const take = page.getByRole('button', { name: 'Terima bayaran' })
  await page.getByText('Taip tunai yang diberi').waitFor()
  expect(await take.isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Tepat' }).click()
  await take.dblclick()
  await page.getByText('Sudah dibayar penuh').waitFor()
  expect((await staff.get(`/invoices/${items[0].id}`)).payments).toHaveLength(1)
  await page.context().close()
})

test('a payment whose answer a gateway lost is taken once, though it is pressed again', async () => {
  const ticket = await takenIn()
  const invoice = await staff.send('POST', '/invoices', {
    ticket_id: ticket.id,
    purpose: 'deposit',
    lines: [{ kind: 'labour', description: 'Deposit', quantity: 1, unit_price: '50.00' }],
  })
  const page = await pageAs(browser, product, 'staff')
  await page.goto(`/invoices/${invoice.id}`)
  await page.getByText('Kad', { exact: true }).click()
  await page.getByLabel('Amaun diterima').fill('10')
  await page.route(
    '**/payments',
    async route => {
      await route.fetch()
      await route.fulfill({ status: 504, contentType: 'text/html', body: '<h1>Gateway Timeout</h1>' })
    },
    { times: 1 },
  )
  const take = page.getByRole('button', { name: 'Terima bayaran' })
  await take.click()
  await page.getByRole('alert').first().waitFor()
  const answered = page.waitForResponse(response => response.url().endsWith('/payments') && response.status() === 200)
  await take.click()
  await answered
  expect((await staff.get(`/invoices/${invoice.id}`)).payments).toHaveLength(1)
  await page.context().close()
})
