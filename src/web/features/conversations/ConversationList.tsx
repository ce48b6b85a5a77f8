import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconMessageCircle, IconSearch } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import {
  type ConversationRow,
  conversationContracts,
  INBOX_FILTERS,
  type InboxFilter,
} from '../../../shared/conversations.ts'
import { inboxContracts } from '../../../shared/inbox.ts'
import { labelContracts } from '../../../shared/labels.ts'
import { unmarked } from '../../../shared/whatsapp/marks.ts'
import { useGet, usePages, useSend } from '../../query.ts'
import { useKeys } from '../../shell/keys.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { Count } from '../../ui/Count.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { List, ListTools, rowClass } from '../../ui/List.tsx'
import { toast } from '../../ui/toast.tsx'
import { When } from '../../ui/When.tsx'
import { conversationMessages } from './conversations.messages.ts'
import { FoundMessages } from './FoundMessages.tsx'
import styles from './Inbox.module.css'
import type { InboxSearch } from './inbox.search.ts'
import { Labels } from './Labels.tsx'
import { PresenceMark } from './Presence.tsx'
import { Ticks } from './Ticks.tsx'

export function ConversationList({ chosen }: { chosen: string | undefined }) {
  const t = useText(conversationMessages)
  const navigate = useNavigate()
  const { at: _, ...search }: InboxSearch = useSearch({ strict: false })
  const [typed, setTyped] = useState(search.q ?? '')
  const [q] = useDebouncedValue(typed.trim(), 150)
  const filter = search.filter ?? 'all'
  const counts = useGet(inboxContracts.counts, {}).data
  const change = (part: InboxSearch): void => void navigate({ to: '.', search: { ...search, ...part }, replace: true })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed changes the address, not the other way round
  useEffect(() => {
    if (q !== (search.q ?? '')) change({ q: q || undefined })
  }, [q])
  const word = (one: InboxFilter): string => {
    const n = counts && one in counts ? counts[one as keyof typeof counts] : 0
    return t(`filter_${one}`) + (n > 0 ? ` (${n})` : '')
  }
  const labels = useGet(labelContracts.list, {}).data?.items
  // One that was thrown away filters nothing.
  const label = labels?.some(one => one.id === search.label) === false ? undefined : search.label
  const pages = usePages(conversationContracts.list, { q, filter, label, limit: 40 })
  const open = ({ session_id }: ConversationRow): void =>
    void navigate({ to: '/inbox/$session_id', params: { session_id }, search })
  useKeys({
    u: () => {
      const rows = pages.items ?? []
      const at = rows.findIndex(row => row.session_id === chosen)
      const next = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))].find(row => row.unread_count > 0)
      if (next) open(next)
      else toast(t('all_read'))
    },
  })
  return (
    <>
      <ListTools>
        <TextInput
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} />}
          rightSection={<kbd className={styles.slash}>/</kbd>}
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
        />
        <div className={styles.filters}>
          <NativeSelect
            size="xs"
            aria-label={t('filter')}
            value={filter}
            onChange={event => {
              const chosen = event.currentTarget.value as InboxFilter
              change({ filter: chosen === 'all' ? undefined : chosen })
            }}
            data={INBOX_FILTERS.map(one => ({ value: one, label: word(one) }))}
          />
          {labels && labels.length > 0 && (
            <NativeSelect
              size="xs"
              aria-label={t('filter_label')}
              value={label ?? ''}
              onChange={event => change({ label: event.currentTarget.value || undefined })}
              data={[
                { value: '', label: t('label_all') },
                ...labels.map(one => ({ value: one.id, label: `${one.name} (${one.conversations})` })),
              ]}
            />
          )}
        </div>
      </ListTools>
      {filter === 'failed' && (counts?.failed ?? 0) > 0 && <SendAllAgain />}
      <FoundMessages q={search.q ?? ''} search={search} />
      <List
        pages={pages}
        nothing={<Nothing searched={q !== '' || filter !== 'all' || label !== undefined} />}
        height={56}
        keyOf={item => item.session_id}
        isChosen={item => item.session_id === chosen}
        open={open}
        row={item => <Row item={item} chosen={item.session_id === chosen} search={search} />}
      />
    </>
  )
}

/** The channel runs again: one press instead of one under each message. */
function SendAllAgain() {
  const t = useText(conversationMessages)
  const may = useMay()
  const again = useSend(conversationContracts.sendAllAgain, {
    onSuccess: result => toast(t('sent_all_again', result)),
    touches: ['conversations', 'inbox'],
  })
  if (!may('chat.write')) return null
  return (
    <div className={`stack-tight ${styles.again}`}>
      <p className="quiet tiny">{t('send_all_again_more')}</p>
      <Problem error={again.error} />
      <Button size="xs" variant="default" loading={again.isPending} onClick={() => again.mutate({ input: {} })}>
        {t('send_all_again')}
      </Button>
    </div>
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

function Row({ item, chosen, search }: { item: ConversationRow; chosen: boolean; search: InboxSearch }) {
  const t = useText(conversationMessages)
  const last = item.last_message
  return (
    <Link
      to="/inbox/$session_id"
      params={{ session_id: item.session_id }}
      search={search}
      className={rowClass}
      aria-current={chosen || undefined}
    >
      <span className={styles.row} data-unread={item.unread_count > 0 || undefined}>
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
              {last && (unmarked(last.message_content) || mediaWord(t, last.message_type))}
            </span>
            <span className={styles.badges}>
              <PresenceMark session_id={item.session_id} />
              {item.wants_person && <span className={styles.wants}>{t('filter_waiting')}</span>}
              {item.unread_count > 0 && <Count n={item.unread_count} label={t('unread', { n: item.unread_count })} />}
            </span>
          </span>
          <Labels labels={item.labels} />
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
