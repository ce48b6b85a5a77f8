import { Button } from '@mantine/core'
import { useState } from 'react'
import { appointmentContracts } from '../../../shared/appointments.ts'
import { useGet, useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { ContextHead } from '../../ui/Context.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from './Appointments.module.css'
import { appointmentMessages } from './appointments.messages.ts'
import { SlotPicker } from './SlotPicker.tsx'
import { VisitRow } from './VisitRow.tsx'

interface Props {
  readonly customer_id: string
  /** Booked from a ticket that is ready, he comes to fetch it. */
  readonly ticket?: { readonly id: string; readonly ready: boolean }
  readonly session_id?: string | null
}

/** When a customer comes, beside his conversation or his ticket; and a time for him. */
export function CustomerVisits({ customer_id, ticket, session_id }: Props) {
  const t = useText(appointmentMessages)
  const may = useMay()
  const [booking, setBooking] = useState(false)
  const { data } = useGet(appointmentContracts.list, { customer_id, upcoming: 'true' })
  const book = useSend(appointmentContracts.book, {
    onSuccess: () => {
      setBooking(false)
      toast(t('done_booked'))
    },
  })
  if (!data || (data.items.length === 0 && !may('tickets.write'))) return null
  const more = { ticket_id: ticket?.id ?? null, session_id: session_id ?? null }
  const pick = (starts_at: string): void =>
    book.mutate({ input: { customer_id, starts_at, ...more, purpose: ticket?.ready ? 'pick_up' : 'drop_off' } })
  return (
    <section className={`stack-tight ${styles.narrow}`} aria-label={t('appointments')}>
      <ContextHead>{t('appointments')}</ContextHead>
      {data.items.length === 0 && !booking && <p className="quiet small">{t('none')}</p>}
      {data.items.length > 0 && (
        <ul className={styles.list}>
          {data.items.map(visit => (
            <VisitRow key={visit.id} visit={visit} dated />
          ))}
        </ul>
      )}
      {booking ? (
        <SlotPicker busy={book.isPending} error={book.error} onPick={pick} onBack={() => setBooking(false)} />
      ) : (
        may('tickets.write') && (
          <Button variant="default" size="xs" onClick={() => setBooking(true)}>
            {t('book')}
          </Button>
        )
      )}
    </section>
  )
}
