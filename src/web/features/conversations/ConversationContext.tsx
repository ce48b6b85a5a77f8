import { Link } from '@tanstack/react-router'
import { conversationContracts } from '../../../shared/conversations.ts'
import { deviceName } from '../../../shared/devices.ts'
import { parseMoney } from '../../../shared/money.ts'
import { TICKET_STATUSES, type TicketStatus as TicketStatusName } from '../../../shared/tickets.status.ts'
import { useGet } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { Money } from '../../ui/Money.tsx'
import { Phone } from '../../ui/Phone.tsx'
import { TicketStatus } from '../tickets/TicketStatus.tsx'
import { conversationMessages } from './conversations.messages.ts'
import styles from './Inbox.module.css'

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
    <div className={styles.contextBody}>
      <section className="stack-tight">
        <h2 className={styles.contextHead}>{t('customer')}</h2>
        <p className="strong">{data.customer_name}</p>
        {data.phone && <Phone e164={data.phone} call />}
        {data.username && <p className="quiet small">@{data.username}</p>}
      </section>
      {data.handover_summary && (
        <section className="stack-tight">
          <h2 className={styles.contextHead}>{t('handover')}</h2>
          <p className={styles.summary}>{data.handover_summary}</p>
        </section>
      )}
      {parseMoney(data.balance) > 0 && (
        <section className={styles.owed}>
          <span>{t('balance')}</span>
          <Money amount={data.balance} strong owed />
        </section>
      )}
      <section className="stack">
        <h2 className={styles.contextHead}>{t('tickets')}</h2>
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
                {isTicketStatus(ticket.status) && <TicketStatus status={ticket.status} />}
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
    </div>
  )
}
