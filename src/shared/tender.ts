import { roundToFiveSen, type Sen } from './money.ts'

export const PAYMENT_METHODS = ['cash', 'card', 'bank_transfer', 'ewallet', 'cheque'] as const
export type PaymentMethod = (typeof PAYMENT_METHODS)[number]

/** What the shop rounds to five sen: cash alone, everything paid over the counter (the letter of the rule), or nothing. */
export const CASH_ROUNDINGS = ['cash', 'all_counter', 'none'] as const
export type CashRounding = (typeof CASH_ROUNDINGS)[number]

/** Transfers are made away from the counter and never rounded. */
const AT_COUNTER: Record<PaymentMethod, boolean> = {
  cash: true,
  card: true,
  ewallet: true,
  cheque: true,
  bank_transfer: false,
}

export interface Due {
  readonly due: Sen
  /** `due` less what was owed; printed with its sign. */
  readonly rounding: Sen
}

/** What closes a balance by this means: only the part that is left for it is rounded. Coins of five sen are ringgit. */
export function dueBy(method: PaymentMethod, balance: Sen, scope: CashRounding, currency = 'MYR'): Due {
  const rounds =
    currency === 'MYR' && (scope === 'all_counter' ? AT_COUNTER[method] : scope === 'cash' && method === 'cash')
  const { payable, rounding } = rounds ? roundToFiveSen(balance) : { payable: balance, rounding: 0 }
  return { due: payable, rounding }
}
