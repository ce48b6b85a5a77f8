import { IconArrowLeft } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { quotationContracts } from '../../../shared/quotations.ts'
import { ticketContracts } from '../../../shared/tickets.ts'
import { useGet } from '../../query.ts'
import { useCompany } from '../../shell/company.ts'
import { useText } from '../../shell/lang.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import styles from './Estimate.module.css'
import { EstimateForm } from './EstimateForm.tsx'
import { quotationMessages } from './quotations.messages.ts'
import { useTaxChoices } from './useTaxChoices.ts'

export function EstimatePage() {
  const t = useText(quotationMessages)
  const { ticket_id = '' } = useParams({ strict: false })
  const ticket = useGet(ticketContracts.get, { ticket_id })
  const company = useCompany()
  const taxChoices = useTaxChoices()
  const list = useGet(quotationContracts.list, { ticket_id, limit: 1 })
  const latest = list.data?.items.find(one => one.status !== 'converted')
  const quotation = useGet(
    quotationContracts.get,
    { quotation_id: latest?.id ?? '' },
    { enabled: latest !== undefined },
  )

  const error = ticket.error ?? list.error ?? quotation.error ?? company.error
  if (error) return <ErrorState error={error} retry={() => void list.refetch()} />
  if (!ticket.data || !company.data || !taxChoices || !list.data || (latest && !quotation.data)) return <LoadingRows />
  return (
    <div className={styles.page}>
      <header className="stack-tight">
        <Link to="/tickets/$ticket_id" params={{ ticket_id }} className={`${styles.backLink} small`}>
          <IconArrowLeft size={16} aria-hidden="true" />
          {ticket.data.ticket_number}
        </Link>
        <h1 className={styles.title}>{t('estimate')}</h1>
        <p className={`${styles.about} quiet`}>
          {ticket.data.customer.name} · {ticket.data.device_model} · {ticket.data.problem_description}
        </p>
      </header>
      <EstimateForm
        key={quotation.data?.id ?? 'new'}
        ticket_id={ticket_id}
        quotation={quotation.data}
        company={company.data}
        taxChoices={taxChoices}
      />
    </div>
  )
}
