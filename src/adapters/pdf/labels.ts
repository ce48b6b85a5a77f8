import PDFDocument from 'pdfkit'
import { initials, type LabelPaper } from '../../shared/documents.ts'
import { showDay } from '../../shared/time.ts'
import { collect } from './sheet.ts'
import { drawModules } from './totals.ts'
import { typesetterFor } from './typesetter.ts'

const MM = 72 / 25.4
const PAGE = { width: 50 * MM, height: 30 * MM }
const MARGIN = 2.2 * MM
const QR_SIDE = 20 * MM

/** Black only, for a thermal head of 203 dpi: nothing thinner than its dots, no grey. */
export async function labelPdf(label: LabelPaper): Promise<Buffer> {
  const doc = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    lang: label.lang,
    info: { Title: label.number, Creator: 'Baiki', CreationDate: new Date(`${label.date}T00:00:00Z`) },
  })
  const bytes = collect(doc)
  // The year is in the number.
  const date = showDay(label.date, label.lang, label.date)
  const owner = initials(label.customer_name)
  const type = await typesetterFor(doc, `${label.number}${owner}${label.device}${date}${label.note ?? ''}…?0123456789`)

  type.line(label.number, { size: 12, weight: 'strong' }, { x: MARGIN, y: MARGIN - 2, width: PAGE.width - 2 * MARGIN })
  const top = MARGIN + 16
  drawModules(doc, label.link, MARGIN, top, QR_SIDE)

  const x = MARGIN + QR_SIDE + 2.2 * MM
  const width = PAGE.width - MARGIN - x
  const device = type.wrap(label.device, { size: 8, weight: 'strong' }, width).slice(0, 2)
  let y = top - 2
  for (const line of device) {
    type.line(line, { size: 8, weight: 'strong' }, { x, y, width })
    y += 9.6
  }
  y += 1.5
  type.line(`${owner}  ·  ${date}`, { size: 7 }, { x, y, width })
  y += 10
  for (const line of type
    .wrap(label.note ?? '', { size: 6.5 }, width)
    .slice(0, Math.floor((PAGE.height - MARGIN - y) / 8))) {
    type.line(line, { size: 6.5 }, { x, y, width })
    y += 8
  }
  doc.end()
  return bytes
}
