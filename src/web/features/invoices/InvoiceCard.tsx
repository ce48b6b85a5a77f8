import { Skeleton } from '@mantine/core'
import type { InvoiceRow } from '../../../shared/invoices.ts'
import { parseMoney } from '../../../shared/money.ts'
import { useText } from '../../shell/lang.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Money } from '../../ui/Money.tsx'
import { InvoiceStatus } from './InvoiceStatus.tsx'
import { invoiceMessages } from './invoices.messages.ts'

export function InvoiceCard({ invoice, loading }: { invoice: InvoiceRow | undefined; loading: boolean }) {
  const t = useText(invoiceMessages)
  const owed = invoice !== undefined && parseMoney(invoice.balance) > 0
  return (
    <section className="card stack" aria-label={t('invoice')}>
      <div className="row-between">
        <h2 className="strong">{t('invoice')}</h2>
        {invoice && <InvoiceStatus status={invoice.status} />}
      </div>
      {loading && <Skeleton height={48} />}
      {!loading && !invoice && <p className="quiet small">{t('none_yet')}</p>}
      {invoice && (
        <>
          <div>
            <p>
              <Money amount={invoice.total} strong />
            </p>
            <p className="quiet tiny tabular">
              {invoice.invoice_number}
              {owed && (
                <>
                  {' '}
                  · {t('balance')} <Money amount={invoice.balance} owed />
                </>
              )}
            </p>
          </div>
          <div>
            <LinkButton to="/invoices/$invoice_id" params={{ invoice_id: invoice.id }} size="xs" variant="default">
              {t(owed ? 'take_payment' : 'open_invoice')}
            </LinkButton>
          </div>
        </>
      )}
    </section>
  )
}
