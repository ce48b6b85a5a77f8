import { z } from 'zod'
import { contract } from './contract.ts'
import { zId, zList, zMoney, zPage } from './fields.ts'

export const zProduct = z.object({
  id: zId,
  name: z.string(),
  category: z.string(),
  kind: z.enum(['goods', 'service']),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  price: zMoney,
  tax_code: z.string(),
  stock_quantity: z.int(),
  unit_of_measure: z.string(),
})
export type Product = z.output<typeof zProduct>

/** What may be said of a price before diagnosis: from, to; never one figure, never invented. */
export interface PriceRange {
  readonly from_price: string
  readonly to_price: string
  /** Longest usual repair time, when every rule that applies names one. */
  readonly turnaround_hours: number | null
  /** What the range stands for: this model, all of the brand, or any device. */
  readonly scope: 'model' | 'brand' | 'any'
}

export const catalogueContracts = {
  products: contract({
    method: 'GET',
    path: '/products',
    allow: { may: 'catalogue.read' },
    summary: 'Products and services; with `search`, the twenty that fit best',
    query: zPage.extend({ search: z.string().trim().max(100).optional(), category: z.string().max(50).optional() }),
    response: zList(zProduct),
  }),
}
