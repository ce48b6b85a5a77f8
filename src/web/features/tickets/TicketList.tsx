import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch, IconTool } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ticketHoldMessages, ticketPriorityMessages, ticketStatusMessages } from '../../../shared/messages/statuses.ts'
import { isOpenTicket, TICKET_STATUSES } from '../../../shared/tickets.status.ts'
import { type TicketRow, ticketContracts } from '../../../shared/tickets.ts'
import { useGet, usePages } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { List, ListTools, rowClass } from '../../ui/List.tsx'
import { When } from '../../ui/When.tsx'
import { TicketStatus } from './TicketStatus.tsx'
import styles from './Tickets.module.css'
import { ticketMessages } from './tickets.messages.ts'
import type { TicketSearch } from './tickets.search.ts'

const LIMIT = 40

export function TicketList({ chosen }: { chosen: string | undefined }) {
  const search: TicketSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const status = search.status ?? 'open'
  const pages = usePages(ticketContracts.list, {
    limit: LIMIT,
    ...(status === 'all' ? {} : { status }),
    ...(search.q ? { q: search.q } : {}),
    ...(search.who ? { assigned_to: search.who } : {}),
  })
  return (
    <>
      <Filters search={search} status={status} />
      <List
        pages={pages}
        nothing={<Nothing searched={Boolean(search.q || search.who || search.status)} />}
        height={64}
        keyOf={item => item.id}
        isChosen={item => item.id === chosen}
        open={item => void navigate({ to: '/tickets/$ticket_id', params: { ticket_id: item.id }, search })}
        row={item => <Row item={item} chosen={item.id === chosen} search={search} />}
      />
    </>
  )
}

function Filters({ search, status }: { search: TicketSearch; status: string }) {
  const t = useText(ticketMessages)
  const word = useText(ticketStatusMessages)
  const navigate = useNavigate()
  const counts = useGet(ticketContracts.counts, {}).data?.counts
  const [typed, setTyped] = useState(search.q ?? '')
  const [q] = useDebouncedValue(typed.trim(), 150)
  const change = (part: TicketSearch): void => void navigate({ to: '.', search: { ...search, ...part }, replace: true })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed changes the address, not the other way round
  useEffect(() => {
    if (q !== (search.q ?? '')) change({ q: q || undefined })
  }, [q])

  const sum = (wanted: (status: (typeof TICKET_STATUSES)[number]) => boolean): string =>
    counts ? ` (${TICKET_STATUSES.filter(wanted).reduce((total, one) => total + (counts[one] ?? 0), 0)})` : ''
  const options = [
    { value: 'open', label: t('open') + sum(isOpenTicket) },
    ...TICKET_STATUSES.map(one => ({ value: one, label: word(one) + sum(other => other === one) })),
    { value: 'all', label: t('all') + sum(() => true) },
  ]
  return (
    <ListTools>
      <TextInput
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={16} />}
        value={typed}
        onChange={event => setTyped(event.currentTarget.value)}
      />
      <div className="row">
        <NativeSelect
          size="xs"
          className="grow"
          aria-label={t('filter')}
          data={options}
          value={status}
          onChange={event =>
            change({ status: event.currentTarget.value === 'open' ? undefined : event.currentTarget.value })
          }
        />
        <Button
          size="xs"
          variant={search.who === 'me' ? 'light' : 'default'}
          aria-pressed={search.who === 'me'}
          onClick={() => change({ who: search.who === 'me' ? undefined : 'me' })}
        >
          {t('mine')}
        </Button>
      </div>
    </ListTools>
  )
}

function Nothing({ searched }: { searched: boolean }) {
  const t = useText(ticketMessages)
  const may = useMay()
  const first = !searched && (may('tickets.write') || may('tickets.own')) && (
    <LinkButton to="/intake">{t('new_ticket')}</LinkButton>
  )
  return (
    <EmptyState
      icon={<IconTool size={28} stroke={1.5} />}
      title={searched ? t('none_found') : t('none')}
      action={first}
    >
      {searched ? t('none_found_more') : t('none_more')}
    </EmptyState>
  )
}

function Row({ item, chosen, search }: { item: TicketRow; chosen: boolean; search: TicketSearch }) {
  const hold = useText(ticketHoldMessages)
  const priority = useText(ticketPriorityMessages)
  const pressing = item.priority === 'high' || item.priority === 'urgent'
  return (
    <Link
      to="/tickets/$ticket_id"
      params={{ ticket_id: item.id }}
      search={search}
      className={rowClass}
      aria-current={chosen || undefined}
    >
      <span className="row-between">
        <span className="strong truncate">{item.device_model}</span>
        <span className="quiet tiny tabular whole">{item.ticket_number}</span>
      </span>
      <span className="truncate small quiet">
        {item.customer_name} · {item.problem_description}
      </span>
      <span className="row-between">
        <span className="row">
          <TicketStatus
            status={item.status}
            awaiting_approval={item.awaiting_approval}
            received_at={item.received_at}
          />
          {item.hold_reason && <span className={styles.flag}>{hold(item.hold_reason)}</span>}
          {pressing && isOpenTicket(item.status) && <span className={styles.flag}>{priority(item.priority)}</span>}
        </span>
        <span className="quiet tiny">
          <When at={item.status_changed_at} short />
        </span>
      </span>
    </Link>
  )
}
