import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Appointment, appointmentContracts } from '../../../shared/appointments.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { Phone } from '../../ui/Phone.tsx'
import { ReasonForm } from '../../ui/ReasonForm.tsx'
import { Status, type Tone } from '../../ui/Status.tsx'
import { toast } from '../../ui/toast.tsx'
import { ClockTime, When } from '../../ui/When.tsx'
import styles from './Appointments.module.css'
import { appointmentMessages } from './appointments.messages.ts'
import { SlotPicker } from './SlotPicker.tsx'

const TONES: Readonly<Record<Appointment['status'], Tone>> = {
  booked: 'waiting',
  arrived: 'working',
  done: 'done',
  cancelled: 'over',
  missed: 'bad',
}

/** One appointment, and what can be done with it. `dated`: no day stands above it, and whose it is, is known. */
export function VisitRow({ visit, dated }: { visit: Appointment; dated?: boolean }) {
  const t = useText(appointmentMessages)
  const may = useMay()
  const [open, setOpen] = useState<'move' | 'cancel' | null>(null)
  const { customer_name: customer, ticket_id } = visit
  const input = { appointment_id: visit.id }
  const after = (key: 'done_moved' | 'done_cancelled') => ({
    onSuccess: () => {
      setOpen(null)
      toast(t(key))
    },
  })
  const arrive = useSend(appointmentContracts.arrive)
  const miss = useSend(appointmentContracts.miss)
  const finish = useSend(appointmentContracts.finish)
  const move = useSend(appointmentContracts.move, after('done_moved'))
  const cancel = useSend(appointmentContracts.cancel, after('done_cancelled'))
  const button = (what: 'arrive' | 'miss' | 'finish' | 'move' | 'cancel', press: () => void, busy = false) => (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={t('of_whom', { what: t(what), customer })}
      loading={busy}
      onClick={press}
    >
      {t(what)}
    </Button>
  )
  return (
    <li className={styles.visit}>
      {dated ? <When at={visit.starts_at} /> : <ClockTime at={visit.starts_at} />}
      <div className="stack-tight">
        {!dated && (
          <p className="strong truncate">
            {visit.session_id ? (
              <Link to="/inbox/$session_id" params={{ session_id: visit.session_id }}>
                {customer}
              </Link>
            ) : (
              customer
            )}
          </p>
        )}
        <p className="quiet small">
          {[t(visit.purpose), visit.device].filter(Boolean).join(' · ')}{' '}
          {ticket_id && (
            <Link to="/tickets/$ticket_id" params={{ ticket_id }}>
              {visit.ticket_number}
            </Link>
          )}
        </p>
        {!dated && visit.customer_phone && (
          <p className="small">
            <Phone e164={visit.customer_phone} call />
          </p>
        )}
        <p className="row wrap small">
          {visit.confirmed_at && visit.status === 'booked' ? (
            <Status tone="agreed">{t('confirmed')}</Status>
          ) : (
            <Status tone={TONES[visit.status]}>{t(visit.status)}</Status>
          )}
          {visit.late_minutes && <Status tone="attention">{t('late', { n: visit.late_minutes })}</Status>}
        </p>
      </div>
      {may('tickets.write') && (
        <div className={styles.actions}>
          {visit.status === 'booked' && (
            <>
              {button('arrive', () => arrive.mutate({ input }), arrive.isPending)}
              {Date.parse(visit.starts_at) <= Date.now() &&
                button('miss', () => miss.mutate({ input }), miss.isPending)}
              {button('move', () => setOpen(open === 'move' ? null : 'move'))}
              {button('cancel', () => setOpen(open === 'cancel' ? null : 'cancel'))}
            </>
          )}
          {visit.status === 'missed' && button('arrive', () => arrive.mutate({ input }), arrive.isPending)}
          {visit.status === 'arrived' && button('finish', () => finish.mutate({ input }), finish.isPending)}
        </div>
      )}
      <div className={styles.below}>
        <Problem error={arrive.error ?? miss.error ?? finish.error} />
        {open === 'move' && (
          <SlotPicker
            busy={move.isPending}
            error={move.error}
            onPick={starts_at => move.mutate({ input: { ...input, starts_at } })}
            onBack={() => setOpen(null)}
          />
        )}
      </div>
      {open === 'cancel' && (
        <ReasonForm
          label={t('cancel_why')}
          submit={t('cancel')}
          danger
          busy={cancel.isPending}
          error={cancel.error}
          onSubmit={reason => cancel.mutate({ input: { ...input, reason } })}
          onCancel={() => setOpen(null)}
        />
      )}
    </li>
  )
}
