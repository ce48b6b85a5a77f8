import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Invoice } from '../../../shared/invoices.ts'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import { type PaymentStatus, paymentContracts } from '../../../shared/payments.ts'
import { fileUrl, thumbUrl } from '../../files.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { Money } from '../../ui/Money.tsx'
import { PhotoStrip } from '../../ui/PhotoStrip.tsx'
import { ReasonForm } from '../../ui/ReasonForm.tsx'
import { Status, type Tone } from '../../ui/Status.tsx'
import { When } from '../../ui/When.tsx'
import { invoiceMessages } from '../invoices/invoices.messages.ts'
import styles from './Payments.module.css'

type Payment = Invoice['payments'][number]
const TONES: Record<PaymentStatus, Tone> = { pending: 'attention', completed: 'done', failed: 'bad', refunded: 'over' }

/** Slips to check first, then what was paid. */
export function Payments({ invoice }: { invoice: Invoice }) {
  const t = useText(invoiceMessages)
  const pending = invoice.payments.filter((payment) => payment.status === 'pending')
  const past = invoice.payments.filter((payment) => payment.status !== 'pending')
  return (
    <>
      {pending.map((payment) => (
        <Slip key={payment.id} payment={payment} />
      ))}
      {past.length > 0 && (
        <section className={styles.panel} aria-label={t('payments')}>
          <h2 className={styles.head}>{t('payments')}</h2>
          <ul className="stack">
            {past.map((payment) => (
              <li key={payment.id} className="stack-tight">
                <span className="row-between">
                  <span className="strong">{t(`method_${payment.payment_method}`)}</span>
                  <Money amount={payment.amount} strong />
                </span>
                <span className="row-between tiny quiet">
                  <When at={payment.payment_date} />
                  {payment.status === 'completed' ? <Receipt payment={payment} /> : <Status tone={TONES[payment.status]}>{t(`payment_${payment.status}`)}</Status>}
                </span>
              </li>
            ))}
          </ul>
          {parseMoney(invoice.balance) === 0 && invoice.status === 'paid' && <Status tone="done">{t('settled')}</Status>}
        </section>
      )}
    </>
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

function Slip({ payment }: { payment: Payment }) {
  const t = useText(invoiceMessages)
  const may = useMay()
  const [refusing, setRefusing] = useState(false)
  const touches = ['invoices', 'tickets', 'conversations']
  const confirm = useSend(paymentContracts.confirm, { touches })
  const refuse = useSend(paymentContracts.refuse, { touches })
  const photo = payment.proof_file_id
  return (
    <section className={styles.panel} aria-label={t('waiting_proof')}>
      <div className="row-between">
        <Status tone="attention">{t('waiting_proof')}</Status>
        <span className="quiet tiny">
          <When at={payment.payment_date} />
        </span>
      </div>
      <p className="strong">{t('slip_for', { amount: showMoney(parseMoney(payment.amount)) })}</p>
      {photo && <PhotoStrip photos={[{ url: fileUrl(photo), thumb_url: thumbUrl(photo), caption: t('waiting_proof') }]} size="large" />}
      {may('payments.write') &&
        (refusing ? (
          <ReasonForm label={t('refuse_reason')} submit={t('refuse')} danger error={refuse.error} busy={refuse.isPending} onCancel={() => setRefusing(false)} onSubmit={(reason) => refuse.mutate({ input: { payment_id: payment.id, reason } })} />
        ) : (
          <>
            <Problem error={confirm.error} />
            <div className="row wrap">
              <Button loading={confirm.isPending} onClick={() => confirm.mutate({ input: { payment_id: payment.id } })}>
                {t('confirm')}
              </Button>
              <Button variant="default" onClick={() => setRefusing(true)}>
                {t('refuse')}
              </Button>
            </div>
          </>
        ))}
    </section>
  )
}
