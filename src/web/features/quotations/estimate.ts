import { parseMoney, type Sen } from '../../../shared/money.ts'
import { type PricedDocument, type PriceMode, priceDocument, type TaxRounding } from '../../../shared/pricing.ts'
import { newKey } from '../../api.ts'

/** A line while it is typed; the price stays text until it is complete. */
export interface DraftLine {
  readonly key: string
  readonly product_id: string | null
  readonly kind: 'labour' | 'part'
  readonly description: string
  readonly quantity: string
  readonly unit_price: string
  readonly discount: string
  readonly tax_code: string
}

export interface TaxChoice {
  readonly code: string
  readonly name: string
  /** In force today, `'6.00'`. */
  readonly rate: string
}

export interface EstimateTerms {
  readonly price_mode: PriceMode
  readonly rounding: TaxRounding
  readonly document_discount: string
  readonly tax_choices: readonly TaxChoice[]
}

export const emptyLine = (tax_code: string): DraftLine => {
  return {
    // Unlike any that comes back after a reload.
    key: newKey(),
    product_id: null,
    kind: 'part',
    description: '',
    quantity: '1',
    unit_price: '',
    discount: '',
    tax_code,
  }
}

const isWhole = (text: string): boolean => /^[1-9]\d{0,4}$/.test(text)

/** A line that nobody touched is not a mistake; it is left out. */
export const isBlank = (line: DraftLine): boolean => line.description.trim() === '' && line.unit_price === ''

export type LineProblem = 'description' | 'quantity' | 'unit_price' | 'discount'

export function problemOf(line: DraftLine): LineProblem | null {
  if (isBlank(line)) return null
  if (line.description.trim() === '') return 'description'
  if (!isWhole(line.quantity)) return 'quantity'
  if (line.unit_price === '') return 'unit_price'
  const most = Number(line.quantity) * parseMoney(line.unit_price)
  return line.discount !== '' && parseMoney(line.discount) > most ? 'discount' : null
}

export interface PricedEstimate extends PricedDocument {
  /** What each line comes to by itself, by its key: after its own discount, before the document's. */
  readonly amounts: ReadonlyMap<string, Sen>
}

/** The live totals, by the same module that prices the document on the server. Incomplete lines wait. */
export function priceEstimate(lines: readonly DraftLine[], terms: EstimateTerms): PricedEstimate {
  const complete = lines.filter(line => !isBlank(line) && problemOf(line) === null)
  const rateOf = (code: string): string => terms.tax_choices.find(choice => choice.code === code)?.rate ?? '0.00'
  const typed = complete.map(line => ({
    quantity: line.quantity,
    unit_price: line.unit_price,
    discount: line.discount || '0.00',
    tax_code: line.tax_code,
    tax_rate: rateOf(line.tax_code),
  }))
  const price = (document_discount: string): PricedDocument => priceDocument(typed, { ...terms, document_discount })
  const plain = price('0.00')
  const most = terms.price_mode === 'inclusive' ? plain.total : plain.subtotal
  const asked = terms.document_discount || '0.00'
  const priced = parseMoney(asked) > 0 && parseMoney(asked) <= most ? price(asked) : plain
  const amountAt = (index: number): Sen => (plain.lines[index]?.gross ?? 0) - (plain.lines[index]?.discount ?? 0)
  return { ...priced, amounts: new Map(complete.map((line, index) => [line.key, amountAt(index)])) }
}
