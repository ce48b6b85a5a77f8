import { Checkbox, NativeSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import { LANGS, type Lang } from '../../../shared/messages.ts'
import { CONTACT_METHODS, type Hours, NOTICE_KINDS, type Preferences } from '../../../shared/preferences.ts'
import { useText } from '../../shell/lang.tsx'
import { LANG_NAMES } from '../../shell/Preferences.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { HoursInput } from '../../ui/HoursInput.tsx'
import styles from './Preferences.module.css'
import { preferenceMessages } from './preferences.messages.ts'
import { useChoose } from './useChoose.ts'

/** What quiet hours begin as. */
const NIGHT: Hours = { from: '22:00', to: '08:00' }

/** Each change is kept as it is made. */
export function PreferencesForm({ customer_id, chosen }: { customer_id: string; chosen: Preferences }) {
  const t = useText(preferenceMessages)
  const { shown, choose, error } = useChoose(customer_id, chosen)
  return (
    <div className="stack">
      <NativeSelect
        size="xs"
        label={t('method')}
        value={shown.contact_method}
        onChange={event => choose({ contact_method: event.currentTarget.value as Preferences['contact_method'] })}
        data={CONTACT_METHODS.map(value => ({ value, label: t(value) }))}
      />
      <NativeSelect
        size="xs"
        label={t('language')}
        value={shown.language}
        onChange={event => choose({ language: event.currentTarget.value as Lang })}
        data={LANGS.map(value => ({ value, label: LANG_NAMES[value] }))}
      />
      <fieldset className={styles.kinds}>
        <legend>{t('kinds')}</legend>
        {NOTICE_KINDS.map(kind => (
          <Checkbox
            key={kind}
            size="xs"
            label={t(kind)}
            checked={shown.notices[kind] !== false}
            onChange={event => choose({ notices: { [kind]: event.currentTarget.checked } })}
          />
        ))}
        <Checkbox
          size="xs"
          label={t('marketing')}
          checked={shown.marketing}
          onChange={event => choose({ marketing: event.currentTarget.checked })}
        />
      </fieldset>
      <Quiet quiet={shown.quiet} set={quiet => choose({ quiet })} />
      <Problem error={error} />
    </div>
  )
}

/** Kept when both ends are there and differ; until then it is only on the screen. */
function Quiet({ quiet, set }: { quiet: Hours | null; set: (quiet: Hours | null) => void }) {
  const t = useText(preferenceMessages)
  const [hours, setHours] = useState(quiet ?? NIGHT)
  useEffect(() => {
    if (quiet) setHours(quiet)
  }, [quiet])
  const change = (next: Hours): void => {
    setHours(next)
    if (next.from && next.to && next.from !== next.to) set(next)
  }
  return (
    <div className="stack-tight">
      <Checkbox
        size="xs"
        label={t('quiet_on')}
        checked={quiet !== null}
        onChange={event => set(event.currentTarget.checked ? hours : null)}
      />
      {quiet && (
        <HoursInput
          hours={hours}
          labels={[t('from'), t('to')]}
          onChange={change}
          error={hours.from === hours.to ? t('same_time') : null}
        />
      )}
    </div>
  )
}
