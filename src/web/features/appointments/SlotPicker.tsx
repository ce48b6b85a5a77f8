import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { appointmentContracts } from '../../../shared/appointments.ts'
import { addDays, dayAt, showTime } from '../../../shared/time.ts'
import { useGet } from '../../query.ts'
import { useZone } from '../../shell/company.ts'
import { useLang, useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import styles from './Appointments.module.css'
import { appointmentMessages } from './appointments.messages.ts'

interface Props {
  readonly busy: boolean
  readonly error: unknown
  readonly onPick: (starts_at: string) => void
  readonly onBack: () => void
}

/** A day, and what is free on it. */
export function SlotPicker({ busy, error, onPick, onBack }: Props) {
  const t = useText(appointmentMessages)
  const { lang } = useLang()
  const zone = useZone()
  const today = dayAt(new Date(), zone)
  const [day, setDay] = useState(() => addDays(today, 1))
  const { data, error: failed } = useGet(appointmentContracts.slots, { day }, { enabled: day !== '' })
  return (
    <div className="stack">
      <TextInput
        type="date"
        size="xs"
        label={t('day')}
        min={today}
        value={day}
        onChange={event => setDay(event.currentTarget.value)}
      />
      {day && !data && !failed && <LoadingRows rows={2} height={30} />}
      {data?.items.length === 0 && (
        <p className="quiet small">{data.closed ? t('shut', { reason: data.closed }) : t('none_free')}</p>
      )}
      {data && data.items.length > 0 && (
        <fieldset className={styles.slots} aria-label={t('free')}>
          {data.items.map(({ starts_at }) => (
            <Button
              key={starts_at}
              size="compact-sm"
              variant="default"
              disabled={busy}
              onClick={() => onPick(starts_at)}
            >
              {showTime(starts_at, lang, zone)}
            </Button>
          ))}
        </fieldset>
      )}
      <Problem error={error ?? failed} />
      <div className="row">
        <Button size="compact-xs" variant="subtle" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
    </div>
  )
}
