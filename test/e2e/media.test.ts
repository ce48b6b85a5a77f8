import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, pageAs, photoFile, stumblingBlocks } from '../helpers/pages.ts'
import { type Product, startProduct, until } from '../helpers/product.ts'
import { voiceNote } from '../helpers/voice.ts'

let product: Product
let browser: Browser
let path: string
const picture = process.env.PICTURES
const close = (page: Page) => page.context().close()

beforeAll(async () => {
  await buildWeb()
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  const { control } = product.standin
  const person = await control.person({ name: 'Rahim', phone: '+60123420001' })
  const send = async (bytes: Uint8Array, mime: string, type: 'image' | 'audio' | 'document', filename?: string) => {
    const { media_id } = await control.media(bytes, mime)
    await control.write(person.id, { type, media_id, ...(filename ? { filename } : {}) } as never)
    await until(`the ${type}`, async () => {
      const [row] = await product.owner<{ n: number }>(
        `select count(*)::int as n from app.whatsapp_messages where media_state in ('stored', 'gone') and media_id = $1`,
        [media_id],
      )
      return row?.n === 1
    })
  }
  await send(voiceNote(), 'audio/ogg', 'audio')
  await send(Buffer.from('MZ\x90\0'), 'application/pdf', 'document', 'invois.pdf')
  await send(Buffer.from('nota biasa'), 'text/plain', 'document', 'nota.txt')
  await control.fault({ endpoint: 'media_url', effect: { code: 100, http_status: 404 }, times: 1 })
  await send(voiceNote(1), 'audio/ogg', 'audio')
  for (const color of ['#345', '#543']) await send((await photoFile('skrin.png', color)).buffer, 'image/png', 'image')
  const [session] = await product.owner<{ id: string }>(`select s.id from app.whatsapp_sessions s where s.wa_id = $1`, [
    person.wa_id,
  ])
  path = `/inbox/${session?.id}`
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

test('a voice note plays; what was refused says why; what Meta had lost comes at a press', async () => {
  for (const device of [DESK, PHONE]) {
    const page = await pageAs(browser, product, 'staff', device)
    await page.goto(path)
    const note = page.locator('audio').first()
    await note.waitFor()
    const seconds = await note.evaluate(async node => {
      const audio = node as HTMLAudioElement
      audio.muted = true
      await audio.play()
      await new Promise(done => audio.addEventListener('ended', done, { once: true }))
      return audio.currentTime
    })
    expect(seconds).toBeGreaterThan(1.5)
    await page.getByText('Jenis fail ini boleh membahayakan').waitFor()
    await page.getByText('invois.pdf').waitFor()
    await page.getByText('nota.txt').waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
    if (picture) await page.screenshot({ path: `${picture}/media-${device.viewport.width}.png` })
    if (device === DESK) {
      await page.getByText('Fail ini sudah tiada di WhatsApp').waitFor()
      await page.getByRole('button', { name: 'Cuba muat turun lagi' }).click()
    }
    await page.getByRole('button', { name: 'Cuba muat turun lagi' }).waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('audio').count()).toBe(2)
    await close(page)
  }
})

test('in a browser that knows no Opus the note is there to be saved, and says so', async () => {
  const page = await pageAs(browser, product, 'staff', DESK)
  await page.addInitScript(() => {
    HTMLMediaElement.prototype.canPlayType = () => ''
  })
  await page.goto(path)
  await page.getByText('Pelayar ini tidak dapat memainkannya').first().waitFor()
  expect(await page.locator('audio').count()).toBe(0)
  await close(page)
})

test('files are served in parts, never as a page of ours, and not to strangers', async () => {
  const page = await pageAs(browser, product, 'staff', DESK)
  const files = await product.owner<{ id: string; mime_type: string }>(
    `select id, mime_type from app.files where kind = 'chat_media' order by id`,
  )
  const urlOf = (mime: string) => `/api/v1/files/${files.find(file => file.mime_type === mime)?.id}`
  const sound = urlOf('audio/ogg')
  const get = (url: string, range?: string) =>
    page.request.get(`${product.url}${url}`, range ? { headers: { range } } : {})
  const part = await get(sound, 'bytes=0-3')
  expect([part.status(), await part.text(), part.headers()['content-type']]).toEqual([206, 'OggS', 'audio/ogg'])
  expect(part.headers()['content-range']).toBe(`bytes 0-3/${voiceNote().length}`)
  expect((await get(sound, 'bytes=99999-')).status()).toBe(416)
  const whole = await get(sound)
  expect([whole.status(), (await whole.body()).equals(voiceNote())]).toEqual([200, true])
  expect(whole.headers()).toMatchObject({
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=3600',
    'content-security-policy': expect.stringContaining('sandbox'),
  })
  const note = await get(urlOf('application/octet-stream'))
  expect(note.headers()['content-disposition']).toMatch(/^attachment;.*nota\.txt/)
  const technician = await pageAs(browser, product, 'technician', DESK)
  expect((await technician.request.get(`${product.url}${sound}`)).status()).toBe(404)
  const stranger = await browser.newContext()
  expect((await stranger.request.get(`${product.url}${sound}`)).status()).toBe(401)
  await Promise.all([close(page), close(technician), stranger.close()])
})

const viewer = (page: Page) => page.getByRole('dialog')
const at = (page: Page, title: string) => page.getByRole('dialog', { name: title, exact: true }).waitFor()
const zoom = (page: Page) =>
  page.locator('[data-stage] img').evaluate(img => img.clientWidth / (img.parentElement?.clientWidth ?? 1))

test('what was sent opens over the whole screen: on and back, larger, saved, by keyboard; Escape goes back to where one was', async () => {
  const page = await pageAs(browser, product, 'staff', DESK)
  await page.goto(path)
  const photo = page.getByRole('button', { name: 'Buka Gambar' }).first()
  await photo.press('Enter')
  await at(page, 'Gambar, 5 daripada 6')
  const box = await viewer(page).boundingBox()
  expect(box).toMatchObject({ x: 0, y: 0, ...DESK.viewport })
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await expect.poll(() => zoom(page)).toBeCloseTo(2, 1)
  expect(await stumblingBlocks(page)).toEqual([])
  // Larger than the screen it is moved by the arrows; fitted again they go on.
  const left = () => page.locator('[data-stage]').evaluate(stage => stage.scrollLeft)
  const middle = await left()
  expect(middle).toBeGreaterThan(100)
  await page.keyboard.press('ArrowRight')
  expect(await left()).toBeGreaterThan(middle)
  await page.keyboard.press('0')
  await page.keyboard.press('ArrowRight')
  await at(page, 'Gambar, 6 daripada 6')
  await page.keyboard.press('ArrowRight')
  await at(page, 'Gambar, 6 daripada 6')
  const saving = page.waitForEvent('download')
  await page.keyboard.press('d')
  expect((await saving).suggestedFilename()).toBe('image.jpg')
  for (const title of [
    'Gambar, 5 daripada 6',
    'Mesej suara, 4 daripada 6',
    'nota.txt, 3 daripada 6',
    'invois.pdf, 2 daripada 6',
    'Mesej suara, 1 daripada 6',
  ]) {
    await page.keyboard.press('ArrowLeft')
    await at(page, title)
    if (title.startsWith('nota')) await viewer(page).getByRole('link', { name: 'Buka di tab baharu' }).waitFor()
    if (title.startsWith('invois')) await viewer(page).getByText('Jenis fail ini boleh membahayakan').waitFor()
    expect(await stumblingBlocks(page)).toEqual([])
  }
  await viewer(page).locator('audio').waitFor()
  await page.keyboard.press('Escape')
  await viewer(page).waitFor({ state: 'hidden' })
  expect(new URL(page.url()).pathname).toBe(path)
  await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Buka Gambar')
  await page.keyboard.press('m')
  await at(page, 'Gambar, 6 daripada 6')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByText('Media sebelumnya / seterusnya').waitFor()
  await close(page)
})

test('on a phone it fills the screen and a swipe goes on; a lost picture says so; what was sent long before is reached', async () => {
  const [first] = await product.owner<{ session_id: string; timestamp: string }>(
    `select session_id, timestamp::text from app.whatsapp_messages where media_id is not null order by timestamp limit 1`,
  )
  await product.owner(
    `insert into app.whatsapp_messages (session_id, phone_number_id, direction, author, message_content, status, handled_at, timestamp)
     select $1, '1', 'inbound', 'customer', 'baris ' || n, 'received', now(), $2::timestamptz + n * interval '1 microsecond'
     from generate_series(1, 120) n`,
    [first?.session_id, first?.timestamp],
  )
  const [lost] = await product.owner<{ id: string }>(
    `select media_file_id as id from app.whatsapp_messages where message_type = 'image' order by timestamp desc limit 1`,
  )
  const page = await pageAs(browser, product, 'staff', PHONE)
  await page.route(`**/files/${lost?.id}`, route => route.fulfill({ status: 404, body: '' }))
  await page.goto(path)
  await page.getByRole('button', { name: 'Buka Gambar' }).first().tap()
  await at(page, 'Gambar, 4 daripada 5+')
  expect(await viewer(page).boundingBox()).toMatchObject({ x: 0, y: 0, ...PHONE.viewport })
  const swipe = (from: number, to: number) =>
    page.locator('[data-stage]').evaluate(
      (target, [from = 0, to = 0]) => {
        const finger = (clientX: number) => [new Touch({ identifier: 1, target, clientX, clientY: 400 })]
        target.dispatchEvent(new TouchEvent('touchstart', { bubbles: true, touches: finger(from) }))
        target.dispatchEvent(new TouchEvent('touchend', { bubbles: true, changedTouches: finger(to) }))
      },
      [from, to],
    )
  await swipe(300, 100)
  await at(page, 'Gambar, 5 daripada 5+')
  await viewer(page).getByText('Tidak dapat dimuat turun lagi').waitFor()
  expect(await stumblingBlocks(page)).toEqual([])
  const back = viewer(page).getByRole('button', { name: 'Media sebelumnya' })
  for (const title of ['Gambar, 4', 'Mesej suara, 3', 'nota.txt, 2', 'invois.pdf, 1']) {
    await back.tap()
    await at(page, `${title} daripada 5+`)
  }
  await back.tap()
  await at(page, 'Mesej suara, 1 daripada 6')
  await viewer(page).getByRole('button', { name: 'Tutup' }).tap()
  await viewer(page).waitFor({ state: 'hidden' })
  await close(page)
})
