import { IconCircleCheck } from '@tabler/icons-react'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import type { Payment } from '../../../shared/payments.ts'
import { useText } from '../../shell/lang.tsx'
import { invoiceMessages } from '../invoices/invoices.messages.ts'
import styles from './Payments.module.css'

/** Right after a payment: how much goes back into the customer's hand, readable from a step away. */
export function Taken({ payment }: { payment: Payment }) {
  const t = useText(invoiceMessages)
  return (
    <section className="card stack" role="status">
      <p className={`${styles.taken} row strong`}>
        <IconCircleCheck size={20} stroke={1.6} aria-hidden="true" />
        {t('taken')}
      </p>
      {payment.cash_change !== null && (
        <p className={styles.change}>
          <span>{t('change')}</span>
          <strong className={styles.big}>{showMoney(parseMoney(payment.cash_change))}</strong>
        </p>
      )}
    </section>
  )
}
