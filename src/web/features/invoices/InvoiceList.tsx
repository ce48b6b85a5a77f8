import { SegmentedControl } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { invoiceContracts } from '../../../shared/invoices.ts'
import { paymentContracts } from '../../../shared/payments.ts'
import { useGet } from '../../query.ts'
import { useKeys } from '../../shell/keys.ts'
import { useText } from '../../shell/lang.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { Money } from '../../ui/Money.tsx'
import { Status } from '../../ui/Status.tsx'
import { DayText, When } from '../../ui/When.tsx'
import { InvoiceStatus } from './InvoiceStatus.tsx'
import styles from './Invoices.module.css'
import { invoiceMessages } from './invoices.messages.ts'
import { INVOICE_SHOWS, type InvoiceShow } from './invoices.search.ts'

/** What a row of either list needs: an invoice, or a slip that waits on one. */
interface Row {
  readonly key: string
  readonly invoice_id: string
  readonly customer_name: string
  readonly number: string
  readonly amount: ReactNode
  readonly status: ReactNode
  readonly at: ReactNode
}

function useRows(show: InvoiceShow): { rows: readonly Row[] | undefined; error: Error | null; again: () => void } {
  const t = useText(invoiceMessages)
  const invoices = useGet(
    invoiceContracts.list,
    { limit: 60, ...(show === 'unpaid' ? { unpaid: 'true' } : {}) },
    { enabled: show !== 'slips', keep: true },
  )
  const slips = useGet(
    paymentContracts.list,
    { status: 'pending', limit: 60 },
    { enabled: show === 'slips', keep: true },
  )
  if (show === 'slips') {
    const rows = slips.data?.items.map(slip => ({
      key: slip.id,
      invoice_id: slip.invoice_id,
      customer_name: slip.customer_name,
      number: slip.invoice_number ?? '',
      amount: <Money amount={slip.amount} />,
      status: <Status tone="attention">{t('waiting_proof')}</Status>,
      at: <When at={slip.payment_date} short />,
    }))
    return { rows, error: slips.error, again: () => void slips.refetch() }
  }
  const rows = invoices.data?.items.map(invoice => ({
    key: invoice.id,
    invoice_id: invoice.id,
    customer_name: invoice.customer_name,
    number: invoice.invoice_number ?? '–',
    amount: <Money amount={show === 'unpaid' ? invoice.balance : invoice.total} owed={show === 'unpaid'} />,
    status: <InvoiceStatus status={invoice.status} />,
    at: <DayText day={invoice.invoice_date} />,
  }))
  return { rows, error: invoices.error, again: () => void invoices.refetch() }
}

export function InvoiceList({ chosen }: { chosen: string | undefined }) {
  const t = useText(invoiceMessages)
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const show = INVOICE_SHOWS.find(one => one === search.show) ?? 'unpaid'
  const { rows, error, again } = useRows(show)
  const step = (by: number) => () => {
    const at = rows?.findIndex(row => row.invoice_id === chosen) ?? -1
    const next = rows?.[Math.max(0, Math.min(rows.length - 1, at + by))]
    if (next) void navigate({ to: '/invoices/$invoice_id', params: { invoice_id: next.invoice_id }, search: { show } })
  }
  useKeys({ j: step(1), k: step(-1) })
  return (
    <>
      <div className={styles.tools}>
        <p className={styles.listTitle} aria-hidden="true">
          {t('invoices')}
        </p>
        <SegmentedControl
          size="xs"
          fullWidth
          value={show}
          onChange={value => void navigate({ to: '.', search: { show: value as InvoiceShow }, replace: true })}
          data={INVOICE_SHOWS.map(value => ({ value, label: t(value) }))}
        />
      </div>
      <div className={styles.scroll}>
        {error && !rows && <ErrorState error={error} retry={again} />}
        {!rows && !error && <LoadingRows rows={9} height={52} />}
        {rows?.length === 0 && <Nothing show={show} />}
        <ul>
          {rows?.map(row => (
            <li key={row.key}>
              <Link
                to="/invoices/$invoice_id"
                params={{ invoice_id: row.invoice_id }}
                search={{ show }}
                className={styles.row}
                aria-current={row.invoice_id === chosen || undefined}
              >
                <span className="row-between">
                  <span className="strong truncate">{row.customer_name}</span>
                  {row.amount}
                </span>
                <span className="row-between quiet tiny">
                  <span className="truncate tabular">
                    {row.number} · {row.at}
                  </span>
                  {row.status}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

function Nothing({ show }: { show: InvoiceShow }) {
  const t = useText(invoiceMessages)
  const key = show === 'all' ? 'none' : (`none_${show}` as const)
  return (
    <EmptyState icon={<IconFileInvoice size={28} stroke={1.5} />} title={t(key)}>
      {t(`${key}_more`)}
    </EmptyState>
  )
}
