import { Skeleton } from '@mantine/core'
import { useEffect } from 'react'
import { ticketContracts } from '../../../shared/tickets.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { QrCode } from '../../ui/QrCode.tsx'
import styles from './Invitation.module.css'
import { ticketMessages } from './tickets.messages.ts'

/** Two ways for a customer to follow the job: his page, and a chat that starts with the ticket's number. */
export function Invitation({ ticket_id }: { ticket_id: string }) {
  const t = useText(ticketMessages)
  const { mutate, data, error } = useSend(ticketContracts.link)
  useEffect(() => mutate({ input: { ticket_id } }), [mutate, ticket_id])
  if (error) return <Problem error={error} />
  return (
    <div className={styles.ways}>
      <figure className={styles.way}>
        {data ? <QrCode text={data.url} label={t('scan_page')} /> : <Skeleton width={168} height={168} />}
        <figcaption className="stack-tight">
          <span className="strong">{t('scan_page')}</span>
          {data && (
            <a href={data.url} target="_blank" rel="noreferrer" className={styles.link}>
              {t('open_page')}
            </a>
          )}
        </figcaption>
      </figure>
      {(data === undefined || data.whatsapp_url) && (
        <figure className={styles.way}>
          {data?.whatsapp_url ? (
            <QrCode text={data.whatsapp_url} label={t('scan_chat')} />
          ) : (
            <Skeleton width={168} height={168} />
          )}
          <figcaption className="strong">{t('scan_chat')}</figcaption>
        </figure>
      )}
    </div>
  )
}
