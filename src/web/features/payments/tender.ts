import type { Invoice } from '../../../shared/invoices.ts'
import { isMoneyText, moneyText, parseMoney, type Sen } from '../../../shared/money.ts'
import { type CashRounding, dueBy, type PaymentMethod } from '../../../shared/tender.ts'

export interface Tender {
  readonly method: PaymentMethod
  /** Cash: what was handed over. Else: what is taken. Empty: all that is due. */
  readonly typed: string
}

export interface Reckoning {
  readonly due: Sen
  readonly rounding: Sen
  /** What becomes the payment. */
  readonly taken: Sen
  readonly change: Sen
  /** Still owed afterwards. */
  readonly left: Sen
  readonly tooMuch: boolean
}

/** What a tender does to a balance, before it is taken. The server reckons the same and has the last word. */
export function reckon(
  invoice: Pick<Invoice, 'balance'>,
  tender: Tender,
  scope: CashRounding,
  currency: string,
): Reckoning {
  const { due, rounding } = dueBy(tender.method, parseMoney(invoice.balance), scope, currency)
  const typed = isMoneyText(tender.typed) ? parseMoney(tender.typed) : due
  const isCash = tender.method === 'cash'
  const taken = Math.min(typed, due)
  const left = due - taken
  return {
    due,
    rounding: left === 0 ? rounding : 0,
    taken,
    change: isCash ? typed - taken : 0,
    left,
    tooMuch: !isCash && typed > due,
  }
}

/** The notes that people hand over for an amount, smallest first. */
export function likelyNotes(due: Sen): readonly string[] {
  const notes = [500, 1000, 2000, 5000, 10_000].map(note => Math.ceil(due / note) * note)
  return [...new Set(notes)]
    .filter(sum => sum > due)
    .sort((a, b) => a - b)
    .slice(0, 3)
    .map(moneyText)
}
