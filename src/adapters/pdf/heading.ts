import type { PaperParty } from '../../shared/documents.ts'
import { showPhone } from '../../shared/phone.ts'
import { ACCENT, BODY, heightOf, LEFT, partyLines, RIGHT, type Sheet, SMALL, STRONG, WIDTH } from './sheet.ts'
import { QUIET } from './typesetter.ts'

const LOGO = { width: 130, height: 46 }
const SELLER_WIDTH = 290

/** The shop on the left, what this paper is on the right. */
export function drawHeading(sheet: Sheet, title: string, under?: string): void {
  const { type, paper } = sheet
  const top = sheet.y
  let y = top
  if (paper.seller.logo) {
    sheet.doc.image(Buffer.from(paper.seller.logo), LEFT, y, { fit: [LOGO.width, LOGO.height] })
    y += LOGO.height + 8
  }
  y += type.block(paper.seller.name, { size: 13, weight: 'strong' }, { x: LEFT, y, width: SELLER_WIDTH }) + 1
  for (const text of partyLines(sheet, paper.seller, showPhone)) {
    y += type.block(text, SMALL, { x: LEFT, y, width: SELLER_WIDTH })
  }

  const x = LEFT + SELLER_WIDTH + 10
  const place = { x, width: RIGHT - x, align: 'right' } as const
  let right = top
  right += type.block(title, { size: 17, weight: 'strong' }, { ...place, y: right - 3 })
  right += type.block(paper.number, { size: 11, weight: 'strong' }, { ...place, y: right })
  if (under) right += type.block(under, SMALL, { ...place, y: right })

  sheet.y = Math.max(y, right) + 12
  sheet.rule(ACCENT, 1.5)
  sheet.y += 14
}

export interface Fact {
  readonly label: string
  readonly value: string
}

/** Who it is for on the left; dates, ticket and device as a small list on the right. */
export function drawParties(sheet: Sheet, label: string, facts: readonly Fact[]): void {
  const { type, paper } = sheet
  const column = WIDTH / 2 - 12
  let left = sheet.y
  left += type.block(label, SMALL, { x: LEFT, y: left, width: column }) + 1
  const [name, ...rest] = buyerLines(sheet, paper.buyer)
  if (name) left += type.block(name, { ...STRONG, size: 10 }, { x: LEFT, y: left, width: column })
  for (const text of rest) left += type.block(text, BODY, { x: LEFT, y: left, width: column })

  const x = LEFT + WIDTH / 2 + 12
  const labels = Math.max(...facts.map(fact => type.width(fact.label, { ...BODY, color: QUIET }))) + 14
  let right = sheet.y
  for (const fact of facts) {
    type.line(fact.label, { ...BODY, color: QUIET }, { x, y: right, width: labels })
    const height = type.block(fact.value, BODY, { x: x + labels, y: right, width: RIGHT - x - labels, align: 'right' })
    right += Math.max(height, heightOf(1, BODY)) + 1.5
  }
  sheet.y = Math.max(left, right) + 16
}

const buyerLines = (sheet: Sheet, buyer: PaperParty): string[] => [
  ...(buyer.company_name ? [buyer.company_name, buyer.name] : [buyer.name]),
  ...partyLines(sheet, buyer, showPhone),
]
