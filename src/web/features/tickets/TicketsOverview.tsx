import { Link } from '@tanstack/react-router'
import { TICKET_PATH } from '../../../shared/tickets.status.ts'
import { ticketContracts } from '../../../shared/tickets.ts'
import { useGet } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { TicketStatus } from './TicketStatus.tsx'
import styles from './Tickets.module.css'
import { ticketMessages } from './tickets.messages.ts'

/** Where the work stands, while no ticket is chosen: how many wait at each step. */
export function TicketsOverview() {
  const t = useText(ticketMessages)
  const may = useMay()
  const { data, error, refetch } = useGet(ticketContracts.counts, {})
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows rows={6} height={32} />
  const rows = TICKET_PATH.filter(status => status !== 'picked_up').map(status => ({
    status,
    count: data.counts[status] ?? 0,
  }))
  const most = Math.max(1, ...rows.map(row => row.count))
  return (
    <div className={styles.overview}>
      <div className="row-between">
        <h2 className={styles.overviewTitle}>{t('work_now')}</h2>
        {(may('tickets.write') || may('tickets.own')) && (
          <LinkButton to="/intake">
            {t('new_ticket')}
            <kbd>n</kbd>
          </LinkButton>
        )}
      </div>
      <ul className="stack-tight">
        {rows.map(({ status, count }) => (
          <li key={status}>
            <Link to="/tickets" search={{ status }} className={styles.bar}>
              <TicketStatus status={status} />
              <span className={styles.track} aria-hidden="true">
                <span className={styles.fill} style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <span className="tabular strong">{count}</span>
            </Link>
          </li>
        ))}
      </ul>
      {data.awaiting_approval > 0 && (
        <p className="quiet small">{t('with_customers', { n: data.awaiting_approval })}</p>
      )}
      {data.not_here > 0 && <p className="quiet small">{t('not_here_yet', { n: data.not_here })}</p>}
      <p className="quiet small">{t('choose_more')}</p>
    </div>
  )
}
