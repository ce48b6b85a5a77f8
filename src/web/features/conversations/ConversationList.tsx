import { SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconMessageCircle, IconSearch } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type ConversationRow, conversationContracts } from '../../../shared/conversations.ts'
import { useGet } from '../../query.ts'
import { useKeys } from '../../shell/keys.ts'
import { useText } from '../../shell/lang.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { When } from '../../ui/When.tsx'
import { conversationMessages } from './conversations.messages.ts'
import styles from './Inbox.module.css'
import { Ticks } from './Ticks.tsx'

const FILTERS = ['all', 'waiting', 'mine'] as const
type Filter = (typeof FILTERS)[number]

export function ConversationList({ chosen }: { chosen: string | undefined }) {
  const t = useText(conversationMessages)
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 150)
  const [filter, setFilter] = useState<Filter>('all')
  const { data, error, refetch } = useGet(conversationContracts.list, { q, filter, limit: 60 }, { keep: true })
  const items = data?.items ?? []
  const step = (by: number) => () => {
    const next =
      items[Math.max(0, Math.min(items.length - 1, items.findIndex(item => item.session_id === chosen) + by))]
    if (next) void navigate({ to: '/inbox/$session_id', params: { session_id: next.session_id } })
  }
  useKeys({ j: step(1), k: step(-1) })
  return (
    <>
      <div className={styles.tools}>
        <TextInput
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} />}
          rightSection={<kbd className={styles.slash}>/</kbd>}
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
        />
        <SegmentedControl
          size="xs"
          fullWidth
          value={filter}
          onChange={value => setFilter(value as Filter)}
          data={FILTERS.map(value => ({ value, label: t(`filter_${value}`) }))}
        />
      </div>
      <div className={styles.scroll}>
        {error && !data ? <ErrorState error={error} retry={() => void refetch()} /> : null}
        {!data && !error && <LoadingRows rows={9} height={56} />}
        {data && items.length === 0 && <Nothing searched={q !== '' || filter !== 'all'} />}
        <ul>
          {items.map(item => (
            <li key={item.session_id}>
              <Row item={item} chosen={item.session_id === chosen} />
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

function Nothing({ searched }: { searched: boolean }) {
  const t = useText(conversationMessages)
  return (
    <EmptyState icon={<IconMessageCircle size={28} stroke={1.5} />} title={searched ? t('none_found') : t('none')}>
      {searched ? t('none_found_more') : t('none_more')}
    </EmptyState>
  )
}

function Row({ item, chosen }: { item: ConversationRow; chosen: boolean }) {
  const t = useText(conversationMessages)
  const last = item.last_message
  return (
    <Link
      to="/inbox/$session_id"
      params={{ session_id: item.session_id }}
      className={styles.row}
      aria-current={chosen || undefined}
      data-unread={item.unread_count > 0 || undefined}
    >
      <span className={styles.avatar} aria-hidden="true">
        {initials(item.customer_name)}
      </span>
      <span className={styles.rowText}>
        <span className="row-between">
          <span className={`${styles.name} truncate`}>{item.customer_name}</span>
          {last && (
            <span className="quiet tiny">
              <When at={last.timestamp} short />
            </span>
          )}
        </span>
        <span className="row-between">
          <span className={`${styles.preview} truncate`}>
            {last?.direction === 'outbound' && <Ticks status={last.status} />}
            {last && (last.message_content || mediaWord(t, last.message_type))}
          </span>
          <span className={styles.badges}>
            {item.wants_person && <span className={styles.wants}>{t('filter_waiting')}</span>}
            {item.unread_count > 0 && (
              <span className={styles.unread}>
                <span aria-hidden="true">{item.unread_count}</span>
                <span className="sr-only">{t('unread', { n: item.unread_count })}</span>
              </span>
            )}
          </span>
        </span>
      </span>
    </Link>
  )
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map(word => word.charAt(0).toUpperCase())
    .join('')

const MEDIA = ['image', 'video', 'audio', 'document', 'sticker', 'location', 'contacts'] as const

export function mediaWord(t: (key: `media_${(typeof MEDIA)[number] | 'other'}`) => string, type: string): string {
  const known = MEDIA.find(one => one === type)
  return t(known ? `media_${known}` : 'media_other')
}
