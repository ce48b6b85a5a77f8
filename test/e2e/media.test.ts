import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../src/start.web.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { DESK, PHONE, pageAs, stumblingBlocks } from '../helpers/pages.ts'
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
  const send = async (bytes: Uint8Array, mime: string, type: 'audio' | 'document', filename?: string) => {
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
