import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Lang } from '../../src/shared/messages.ts'
import { buildWeb } from '../../src/start.web.ts'
import { codesOf, FAILURES } from '../data/refusals.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, pageAs, stumblingBlocks } from '../helpers/pages.ts'
import { type Product, startProduct, until } from '../helpers/product.ts'
import { newCustomer } from './journey.ts'

let product: Product
let browser: Browser
const picture = process.env.PICTURES
const look = async (page: Page, name: string) => {
  if (picture) await page.screenshot({ path: `${picture}/${name}.png` })
}
beforeAll(async () => {
  await buildWeb()
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const WORDS = {
  ms: { write: 'Tulis mesej', send: 'Hantar', again: 'Hantar semula', trying: 'WhatsApp belum menerima mesej ini.' },
  id: { write: 'Tulis pesan', send: 'Kirim', again: 'Kirim ulang', trying: 'WhatsApp belum menerima pesan ini.' },
  en: {
    write: 'Write a message',
    send: 'Send',
    again: 'Send again',
    trying: 'WhatsApp has not taken this message yet.',
  },
} as const satisfies Record<Lang, object>

test.each([
  ['ms', 131026, DESK, '+60123460101'],
  ['id', 130403, PHONE, '+60123460102'],
  ['en', 131053, DESK, '+60123460103'],
] as const)(
  'a message that Meta refuses is read in words (%s, %i), and "send again" pressed twice sends it once',
  async (lang, code, device, phone) => {
    const customer = await newCustomer(product, 'Faridah', phone)
    await customer.say('hai')
    await customer.hears('a greeting', () => true)
    const [row] = await product.owner<{ id: string }>('select id from app.whatsapp_sessions where wa_id = $1', [
      phone.slice(1),
    ])
    await product.owner(`update app.users set language = $1 where username = 'staff'`, [lang])
    const words = WORDS[lang]
    const page = await pageAs(browser, product, 'staff', device)
    await page.goto(`/inbox/${row?.id}`)
    const { control } = product.standin
    const fault = await control.fault({ endpoint: 'messages', effect: { code }, to: phone })
    await page.getByRole('textbox', { name: words.write }).fill(`Sudah siap ${lang}`)
    await page.getByRole('button', { name: words.send, exact: true }).click()
    const bubbles = page
      .getByRole('log')
      .getByRole('listitem')
      .filter({ hasText: `Sudah siap ${lang}` })
    const says = FAILURES.find(one => codesOf(one).includes(code))?.[lang] ?? ''
    await bubbles.getByText(says).waitFor()
    if (code === 131026)
      await page.getByRole('status').filter({ hasText: 'Mesej tidak sampai ke nombor ini' }).waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await look(page, `failed-${lang}`)

    await control.call('DELETE', `faults/${fault.id}`)
    // It is refused once more for a passing reason: then it waits, says so, and goes by itself.
    await control.fault({ endpoint: 'messages', effect: { code: 130429 }, times: 1, to: phone, retry_after_seconds: 4 })
    await bubbles.getByRole('button', { name: words.again }).dblclick()
    await bubbles.getByText(words.trying).waitFor()
    await look(page, `trying-${lang}`)
    await bubbles.getByText(words.trying).waitFor({ state: 'detached' })
    await bubbles.getByRole('button', { name: words.again }).waitFor({ state: 'detached' })
    expect(await bubbles.count()).toBe(2)
    expect(await page.getByRole('alert').count()).toBe(0)
    const arrived = async () =>
      (await customer.chat()).filter(m => m.direction === 'out' && JSON.stringify(m.node).includes(`siap ${lang}`))
    await until('it to arrive', async () => (await arrived()).length > 0)
    expect(await arrived()).toHaveLength(1)
    await page.context().close()
  },
)

test('WhatsApp stood still and runs again: one press in the list of failures sends what was held up, once', async () => {
  const phone = '+60123460104'
  const customer = await newCustomer(product, 'Normah', phone)
  await customer.say('hai')
  await customer.hears('a greeting', () => true)
  const { control } = product.standin
  const fault = await control.fault({ endpoint: 'messages', effect: { code: 190 }, to: phone })
  const [row] = await product.owner<{ id: string }>('select id from app.whatsapp_sessions where wa_id = $1', [
    phone.slice(1),
  ])
  const staff = await product.signIn('staff')
  await staff.send('POST', `/conversations/${row?.id}/messages`, { text: 'Boleh ambil esok' })
  await product.owner(`update app.users set language = 'ms' where username = 'staff'`)
  const page = await pageAs(browser, product, 'staff', PHONE)
  await page.goto('/inbox?filter=failed')
  const list = page.getByRole('region', { name: 'Perbualan' })
  await list.getByRole('link', { name: /Normah/ }).waitFor()
  await control.call('DELETE', `faults/${fault.id}`)
  const all = page.getByRole('button', { name: 'Hantar semula semua' })
  await all.waitFor()
  expect(await stumblingBlocks(page)).toEqual([])
  await look(page, 'send-all-again')
  await all.dblclick()
  await page.getByText(/1 dihantar semula/).waitFor()
  await list.getByRole('link', { name: /Normah/ }).waitFor({ state: 'detached' })
  const arrived = async () =>
    (await customer.chat()).filter(m => m.direction === 'out' && JSON.stringify(m.node).includes('ambil esok'))
  await until('it to arrive', async () => (await arrived()).length > 0)
  expect(await arrived()).toHaveLength(1)
  await page.context().close()
})
