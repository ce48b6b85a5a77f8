import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'

const PRODUCT = [
  'id',
  'name',
  'category',
  'kind',
  'sku',
  'barcode',
  'price',
  'tax_code',
  'stock_quantity',
  'unit_of_measure',
] as const

export const selectProducts = (
  tx: Tx,
  page: { cursor?: string | undefined; limit: number; category?: string | undefined },
) =>
  tx
    .selectFrom('products')
    .select(PRODUCT)
    .where('is_active', '=', true)
    .$if(page.category !== undefined, query => query.where('category', '=', page.category ?? ''))
    .$if(page.cursor !== undefined, query => query.where('id', '>', page.cursor ?? ''))
    .orderBy('id')
    .limit(page.limit)
    .execute()

export const selectProductsByIds = (tx: Tx, ids: readonly string[]) =>
  tx
    .selectFrom('products')
    .select(PRODUCT)
    .where('id', 'in', [...ids])
    .execute()

interface FoundProduct {
  id: string
  name: string
  category: string
  kind: string
  sku: string | null
  barcode: string | null
  price: string
  tax_code: string
  stock_quantity: number
  unit_of_measure: string
}

/** Through the narrow function: row security would keep the pattern from its index. */
export async function searchProductRows(tx: Tx, words: string): Promise<FoundProduct[]> {
  const { rows } = await sql<FoundProduct>`select * from app.search_products(${words})`.execute(tx)
  return rows
}

export const selectPriceRules = (tx: Tx, problem: string) =>
  tx
    .selectFrom('price_rules')
    .select(['device_brand', 'device_model', 'from_price', 'to_price', 'turnaround_hours'])
    .where('problem', '=', problem)
    .where('is_active', '=', true)
    .execute()
