/** @jsxImportSource preact */
import { ticketHoldMessages, ticketOutcomeMessages, ticketStatusMessages } from '../../../shared/messages/statuses.ts'
import type { PublicTicket } from '../../../shared/tickets.page.ts'
import { shownStatus } from '../../../shared/tickets.status.ts'
import { dayAt, showDay } from '../../../shared/time.ts'
import { useLang, useText } from '../../preact/lang.tsx'
import styles from './Ticket.module.css'
import { ticketMessages } from './ticket.messages.ts'

const TONES = {
  not_here: 'waiting',
  pending: 'waiting',
  diagnosing: 'working',
  awaiting_approval: 'attention',
  approved: 'agreed',
  in_progress: 'working',
  completed: 'working',
  ready_for_pickup: 'done',
  picked_up: 'over',
  cancelled: 'over',
} as const

/** Device, number, status, and what that means. */
export function Summary({ ticket }: { ticket: PublicTicket }) {
  const t = useText(ticketMessages)
  const statusText = useText(ticketStatusMessages)
  const outcomeText = useText(ticketOutcomeMessages)
  const holdText = useText(ticketHoldMessages)
  const { lang } = useLang()
  const status = shownStatus(ticket)
  const unrepaired = ticket.outcome !== null && ticket.outcome !== 'repaired'
  const over = ticket.status === 'picked_up' || ticket.status === 'cancelled'
  const day = (each: string): string => showDay(each, lang, dayAt(new Date()))
  return (
    <header class={styles.summary}>
      <h1>{ticket.device}</h1>
      <p class={styles.number}>
        {t('ticket')} <strong>{ticket.ticket_number}</strong>
      </p>
      <p class={styles.status} aria-live="polite">
        <i data-tone={TONES[status]} aria-hidden="true" />
        {statusText(status)}
        {unrepaired && ticket.outcome && <span> · {outcomeText(ticket.outcome)}</span>}
      </p>
      <p class={styles.now}>
        {unrepaired && !over && ticket.outcome
          ? t(`now_${ticket.outcome as 'declined' | 'unrepairable'}`)
          : t(`now_${status}`)}
      </p>
      <ul class={styles.facts}>
        {ticket.hold_reason && !over && <li>{holdText(ticket.hold_reason)}</li>}
        {ticket.estimated_completion_date && !over && ticket.status !== 'ready_for_pickup' && (
          <li>{t('expected', { day: day(ticket.estimated_completion_date) })}</li>
        )}
        {ticket.warranty_until && <li>{t('warranty', { day: day(ticket.warranty_until) })}</li>}
      </ul>
    </header>
  )
}
