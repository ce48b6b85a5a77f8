import type { Ctx } from '../../db/ctx.ts'
import { AppError, type FieldProblem } from '../../shared/errors.ts'
import type { LineInput, TaxSummaryRow } from '../../shared/lines.ts'
import { moneyText, parseMoney, smallestUnit } from '../../shared/money.ts'
import {
  type PricedDocument,
  type PricedLine,
  type PricingLine,
  type PricingTerms,
  priceDocument,
} from '../../shared/pricing.ts'
import type { Company } from '../../shared/settings.ts'
import { basisPoints, taxOn } from '../../shared/tax.ts'
import { productsById } from '../catalogue/catalogue.ts'
import { taxTables } from '../settings/settings.ts'

/** A line as the database keeps it, without the document that it hangs on. */
export interface LineRow {
  readonly position: number
  readonly product_id: string | null
  readonly kind: 'labour' | 'part'
  readonly description: string
  readonly quantity: number
  readonly unit_of_measure: string
  readonly unit_price: string
  readonly discount: string
  readonly line_discount: string
  readonly tax_code: string
  readonly tax_name: string
  readonly tax_rate: string
  readonly net_amount: string
  readonly tax_amount: string
  readonly total_price: string
}

export interface PricedPaper {
  readonly lines: LineRow[]
  readonly totals: {
    readonly price_mode: Company['price_mode']
    readonly document_discount: string
    readonly subtotal: string
    /** The highest rate on the paper: the lines say which is whose. */
    readonly tax_rate: string
    readonly tax_amount: string
    readonly total: string
  }
}

/** Prices what was typed, with the taxes of the day, by the shop's own rules. Refuses a discount that is too large. */
export async function priceLines(
  ctx: Ctx,
  company: Company,
  { lines, document_discount }: { readonly lines: readonly LineInput[]; readonly document_discount: string },
): Promise<PricedPaper> {
  const taxes = await taxTables(ctx)
  const products = await productsById(
    ctx,
    lines.flatMap(line => line.product_id ?? []),
  )
  const taxed = lines.map((line, index) => {
    const product = line.product_id ? products.get(line.product_id) : undefined
    if (line.product_id && !product) throw invalid([{ path: `lines.${index}.product_id`, message: 'not_found' }])
    const wanted = line.tax_code ?? product?.tax_code ?? company.default_tax_code
    if (!taxes.names.has(wanted)) throw invalid([{ path: `lines.${index}.tax_code`, message: 'not_found' }])
    return { ...line, product, ...taxOn(company.sst_registered, taxes.rates, wanted, ctx.today) }
  })
  const priced = price(taxed, {
    price_mode: company.price_mode,
    rounding: company.tax_rounding,
    document_discount,
    step: smallestUnit(company.currency),
  })
  return {
    lines: taxed.map((line, position) => {
      const figures = priced.lines[position] as PricedLine
      return {
        position,
        product_id: line.product_id ?? null,
        kind: line.kind,
        description: line.description,
        quantity: line.quantity,
        unit_of_measure: line.unit_of_measure ?? line.product?.unit_of_measure ?? 'unit',
        unit_price: moneyText(parseMoney(line.unit_price)),
        discount: moneyText(figures.discount),
        line_discount: moneyText(parseMoney(line.discount)),
        tax_code: line.tax_code,
        tax_name: taxes.names.get(line.tax_code) ?? line.tax_code,
        tax_rate: line.tax_rate,
        net_amount: moneyText(figures.net),
        tax_amount: moneyText(figures.tax),
        total_price: moneyText(company.price_mode === 'inclusive' ? figures.total : figures.net),
      }
    }),
    totals: {
      price_mode: company.price_mode,
      document_discount: moneyText(parseMoney(document_discount)),
      subtotal: moneyText(priced.subtotal),
      tax_rate: taxed.map(line => line.tax_rate).reduce((a, b) => (basisPoints(b) > basisPoints(a) ? b : a), '0.00'),
      tax_amount: moneyText(priced.tax),
      total: moneyText(priced.total),
    },
  }
}

function price(lines: readonly PricingLine[], terms: PricingTerms): PricedDocument {
  try {
    return priceDocument(lines, terms)
  } catch (error) {
    if (error instanceof RangeError) throw invalid([{ path: 'document_discount', message: 'discount_too_large' }])
    throw error
  }
}

const invalid = (fields: FieldProblem[]) => new AppError('validation_failed', {}, fields)

/** What each tax comes to on a paper: the sums of its lines. */
export function summariseTaxes(
  items: readonly Pick<LineRow, 'tax_code' | 'tax_name' | 'tax_rate' | 'net_amount' | 'tax_amount'>[],
): TaxSummaryRow[] {
  const sums = new Map<string, { row: TaxSummaryRow; net: number; tax: number }>()
  for (const item of items) {
    const key = `${item.tax_code} ${item.tax_rate}`
    const sum = sums.get(key) ?? { row: { ...item, net_amount: '', tax_amount: '' }, net: 0, tax: 0 }
    sums.set(key, { ...sum, net: sum.net + parseMoney(item.net_amount), tax: sum.tax + parseMoney(item.tax_amount) })
  }
  return [...sums.values()].map(({ row, net, tax }) => ({
    tax_code: row.tax_code,
    tax_name: row.tax_name,
    tax_rate: row.tax_rate,
    net_amount: moneyText(net),
    tax_amount: moneyText(tax),
  }))
}
