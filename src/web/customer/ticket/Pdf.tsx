/** @jsxImportSource preact */
import { Icon } from '../../preact/Icon.tsx'
import { useText } from '../../preact/lang.tsx'
import { fileUrl, type Link } from '../api.ts'
import styles from './Money.module.css'
import { ticketMessages } from './ticket.messages.ts'

export function Pdf({ link, id, what }: { link: Link; id: string; what: string }) {
  const t = useText(ticketMessages)
  return (
    <a class={styles.pdf} href={fileUrl(link, id)} target="_blank" rel="noopener">
      <Icon name="file" size={22} /> {t('open_pdf', { what })}
    </a>
  )
}
