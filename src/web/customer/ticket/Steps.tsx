/** @jsxImportSource preact */
import { ticketStatusMessages } from '../../../shared/messages/statuses.ts'
import type { PublicTicket } from '../../../shared/tickets.page.ts'
import { isExpected } from '../../../shared/tickets.status.ts'
import { showDateTime } from '../../../shared/time.ts'
import { Icon } from '../../preact/Icon.tsx'
import { useLang, useText } from '../../preact/lang.tsx'
import ui from '../ui.module.css'
import styles from './Ticket.module.css'
import { ticketMessages } from './ticket.messages.ts'

/** The way of the repair, with the moments passed. A way that ended early shows no steps that will never come. */
export function Steps({ ticket }: { ticket: PublicTicket }) {
  const t = useText(ticketMessages)
  const statusText = useText(ticketStatusMessages)
  const { lang } = useLang()
  const ended = ticket.status === 'cancelled' || (ticket.outcome !== null && ticket.outcome !== 'repaired')
  // The moment of the form is not a moment of the device.
  const expected = isExpected(ticket)
  const steps = ended ? ticket.steps.filter(step => step.at !== null || step.status === ticket.status) : ticket.steps
  return (
    <section class={ui.card}>
      <h2>{t('steps')}</h2>
      <ol class={styles.steps}>
        {steps.map(step => (
          <li
            key={step.status}
            data-state={step.status === ticket.status ? 'now' : step.at ? 'done' : 'ahead'}
            aria-current={step.status === ticket.status ? 'step' : undefined}
          >
            <i aria-hidden="true">{step.at && step.status !== ticket.status && <Icon name="check" size={14} />}</i>
            <span>
              {statusText(step.status === 'pending' && expected ? 'not_here' : step.status)}
              {step.at && !expected && <time dateTime={step.at}>{showDateTime(step.at, lang)}</time>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
