import { Button } from '@mantine/core'
import { IconBellRinging } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { reminderKindMessages } from '../../../shared/messages/reminders.ts'
import { type NextReminder, reminderContracts, reminderKey } from '../../../shared/reminders.ts'
import { foresee, useGet, useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState, Problem } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { toast } from '../../ui/toast.tsx'
import { When } from '../../ui/When.tsx'
import { followupMessages } from './followups.messages.ts'
import styles from './Reminders.module.css'

/** Who will be written to, about what and when; each can be skipped. */
export function NextReminders() {
  const t = useText(followupMessages)
  const { data, error, refetch } = useGet(reminderContracts.next, {})
  return (
    <section className="card" aria-label={t('next')}>
      <h2>{t('next')}</h2>
      {error && !data ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : !data ? (
        <LoadingRows rows={4} />
      ) : data.items.length === 0 ? (
        <EmptyState icon={<IconBellRinging size={28} stroke={1.5} />} title={t('next_none')}>
          {t('next_none_more')}
        </EmptyState>
      ) : (
        <ul className={styles.next}>
          {data.items.map(item => (
            <Next key={reminderKey(item)} item={item} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Next({ item }: { item: NextReminder }) {
  const t = useText(followupMessages)
  const name = useText(reminderKindMessages)
  const { kind, subject_id, mark, days, ticket_id, customer_name: customer } = item
  const skip = useSend(reminderContracts.skip, {
    onSuccess: ({ skipped }) => toast(t(skipped ? 'skipped' : 'too_late')),
    foresee: client =>
      foresee(client, reminderContracts.next, {}, known => ({
        items: known.items.filter(one => reminderKey(one) !== reminderKey(item)),
      })),
  })
  const about = [item.device, item.number].filter(Boolean).join(' · ')
  return (
    <li className={styles.item}>
      <div className="grow">
        <p className="row-between">
          <span className="strong truncate">{customer}</span>
          <span className="quiet tiny">
            {Date.parse(item.due_at) <= Date.now() ? t('now') : <When at={item.due_at} />}
          </span>
        </p>
        <p className="small truncate">{name(kind)}</p>
        <p className="quiet tiny truncate">
          {ticket_id ? (
            <Link to="/tickets/$ticket_id" params={{ ticket_id }}>
              {about}
            </Link>
          ) : (
            about
          )}
        </p>
        <Problem error={skip.error} />
      </div>
      <Button
        variant="default"
        size="compact-xs"
        aria-label={t('skip_whom', { what: name(kind), customer })}
        loading={skip.isPending}
        onClick={() => skip.mutate({ input: { kind, subject_id, mark, days } })}
      >
        {t('skip')}
      </Button>
    </li>
  )
}
