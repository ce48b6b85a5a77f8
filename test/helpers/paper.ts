import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { qr } from '../../src/adapters/qr/qr.ts'

interface Surface {
  readonly canvas: { toBuffer(type: 'image/png'): Buffer }
  readonly context: CanvasRenderingContext2D
}

/** The first page of a PDF as a picture, `dpi` dots an inch as a printer would lay them. */
export async function printed(bytes: Uint8Array, dpi = 203): Promise<Buffer> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS })
  const document = await task.promise
  const page = await document.getPage(1)
  const viewport = page.getViewport({ scale: dpi / 72 })
  const factory = document.canvasFactory as { create(width: number, height: number): Surface }
  const { canvas, context } = factory.create(Math.round(viewport.width), Math.round(viewport.height))
  await page.render({ canvas: null, canvasContext: context, viewport }).promise
  const picture = canvas.toBuffer('image/png')
  await task.destroy()
  return picture
}

/** What a phone reads off the paper; null when it reads nothing. */
export const codeOn = async (bytes: Uint8Array): Promise<string | null> => qr.read(await printed(bytes))
