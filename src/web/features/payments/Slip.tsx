import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Invoice } from '../../../shared/invoices.ts'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import { paymentContracts } from '../../../shared/payments.ts'
import { fileUrl, thumbUrl } from '../../files.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { PhotoStrip } from '../../ui/PhotoStrip.tsx'
import { ReasonForm } from '../../ui/ReasonForm.tsx'
import { Status } from '../../ui/Status.tsx'
import { When } from '../../ui/When.tsx'
import { invoiceMessages } from '../invoices/invoices.messages.ts'

/** A customer's transfer slip, until somebody has seen the money or not. */
export function Slip({ payment }: { payment: Invoice['payments'][number] }) {
  const t = useText(invoiceMessages)
  const may = useMay()
  const [refusing, setRefusing] = useState(false)
  const touches = ['invoices', 'tickets', 'conversations']
  const confirm = useSend(paymentContracts.confirm, { touches })
  const refuse = useSend(paymentContracts.refuse, { touches })
  const photo = payment.proof_file_id
  return (
    <section className="card stack" aria-label={t('waiting_proof')}>
      <div className="row-between">
        <Status tone="attention">{t('waiting_proof')}</Status>
        <span className="quiet tiny">
          <When at={payment.payment_date} />
        </span>
      </div>
      <p className="strong">{t('slip_for', { amount: showMoney(parseMoney(payment.amount)) })}</p>
      {photo && (
        <PhotoStrip
          photos={[{ url: fileUrl(photo), thumb_url: thumbUrl(photo), caption: t('waiting_proof') }]}
          size="large"
        />
      )}
      {may('payments.write') &&
        (refusing ? (
          <ReasonForm
            label={t('refuse_reason')}
            submit={t('refuse')}
            danger
            error={refuse.error}
            busy={refuse.isPending}
            onCancel={() => setRefusing(false)}
            onSubmit={reason => refuse.mutate({ input: { payment_id: payment.id, reason } })}
          />
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
