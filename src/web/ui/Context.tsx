import type { ReactNode } from 'react'
import { parseMoney } from '../../shared/money.ts'
import { useText } from '../shell/lang.tsx'
import styles from './Context.module.css'
import { Money } from './Money.tsx'
import { uiMessages } from './ui.messages.ts'

/** What stands beside the thing in the middle: the customer, what he owes, what belongs to it. */
export const Context = ({ children }: { children: ReactNode }) => <div className={styles.context}>{children}</div>

export const ContextHead = ({ children }: { children: ReactNode }) => <h2 className={styles.head}>{children}</h2>

/** Nothing when nothing is owed. */
export function Owed({ balance }: { balance: string }) {
  const t = useText(uiMessages)
  if (parseMoney(balance) <= 0) return null
  return (
    <p className={styles.owed}>
      <span>{t('balance')}</span>
      <Money amount={balance} strong owed />
    </p>
  )
}
