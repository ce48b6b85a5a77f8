/** @jsxImportSource preact */
import type { PublicTicket } from '../../../shared/tickets.page.ts'
import { showDateTime } from '../../../shared/time.ts'
import { useLang, useText } from '../../preact/lang.tsx'
import type { Link } from '../api.ts'
import ui from '../ui.module.css'
import { PhotoStrip } from './PhotoStrip.tsx'
import styles from './Ticket.module.css'
import { ticketMessages } from './ticket.messages.ts'

/** What the technician showed, newest first. */
export function Updates({ link, ticket }: { link: Link; ticket: PublicTicket }) {
  const t = useText(ticketMessages)
  const { lang } = useLang()
  const updates = ticket.updates
    .filter(update => update.description || update.files.length > 0)
    .sort((a, b) => b.created_at.localeCompare(a.created_at))
  if (updates.length === 0) return null
  return (
    <section class={ui.card}>
      <h2>{t('updates')}</h2>
      {updates.map(update => (
        <article key={update.id} class={styles.update}>
          <time dateTime={update.created_at}>{showDateTime(update.created_at, lang)}</time>
          {update.description && <p>{update.description}</p>}
          <PhotoStrip link={link} files={update.files} />
        </article>
      ))}
    </section>
  )
}
