import { Link } from '@tanstack/react-router'
import { conversationContracts } from '../../../shared/conversations.ts'
import { deviceName } from '../../../shared/devices.ts'
import { TICKET_STATUSES, type TicketStatus as TicketStatusName } from '../../../shared/tickets.status.ts'
import { useGet } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { Context, ContextHead, Owed } from '../../ui/Context.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { Phone } from '../../ui/Phone.tsx'
import { CustomerVisits } from '../appointments/CustomerVisits.tsx'
import { Preferences } from '../preferences/Preferences.tsx'
import { TicketStatus } from '../tickets/TicketStatus.tsx'
import { Assignment, Notes } from './Colleagues.tsx'
import { conversationMessages } from './conversations.messages.ts'
import styles from './Inbox.module.css'
import { LabelEditor } from './LabelEditor.tsx'

const isTicketStatus = (status: string): status is TicketStatusName =>
  (TICKET_STATUSES as readonly string[]).includes(status)

export function ConversationContext({ session_id }: { session_id: string }) {
  const t = useText(conversationMessages)
  const may = useMay()
  const { data, error } = useGet(conversationContracts.get, { session_id })
  // The thing in the middle says what went wrong.
  if (error && !data) return null
  if (!data) return <LoadingRows rows={3} height={64} />
  return (
    <Context>
      <section className="stack-tight">
        <ContextHead>{t('customer')}</ContextHead>
        <p className="strong">{data.customer_name}</p>
        {data.phone && <Phone e164={data.phone} call />}
        {data.username && <p className="quiet small">@{data.username}</p>}
        <LabelEditor conversation={data} />
      </section>
      <Assignment conversation={data} />
      <Notes session_id={session_id} />
      {data.handover_summary && (
        <section className="stack-tight">
          <ContextHead>{t('handover')}</ContextHead>
          <p className={styles.summary}>{data.handover_summary}</p>
        </section>
      )}
      {data.customer_id && <Preferences customer_id={data.customer_id} />}
      <Owed balance={data.balance} />
      {data.customer_id && <CustomerVisits customer_id={data.customer_id} session_id={session_id} />}
      <section className="stack">
        <ContextHead>{t('tickets')}</ContextHead>
        {data.tickets.length === 0 && <p className="quiet small">{t('no_tickets')}</p>}
        <ul className="stack-tight">
          {data.tickets.map(ticket => (
            <li key={ticket.id}>
              <Link to="/tickets/$ticket_id" params={{ ticket_id: ticket.id }} className={styles.ticket}>
                <span className="row-between">
                  <span className="strong truncate">
                    {deviceName({ brand: ticket.device_brand, model: ticket.device_model })}
                  </span>
                  <span className={`${styles.number} quiet tiny tabular`}>{ticket.ticket_number}</span>
                </span>
                {isTicketStatus(ticket.status) && (
                  <TicketStatus status={ticket.status} received_at={ticket.received_at} />
                )}
              </Link>
            </li>
          ))}
        </ul>
        {may('tickets.write') && (
          <LinkButton to="/intake" search={{ customer_id: data.customer_id ?? undefined }} variant="default" size="xs">
            {t('new_ticket')}
          </LinkButton>
        )}
      </section>
    </Context>
  )
}
