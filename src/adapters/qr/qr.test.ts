import jsqr from 'jsqr'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { qr, qrModules } from './qr.ts'

// Its types describe an ES module; Node hands over the CommonJS function itself.
const jsQR = jsqr as unknown as typeof jsqr.default
const link = 'https://kedai.example/c/Zm9vYmFyYmF6cXV4Zm9vYmFy'

async function read(image: Buffer): Promise<string | undefined> {
  const { data, info } = await sharp(image)
    .flatten({ background: '#fff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data
}

test('a phone reads the link back from the picture and from the drawing', async () => {
  expect(await read(await qr.png(link))).toBe(link)
  expect(
    await read(
      await sharp(Buffer.from(await qr.svg(link)))
        .resize(600)
        .png()
        .toBuffer(),
    ),
  ).toBe(link)
})

test('the modules are a square that starts with a finder pattern', () => {
  const modules = qrModules(link)
  expect(modules.every(row => row.length === modules.length)).toBe(true)
  expect(modules[0]?.slice(0, 8)).toEqual([true, true, true, true, true, true, true, false])
})
