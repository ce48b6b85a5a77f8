import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import type { Product } from './product.ts'

/** A customer's phone, and the one in a technician's pocket. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'ms-MY' } as const
export const DESK = { viewport: { width: 1366, height: 850 }, locale: 'ms-MY' } as const

/** A page of the staff app with somebody signed in. */
export async function pageAs(
  browser: Browser,
  product: Product,
  username: string,
  device: typeof PHONE | typeof DESK = DESK,
): Promise<Page> {
  const { cookie } = await product.signIn(username)
  const [name = '', value = ''] = cookie.split('=')
  const context = await browser.newContext({ ...device, baseURL: product.url, timezoneId: 'Asia/Kuala_Lumpur' })
  context.setDefaultTimeout(10_000)
  await context.addCookies([{ name, value, url: product.url, httpOnly: true, sameSite: 'Lax' }])
  return context.newPage()
}

interface Violation {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly target: readonly unknown[] }[]
}

/** What a screen reader, a keyboard or weak eyes would stumble over. What the dark changes is colours, so only those are looked at again. */
export async function stumblingBlocks(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = [
    ...(await violationsIn(page, 'light', {})),
    ...(await violationsIn(page, 'dark', { runOnly: ['color-contrast'] })),
  ]
  await page.emulateMedia({ colorScheme: null })
  return found
}

async function violationsIn(page: Page, colorScheme: 'light' | 'dark', options: object): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.evaluate(settled)
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as { violations: Violation[] }
  return violations.map(each => `${colorScheme} ${each.impact} ${each.id} ${String(each.nodes[0]?.target)}`)
}

/** Colours that glide from one to the other are neither: once they have begun to, what still glides is brought to its end. */
const settled = async (): Promise<void> => {
  for (let frame = 0; frame < 3; frame++) await new Promise(drawn => requestAnimationFrame(drawn))
  for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish()
}

/** Draws a name on the check-in form. */
export async function sign(page: Page): Promise<void> {
  await drawSignature(page)
  await page.getByRole('img', { name: 'Tandatangan anda' }).waitFor()
}

/** The strokes alone: the page has not taken them yet. */
export async function drawSignature(page: Page): Promise<void> {
  const pad = page.getByRole('img', { name: 'Tandatangan di sini' })
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('no place to sign')
  await page.mouse.move(box.x + 40, box.y + 80)
  await page.mouse.down()
  for (let step = 0; step < 20; step++) await page.mouse.move(box.x + 40 + step * 10, box.y + 80 + Math.sin(step) * 30)
  await page.mouse.up()
}

export const photoFile = async (name: string, background = '#345') => ({
  name,
  mimeType: 'image/png',
  buffer: await sharp({ create: { width: 300, height: 400, channels: 3, background } })
    .png()
    .toBuffer(),
})
