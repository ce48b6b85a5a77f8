import type { PaperLine } from '../../shared/documents.ts'
import { showMoney } from '../../shared/money.ts'
import { BODY, FIGURES, heightOf, LEFT, RIGHT, RULE, type Sheet, SMALL } from './sheet.ts'
import { QUIET } from './typesetter.ts'

interface Column {
  readonly heading: string
  readonly width: number
  readonly align: 'left' | 'right'
  readonly text: (line: PaperLine, index: number) => string
}

const GAP = 10
const PADDING = 5.5
const HEADING_HEIGHT = heightOf(1, SMALL) + 9

/** The lines. A row is never cut by a page; `lastNeeds` is what must fit under the last one, so that the sum is not alone. */
export function drawLines(sheet: Sheet, lastNeeds: number): void {
  const { lines } = sheet.paper
  const columns = columnsFor(sheet, lines)
  sheet.room(HEADING_HEIGHT + 60)
  drawHeadings(sheet, columns)
  lines.forEach((line, index) => {
    const height = rowHeight(sheet, columns, line)
    const needed = index === lines.length - 1 ? height + lastNeeds : height
    if (sheet.room(needed)) drawHeadings(sheet, columns)
    drawRow(sheet, columns, line, index)
    sheet.y += height
    sheet.rule(RULE, index === lines.length - 1 ? 0.8 : 0.4)
  })
}

function columnsFor(sheet: Sheet, lines: readonly PaperLine[]): Column[] {
  const symbol = showMoney(0, sheet.paper.currency).replace(/[\d.,\s]+$/, '')
  const right = 'right' as const
  const optional = (wanted: boolean, column: Omit<Column, 'width' | 'align'>): Omit<Column, 'width' | 'align'>[] =>
    wanted ? [column] : []
  const figures = [
    { heading: sheet.say('quantity'), text: (line: PaperLine) => line.quantity },
    { heading: sheet.say('unit_price', { symbol }), text: (line: PaperLine) => sheet.amount(line.unit_price) },
    ...optional(
      lines.some(line => line.discount !== 0),
      {
        heading: sheet.say('discount_column'),
        text: line => (line.discount === 0 ? '' : sheet.amount(-line.discount)),
      },
    ),
    ...optional(
      lines.some(line => line.tax !== ''),
      { heading: sheet.say('tax'), text: line => line.tax },
    ),
    { heading: sheet.say('amount', { symbol }), text: (line: PaperLine) => sheet.amount(line.amount) },
  ].map(column => {
    const contents = lines.map((line, index) => sheet.type.width(column.text(line, index), FIGURES))
    return { ...column, align: right, width: Math.max(sheet.type.width(column.heading, SMALL), ...contents) }
  })
  const number: Column = { heading: '', width: 14, align: 'left', text: (_, index) => String(index + 1) }
  const taken = [number, ...figures].reduce((sum, column) => sum + column.width + GAP, 0)
  const description: Column = {
    heading: sheet.say('description'),
    width: RIGHT - LEFT - taken,
    align: 'left',
    text: line => line.description,
  }
  return [number, description, ...figures]
}

function eachColumn(columns: readonly Column[], draw: (column: Column, x: number) => void): void {
  let x = LEFT
  for (const column of columns) {
    draw(column, x)
    x += column.width + GAP
  }
}

function drawHeadings(sheet: Sheet, columns: readonly Column[]): void {
  eachColumn(columns, ({ heading, width, align }, x) =>
    sheet.type.line(heading, SMALL, { x, y: sheet.y, width, align }),
  )
  sheet.y += HEADING_HEIGHT - 4
  sheet.rule('#111111', 0.8)
}

const descriptionOf = (columns: readonly Column[]): Column => columns[1] as Column

function rowHeight(sheet: Sheet, columns: readonly Column[], line: PaperLine): number {
  const { width } = descriptionOf(columns)
  const detail = line.detail ? heightOf(sheet.type.wrap(line.detail, SMALL, width).length, SMALL) : 0
  return PADDING * 2 + heightOf(sheet.type.wrap(line.description, BODY, width).length, BODY) + detail
}

function drawRow(sheet: Sheet, columns: readonly Column[], line: PaperLine, index: number): void {
  const y = sheet.y + PADDING
  eachColumn(columns, (column, x) => {
    const place = { x, y, width: column.width, align: column.align }
    if (column !== descriptionOf(columns)) {
      const style = column === columns[0] ? { ...BODY, color: QUIET } : FIGURES
      sheet.type.line(column.text(line, index), style, place)
      return
    }
    const height = sheet.type.block(line.description, BODY, place)
    if (line.detail) sheet.type.block(line.detail, SMALL, { ...place, y: y + height })
  })
}
