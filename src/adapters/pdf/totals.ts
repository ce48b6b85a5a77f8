import { qrModules } from '../qr/qr.ts'
import { BODY, heightOf, LEFT, RIGHT, type Sheet, SMALL, STRONG } from './sheet.ts'
import { INK, QUIET } from './typesetter.ts'

export interface Sum {
  readonly label: string
  readonly value: string
  readonly tone?: 'quiet' | 'plain' | 'strong' | 'main'
}

const SUMS_WIDTH = 235
const QR_SIDE = 78
const STYLES = {
  quiet: { ...BODY, color: QUIET },
  plain: BODY,
  strong: STRONG,
  main: { size: 12.5, weight: 'strong' as const },
}
const rowHeight = (sum: Sum) => heightOf(1, STYLES[sum.tone ?? 'plain']) + (sum.tone === 'main' ? 10 : 3)

export const totalsHeight = (sheet: Sheet, sums: readonly Sum[]): number =>
  10 +
  Math.max(
    sums.reduce((height, sum) => height + rowHeight(sum), 0),
    sheet.paper.link ? QR_SIDE + 8 : 0,
  )

/** The sums on the right, and on the left the way to the customer's page. */
export function drawTotals(sheet: Sheet, sums: readonly Sum[], caption: string): void {
  const height = totalsHeight(sheet, sums)
  const top = sheet.y + 10
  if (sheet.paper.link) drawQr(sheet, sheet.paper.link, caption, LEFT, top + 2)
  let y = top
  for (const sum of sums) {
    const style = { ...STYLES[sum.tone ?? 'plain'], tabular: true }
    const offset = sum.tone === 'main' ? 5 : 0
    const place = { x: RIGHT - SUMS_WIDTH, y: y + offset, width: SUMS_WIDTH }
    if (sum.tone === 'main') line(sheet, RIGHT - SUMS_WIDTH, y + 1)
    const value = sheet.type.width(sum.value, style)
    sheet.type.line(sum.label, style, { ...place, width: SUMS_WIDTH - value - 8 })
    sheet.type.line(sum.value, style, { ...place, align: 'right' })
    y += rowHeight(sum)
  }
  sheet.y += height
}

function line(sheet: Sheet, x: number, y: number): void {
  sheet.doc.moveTo(x, y).lineTo(RIGHT, y).lineWidth(0.8).strokeColor(INK).stroke()
}

/** Drawn as squares, not as a picture: sharp on every printer. */
export function drawModules(doc: PDFKit.PDFDocument, text: string, x: number, y: number, side: number): void {
  const modules = qrModules(text)
  const step = side / modules.length
  doc.save()
  modules.forEach((row, r) => {
    for (let c = 0; c < row.length; c++) {
      if (!row[c]) continue
      let end = c
      while (row[end + 1]) end++
      doc.rect(x + c * step, y + r * step, (end - c + 1) * step, step)
      c = end
    }
  })
  doc.fill('#000000').restore()
}

function drawQr(sheet: Sheet, link: string, caption: string, x: number, y: number): void {
  drawModules(sheet.doc, link, x, y, QR_SIDE)
  sheet.doc.link(x, y, QR_SIDE, QR_SIDE, link)
  sheet.type.block(caption, SMALL, { x: x + QR_SIDE + 10, y: y - 1, width: 125 })
}
