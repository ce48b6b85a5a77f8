import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { qr } from '../../src/adapters/qr/qr.ts'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, pageAs, stumblingBlocks } from '../helpers/pages.ts'
import { codeOn } from '../helpers/paper.ts'
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

test.each(['staff', 'technician'])(
  '%s takes a walk-in in by keys alone, from the first page to the printed label, in under a minute',
  async who => {
    const page = await pageAs(browser, product, who)
    let pressed = 0
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) {
        await page.keyboard.press(key)
        pressed += 1
      }
    }
    const type = (text: string, ...then: string[]) => press(...text, ...then)
    /** The keyboard stands where the eye is led. */
    const at = (name: string) =>
      expect
        .poll(() => page.evaluate(() => document.activeElement?.closest('div')?.parentElement?.textContent))
        .toContain(name)

    await page.goto('/')
    await page.getByRole('searchbox').waitFor()
    await press('n')
    await page.getByLabel('Telefon atau nama').waitFor()
    await type(who === 'staff' ? '0112345 6789' : '0112345 6780', 'Enter')
    await at('Nama')
    await type(`Puan Rokiah ${who}`, 'Enter', 'Enter', 'Enter', 'Enter')
    await at('Jenama')
    await type('Samsung', 'Enter')
    await type('Galaxy A54', 'Enter', 'Enter', 'Enter')
    await at('Masalah')
    await type('Bateri kembung', 'Tab', 'Space', 'Enter', 'Enter', 'Enter')
    await press('Space', 'Control+Enter')
    await page.getByRole('heading', { name: /Tiket TKT-\d{4}-\d{6} dibuka/ }).waitFor()
    const asked = page.context().waitForEvent('request', one => one.url().endsWith('/label.pdf'))
    await press('p')
    const paper = await page.request.get((await asked).url())
    expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf'])
    expect(await stumblingBlocks(page)).toEqual([])
    const [row] = await product.owner<Json>(
      `select t.id, c.phone, t.device_model, t.accessories, t.terms is not null as agreed
       from app.tickets t join app.customers c on c.id = t.customer_id where c.name = $1`,
      [`Puan Rokiah ${who}`],
    )
    expect(row).toMatchObject({ device_model: 'Samsung Galaxy A54', agreed: true })
    expect(row?.accessories).toHaveLength(1)
    // As it comes out of a label printer of 203 dpi, a phone reads it.
    expect(await codeOn(await paper.body())).toBe(`${product.url}/tickets/${row?.id}`)
    // A practised hand needs 0.28 s a key (Card, Moran, Newell 1983): the words and 18 keys between them.
    console.log(`${pressed} keys`)
    expect(pressed * 0.28).toBeLessThan(60)
    expect(pressed).toBeLessThan(95)
    await page.context().close()
  },
)

test('a walk-in is invited by QR: what he scans opens his page, and a chat with the shop that names his ticket', async () => {
  const page = await pageAs(browser, product, 'staff')
  await page.goto('/intake')
  await page.getByLabel('Telefon atau nama').fill('Encik Imbas')
  await page.getByLabel('Telefon atau nama').press('Enter')
  await page.getByLabel('Model').fill('iPhone 12')
  await page.getByLabel('Masalah').fill('Tak boleh cas')
  await page.getByRole('button', { name: /^Buka tiket/ }).click()
  const number = /TKT-\d{4}-\d{6}/.exec((await page.getByRole('heading', { name: /dibuka/ }).textContent()) ?? '')?.[0]
  const scanned = async (name: RegExp) => qr.read(await page.getByRole('img', { name }).screenshot())
  const chat = new URL((await scanned(/WhatsApp/)) ?? '')
  expect([chat.host, chat.pathname]).toEqual(['wa.me', '/60312345678'])
  expect(chat.searchParams.get('text')).toContain(number)
  const phone = await (await browser.newContext(PHONE)).newPage()
  await phone.goto((await scanned(/status/)) ?? '')
  await phone
    .getByText(number ?? '')
    .first()
    .waitFor()
  expect(await stumblingBlocks(phone)).toEqual([])
  await phone.context().close()
  // He gave no number: nobody writes to him, and nothing waits to be sent.
  const [kept] = await product.owner(
    `select c.phone, (select count(*)::int from app.whatsapp_messages m where m.customer_id = c.id) as waiting
     from app.customers c where c.name = 'Encik Imbas'`,
  )
  expect(kept).toEqual({ phone: null, waiting: 0 })
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
    const code = page.getByText('2580', { exact: true })
    const reasons = ['Uji skrin sentuh', 'Uji kamera']
    for (const [time, reason] of reasons.entries()) {
      await page.getByRole('button', { name: 'Tunjuk kod' }).click()
      await page.getByRole('textbox', { name: /Sebab|perlu/ }).fill(reason)
      if (time === 0) {
        expect(await stumblingBlocks(page)).toEqual([])
        await page.clock.install()
      }
      expect(await code.count()).toBe(0)
      await page.getByRole('button', { name: 'Tunjuk kod' }).click()
      await code.waitFor()
      // Half a minute by the page's own clock.
      await page.clock.fastForward(29_000)
      expect(await code.count()).toBe(1)
      await page.clock.fastForward(2000)
      await code.waitFor({ state: 'detached' })
    }
    const seen = await product.owner(
      `select description from app.ticket_updates where ticket_id = $1 and update_type = 'passcode' order by id`,
      [id],
    )
    expect(seen.map(row => row.description)).toEqual(reasons)
    const audited = await product.owner(
      `select user_id = (select id from app.users where username = 'technician') as his, new_values -> 'last_reveal' ->> 'reason' as reason
       from app.audit_logs where table_name = 'device_passcodes' and action = 'UPDATE'
         and record_id = (select id from app.device_passcodes where ticket_id = $1) order by id`,
      [id],
    )
    expect(audited).toEqual(reasons.map(reason => ({ his: true, reason })))
    await page.reload()
    await page
      .getByRole('button', { name: 'Butiran' })
      .or(page.getByRole('button', { name: 'Tunjuk kod' }))
      .first()
      .waitFor()
    expect(await code.count()).toBe(0)
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
