import { SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFileInvoice, IconSearch } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { invoiceContracts } from '../../../shared/invoices.ts'
import { paymentContracts } from '../../../shared/payments.ts'
import { type Pages, usePages } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { List, ListTools, rowClass } from '../../ui/List.tsx'
import { Money } from '../../ui/Money.tsx'
import { Status } from '../../ui/Status.tsx'
import { DayText, When } from '../../ui/When.tsx'
import { InvoiceStatus } from './InvoiceStatus.tsx'
import styles from './Invoices.module.css'
import { invoiceMessages } from './invoices.messages.ts'
import { INVOICE_SHOWS, type InvoiceSearch, type InvoiceShow } from './invoices.search.ts'

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

function useRows(show: InvoiceShow, q: string | undefined): Pages<Row> {
  const t = useText(invoiceMessages)
  const invoices = usePages(
    invoiceContracts.list,
    { limit: LIMIT, ...(show === 'unpaid' ? { unpaid: 'true' } : {}), ...(q ? { q } : {}) },
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
  const { q } = search
  const may = useMay()
  const pages = useRows(show, q)
  const [typed, setTyped] = useState(q ?? '')
  const [wanted] = useDebouncedValue(typed.trim(), 150)
  const go = (part: InvoiceSearch): void =>
    void navigate({ to: '.', search: { show, ...(q ? { q } : {}), ...part }, replace: true })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed changes the address, not the other way round
  useEffect(() => {
    // One looks for an invoice among all of them, not among the unpaid.
    if (wanted !== (q ?? '')) go({ q: wanted || undefined, ...(wanted && !q ? { show: 'all' } : {}) })
  }, [wanted])
  return (
    <>
      <ListTools>
        <p className={styles.listTitle} aria-hidden="true">
          {t('invoices')}
        </p>
        <TextInput
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} />}
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
        />
        <SegmentedControl
          size="xs"
          fullWidth
          value={show}
          onChange={value => go({ show: value as InvoiceShow })}
          data={INVOICE_SHOWS.filter(one => one !== 'slips' || may('payments.read')).map(value => ({
            value,
            label: t(value),
          }))}
        />
      </ListTools>
      <List
        pages={pages}
        nothing={<Nothing show={show} searched={Boolean(q)} />}
        height={52}
        keyOf={row => row.key}
        isChosen={row => row.invoice_id === chosen}
        open={({ invoice_id }) =>
          void navigate({ to: '/invoices/$invoice_id', params: { invoice_id }, search: { show, q } })
        }
        row={row => <RowLink row={row} search={{ show, q }} chosen={row.invoice_id === chosen} />}
      />
    </>
  )
}

function RowLink({ row, search, chosen }: { row: Row; search: InvoiceSearch; chosen: boolean }) {
  return (
    <Link
      to="/invoices/$invoice_id"
      params={{ invoice_id: row.invoice_id }}
      search={search}
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

function Nothing({ show, searched }: { show: InvoiceShow; searched: boolean }) {
  const t = useText(invoiceMessages)
  const key = searched && show !== 'slips' ? 'none_found' : show === 'all' ? 'none' : (`none_${show}` as const)
  return (
    <EmptyState icon={<IconFileInvoice size={28} stroke={1.5} />} title={t(key)}>
      {t(`${key}_more`)}
    </EmptyState>
  )
}
