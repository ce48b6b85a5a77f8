import { UnstyledButton } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ResponseOf } from '../../../shared/contract.ts'
import { notificationTexts } from '../../../shared/messages/notifications.ts'
import { fill } from '../../../shared/messages.ts'
import { notificationContracts } from '../../../shared/notifications.ts'
import { quotationContracts } from '../../../shared/quotations.ts'
import { foresee, readOf, useGet, useSend } from '../../query.ts'
import { useLang, useText } from '../../shell/lang.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { When } from '../../ui/When.tsx'
import styles from './Notices.module.css'
import { noticeMessages } from './notifications.messages.ts'

type Notice = ResponseOf<typeof notificationContracts.list>['items'][number]

/** What one should look at, each a way to the thing itself. */
export function Notices({ close }: { close: () => void }) {
  const t = useText(noticeMessages)
  const { data } = useGet(notificationContracts.list, {})
  const open = useOpening(close)
  if (data?.items.length === 0) {
    return (
      <EmptyState icon={<IconBell size={28} stroke={1.5} />} title={t('none')}>
        {t('none_more')}
      </EmptyState>
    )
  }
  return (
    <ul className={styles.notices}>
      {data?.items.map(notice => (
        <li key={notice.id}>
          <UnstyledButton
            className={styles.notice}
            data-unread={notice.read_at === null || undefined}
            onClick={() => void open(notice)}
          >
            <Words notice={notice} />
            <span className="quiet tiny">
              <When at={notice.created_at} short />
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}

function Words({ notice }: { notice: Notice }) {
  const { lang } = useLang()
  const text =
    notice.kind in notificationTexts
      ? notificationTexts[notice.kind as keyof typeof notificationTexts][lang]
      : notice.kind
  return (
    <span>
      {fill(
        text.replace(/\{(\w+)\}/g, (slot, name: string) => (name in notice.data ? slot : '–')),
        notice.data,
      )}
    </span>
  )
}

function useOpening(close: () => void): (notice: Notice) => Promise<void> {
  const navigate = useNavigate()
  const client = useQueryClient()
  const read = useSend(notificationContracts.read, {
    foresee: (client, { notification_id }) =>
      foresee(client, notificationContracts.list, {}, known => ({
        ...known,
        items: known.items.map(one =>
          one.id === notification_id ? { ...one, read_at: new Date().toISOString() } : one,
        ),
      })),
  })
  const ticketOf = async (quotation_id: string): Promise<string | null> =>
    (await client.fetchQuery(readOf(quotationContracts.get, { quotation_id }))).ticket_id
  return async ({ id, read_at, subject_type, subject_id }) => {
    if (read_at === null) read.mutate({ input: { notification_id: id } })
    close()
    if (!subject_id) return
    if (subject_type === 'session') await navigate({ to: '/inbox/$session_id', params: { session_id: subject_id } })
    if (subject_type === 'channel') await navigate({ to: '/settings/$', params: { _splat: 'whatsapp' } })
    if (subject_type === 'payment') await navigate({ to: '/invoices', search: { show: 'slips' } })
    const ticket_id =
      subject_type === 'ticket' ? subject_id : subject_type === 'quotation' ? await ticketOf(subject_id) : null
    if (ticket_id) await navigate({ to: '/tickets/$ticket_id', params: { ticket_id } })
  }
}
