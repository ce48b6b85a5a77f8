import type { ReactNode } from 'react'
import { parseMoney } from '../../shared/money.ts'
import { useText } from '../shell/lang.tsx'
import styles from './Context.module.css'
import { Money } from './Money.tsx'
import { uiMessages } from './ui.messages.ts'

/** What stands beside the thing in the middle: the customer, what he owes, what belongs to it. */
export const Context = ({ children }: { children: ReactNode }) => <div className={styles.context}>{children}</div>

export const ContextHead = ({ children }: { children: ReactNode }) => <h2 className={styles.head}>{children}</h2>

/** When nothing is owed: nothing, or the word that it is so. */
export function Owed({ balance, none = false }: { balance: string; none?: boolean }) {
  const t = useText(uiMessages)
  if (parseMoney(balance) <= 0) return none ? <p className="quiet small">{t('balance_none')}</p> : null
  return (
    <p className={styles.owed}>
      <span>{t('balance')}</span>
      <Money amount={balance} strong owed />
    </p>
  )
}
