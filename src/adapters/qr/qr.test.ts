import sharp, { type OverlayOptions } from 'sharp'
import { expect, test } from 'vitest'
import { qr, qrModules } from './qr.ts'

const link = 'https://kedai.example/c/Zm9vYmFyYmF6cXV4Zm9vYmFy'

test('a phone reads the link back from the picture and from the drawing', async () => {
  expect(await qr.read(await qr.png(link))).toBe(link)
  expect(
    await qr.read(
      await sharp(Buffer.from(await qr.svg(link)))
        .resize(600)
        .png()
        .toBuffer(),
    ),
  ).toBe(link)
})

test('a code on a photo of a poster is read, and a picture without one is not', async () => {
  const code = await qr.png(link, 300)
  const poster = (photo: OverlayOptions[]) =>
    sharp({ create: { width: 1500, height: 2100, channels: 3, background: '#e91e63' } })
      .composite(photo)
      .rotate(4, { background: '#777' })
      .jpeg({ quality: 70 })
      .toBuffer()
  expect(await qr.read(await poster([{ input: code, left: 600, top: 900 }]))).toBe(link)
  expect(await qr.read(await poster([]))).toBeNull()
})

test('the modules are a square that starts with a finder pattern', () => {
  const modules = qrModules(link)
  expect(modules.every(row => row.length === modules.length)).toBe(true)
  expect(modules[0]?.slice(0, 8)).toEqual([true, true, true, true, true, true, true, false])
})
