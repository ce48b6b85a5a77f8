import { describe, expect, test } from 'vitest'
import vectors from '../../test/data/tax-vectors.json' with { type: 'json' }
import { parseMoney } from './money.ts'
import { type CashRounding, dueBy, type PaymentMethod } from './tender.ts'

interface Tender {
  method: string
  /** Given by hand; the others pay what is left. */
  amount?: string
  remaining?: string
  due?: string
}

const METHOD: Record<string, PaymentMethod> = { bank: 'bank_transfer', cash: 'cash', card: 'card' }

describe('what is handed over', () => {
  test.each(vectors.tenders)('$id', vector => {
    const scope: CashRounding = vector.source.includes('all_counter') ? 'all_counter' : 'cash'
    let left = parseMoney(vector.total)
    let paid = 0
    let rounding = 0
    const tenders: Tender[] = vector.tenders
    tenders.forEach((tender, index) => {
      const method = METHOD[tender.method] as PaymentMethod
      if (tender.remaining) expect(left).toBe(parseMoney(tender.remaining))
      const last = index === tenders.length - 1
      const closing = dueBy(method, left, scope)
      const amount = last ? closing.due : parseMoney(tender.amount ?? '')
      if (tender.due) expect(amount).toBe(parseMoney(tender.due))
      if (tender.amount) expect(amount).toBe(parseMoney(tender.amount))
      if (last) rounding = closing.rounding
      paid += amount
      left -= amount
    })
    expect([paid, rounding, left + rounding]).toEqual([parseMoney(vector.paid), parseMoney(vector.rounding), 0])
  })

  test('bank first, then the rest in cash: only the cash is rounded', () => {
    expect(dueBy('bank_transfer', 68, 'cash')).toEqual({ due: 68, rounding: 0 })
    expect(dueBy('cash', 1504, 'cash')).toEqual({ due: 1505, rounding: 1 })
  })

  test.each<[PaymentMethod, CashRounding, number]>([
    ['cash', 'cash', 8205],
    ['card', 'cash', 8203],
    ['card', 'all_counter', 8205],
    ['ewallet', 'all_counter', 8205],
    ['bank_transfer', 'all_counter', 8203],
    ['cash', 'none', 8203],
  ])('RM82.03 by %s where %s is rounded is %d sen', (method, scope, due) =>
    expect(dueBy(method, 8203, scope).due).toBe(due),
  )

  test('five sen are a ringgit rule', () => expect(dueBy('cash', 8203, 'cash', 'SGD').due).toBe(8203))
})
