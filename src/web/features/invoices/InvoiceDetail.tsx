import { IconFileTypePdf } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Invoice, invoiceContracts } from '../../../shared/invoices.ts'
import { parseMoney } from '../../../shared/money.ts'
import type { Payment } from '../../../shared/payments.ts'
import { fileUrl } from '../../files.ts'
import { useGet, useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { ErrorState, Problem } from '../../ui/ErrorState.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { DetailHead } from '../../ui/ListDetail.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { MoreMenu } from '../../ui/MoreMenu.tsx'
import { ReasonForm } from '../../ui/ReasonForm.tsx'
import { toast } from '../../ui/toast.tsx'
import { DayText } from '../../ui/When.tsx'
import { PaymentPanel } from '../payments/PaymentPanel.tsx'
import { Payments } from '../payments/Payments.tsx'
import { Slip } from '../payments/Slip.tsx'
import { Taken } from '../payments/Taken.tsx'
import { InvoicePaper } from './InvoicePaper.tsx'
import { InvoiceStatus } from './InvoiceStatus.tsx'
import styles from './Invoices.module.css'
import { invoiceMessages } from './invoices.messages.ts'

export function InvoiceDetail({ invoice_id }: { invoice_id: string }) {
  const { data: invoice, error, refetch } = useGet(invoiceContracts.get, { invoice_id })
  if (error && !invoice) return <ErrorState error={error} retry={() => void refetch()} />
  if (!invoice) return <LoadingRows />
  return <Loaded invoice={invoice} />
}

function Loaded({ invoice }: { invoice: Invoice }) {
  const t = useText(invoiceMessages)
  const may = useMay()
  const [taken, setTaken] = useState<Payment | null>(null)
  const [cancelling, setCancelling] = useState(false)
  const cancel = useSend(invoiceContracts.cancel, { touches: ['tickets'], onSuccess: () => setCancelling(false) })
  const open = parseMoney(invoice.balance) > 0 && invoice.status !== 'cancelled' && invoice.status !== 'draft'
  const pending = invoice.payments.filter(payment => payment.status === 'pending')
  return (
    <>
      <DetailHead back="/invoices" actions={<Actions invoice={invoice} cancel={() => setCancelling(true)} />}>
        <div className="row wrap">
          <h1 className={styles.title}>{invoice.invoice_number ?? t('invoice')}</h1>
          <InvoiceStatus status={invoice.status} />
        </div>
      </DetailHead>
      <div className={styles.body}>
        <div className={styles.columns}>
          <div className="stack-loose">
            <dl className={styles.facts}>
              <div>
                <dt>{t('date')}</dt>
                <dd>
                  <DayText day={invoice.invoice_date} />
                </dd>
              </div>
              <div>
                <dt>{t('due')}</dt>
                <dd>
                  <DayText day={invoice.due_date} />
                </dd>
              </div>
              {invoice.ticket_id && (
                <div>
                  <dt>{t('ticket')}</dt>
                  <dd>
                    <Link to="/tickets/$ticket_id" params={{ ticket_id: invoice.ticket_id }}>
                      {invoice.ticket_number}
                    </Link>
                  </dd>
                </div>
              )}
            </dl>
            {cancelling && (
              <ReasonForm
                label={t('cancel_reason')}
                submit={t('cancel_invoice')}
                danger
                error={cancel.error}
                busy={cancel.isPending}
                onCancel={() => setCancelling(false)}
                onSubmit={reason => cancel.mutate({ input: { invoice_id: invoice.id, reason } })}
              />
            )}
            <InvoicePaper invoice={invoice} />
          </div>
          <div className={styles.side}>
            {pending.map(payment => (
              <Slip key={payment.id} payment={payment} />
            ))}
            {taken && <Taken payment={taken} />}
            {open && may('payments.write') && <PaymentPanel invoice={invoice} onTaken={setTaken} />}
            <Payments invoice={invoice} />
          </div>
        </div>
      </div>
    </>
  )
}

function Actions({ invoice, cancel }: { invoice: Invoice; cancel: () => void }) {
  const t = useText(invoiceMessages)
  const may = useMay()
  const deliver = useSend(invoiceContracts.deliver, { onSuccess: () => toast(t('sent_again')) })
  const open = invoice.status !== 'draft' && invoice.status !== 'cancelled' && may('invoices.write')
  const again = {
    key: 'again',
    label: t('send_again'),
    act: () => deliver.mutate({ input: { invoice_id: invoice.id } }),
  }
  const undo = { key: 'cancel', label: t('cancel_invoice'), danger: true, act: cancel }
  const actions = open ? [again, ...(parseMoney(invoice.paid_amount) === 0 ? [undo] : [])] : []
  return (
    <>
      <Problem error={deliver.error} />
      {invoice.pdf_file_id && (
        <FileButton href={fileUrl(invoice.pdf_file_id)} icon={<IconFileTypePdf size={16} />}>
          {t('open_pdf')}
        </FileButton>
      )}
      <MoreMenu label={t('more')} actions={actions} />
    </>
  )
}
