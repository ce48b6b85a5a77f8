import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, pageAs, stumblingBlocks } from '../helpers/pages.ts'
import { type Product, startProduct } from '../helpers/product.ts'
import { conversationWith } from './journey.ts'

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

test('who else looks at a conversation or writes in it stands above it and in the list, until he leaves or his line dies', async () => {
  const id = await conversationWith(product, 'Latifah', '+60123430001')
  for (const device of [DESK, PHONE]) {
    const siti = await pageAs(browser, product, 'staff', device)
    const aminah = await pageAs(browser, product, 'admin')
    await siti.clock.install()
    await siti.goto(`/inbox/${id}`)
    const said = siti.locator('header').getByRole('status')
    await siti.locator('header').getByText('Bot yang menjawab').waitFor()
    expect(await said.textContent()).toBe('')
    const before = await siti.locator('role=log').boundingBox()
    await aminah.goto(`/inbox/${id}`)
    await said.getByText('Aminah sedang melihat').waitFor()
    // Whoever comes second learns at once who is here already.
    await aminah.locator('header').getByText('sedang melihat').waitFor()
    expect(await siti.locator('role=log').boundingBox()).toEqual(before)

    await aminah.getByRole('textbox', { name: 'Tulis mesej' }).fill('Sekejap ya')
    await said.getByText('Aminah sedang menulis').waitFor()
    expect(await stumblingBlocks(siti)).toEqual([])
    const mark = siti.getByRole('link', { name: /Latifah/ }).getByRole('img', { name: /Aminah sedang/ })
    if (device === PHONE) await siti.getByRole('link', { name: 'Kembali' }).click()
    await mark.waitFor()
    if (device === PHONE) await siti.getByRole('link', { name: /Latifah/ }).click()

    await aminah.goto('/tickets')
    await expect.poll(() => said.textContent()).toBe('')
    expect(await mark.count()).toBe(0)

    await aminah.goto(`/inbox/${id}`)
    await said.getByText('Aminah').waitFor()
    await aminah.context().setOffline(true)
    // What he had said before the line died may come only now.
    const later = () => siti.clock.fastForward(26_000).then(() => said.textContent())
    await expect.poll(later).toBe('')
    await siti.context().close()
    await aminah.context().close()
  }
})

test('while the bot is about to answer staff see it, and that writing stops it', async () => {
  const id = await conversationWith(product, 'Mahani', '+60123430002')
  const page = await pageAs(browser, product, 'staff')
  await page.goto(`/inbox/${id}`)
  await page.locator('header').getByText('Bot yang menjawab').waitFor()
  const handled = (at: string) =>
    product.owner(
      `update app.whatsapp_messages set handled_at = ${at} where session_id = $1 and direction = 'inbound'`,
      [id],
    )
  await handled('null')
  await page.locator('header').getByText('Bot sedang menyediakan jawapan').waitFor()
  await page.getByText('Jika anda menulis, anda mengambil alih dan jawapan bot tidak dihantar.').waitFor()
  expect(await stumblingBlocks(page)).toEqual([])
  await handled('now()')
  await page.locator('header').getByText('Bot yang menjawab').waitFor()
  await page.context().close()
})
