import QRCode from 'qrcode'

const options = { errorCorrectionLevel: 'M', margin: 4 } as const

/** A PNG to send into a chat; `width` in pixels. The four-module quiet zone is inside. */
export const qrPng = (text: string, width = 480): Promise<Buffer> => QRCode.toBuffer(text, { ...options, type: 'png', width })

export const qrSvg = (text: string): Promise<string> => QRCode.toString(text, { ...options, type: 'svg' })

/** Rows of dark (true) and light modules without the quiet zone, for drawing on paper at any size. */
export function qrModules(text: string): boolean[][] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  return Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) => Boolean(modules.get(row, column))),
  )
}
