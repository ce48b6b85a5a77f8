import { Button } from '@mantine/core'
import { IconCircleCheck, IconPrinter } from '@tabler/icons-react'
import { type Ticket, ticketContracts } from '../../../shared/tickets.ts'
import { addressOf } from '../../api.ts'
import { useKeys } from '../../shell/keys.ts'
import { useText } from '../../shell/lang.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Invitation } from '../tickets/Invitation.tsx'
import styles from './Intake.module.css'
import { intakeMessages } from './intake.messages.ts'

interface Props {
  readonly ticket: Ticket
  readonly photosFailed: boolean
  readonly again: () => void
}

/** What one does right after: stick the label on, let the customer scan, next one please. */
export function IntakeDone({ ticket, photosFailed, again }: Props) {
  const t = useText(intakeMessages)
  const ticket_id = ticket.id
  const label = addressOf(ticketContracts.label, { ticket_id })
  useKeys({ 'mod+enter': again, p: () => void window.open(label, '_blank', 'noreferrer') })
  return (
    <div className={styles.done}>
      <header className="stack-tight">
        <p className={styles.check}>
          <IconCircleCheck size={40} stroke={1.5} aria-hidden="true" />
        </p>
        <h1 className={styles.title}>{t('done', { number: ticket.ticket_number })}</h1>
        <p className="quiet">
          {ticket.customer.name} · {ticket.device_model}
        </p>
        <p className="quiet small">{t('done_more')}</p>
        {photosFailed && (
          <p role="alert" className={styles.warning}>
            {t('photos_failed')}
          </p>
        )}
      </header>
      <section className="card">
        <Invitation ticket_id={ticket_id} />
      </section>
      <div className="row wrap">
        <Button
          component="a"
          href={label}
          autoFocus
          target="_blank"
          rel="noreferrer"
          leftSection={<IconPrinter size={18} />}
        >
          {t('print_label')}
          <kbd>p</kbd>
        </Button>
        <LinkButton to="/tickets/$ticket_id" params={{ ticket_id }} variant="default">
          {t('open_ticket')}
        </LinkButton>
        <Button variant="default" onClick={again}>
          {t('another')}
          <kbd>Ctrl Enter</kbd>
        </Button>
      </div>
    </div>
  )
}
