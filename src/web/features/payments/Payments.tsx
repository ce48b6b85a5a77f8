import type { Invoice } from '../../../shared/invoices.ts'
import { parseMoney } from '../../../shared/money.ts'
import type { PaymentStatus } from '../../../shared/payments.ts'
import { fileUrl } from '../../files.ts'
import { useText } from '../../shell/lang.tsx'
import { Money } from '../../ui/Money.tsx'
import { Status, type Tone } from '../../ui/Status.tsx'
import { When } from '../../ui/When.tsx'
import { invoiceMessages } from '../invoices/invoices.messages.ts'
import styles from './Payments.module.css'

type Payment = Invoice['payments'][number]
const TONES: Record<PaymentStatus, Tone> = { pending: 'attention', completed: 'done', failed: 'bad', refunded: 'over' }

/** What was paid, and what was refused. */
export function Payments({ invoice }: { invoice: Invoice }) {
  const t = useText(invoiceMessages)
  const past = invoice.payments.filter(payment => payment.status !== 'pending')
  if (past.length === 0) return null
  return (
    <section className="card stack" aria-label={t('payments')}>
      <h2 className={styles.head}>{t('payments')}</h2>
      <ul className="stack">
        {past.map(payment => (
          <li key={payment.id} className="stack-tight">
            <span className="row-between">
              <span className="strong">{t(`method_${payment.payment_method}`)}</span>
              <Money amount={payment.amount} strong />
            </span>
            <span className="row-between tiny quiet">
              <When at={payment.payment_date} />
              {payment.status === 'completed' ? (
                <Receipt payment={payment} />
              ) : (
                <Status tone={TONES[payment.status]}>{t(`payment_${payment.status}`)}</Status>
              )}
            </span>
          </li>
        ))}
      </ul>
      {parseMoney(invoice.balance) === 0 && invoice.status === 'paid' && <Status tone="done">{t('settled')}</Status>}
    </section>
  )
}

function Receipt({ payment }: { payment: Payment }) {
  const t = useText(invoiceMessages)
  if (!payment.receipt_number) return null
  if (!payment.receipt_pdf_file_id) return <span title={t('receipt_coming')}>{payment.receipt_number}</span>
  return (
    <a href={fileUrl(payment.receipt_pdf_file_id)} target="_blank" rel="noreferrer">
      {t('receipt')} {payment.receipt_number}
    </a>
  )
}
