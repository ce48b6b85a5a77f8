import { parseMoney, showMoney } from '../../../shared/money.ts'
import type { Scene } from '../turn.ts'

/** An amount as the shop's customers read it. */
export const money = (scene: Scene, amount: string): string =>
  showMoney(parseMoney(amount), scene.facts.company.currency)

/** The amount that the message names, in the shop's currency; null when it names none. */
export function namedAmount({ read, facts }: Scene): string | null {
  const [amount, currency] = read.entities.find(({ kind }) => kind === 'amount')?.value.split(' ') ?? []
  return amount && currency === facts.company.currency ? amount : null
}
