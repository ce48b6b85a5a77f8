import type { Ctx } from '../../db/ctx.ts'
import type { catalogueContracts, PriceRange, Product } from '../../shared/catalogue.ts'
import { goodsWords, namesKind, searchWords } from '../../shared/catalogue.words.ts'
import type { InputOf } from '../../shared/contract.ts'
import { pageOf } from '../../shared/fields.ts'
import { moneyText, parseMoney } from '../../shared/money.ts'
import { searchProductRows, selectPriceRules, selectProducts, selectProductsByIds } from './catalogue.queries.ts'

export async function listProducts(ctx: Ctx, input: InputOf<typeof catalogueContracts.products>) {
  if (input.search) {
    const found = await searchProductRows(ctx.tx, searchWords(input.search))
    return { items: found as Product[], next_cursor: null }
  }
  const rows = (await selectProducts(ctx.tx, { ...input, limit: input.limit + 1 })) as Product[]
  return pageOf(rows, input.limit)
}

/**
 * Goods on the shelf that a customer's question names. `near`: none is exactly that, these are of its kind ("casing" of
 * "casing iphone 14"). None when it names nothing that the shop has.
 */
export async function goodsNamed(
  ctx: Ctx,
  { text }: { readonly text: string },
): Promise<{ readonly items: readonly Product[]; readonly near: boolean }> {
  const words = goodsWords(text)
  const exact = await goodsWith(ctx, words)
  if (exact.length) return { items: exact, near: false }
  const kinds = words.filter(namesKind)
  return { items: kinds.length < words.length ? await goodsWith(ctx, kinds) : [], near: true }
}

async function goodsWith(ctx: Ctx, words: readonly string[]): Promise<Product[]> {
  if (!words.some(word => /\p{L}{3}/u.test(word))) return []
  const found = (await searchProductRows(ctx.tx, searchWords(words.join(' ')))) as Product[]
  return found.filter(({ kind }) => kind === 'goods')
}

export async function productsById(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Product>> {
  const rows = ids.length === 0 ? [] : ((await selectProductsByIds(ctx.tx, ids)) as Product[])
  return new Map(rows.map(product => [product.id, product]))
}

type Rule = Awaited<ReturnType<typeof selectPriceRules>>[number]

const same = (a: string | null, b: string | null | undefined): boolean =>
  a !== null && b != null && a.toLowerCase().replace(/\s+/g, '') === b.toLowerCase().replace(/\s+/g, '')

/** The narrowest set of rules that speaks of the device: this model, then the whole brand, then any device. */
function narrowest(
  rules: readonly Rule[],
  brand?: string | null,
  model?: string | null,
): [Rule[], PriceRange['scope']] {
  const ofModel = rules.filter(
    r => same(r.device_model, model) && (r.device_brand === null || !brand || same(r.device_brand, brand)),
  )
  if (ofModel.length > 0) return [ofModel, 'model']
  const ofBrand = rules.filter(r => same(r.device_brand, brand) && r.device_model === null)
  if (ofBrand.length > 0) return [ofBrand, 'brand']
  // Asked by brand alone, the models of the brand span the range; a model that we do not know is not guessed from its sisters.
  const sisters = model ? [] : rules.filter(r => same(r.device_brand, brand))
  if (sisters.length > 0) return [sisters, 'brand']
  return [rules.filter(r => r.device_brand === null && r.device_model === null), 'any']
}

/** What the shop's own price rules say of a repair, or null: then the price is known only after diagnosis. */
export async function priceRange(
  ctx: Ctx,
  input: { brand?: string | null; model?: string | null; problem: string },
): Promise<PriceRange | null> {
  const [rules, scope] = narrowest(await selectPriceRules(ctx.tx, input.problem), input.brand, input.model)
  if (rules.length === 0) return null
  const hours = rules.map(rule => rule.turnaround_hours)
  return {
    from_price: moneyText(Math.min(...rules.map(rule => parseMoney(rule.from_price)))),
    to_price: moneyText(Math.max(...rules.map(rule => parseMoney(rule.to_price)))),
    turnaround_hours: hours.some(h => h === null) ? null : Math.max(...hours.map(Number)),
    scope,
  }
}
