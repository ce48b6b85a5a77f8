import { SegmentedControl } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { invoiceContracts } from '../../../shared/invoices.ts'
import { paymentContracts } from '../../../shared/payments.ts'
import { type Pages, usePages } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { List, ListTools, rowClass } from '../../ui/List.tsx'
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

const LIMIT = 40

function useRows(show: InvoiceShow): Pages<Row> {
  const t = useText(invoiceMessages)
  const invoices = usePages(
    invoiceContracts.list,
    { limit: LIMIT, ...(show === 'unpaid' ? { unpaid: 'true' } : {}) },
    { enabled: show !== 'slips' },
  )
  const slips = usePages(paymentContracts.list, { status: 'pending', limit: LIMIT }, { enabled: show === 'slips' })
  if (show === 'slips') {
    const items = slips.items?.map(slip => ({
      key: slip.id,
      invoice_id: slip.invoice_id,
      customer_name: slip.customer_name,
      number: slip.invoice_number ?? '',
      amount: <Money amount={slip.amount} />,
      status: <Status tone="attention">{t('waiting_proof')}</Status>,
      at: <When at={slip.payment_date} short />,
    }))
    return { ...slips, items }
  }
  const items = invoices.items?.map(invoice => ({
    key: invoice.id,
    invoice_id: invoice.id,
    customer_name: invoice.customer_name,
    number: invoice.invoice_number ?? '–',
    amount: <Money amount={show === 'unpaid' ? invoice.balance : invoice.total} owed={show === 'unpaid'} />,
    status: <InvoiceStatus status={invoice.status} />,
    at: <DayText day={invoice.invoice_date} />,
  }))
  return { ...invoices, items }
}

export function InvoiceList({ chosen }: { chosen: string | undefined }) {
  const t = useText(invoiceMessages)
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const show = INVOICE_SHOWS.find(one => one === search.show) ?? 'unpaid'
  const pages = useRows(show)
  return (
    <>
      <ListTools>
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
      </ListTools>
      <List
        pages={pages}
        nothing={<Nothing show={show} />}
        height={52}
        keyOf={row => row.key}
        isChosen={row => row.invoice_id === chosen}
        open={({ invoice_id }) =>
          void navigate({ to: '/invoices/$invoice_id', params: { invoice_id }, search: { show } })
        }
        row={row => <RowLink row={row} show={show} chosen={row.invoice_id === chosen} />}
      />
    </>
  )
}

function RowLink({ row, show, chosen }: { row: Row; show: InvoiceShow; chosen: boolean }) {
  return (
    <Link
      to="/invoices/$invoice_id"
      params={{ invoice_id: row.invoice_id }}
      search={{ show }}
      className={rowClass}
      aria-current={chosen || undefined}
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
