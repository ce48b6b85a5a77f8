import { ticketOutcomeMessages, ticketStatusMessages } from '../../../shared/messages/statuses.ts'
import { shownStatus, TICKET_PATH } from '../../../shared/tickets.status.ts'
import type { Ticket } from '../../../shared/tickets.ts'
import { useText } from '../../shell/lang.tsx'
import styles from './Tickets.module.css'
import { ticketMessages } from './tickets.messages.ts'

/** The way of a repair, and how far this one is. */
export function StepTrack({ ticket }: { ticket: Ticket }) {
  const t = useText(ticketMessages)
  const word = useText(ticketStatusMessages)
  const outcome = useText(ticketOutcomeMessages)
  if (ticket.status === 'cancelled') return null
  const at = (TICKET_PATH as readonly string[]).indexOf(ticket.status)
  const unrepaired = ticket.outcome === 'declined' || ticket.outcome === 'unrepairable' ? ticket.outcome : null
  return (
    <div className="stack-tight">
      <ol className={styles.track7} aria-label={t('progress')}>
        {TICKET_PATH.map((status, index) => (
          <li
            key={status}
            data-state={index < at ? 'past' : index === at ? 'now' : 'next'}
            aria-current={index === at ? 'step' : undefined}
          >
            <span>{word(index === at ? shownStatus(ticket) : status)}</span>
          </li>
        ))}
      </ol>
      {unrepaired && <p className={styles.flag}>{outcome(unrepaired)}</p>}
    </div>
  )
}
