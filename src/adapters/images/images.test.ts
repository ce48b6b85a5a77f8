import { randomBytes } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { images } from './images.ts'

const picture = (width = 800, height = 600) => sharp({ create: { width, height, channels: 3, background: '#4a7' } })
const refused = { code: 'file_type_refused' }

test('a photo is drawn anew: turned upright, made smaller, and where it was taken is gone', async () => {
  const planted = 'SECRET-HOME-ADDRESS'
  const photo = await picture(4000, 3000)
    .withExif({
      IFD0: { ImageDescription: planted },
      IFD3: { GPSLatitude: '3/1 8/1 0/1', GPSLongitude: '101/1 41/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const tagged = await sharp(photo)
    .withExif({ IFD0: { ImageDescription: planted, Orientation: '6' } })
    .jpeg()
    .toBuffer()
  expect(tagged.includes(planted)).toBe(true)

  const clean = await images.clean({ bytes: tagged, name: 'IMG_0001.JPG', mime: 'image/jpeg' })

  expect(clean.mime).toBe('image/jpeg')
  expect(clean.bytes.includes(planted)).toBe(false)
  const kept = await sharp(clean.bytes).metadata()
  expect(kept.exif).toBeUndefined()
  expect(kept.orientation).toBeUndefined()
  expect([clean.width, clean.height]).toEqual([1920, 2560])
  const thumbnail = await sharp(clean.thumbnail as Buffer).metadata()
  expect([thumbnail.format, thumbnail.width, thumbnail.height]).toEqual(['webp', 240, 320])
})

test('a signature keeps its see-through background', async () => {
  const signature = await sharp({ create: { width: 300, height: 100, channels: 4, background: '#0000' } })
    .png()
    .toBuffer()
  const clean = await images.clean({ bytes: signature, mime: 'image/png' })
  expect(clean.mime).toBe('image/png')
  expect((await sharp(clean.bytes).metadata()).hasAlpha).toBe(true)
})

test('what the name or the sender claims must be what it is', async () => {
  const png = await picture().png().toBuffer()
  await expect(images.clean({ bytes: png, name: 'slip.jpg' })).rejects.toMatchObject(refused)
  await expect(images.clean({ bytes: png, mime: 'application/pdf' })).rejects.toMatchObject(refused)
  await expect(images.clean({ bytes: png, name: 'slip.png.exe' })).rejects.toMatchObject(refused)
  await expect(images.clean({ bytes: png, name: 'slip.png', mime: 'application/octet-stream' })).resolves.toMatchObject(
    { mime: 'image/jpeg' },
  )
})

test('a page, a drawing with a script, and a picture that is only a beginning are refused', async () => {
  const jpeg = await picture().jpeg().toBuffer()
  const bad: Record<string, Buffer> = {
    html: Buffer.from('<!doctype html><script>alert(1)</script>'),
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'html after a gif': Buffer.from('GIF89a<script>alert(1)</script>'),
    'html that starts like a jpeg': Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      Buffer.from('<script>alert(1)</script>'),
    ]),
    'half a jpeg': jpeg.subarray(0, jpeg.length / 2),
    noise: randomBytes(5000),
    empty: Buffer.alloc(0),
  }
  for (const [name, bytes] of Object.entries(bad))
    await expect(images.clean({ bytes }), name).rejects.toMatchObject(refused)
})

test('a page hidden behind a real picture does not survive', async () => {
  const polyglot = Buffer.concat([await picture().jpeg().toBuffer(), Buffer.from('<script>alert(1)</script>')])
  expect((await images.clean({ bytes: polyglot })).bytes.includes('<script>')).toBe(false)
})

test('too many bytes and too many pixels are refused before they are unpacked', async () => {
  await expect(images.clean({ bytes: Buffer.alloc(16 * 1024 * 1024) })).rejects.toMatchObject({
    code: 'payload_too_large',
    vars: { limit_mb: 15 },
  })
  const bomb = hugePng(40_000, 40_000)
  expect(bomb.length).toBeLessThan(300_000)
  const started = performance.now()
  await expect(images.clean({ bytes: bomb })).rejects.toMatchObject({ code: 'payload_too_large' })
  expect(performance.now() - started).toBeLessThan(500)
})

test('a bank slip as PDF is kept as it is, one that can act is refused', async () => {
  const slip = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
  const acting = Buffer.from('%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF\n')
  const late = Buffer.concat([Buffer.from('<html><script>alert(1)</script>'), slip])

  expect((await images.clean({ bytes: slip, name: 'slip.pdf' })).bytes).toEqual(slip)
  await expect(images.clean({ bytes: acting })).rejects.toMatchObject(refused)
  // The same names written so that a search for them finds nothing: by their numbers, or packed away.
  const spelt = Buffer.from(acting.toString('latin1').replace('/JavaScript', '/J#61v#61Script'))
  const hidden = deflateSync(Buffer.from('1 0 <</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>'))
  const packed = (filter: string, body: Buffer) =>
    Buffer.concat([
      Buffer.from(`%PDF-1.7\n1 0 obj<</Type/ObjStm/N 1/First 4/Filter/${filter}/Length ${body.length}>>stream\r\n`),
      body,
      Buffer.from('\nendstream endobj\n%%EOF\n'),
    ])
  await expect(images.clean({ bytes: spelt })).rejects.toMatchObject(refused)
  await expect(images.clean({ bytes: packed('FlateDecode', hidden) })).rejects.toMatchObject(refused)
  const harmless = packed('FlateDecode', deflateSync(Buffer.from('1 0 <</Type/Catalog/Pages 2 0 R>>')))
  expect((await images.clean({ bytes: harmless })).bytes).toEqual(harmless)
  // Bytes of a picture that happen to spell a short name are no script.
  const picture = Buffer.concat([
    slip.subarray(0, 9),
    Buffer.from('2 0 obj<<>>stream\n/JS #41\nendstream\n'),
    slip.subarray(9),
  ])
  expect((await images.clean({ bytes: picture })).bytes).toEqual(picture)
  const disguised = Buffer.from(
    packed('FlateDecode', hidden).toString('latin1').replace('/ObjStm', '/Obj#53tm'),
    'latin1',
  )
  await expect(images.clean({ bytes: disguised })).rejects.toMatchObject(refused)
  const bomb = packed('FlateDecode', deflateSync(Buffer.alloc(200_000_000)))
  await expect(images.clean({ bytes: bomb })).rejects.toMatchObject(refused)
  await expect(images.clean({ bytes: late })).rejects.toMatchObject(refused)
})

/** A valid PNG of one colour: tiny as a file, gigabytes once unpacked. */
function hugePng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const size = Buffer.alloc(4)
    size.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([size, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
