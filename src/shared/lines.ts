import { z } from 'zod'
import { zAmount, zId, zMoney } from './fields.ts'

export const LINE_KINDS = ['labour', 'part'] as const

/** A line of an estimate or a bill as it is typed. Without a tax code it has its product's, or the shop's default. */
export const zLineInput = z.object({
  product_id: zId.nullish(),
  kind: z.enum(LINE_KINDS).default('labour'),
  description: z.string().trim().min(1).max(300),
  quantity: z.int().min(1).max(9999),
  unit_of_measure: z.string().trim().min(1).max(20).optional(),
  unit_price: zAmount,
  /** Off this line, before tax. */
  discount: zAmount.default('0.00'),
  tax_code: z.string().max(10).optional(),
})
export type LineInput = z.output<typeof zLineInput>

export const zLines = z.array(zLineInput).min(1).max(200)

/** A priced line. `discount` holds its share of the document's discount too; `line_discount` is its own. */
export const zLine = z.object({
  position: z.int(),
  product_id: zId.nullable(),
  kind: z.enum(LINE_KINDS),
  description: z.string(),
  quantity: z.int(),
  unit_of_measure: z.string(),
  unit_price: zMoney,
  discount: zMoney,
  tax_code: z.string(),
  tax_name: z.string(),
  tax_rate: z.string(),
  net_amount: zMoney,
  tax_amount: zMoney,
  /** Net in exclusive mode, with tax in inclusive mode. */
  total_price: zMoney,
})

export const zTaxSummary = z.object({
  tax_code: z.string(),
  tax_name: z.string(),
  tax_rate: z.string(),
  net_amount: zMoney,
  tax_amount: zMoney,
})
export type TaxSummaryRow = z.output<typeof zTaxSummary>
