import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, pageAs, stumblingBlocks } from '../helpers/pages.ts'
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

/** The page in each language: its title changes and nothing overflows. */
async function inThreeLanguages(page: Page, titles: readonly [string, string, string]): Promise<void> {
  for (const [index, lang] of (['ms', 'id', 'en'] as const).entries()) {
    await page.evaluate(one => localStorage.setItem('baiki.lang', one), lang)
    await page.reload()
    await page.getByRole('heading', { level: 1, name: titles[index] as string, exact: true }).waitFor()
    await page.getByRole('status', { name: /Memuat|Loading/ }).waitFor({ state: 'detached' })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide, `${lang} is ${wide}px too wide`).toBeLessThanOrEqual(0)
  }
  await page.evaluate(() => localStorage.setItem('baiki.lang', 'ms'))
  await page.reload()
}

test('the number’s page: asked at a press, told what is wrong by banner and notice, tried again, well again', async () => {
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'admin', device)
    await page.goto('/settings/whatsapp')
    await page.getByRole('heading', { level: 1, name: 'WhatsApp' }).waitFor()
    await page.getByText('Semua baik').waitFor()
    await page.getByText('2,000').waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    await look(page, `whatsapp-${device.viewport.width}`)

    await product.standin.control.settings({ token: 'expired' })
    await page.getByRole('button', { name: 'Semak sekarang' }).click()
    const alerts = page.getByRole('region', { name: 'Perlu perhatian' })
    await alerts.getByText('WhatsApp menolak kunci akses kedai').waitFor()
    await alerts.getByText('Buat token akses baharu').waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    await look(page, `whatsapp-refused-${device.viewport.width}`)
    // On every page, until it is over; and one press from what to do.
    await page.goto('/tickets')
    const banner = page.getByText('WhatsApp menolak kunci akses kedai')
    await banner.waitFor()
    await page.getByRole('link', { name: 'Apa perlu dibuat' }).click()
    await page.getByRole('heading', { level: 1, name: 'WhatsApp' }).waitFor()
    const told = await product.owner(`select audience from app.notifications where kind = 'channel_token'`)
    expect(told).toEqual([{ audience: 'settings.write' }])
    await product.standin.control.settings({ token: 'valid' })
    await page.getByRole('button', { name: 'Semak sekarang' }).click()
    await page.getByText('Semua baik').waitFor()
    await page.getByRole('link', { name: 'Apa perlu dibuat' }).waitFor({ state: 'detached' })
    await close(page)
  }
  const admin = await pageAs(browser, product, 'admin')
  await admin.goto('/tickets')
  await admin.getByRole('button', { name: /^Makluman/ }).click()
  await admin.getByRole('button', { name: /WhatsApp menolak kunci akses/ }).click()
  await admin.getByRole('heading', { level: 1, name: 'WhatsApp' }).waitFor()
  await close(admin)
  const staff = await pageAs(browser, product, 'staff')
  await staff.goto('/settings/whatsapp')
  await staff.getByText('Bukan untuk anda').waitFor()
  await close(staff)
}, 90_000)

test('a delivery that could not be taken in stands there with a press to try it again', async () => {
  const page = await pageAs(browser, product, 'admin')
  await page.goto('/settings/whatsapp')
  await product.standin.control.raw({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value: { broken: true } }] }],
  })
  await page.getByText('Sesuatu daripada WhatsApp tidak dapat dibaca').waitFor()
  await product.owner(
    `update app.whatsapp_webhook_events set body = '{"object":"whatsapp_business_account","entry":[]}' where status = 'failed'`,
  )
  await page.getByRole('button', { name: /^Cuba lagi: / }).click()
  await page.getByText('Semua baik').waitFor()
  await inThreeLanguages(page, ['WhatsApp', 'WhatsApp', 'WhatsApp'])
  await close(page)
})

test('the whole set is handed in with one press, and its progress is seen until Meta has approved it', async () => {
  const page = await pageAs(browser, product, 'admin')
  await page.goto('/settings/whatsapp/templates')
  await page.getByRole('button', { name: 'Hantar semua kepada Meta' }).waitFor()
  expect(await stumblingBlocks(page)).toEqual([])
  await page.getByRole('button', { name: 'Hantar semua kepada Meta' }).click()
  await page.getByText('Set kedai lengkap dan diluluskan').waitFor()
  expect(await page.getByRole('button', { name: 'Hantar semua kepada Meta' }).count()).toBe(0)
  const [count] = await product.owner<{ n: number }>(
    `select count(*)::int as n from app.whatsapp_templates where status = 'APPROVED'`,
  )
  expect((await product.standin.whatsapp.listTemplates()).length).toBe(count?.n)
  await inThreeLanguages(page, ['Templat WhatsApp', 'Templat WhatsApp', 'WhatsApp templates'])
  await close(page)
})

test('a template is written with its preview, checked before it is sent, refused by Meta with the reason, and deleted with a warning', async () => {
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'admin', device)
    const name = `part_arrived_${device.viewport.width}`
    await page.goto('/settings/whatsapp/templates')
    await page.getByRole('button', { name: 'Templat baharu' }).click()
    await page.getByLabel('Nama', { exact: true }).fill(name)
    await page.getByLabel('Mesej', { exact: true }).fill('{{1}}, alat ganti untuk {{2}} anda sudah sampai di kedai.')
    await page.getByText('Mesej tidak boleh bermula atau berakhir dengan nilai').waitFor()
    await page
      .getByLabel('Mesej', { exact: true })
      .fill('Salam {{1}}, alat ganti untuk {{2}} anda sudah sampai di kedai.')
    await page.getByRole('button', { name: 'Hantar kepada Meta' }).click()
    expect(await page.getByText('Beri satu contoh.').count()).toBe(2)
    await page.getByLabel('Contoh 1').fill('Siti')
    await page.getByLabel('Contoh 2').fill('iPhone 13')
    await page.getByText('Salam Siti, alat ganti untuk iPhone 13 anda sudah sampai di kedai.').waitFor()
    await page.getByRole('button', { name: 'Tambah butang' }).click()
    await page.getByLabel('Teks butang 1').fill('Baik')
    expect(await stumblingBlocks(page)).toEqual([])
    await look(page, `template-new-${device.viewport.width}`)
    await product.standin.control.settings({ template_approval: 'held' })
    await page.getByRole('button', { name: 'Hantar kepada Meta' }).click()
    const row = page.getByRole('button', { name: /Salam \{\{1\}\}, alat ganti/ }).first()
    await page.getByText(name, { exact: true }).waitFor()
    await row.getByText('Disemak Meta').waitFor()
    const id = await until(
      'the template at Meta',
      async () => (await product.standin.whatsapp.listTemplates()).find(one => one.name === name)?.id,
    )
    await product.standin.control.judge(id, 'REJECTED', 'INVALID_FORMAT')
    await page.getByText('Sebab: INVALID_FORMAT').first().waitFor()
    await product.standin.control.settings({ template_approval: 'at_once' })
    await row.click()
    await page.getByText('Apa yang berlaku').waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    await look(page, `templates-${device.viewport.width}`)
    await page.getByRole('button', { name: `Buang ${name} ms` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Ya, buang' }).click()
    await page.getByText(name, { exact: true }).waitFor({ state: 'detached' })
    await until('it is gone at Meta', async () =>
      (await product.standin.whatsapp.listTemplates()).every(one => one.name !== name),
    )
    await close(page)
  }
})

test('one of the shop’s own says what waits without it before it goes', async () => {
  const page = await pageAs(browser, product, 'admin')
  await page.goto('/settings/whatsapp/templates')
  await page
    .getByRole('button', { name: /anda boleh diambil|boleh diambil dan menunggu anda di kedai/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Buang pickup_reminder ms' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Kedai menghantar yang ini sendiri (Peringatan)').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  expect((await product.standin.whatsapp.listTemplates()).some(one => one.name === 'pickup_reminder')).toBe(true)
  await close(page)
})
