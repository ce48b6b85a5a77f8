import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Permission } from '../../src/shared/permissions.ts'
import { buildWeb } from '../../src/start.web.ts'
import { router } from '../../src/web/shell/router.tsx'
import { launchBrowser } from '../helpers/browser.ts'
import { pageAs } from '../helpers/pages.ts'
import { type Product, startProduct } from '../helpers/product.ts'

interface Way {
  readonly fullPath: string
  readonly options: { readonly staticData?: { readonly needs: readonly Permission[] } }
}

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

const NOBODYS = '00000000-0000-7000-8000-000000000000'
/** Every address of the app, with an id that no thing has. */
const ways = Object.values(router.routesById as unknown as Record<string, Way>)
  .filter(({ fullPath }) => fullPath !== undefined && fullPath !== '/')
  .map(({ fullPath, options }) => ({
    path: fullPath.replace(/\$\w+/, NOBODYS).replace('$', 'hours'),
    needs: options.staticData?.needs ?? [],
  }))

test('the routes of the app, and who may be there', () => {
  expect(Object.fromEntries(ways.map(({ path, needs }) => [path.replace(NOBODYS, 'ID'), needs.join(' ')]))).toEqual({
    '/inbox': 'chat.read',
    '/inbox/ID': 'chat.read',
    '/tickets': 'tickets.read tickets.own',
    '/tickets/ID': 'tickets.read tickets.own',
    '/tickets/ID/estimate': 'quotations.write tickets.own',
    '/appointments': 'tickets.read tickets.own',
    '/intake': 'tickets.write tickets.own',
    '/invoices': 'invoices.read',
    '/invoices/ID': 'invoices.read tickets.own',
    '/settings': 'settings.write',
    '/settings/hours': 'settings.write',
  })
})

test.each(['admin', 'staff', 'technician'])(
  '%s at every address of the app: his page, or that it is not his and where to go; never "could not be loaded" for a right',
  async who => {
    const { permissions } = await (await product.signIn(who)).get<{ permissions: Permission[] }>('/session')
    const page = await pageAs(browser, product, who)
    for (const { path, needs } of ways) {
      await page.goto(path)
      await page.getByRole('navigation', { name: 'Navigasi utama' }).waitFor()
      const his = needs.some(need => permissions.includes(need))
      if (his) {
        await page.locator('main :is(h1, h2, input, a, button)').first().waitFor()
        expect(await page.getByRole('heading', { name: 'Halaman ini bukan untuk anda' }).count(), path).toBe(0)
        if (!path.includes(NOBODYS)) expect(await page.getByText('Tidak dapat dimuatkan').count(), path).toBe(0)
        continue
      }
      await page.getByRole('heading', { name: 'Halaman ini bukan untuk anda' }).waitFor()
      // The keyboard stands on the way out.
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href')), path).toBe('/')
    }
    await page.context().close()
  },
)
