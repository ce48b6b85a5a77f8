import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, pageAs, stumblingBlocks } from '../helpers/pages.ts'
import { PASSWORD, type Product, startProduct, until } from '../helpers/product.ts'
import { newCustomer } from './journey.ts'

const CUT = 'Sambungan terputus. Menyambung semula…'
const NOT_SENT = 'Tiada sambungan ke kedai'
const LOG = 'role=log[name="Perbualan"]'

let product: Product
let browser: Browser
let number = 0
beforeAll(async () => {
  await buildWeb()
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** Somebody whose first message the bot has answered. */
async function inTouch(name: string) {
  const phone = `+6012342${String(5000 + number++)}`
  const customer = await newCustomer(product, name, phone)
  await customer.say('hai')
  await customer.hears('a greeting', () => true)
  const [row] = await product.owner<{ id: string }>('select id from app.whatsapp_sessions where wa_id = $1', [
    phone.slice(1),
  ])
  const id = row?.id ?? ''
  const times = async (words: string) =>
    (await customer.chat()).filter(m => m.direction === 'out' && JSON.stringify(m.node).includes(words)).length
  return { customer, id, path: `/inbox/${id}`, times }
}
/** Opened, live, and marked: a page that is loaded anew has lost its mark. */
async function open(page: Page, path: string): Promise<Page> {
  await page.goto(path)
  await page.locator(LOG).getByRole('listitem').first().waitFor()
  await box(page).waitFor()
  await page.evaluate('window.marked = true')
  return page
}
const leading = (page: Page, words: string) => page.locator('p').filter({ hasText: new RegExp(`${words}$`) })
const isSame = (page: Page) => page.evaluate('window.marked === true')
const bubble = (page: Page, words: string) => page.locator(LOG).getByRole('listitem').filter({ hasText: words })
const box = (page: Page) => page.getByRole('textbox', { name: 'Tulis mesej' })
const send = (page: Page) => page.getByRole('button', { name: 'Hantar', exact: true })
const wordsOf = async (page: Page) =>
  (await page.locator(LOG).locator('[data-message]').all()).length
    ? page
        .locator(LOG)
        .locator('[data-message]')
        .evaluateAll(all => all.map(one => one.getAttribute('data-message')))
    : []
/** What stands in the log is what the shop has of this conversation, each message once and in its order. */
async function complete(page: Page, id: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const rows = await product.owner<{ id: string }>(
          'select id from app.whatsapp_messages where session_id = $1 order by timestamp, id',
          [id],
        )
        const shown = await wordsOf(page)
        return JSON.stringify(shown) === JSON.stringify(rows.map(row => row.id))
          ? 'all'
          : `${shown} of ${rows.map(r => r.id)}`
      },
      { timeout: 10_000 },
    )
    .toBe('all')
}

test('two people and the bot: each sees what the other and the customer write, and who leads, without a reload', async () => {
  const { customer, id, path, times } = await inTouch('Latifah')
  const siti = await open(await pageAs(browser, product, 'staff'), path)
  const aminah = await open(await pageAs(browser, product, 'admin', PHONE), path)
  const both = [siti, aminah]
  const seen = (words: string) => Promise.all(both.map(page => bubble(page, words).first().waitFor()))

  await customer.say('kedai buka pukul berapa?')
  await seen('kedai buka pukul berapa?')
  await Promise.all(both.map(page => leading(page, 'Bot yang menjawab').waitFor()))

  await siti.getByRole('button', { name: 'Ambil alih' }).click()
  await siti.getByText('Anda yang menjawab').waitFor()
  await aminah.getByText('Siti yang menjawab').waitFor()
  expect(await box(aminah).count()).toBe(0)
  await box(siti).fill('Saya Siti, sekejap ya')
  await send(siti).dblclick()
  await seen('Saya Siti, sekejap ya')
  await customer.say('baik kak')
  await seen('baik kak')

  await aminah.getByRole('button', { name: 'Ambil alih' }).click()
  await siti.getByText('Aminah yang menjawab').waitFor()
  await box(aminah).fill('Aminah di sini')
  await box(aminah).press('Enter')
  await box(aminah).press('Enter')
  await seen('Aminah di sini')
  await aminah.getByRole('button', { name: 'Serah kepada bot' }).click()
  await leading(siti, 'Bot yang menjawab').waitFor()
  const before = (await customer.chat()).length
  await customer.say('nak tanya harga skrin iphone 13')
  await until('the bot to answer', async () => (await customer.chat()).length === before + 2)

  for (const page of both) {
    await complete(page, id)
    expect(await isSame(page)).toBe(true)
    expect(await stumblingBlocks(page)).toEqual([])
    await page.context().close()
  }
  expect([await times('Saya Siti, sekejap ya'), await times('Aminah di sini')]).toEqual([1, 1])
})

test('two people press "take over" at the same moment: one leads, the other reads who it is', async () => {
  const { path } = await inTouch('Maznah')
  const pages = [
    await open(await pageAs(browser, product, 'staff'), path),
    await open(await pageAs(browser, product, 'admin'), path),
  ]
  let go = (): void => {}
  const held = new Promise<void>(resolve => {
    go = resolve
  })
  let pressed = 0
  for (const page of pages)
    await page.route('**/takeover', async route => {
      pressed += 1
      await held
      await route.continue()
    })
  for (const page of pages) await page.getByRole('button', { name: 'Ambil alih' }).click()
  await until('both to have pressed', async () => pressed === 2)
  go()
  const leads = (page: Page) => page.getByText('Anda yang menjawab').count()
  await until('one of them to lead', async () => (await Promise.all(pages.map(leads))).includes(1))
  const won = (await leads(pages[0] as Page)) === 1 ? 0 : 1
  const loser = pages[1 - won] as Page
  const name = won === 0 ? 'Siti' : 'Aminah'
  await loser.getByText(`${name} yang menjawab`).waitFor()
  await loser.getByText(`Perbualan ini sedang dikendalikan oleh ${name}.`).waitFor()
  expect(await stumblingBlocks(loser)).toEqual([])
  for (const page of pages) await page.context().close()
})

/** Ways to lose the stream of changes, and to have it back. */
const CUTS = {
  'the server is killed': { cut: () => product.kill(), mend: () => product.start() },
  'the device is offline': {
    cut: (page: Page) => page.context().setOffline(true),
    mend: (page: Page) => page.context().setOffline(false),
  },
  'something in between refuses everything': {
    async cut(page: Page) {
      await page.route('**/api/**', route => route.fulfill({ status: 502, body: 'bad gateway' }))
      await product.killAndRestart()
    },
    mend: (page: Page) => page.unroute('**/api/**'),
  },
}

test.each(Object.keys(CUTS) as (keyof typeof CUTS)[])(
  '%s: it is said, what one writes is kept, and all of what came meanwhile stands there once when it is back',
  async way => {
    const { customer, id, path, times } = await inTouch('Norazlin')
    for (const device of [DESK, PHONE]) {
      const page = await open(await pageAs(browser, product, 'staff', device), path)
      expect(await page.getByText(CUT).count()).toBe(0)
      await CUTS[way].cut(page)
      await page.getByText(CUT).waitFor()
      const mine = `Boleh ambil esok ${device.viewport.width}`
      await box(page).fill(mine)
      await send(page).click()
      await until('what was written to be back', async () => (await box(page).inputValue()) === mine)
      const words = ['satu', 'dua', 'tiga'].map(word => `${word} ${device.viewport.width}`)
      for (const one of words) await customer.say(one)
      if (way !== 'the server is killed')
        await until('the shop to have them', async () => {
          await product.standin.control.flush()
          const rows = await product.owner(
            'select 1 from app.whatsapp_messages where session_id = $1 and message_content = any($2)',
            [id, words],
          )
          return rows.length === words.length
        })
      expect(await bubble(page, words[0] as string).count()).toBe(0)
      expect(await page.getByText(CUT).count()).toBe(1)
      expect(await stumblingBlocks(page)).toEqual([])

      await CUTS[way].mend(page)
      await page.getByText(CUT).waitFor({ state: 'detached' })
      if (way === 'the server is killed') await product.standin.control.flush()
      for (const one of words) await bubble(page, one).waitFor()
      await complete(page, id)
      expect(await box(page).inputValue()).toBe(mine)
      await send(page).dblclick()
      await bubble(page, mine)
        .getByRole('img', { name: /Dihantar|Sampai/ })
        .waitFor()
      await page.getByText(NOT_SENT).waitFor({ state: 'detached' })
      await complete(page, id)
      expect([await bubble(page, mine).count(), await times(mine), await isSame(page)]).toEqual([1, 1, true])
      await page.context().close()
    }
  },
  60_000,
)

test('an answer that was lost on the way: pressed again it is the same message', async () => {
  const { id, path, times } = await inTouch('Ramlah')
  const page = await open(await pageAs(browser, product, 'staff'), path)
  let lost = 0
  await page.route('**/messages', async route => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort('connectionreset')
  })
  await box(page).fill('Siap petang ini')
  await send(page).click()
  await page.getByText(NOT_SENT).waitFor()
  await send(page).click()
  await page.getByText(NOT_SENT).waitFor({ state: 'detached' })
  await complete(page, id)
  expect([lost, await bubble(page, 'Siap petang ini').count(), await times('Siap petang ini')]).toEqual([1, 1, 1])
  await page.context().close()
})

test('a session that ended while the stream was down: the page asks who it is, and goes on where one was', async () => {
  const { customer, id, path } = await inTouch('Suraya')
  const page = await open(await pageAs(browser, product, 'staff'), path)
  await box(page).fill('Separuh ditulis')
  await product.kill()
  await page.getByText(CUT).waitFor()
  await product.owner(
    `delete from app.user_sessions where user_id = (select id from app.users where username = 'staff')`,
  )
  await product.start()
  await page.getByLabel('Nama pengguna').waitFor()
  expect(await page.getByText(CUT).count()).toBe(0)
  expect(await stumblingBlocks(page)).toEqual([])
  await customer.say('ada orang?')
  await page.getByLabel('Nama pengguna').fill('staff')
  await page.getByLabel('Kata laluan').fill(PASSWORD)
  await page.getByRole('button', { name: 'Log masuk' }).click()
  await bubble(page, 'ada orang?').waitFor()
  expect(new URL(page.url()).pathname).toBe(path)
  expect(await box(page).inputValue()).toBe('Separuh ditulis')
  await complete(page, id)
  await customer.say('hello?')
  await bubble(page, 'hello?').waitFor()
  await page.context().close()
})

test('a stream that died without a word is opened anew: no beat of its heart for a minute is no connection', async () => {
  const { id, path } = await inTouch('Hamidah')
  const page = await pageAs(browser, product, 'staff')
  await page.clock.install()
  let opened = 0
  page.on('request', request => {
    if (request.url().endsWith('/api/v1/events')) opened += 1
  })
  await open(page, path)
  const before = opened
  await page.clock.fastForward('00:30')
  expect(opened).toBe(before)
  await page.clock.fastForward('01:00')
  await until('the stream to be opened anew', async () => opened === before + 1)
  await page.getByText(CUT).waitFor({ state: 'detached' })
  await complete(page, id)
  await page.context().close()
})
