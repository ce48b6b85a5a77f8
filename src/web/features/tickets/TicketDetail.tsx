import { ActionIcon } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { invoiceContracts } from '../../../shared/invoices.ts'
import { ticketHoldMessages } from '../../../shared/messages/statuses.ts'
import { quotationContracts } from '../../../shared/quotations.ts'
import { type Ticket, ticketContracts } from '../../../shared/tickets.ts'
import { useGet } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { ErrorState, Problem } from '../../ui/ErrorState.tsx'
import layout from '../../ui/ListDetail.module.css'
import { DetailHead } from '../../ui/ListDetail.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { ReasonForm } from '../../ui/ReasonForm.tsx'
import { InvoiceCard } from '../invoices/InvoiceCard.tsx'
import { QuotationCard } from '../quotations/QuotationCard.tsx'
import { HandOver } from './HandOver.tsx'
import { nextAction, type TicketMove } from './nextAction.ts'
import { StepTrack } from './StepTrack.tsx'
import { NextStep, OtherSteps } from './TicketActions.tsx'
import { TicketHistory } from './TicketHistory.tsx'
import { TicketStatus } from './TicketStatus.tsx'
import styles from './Tickets.module.css'
import { ticketMessages } from './tickets.messages.ts'
import { UpdateForm } from './UpdateForm.tsx'
import { useTicketStep } from './useTicketStep.ts'

interface Props {
  readonly ticket_id: string
  readonly showContext: () => void
}

export function TicketDetail({ ticket_id, showContext }: Props) {
  const { data, error, refetch } = useGet(ticketContracts.get, { ticket_id })
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows />
  return <Loaded ticket={data} showContext={showContext} />
}

function Loaded({ ticket, showContext }: { ticket: Ticket; showContext: () => void }) {
  const t = useText(ticketMessages)
  const hold = useText(ticketHoldMessages)
  const [why, setWhy] = useState<TicketMove | null>(null)
  const [handing, setHanding] = useState(false)
  const askHandOver = (): void => setHanding(true)
  const { run, busy, error } = useTicketStep(ticket.id)
  const quotations = useGet(quotationContracts.list, { ticket_id: ticket.id, limit: 5 }).data?.items
  const invoices = useGet(invoiceContracts.list, { ticket_id: ticket.id, limit: 5 }).data?.items
  const action = quotations && invoices ? nextAction(ticket, quotations, invoices) : null
  return (
    <>
      <DetailHead
        back="/tickets"
        primary={<NextStep ticket={ticket} action={action} busy={busy} run={run} askHandOver={askHandOver} />}
        actions={
          <>
            <OtherSteps ticket={ticket} action={action} run={run} askWhy={setWhy} askHandOver={askHandOver} />
            <ActionIcon className={layout.contextButton} aria-label={t('details')} onClick={showContext}>
              <IconInfoCircle size={20} />
            </ActionIcon>
          </>
        }
      >
        <h1 className={`${styles.title} truncate`}>{ticket.device_model}</h1>
        <div className="row quiet small">
          <span className={`${styles.number} tabular`}>{ticket.ticket_number}</span>
          <TicketStatus
            status={ticket.status}
            awaiting_approval={ticket.awaiting_approval}
            received_at={ticket.received_at}
          />
        </div>
      </DetailHead>
      <div className={styles.body}>
        <Problem error={error} />
        {handing && ticket.status === 'ready_for_pickup' && (
          <HandOver
            ticket={ticket}
            busy={busy}
            confirm={more => run('hand_over', more)}
            cancel={() => setHanding(false)}
          />
        )}
        {why && (
          <ReasonForm
            key={why}
            label={t('reason')}
            submit={t(`step_${why}`)}
            danger
            error={null}
            busy={busy}
            onCancel={() => setWhy(null)}
            onSubmit={reason => {
              run(why, { reason })
              setWhy(null)
            }}
          />
        )}
        <StepTrack ticket={ticket} />
        {ticket.hold_reason && <p className={styles.flag}>{hold(ticket.hold_reason)}</p>}
        <section>
          <h2 className={styles.sectionTitle}>{t('problem')}</h2>
          <p className={styles.problem}>{ticket.problem_description}</p>
        </section>
        <div className={styles.cards}>
          <QuotationCard ticket={ticket} quotation={quotations?.[0]} loading={quotations === undefined} />
          <InvoiceCard invoice={invoices?.[0]} loading={invoices === undefined} />
        </div>
        <UpdateForm ticket={ticket} />
        <section className="stack">
          <h2 className={styles.sectionTitle}>{t('timeline')}</h2>
          <TicketHistory ticket={ticket} />
        </section>
      </div>
    </>
  )
}
