import { IconFileInvoice } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useText } from '../../shell/lang.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ListDetail } from '../../ui/ListDetail.tsx'
import { InvoiceDetail } from './InvoiceDetail.tsx'
import { InvoiceList } from './InvoiceList.tsx'
import { invoiceMessages } from './invoices.messages.ts'

export function InvoicesPage() {
  const t = useText(invoiceMessages)
  const { invoice_id } = useParams({ strict: false })
  return (
    <ListDetail list={<InvoiceList chosen={invoice_id} />} listLabel={t('invoices')} open={invoice_id !== undefined}>
      {invoice_id ? (
        <InvoiceDetail key={invoice_id} invoice_id={invoice_id} />
      ) : (
        <EmptyState icon={<IconFileInvoice size={28} stroke={1.5} />} title={t('choose')}>
          {t('choose_more')}
        </EmptyState>
      )}
    </ListDetail>
  )
}
