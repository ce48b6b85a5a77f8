/** @jsxImportSource preact */

import type { Invoice } from '../../../shared/invoices.ts'
import { useText } from '../../preact/lang.tsx'
import ui from '../ui.module.css'
import type { Acting } from './act.ts'
import { amount, Lines } from './Lines.tsx'
import styles from './Money.module.css'
import { OPEN } from './owed.ts'
import { Pay } from './Pay.tsx'
import { Pdf } from './Pdf.tsx'
import { ticketMessages } from './ticket.messages.ts'

/** What is owed first, with how to pay it; what is settled after. */
export function Invoices({ link, ticket, onDone }: Acting) {
  const issued = ticket.invoices.filter(invoice => invoice.status !== 'draft')
  const byNeed = [...issued].sort((a, b) => Number(OPEN.has(b.status)) - Number(OPEN.has(a.status)))
  return (
    <>
      {byNeed.map(invoice => (
        <InvoiceCard key={invoice.id} invoice={invoice} acting={{ link, ticket, onDone }} />
      ))}
    </>
  )
}

function InvoiceCard({ invoice, acting }: { invoice: Invoice; acting: Acting }) {
  const t = useText(ticketMessages)
  const open = OPEN.has(invoice.status)
  const title =
    invoice.purpose === 'diagnostic_fee'
      ? t('fee_invoice')
      : invoice.purpose === 'deposit'
        ? t('deposit_invoice')
        : t('invoice')
  return (
    <section class={`${ui.card} ${open ? ui.calling : ''}`}>
      <header class={styles.head}>
        <h2>{title}</h2>
        <p>{invoice.invoice_number}</p>
      </header>
      {open ? (
        <p class={styles.owed}>
          <small>{t('to_pay')}</small>
          <strong>{amount(invoice.balance)}</strong>
          {invoice.balance !== invoice.total && <small>{t('of_total', { total: amount(invoice.total) })}</small>}
        </p>
      ) : (
        <p class={styles.settled}>
          <span>{invoice.status === 'cancelled' ? t('cancelled') : t('paid')}</span>
          <strong>{amount(invoice.total)}</strong>
        </p>
      )}
      {open && <Pay invoice={invoice} {...acting} />}
      <details class={styles.more}>
        <summary>{t('details')}</summary>
        <Lines document={invoice} />
      </details>
      <div>
        {invoice.pdf_file_id && (
          <Pdf link={acting.link} id={invoice.pdf_file_id} what={invoice.invoice_number ?? t('invoice')} />
        )}
        {invoice.payments.map(
          payment =>
            payment.receipt_pdf_file_id && (
              <Pdf
                key={payment.id}
                link={acting.link}
                id={payment.receipt_pdf_file_id}
                what={t('receipt', { number: payment.receipt_number ?? '' })}
              />
            ),
        )}
      </div>
    </section>
  )
}
