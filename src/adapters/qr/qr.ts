import jsqr from 'jsqr'
import QRCode from 'qrcode'
import sharp from 'sharp'

// Its types describe an ES module; Node hands over the CommonJS function itself.
const jsQR = jsqr as unknown as typeof jsqr.default

const options = { errorCorrectionLevel: 'M', margin: 4 } as const

export interface Qr {
  /** A picture to send into a chat; `width` in pixels. The four-module quiet zone is inside. */
  png(text: string, width?: number): Promise<Buffer>
  svg(text: string): Promise<string>
  /** What the code in a picture says; null when none can be read. */
  read(picture: Uint8Array): Promise<string | null>
}

/** A photo of a poster is read best neither too small nor too large: longest sides in pixels, tried in turn. */
const SIDES = [1200, 640, 2000]

export const qr: Qr = {
  png: (text, width = 480) => QRCode.toBuffer(text, { ...options, type: 'png', width }),
  svg: text => QRCode.toString(text, { ...options, type: 'svg' }),
  async read(picture) {
    for (const side of SIDES) {
      const { data, info } = await sharp(picture)
        .resize({ width: side, height: side, fit: 'inside' })
        .flatten({ background: '#fff' })
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
      const found = jsQR(new Uint8ClampedArray(data), info.width, info.height)
      if (found?.data) return found.data
    }
    return null
  },
}

/** Rows of dark (true) and light modules without the quiet zone, for drawing on paper at any size. */
export function qrModules(text: string): boolean[][] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  return Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) => Boolean(modules.get(row, column))),
  )
}
