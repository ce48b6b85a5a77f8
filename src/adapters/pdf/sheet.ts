import PDFDocument from 'pdfkit'
import type { InvoicePaper, PaperParty, QuotationPaper, ReceiptPaper } from '../../shared/documents.ts'
import { documentMessages as messages } from '../../shared/messages/documents.ts'
import { fill } from '../../shared/messages.ts'
import { showMoney } from '../../shared/money.ts'
import { LEADING, QUIET, type Style, type Typesetter, typesetterFor } from './typesetter.ts'

export type Paper = QuotationPaper | InvoicePaper | ReceiptPaper

export const LEFT = 45
export const WIDTH = 505.28
export const RIGHT = LEFT + WIDTH
const TOP = 45
const BOTTOM = 782
export const RULE = '#c9ced3'
export const ACCENT = '#0b6b66'

export const BODY: Style = { size: 9 }
export const FIGURES: Style = { ...BODY, tabular: true }
export const STRONG: Style = { size: 9, weight: 'strong' }
export const SMALL: Style = { size: 8, color: QUIET }
export const heightOf = (lines: number, style: Style): number => lines * style.size * LEADING

/** One A4 paper being drawn: `y` is where the next thing goes. */
export interface Sheet {
  readonly doc: PDFKit.PDFDocument
  readonly type: Typesetter
  readonly paper: Paper
  y: number
  say(key: keyof typeof messages, vars?: Record<string, string | number>): string
  money(sen: number): string
  /** Without the currency: for columns whose heading names it. */
  amount(sen: number): string
  /** Starts a new page unless `height` fits; true when it did. */
  room(height: number): boolean
  rule(color?: string, thickness?: number): void
}

/** Draws, numbers the pages and returns the bytes. */
export async function onSheet(title: string, paper: Paper, draw: (sheet: Sheet) => void): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    lang: paper.lang,
    displayTitle: true,
    info: {
      Title: `${title} ${paper.number}`,
      Author: paper.seller.name,
      Creator: 'Baiki',
      CreationDate: new Date(`${paper.date}T00:00:00Z`),
    },
  })
  const bytes = collect(doc)
  const say: Sheet['say'] = (key, vars) => fill(messages[key][paper.lang], vars)
  const words = Object.values(messages)
    .map(message => message[paper.lang])
    .join('')
  const type = await typesetterFor(
    doc,
    `${words}${title}0123456789.,-−…?Rp ${showMoney(0, paper.currency)}${textsIn(paper)}`,
  )
  const money = (sen: number) => showMoney(sen, paper.currency).replace('-', '−')
  const sheet: Sheet = {
    doc,
    type,
    paper,
    y: TOP,
    say,
    money,
    amount: sen => money(sen).replace(/^(−?)[^\d]+/, '$1'),
    room(height) {
      if (sheet.y + height <= BOTTOM) return false
      doc.addPage()
      sheet.y = TOP
      continuation(sheet, title)
      return true
    },
    rule(color = RULE, thickness = 0.5) {
      doc.moveTo(LEFT, sheet.y).lineTo(RIGHT, sheet.y).lineWidth(thickness).strokeColor(color).stroke()
    },
  }
  draw(sheet)
  footers(sheet)
  doc.end()
  return bytes
}

/** Listens before the first byte is written. */
export function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
}

/** Every text of the paper, for choosing fonts. */
function textsIn(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return ''
  return Object.values(value).map(textsIn).join('')
}

function continuation(sheet: Sheet, title: string): void {
  const place = { x: LEFT, y: sheet.y, width: WIDTH }
  sheet.type.line(sheet.paper.seller.name, STRONG, { ...place, width: WIDTH / 2 })
  sheet.type.line(`${title}  ${sheet.paper.number}`, { ...BODY, color: QUIET }, { ...place, align: 'right' })
  sheet.y += heightOf(1, BODY) + 6
  sheet.rule()
  sheet.y += 12
}

function footers(sheet: Sheet): void {
  const { count } = sheet.doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    sheet.doc.switchToPage(page)
    sheet.y = 796
    sheet.rule()
    const place = { x: LEFT, y: 803, width: WIDTH }
    sheet.type.line(sheet.say('printed'), { ...SMALL, size: 7.5 }, { ...place, width: WIDTH * 0.7 })
    sheet.type.line(
      sheet.say('page', { page: page + 1, pages: count }),
      { ...SMALL, size: 7.5 },
      { ...place, align: 'right' },
    )
  }
}

/** What is printed under a party's name, one line each. */
export function partyLines(sheet: Sheet, party: PaperParty, contact: (phone: string) => string): string[] {
  return [
    party.registration_number && sheet.say('registration_number', { number: party.registration_number }),
    party.sst_number && sheet.say('sst_number', { number: party.sst_number }),
    party.tin && sheet.say('tin', { number: party.tin }),
    ...(party.address?.split('\n') ?? []),
    [party.phone && contact(party.phone), party.email].filter(Boolean).join('  ·  '),
  ].filter((text): text is string => Boolean(text?.trim()))
}
