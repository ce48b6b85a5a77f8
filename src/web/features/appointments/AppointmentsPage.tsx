import { IconCalendarEvent } from '@tabler/icons-react'
import { type Appointment, appointmentContracts } from '../../../shared/appointments.ts'
import { dayWords } from '../../../shared/hours.words.ts'
import { type Day, dayAt } from '../../../shared/time.ts'
import { useGet } from '../../query.ts'
import { useZone } from '../../shell/company.ts'
import { useLang, useText } from '../../shell/lang.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import styles from './Appointments.module.css'
import { appointmentMessages } from './appointments.messages.ts'
import { VisitRow } from './VisitRow.tsx'

function byDay(items: readonly Appointment[], zone: string): [Day, Appointment[]][] {
  const days = new Map<Day, Appointment[]>()
  for (const item of items) {
    const day = dayAt(item.starts_at, zone)
    days.set(day, [...(days.get(day) ?? []), item])
  }
  return [...days]
}

/** Who comes today and on the days after it. */
export function AppointmentsPage() {
  const t = useText(appointmentMessages)
  const { lang } = useLang()
  const zone = useZone()
  const today = dayAt(new Date(), zone)
  const { data, error, refetch } = useGet(appointmentContracts.list, { upcoming: 'true' })
  const over = useGet(appointmentContracts.list, { day: today }, { keep: true })
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  // Who was here today, and who was taken for missed and may come after all.
  const ended = over.data?.items.filter(({ status }) => status === 'done' || status === 'missed') ?? []
  const items = [...ended, ...(data?.items ?? [])].sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at))
  if (data && items.length === 0) {
    return (
      <EmptyState icon={<IconCalendarEvent size={28} stroke={1.5} />} title={t('none')} page>
        {t('none_more')}
      </EmptyState>
    )
  }
  return (
    <div className="page stack">
      <h1>{t('appointments')}</h1>
      {!data && <LoadingRows />}
      {byDay(data ? items : [], zone).map(([day, visits]) => (
        <section key={day} className="card" aria-label={dayWords(day, lang, today)}>
          <h2>{dayWords(day, lang, today)}</h2>
          <ul className={styles.list}>
            {visits.map(visit => (
              <VisitRow key={visit.id} visit={visit} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
