/** @jsxImportSource preact */
import { accessoryMessages } from '../../../shared/messages/statuses.ts'
import type { PublicTicket } from '../../../shared/tickets.page.ts'
import { showDateTime } from '../../../shared/time.ts'
import { useLang, useText } from '../../preact/lang.tsx'
import type { Link } from '../api.ts'
import ui from '../ui.module.css'
import { PhotoStrip } from './PhotoStrip.tsx'
import styles from './Ticket.module.css'
import { ticketMessages } from './ticket.messages.ts'

/** What was handed in, and under which terms. */
export function Details({ link, ticket }: { link: Link; ticket: PublicTicket }) {
  const t = useText(ticketMessages)
  const accessoryText = useText(accessoryMessages)
  const { lang } = useLang()
  const named = (accessory: string): string =>
    accessory in accessoryMessages ? accessoryText(accessory as keyof typeof accessoryMessages) : accessory
  return (
    <section class={ui.card}>
      <h2>{t('details')}</h2>
      <dl class={styles.details}>
        <dt>{t(ticket.received_at ? 'handed_in' : 'registered')}</dt>
        <dd>{showDateTime(ticket.received_at ?? ticket.created_at, lang)}</dd>
        <dt>{t('problem')}</dt>
        <dd>{ticket.problem_description}</dd>
        {ticket.accessories.length > 0 && (
          <>
            <dt>{t('left_with')}</dt>
            <dd>{ticket.accessories.map(named).join(', ')}</dd>
          </>
        )}
      </dl>
      {ticket.photos.length > 0 && (
        <div>
          <h3 class={ui.label}>{t('photos_in')}</h3>
          <PhotoStrip link={link} files={ticket.photos} />
        </div>
      )}
      {ticket.terms && (
        <details class={styles.terms} lang={ticket.terms.lang}>
          <summary>{t('terms')}</summary>
          {[...ticket.terms.wording, ticket.terms.privacy].map(paragraph => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </details>
      )}
    </section>
  )
}
