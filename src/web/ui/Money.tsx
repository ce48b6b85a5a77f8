import { parseMoney, showMoney } from '../../shared/money.ts'

interface Props {
  /** Decimal text, as on the wire. */
  readonly amount: string
  readonly currency?: string
  readonly strong?: boolean
  /** Money owed is the one amount that has a colour. */
  readonly owed?: boolean
}

export function Money({ amount, currency, strong, owed }: Props) {
  const sen = parseMoney(amount)
  const color = owed && sen > 0 ? 'var(--warning-text)' : undefined
  return (
    <span className="tabular" style={{ whiteSpace: 'nowrap', fontWeight: strong ? 600 : undefined, color }}>
      {showMoney(sen, currency)}
    </span>
  )
}
