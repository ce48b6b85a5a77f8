import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, pageAs, stumblingBlocks } from '../helpers/pages.ts'
import { type Product, startProduct, until } from '../helpers/product.ts'
import { conversationWith } from './journey.ts'

let product: Product
let browser: Browser

beforeAll(async () => {
  await buildWeb()
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  const staff = await product.signIn('staff')
  await staff.send('POST', '/canned-replies', {
    shortcut: 'siap',
    texts: { ms: 'Hai {customer}, sudah siap', id: '', en: '' },
  })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** Words as fingers make them: one key after the other, wherever the focus stands. */
const keys = async (page: Page, ...names: string[]) => {
  for (const name of names) await page.keyboard.press(name)
}
const focused = (page: Page) => page.evaluate('document.activeElement.getAttribute("aria-label")')
const row = async (id: string) =>
  (
    await product.owner<{ owner: string; owner_user_id: string | null; put_off: boolean }>(
      'select owner, owner_user_id, snoozed_until > now() as put_off from app.whatsapp_sessions where id = $1',
      [id],
    )
  )[0]

/** What stands on the screen in each language of the shop's people. */
const WORDS = {
  ms: {
    list: 'Perbualan',
    bot: 'Bot yang menjawab',
    you: 'Anda yang menjawab',
    write: 'Tulis mesej',
    canned: 'Jawapan siap',
    note: 'Nota untuk rakan',
    snooze: 'Tangguh 3 jam',
  },
  id: {
    list: 'Percakapan',
    bot: 'Bot yang menjawab',
    you: 'Anda yang menjawab',
    write: 'Tulis pesan',
    canned: 'Jawaban siap',
    note: 'Catatan untuk rekan',
    snooze: 'Tunda 3 jam',
  },
  en: {
    list: 'Conversations',
    bot: 'The bot is answering',
    you: 'You are answering',
    write: 'Write a message',
    canned: 'Ready answers',
    note: 'A note for colleagues',
    snooze: 'Snooze 3 hours',
  },
} as const

test.each([
  { device: DESK, lang: 'ms', name: 'Latifah', phone: '+60123440001' },
  { device: PHONE, lang: 'id', name: 'Maznah', phone: '+60123440002' },
  { device: DESK, lang: 'en', name: 'Marina', phone: '+60123440006' },
] as const)(
  'by keyboard alone, $lang: opened, taken over, answered, a ready answer, a note, put off, found again, handed back',
  async ({ device, lang, name, phone }) => {
    const words = WORDS[lang]
    const id = await conversationWith(product, name, phone)
    const page = await pageAs(browser, product, 'staff', device)
    await page.addInitScript(one => localStorage.setItem('baiki.lang', one), lang)
    const list = page.getByRole('region', { name: words.list })
    const log = page.locator(`role=log[name="${words.list}"]`)
    const leads = (who: string) => page.locator('header').getByText(who).waitFor()
    await page.goto('/tickets')
    await page.getByRole('navigation').first().waitFor()
    await keys(page, 'g', 'i')
    await list.getByRole('link', { name }).waitFor()
    await keys(page, 'j')
    await page.waitForURL(`**/inbox/${id}`)
    await leads(words.bot)
    await keys(page, 't')
    await leads(words.you)

    await keys(page, 'r')
    await expect.poll(() => focused(page)).toBe(words.write)
    await page.keyboard.type('Jr telefon tu', { delay: 1 })
    await keys(page, 'Enter')
    await log.getByText('Jr telefon tu').waitFor()
    await keys(page, 'Escape', 'c')
    await page.keyboard.type('si')
    await page.getByRole('region', { name: words.canned }).getByText(`Hai ${name}`).waitFor()
    await keys(page, 'Enter', 'Enter')
    await log.getByText(`Hai ${name}, sudah siap`).waitFor()

    await keys(page, 'Escape', 'i')
    await expect.poll(() => focused(page)).toContain(words.note)
    await page.keyboard.type('Dia datang petang')
    await keys(page, 'Control+Enter')
    await log.getByText('Dia datang petang').waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    await keys(page, 'Escape')
    if (device === PHONE) await keys(page, 'Escape')

    await keys(page, 'z')
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe(words.snooze)
    await keys(page, 'Enter')
    await page.waitForURL('**/inbox')
    await list.getByRole('link', { name }).waitFor({ state: 'detached' })
    expect((await row(id))?.put_off).toBe(true)

    await keys(page, '/')
    await page.keyboard.type(name)
    // His row, not a message with his name in it: that list may come first.
    await list.locator(`a[href="/inbox/${id}?q=${name}"]`).waitFor()
    await keys(page, 'Escape', 'j')
    await page.waitForURL(`**/inbox/${id}**`)
    await leads(words.you)
    await keys(page, 't')
    await leads(words.bot)
    expect(await row(id)).toMatchObject({ owner: 'bot', owner_user_id: null, put_off: null })
    await keys(page, 'Escape')
    await page.waitForURL(url => url.pathname === '/inbox')
    await page.context().close()
  },
)

test('the next unread, given to me, labels; nothing fires while one types, behind a dialog, in a sequence, or once turned off', async () => {
  const ids = [
    await conversationWith(product, 'Norazlin', '+60123440003'),
    await conversationWith(product, 'Othman', '+60123440004'),
    await conversationWith(product, 'Puteri', '+60123440005'),
  ]
  await product.owner('update app.whatsapp_sessions set unread_count = case when id = $1 then 1 else 0 end', [ids[0]])
  const page = await pageAs(browser, product, 'staff')
  const at = (id: string | undefined) => page.waitForURL(`**/inbox/${id}`)
  const still = () => new URL(page.url()).pathname
  const leads = page.locator('header').getByText('Bot yang menjawab')
  await page.goto(`/inbox/${ids[2]}`)
  await leads.waitFor()
  await page
    .getByRole('region', { name: 'Perbualan' })
    .getByRole('link', { name: /Norazlin/ })
    .waitFor()
  await keys(page, 'u')
  await at(ids[0])
  await until('it to be read', async () => {
    const [one] = await product.owner<{ unread_count: number }>(
      'select unread_count from app.whatsapp_sessions where id = $1',
      [ids[0]],
    )
    return one?.unread_count === 0
  })
  await page.getByRole('region', { name: 'Perbualan' }).getByText('1 belum dibaca').waitFor({ state: 'detached' })
  await keys(page, 'u')
  await page.getByText('Semua sudah dibaca').waitFor()
  expect(still()).toBe(`/inbox/${ids[0]}`)

  // In a box letters are letters; in the select too.
  await leads.waitFor()
  await keys(page, 'r')
  await page.keyboard.type('taz ujk?')
  expect(await page.getByRole('textbox', { name: 'Tulis mesej' }).inputValue()).toBe('taz ujk?')
  await keys(page, 'Escape')
  // Behind a dialog they rest, and Escape closes the dialog alone. The browser's own keys stay its own.
  await keys(page, '?')
  const sheet = page.getByRole('dialog', { name: 'Pintasan papan kekunci' })
  for (const words of [
    'Seterusnya yang belum dibaca',
    'Ambil alih / serah kepada bot',
    'Berikan kepada saya',
    'Tangguh',
  ])
    await sheet.getByText(words, { exact: true }).waitFor()
  expect(await stumblingBlocks(page)).toEqual([])
  await keys(page, 'j', 't', 'a', 'Escape')
  await sheet.waitFor({ state: 'hidden' })
  await keys(page, 'Control+a', 'Alt+a', 'Meta+t')
  expect(still()).toBe(`/inbox/${ids[0]}`)
  // `g t` goes to the tickets; it does not take over on the way.
  await keys(page, 'g', 't')
  await page.waitForURL('**/tickets')
  expect(await row(ids[0] as string)).toMatchObject({ owner: 'bot' })

  await page.goBack()
  await at(ids[0])
  await leads.waitFor()
  await keys(page, 'l')
  await page.getByRole('textbox', { name: 'Label baharu' }).waitFor()
  await keys(page, 'a')
  await page.locator('header').getByText('Anda yang menjawab').waitFor()

  await keys(page, '?')
  await sheet.getByRole('switch').waitFor()
  await sheet.getByRole('switch').press('Space')
  await keys(page, 'Escape', 't', 'j')
  await sheet.waitFor({ state: 'hidden' })
  await page.reload()
  await page.locator('header').getByText('Anda yang menjawab').waitFor()
  await keys(page, 't', 'j')
  await keys(page, 'Escape')
  await page.waitForURL('**/inbox')
  expect(await row(ids[0] as string)).toMatchObject({ owner: 'person' })
  await page.context().close()
})
