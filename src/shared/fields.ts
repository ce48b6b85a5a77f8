import { z } from 'zod'
import { isMoneyText, parseMoney } from './money.ts'

/** Any shape. `z.ZodType` would have the compiler compare two hundred methods wherever one is passed; read with `z.parse(shape, …)`. */
export type Shape<Output = unknown> = z.core.$ZodType<Output>

/** Fields that contracts share: one spelling of an id, an amount, a day, a moment. */
export const zId = z.uuid()

/** Decimal text of any sign, as documents carry it. */
export const zMoney = z.string().refine(isMoneyText, 'money')

/** An amount that a person may type: nothing negative. */
export const zAmount = zMoney.refine(text => !isMoneyText(text) || parseMoney(text) >= 0, 'not_negative')

export const zPositiveAmount = zMoney.refine(text => !isMoneyText(text) || parseMoney(text) > 0, 'positive')

export const zDay = z.iso.date()
/** ISO 8601 with its zone. */
export const zMoment = z.iso.datetime({ offset: true })

/** Lists go by cursor: the id of the last row seen. */
export const zPage = z.object({
  cursor: zId.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

export const zList = <Item extends Shape>(item: Item) => z.object({ items: z.array(item), next_cursor: zId.nullable() })

/** Out of one row more than a page holds: the page, and whether there is a next one. */
export const pageOf = <Row extends { readonly id: string }>(rows: readonly Row[], limit: number) => ({
  items: rows.slice(0, limit),
  next_cursor: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null,
})

export const zLang = z.enum(['ms', 'id', 'en'])
