import type { InvoicePaper, QuotationPaper, ReceiptPaper } from '../../shared/documents.ts'
import { documentMessages } from '../../shared/messages/documents.ts'
import { showDay } from '../../shared/time.ts'
import { drawHeading, drawParties, type Fact } from './heading.ts'
import { BODY, heightOf, LEFT, onSheet, type Paper, RIGHT, RULE, type Sheet, SMALL, STRONG, WIDTH } from './sheet.ts'
import { drawLines } from './table.ts'
import { drawTotals, type Sum, totalsHeight } from './totals.ts'

export const quotationPdf = (paper: QuotationPaper): Promise<Buffer> =>
  compose(paper, 'quotation', sheet => ({
    under: paper.version > 1 ? sheet.say('version', { version: paper.version }) : undefined,
    to: sheet.say('quotation_for'),
    facts: [
      { label: sheet.say('date'), value: showDay(paper.date, paper.lang) },
      { label: sheet.say('valid_until'), value: showDay(paper.valid_until, paper.lang) },
      ...jobFacts(sheet),
    ],
    sums: [...netSums(sheet), { label: sheet.say('total'), value: sheet.money(paper.totals.total), tone: 'main' }],
    caption: sheet.say('scan_quotation'),
    after: () => {
      drawText(sheet, sheet.say('notes'), paper.notes)
      drawText(sheet, sheet.say('terms'), paper.terms)
      drawAgreement(sheet)
    },
  }))

export const invoicePdf = (paper: InvoicePaper): Promise<Buffer> =>
  compose(paper, 'invoice', sheet => ({
    to: sheet.say('bill_to'),
    facts: [
      { label: sheet.say('date'), value: showDay(paper.date, paper.lang) },
      ...(paper.due_date ? [{ label: sheet.say('due_date'), value: showDay(paper.due_date, paper.lang) }] : []),
      ...jobFacts(sheet),
    ],
    sums: [
      ...netSums(sheet),
      ...payable(sheet, paper.rounding),
      ...(paper.paid === 0
        ? []
        : [{ label: sheet.say('paid'), value: sheet.money(-paper.paid) }, balance(sheet, paper.balance)]),
    ],
    caption: sheet.say('scan_invoice'),
    after: () => {
      drawText(sheet, sheet.say('payment_instructions'), paper.balance > 0 ? paper.payment_instructions : null)
      drawText(sheet, sheet.say('notes'), paper.notes)
      drawText(sheet, sheet.say('terms'), paper.terms)
    },
  }))

export const receiptPdf = (paper: ReceiptPaper): Promise<Buffer> =>
  compose(paper, 'receipt', sheet => ({
    to: sheet.say('received_from'),
    facts: [
      { label: sheet.say('date'), value: paper.paid_at },
      { label: sheet.say('invoice_number'), value: paper.invoice_number },
      ...jobFacts(sheet),
      ...(paper.received_by ? [{ label: sheet.say('received_by'), value: paper.received_by }] : []),
    ],
    sums: [
      ...netSums(sheet),
      ...payable(sheet, paper.rounding),
      ...(paper.paid_before === 0 ? [] : [{ label: sheet.say('paid_before'), value: sheet.money(-paper.paid_before) }]),
      ...paper.payments.map(
        (payment): Sum => ({
          label: [sheet.say('received'), payment.method, payment.reference].filter(Boolean).join(' · '),
          value: sheet.money(payment.amount),
          tone: 'strong',
        }),
      ),
      ...(paper.change === 0
        ? []
        : [{ label: sheet.say('change'), value: sheet.money(paper.change), tone: 'quiet' as const }]),
      balance(sheet, paper.balance),
    ],
    caption: sheet.say('scan_receipt'),
    after: () => {
      drawText(sheet, sheet.say('notes'), paper.notes)
      drawText(sheet, sheet.say('terms'), paper.terms)
    },
  }))

interface Parts {
  readonly under?: string | undefined
  readonly to: string
  readonly facts: readonly Fact[]
  readonly sums: readonly Sum[]
  readonly caption: string
  readonly after: () => void
}

function compose(
  paper: Paper,
  kind: 'quotation' | 'invoice' | 'receipt',
  parts: (sheet: Sheet) => Parts,
): Promise<Buffer> {
  const title = titleOf(paper, kind)
  return onSheet(title, paper, sheet => {
    const { under, to, facts, sums, caption, after } = parts(sheet)
    drawHeading(sheet, title, under)
    drawParties(sheet, to, facts)
    drawLines(sheet, totalsHeight(sheet, sums))
    drawTotals(sheet, sums, caption)
    after()
  })
}

const titleOf = (paper: Paper, kind: 'quotation' | 'invoice' | 'receipt'): string => documentMessages[kind][paper.lang]

function jobFacts(sheet: Sheet): Fact[] {
  const { ticket_number, device } = sheet.paper
  return [
    ...(ticket_number ? [{ label: sheet.say('ticket'), value: ticket_number }] : []),
    ...(device ? [{ label: sheet.say('device'), value: device }] : []),
  ]
}

/** What leads to the total: discount, the sum without tax, and each tax on its own. */
function netSums(sheet: Sheet): Sum[] {
  const { totals, lines } = sheet.paper
  const printed = lines.reduce((sum, line) => sum + line.amount, 0)
  return [
    ...(totals.discount === 0
      ? []
      : [
          { label: sheet.say('before_discount'), value: sheet.money(printed + totals.discount) },
          { label: sheet.say('discount'), value: sheet.money(-totals.discount) },
        ]),
    ...(totals.taxes.length === 0 ? [] : [{ label: sheet.say('without_tax'), value: sheet.money(totals.subtotal) }]),
    ...totals.taxes.map(tax => ({
      label: sheet.say('tax_on', { name: tax.name, net: sheet.money(tax.net) }),
      value: sheet.money(tax.amount),
    })),
  ]
}

/** The total; with rounding, the total before it and what is to be paid after it (BNM asks for both). */
function payable(sheet: Sheet, rounding: number): Sum[] {
  const { total, taxes } = sheet.paper.totals
  const label = sheet.say(taxes.length > 0 ? 'total_with_tax' : 'total')
  if (rounding === 0) return [{ label, value: sheet.money(total), tone: 'main' }]
  const signed = `${rounding > 0 ? '+' : ''}${sheet.amount(rounding)}`
  return [
    { label, value: sheet.money(total), tone: 'strong' },
    { label: sheet.say('rounding'), value: signed },
    { label: sheet.say('payable'), value: sheet.money(total + rounding), tone: 'main' },
  ]
}

const balance = (sheet: Sheet, sen: number): Sum =>
  sen === 0
    ? { label: sheet.say('settled'), value: sheet.money(0), tone: 'strong' }
    : { label: sheet.say('balance'), value: sheet.money(sen), tone: 'strong' }

/** A heading and its text; a long text goes on over the page, its heading never stays alone at the foot. */
function drawText(sheet: Sheet, heading: string, text: string | null | undefined): void {
  if (!text?.trim()) return
  const style = { ...SMALL, size: 8.5 }
  const lines = sheet.type.wrap(text.trim(), style, WIDTH * 0.86)
  sheet.y += 12
  sheet.room(heightOf(1, STRONG) + heightOf(Math.min(lines.length, 3), style))
  sheet.y += sheet.type.block(heading, { ...STRONG, size: 8.5 }, { x: LEFT, y: sheet.y, width: WIDTH }) + 1
  for (const line of lines) {
    sheet.room(heightOf(1, style))
    sheet.type.line(line, style, { x: LEFT, y: sheet.y, width: WIDTH })
    sheet.y += heightOf(1, style)
  }
}

/** For the customer who says yes with a pen. */
function drawAgreement(sheet: Sheet): void {
  sheet.room(72)
  sheet.y += 18
  sheet.type.line(sheet.say('agreed'), BODY, { x: LEFT, y: sheet.y, width: WIDTH })
  sheet.y += 40
  const column = (WIDTH - 40) / 2
  for (const [index, label] of [sheet.say('signature'), sheet.say('date')].entries()) {
    const x = index === 0 ? LEFT : RIGHT - column
    sheet.doc
      .moveTo(x, sheet.y)
      .lineTo(x + column, sheet.y)
      .lineWidth(0.5)
      .strokeColor(RULE)
      .stroke()
    sheet.type.line(label, SMALL, { x, y: sheet.y + 3, width: column })
  }
  sheet.y += heightOf(1, SMALL) + 3
}
