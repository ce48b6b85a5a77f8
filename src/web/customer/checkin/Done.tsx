/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import type { CheckinPage } from '../../../shared/checkins.ts'
import { Icon } from '../../preact/Icon.tsx'
import { useText } from '../../preact/lang.tsx'
import ui from '../ui.module.css'
import { checkinMessages } from './checkin.messages.ts'
import styles from './Done.module.css'

const PATIENCE_MS = 20_000

/** Handed in. The number follows in a moment, and the chat says it too. */
export function Done({ page }: { page: CheckinPage }) {
  const t = useText(checkinMessages)
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <section class={styles.done}>
      <span class={styles.tick}>
        <Icon name="check" size={44} />
      </span>
      <h1>{t('done_title')}</h1>
      <div class={styles.number} aria-live="polite">
        {page.ticket_number ? (
          <>
            <small>{t('done_number')}</small>
            <strong>{page.ticket_number}</strong>
          </>
        ) : (
          <p>{slow ? t('done_slow') : t('done_waiting')}</p>
        )}
      </div>
      <div class={ui.card}>
        <h2>{t('done_next')}</h2>
        <ol class={styles.next}>
          <li>{t('done_hand_over')}</li>
          <li>{t('done_check')}</li>
          <li>{t('done_write')}</li>
        </ol>
      </div>
      {page.ticket_url && (
        <a class={ui.primary} href={page.ticket_url}>
          {t('open_ticket')} <Icon name="next" size={20} />
        </a>
      )}
    </section>
  )
}
