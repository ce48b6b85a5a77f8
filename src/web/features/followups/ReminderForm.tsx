import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import {
  REMINDER_KINDS,
  type ReminderKind,
  type ReminderSettings,
  reminderContracts,
} from '../../../shared/reminders.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { HoursInput } from '../../ui/HoursInput.tsx'
import { toast } from '../../ui/toast.tsx'
import { daysOf, daysText } from './days.ts'
import { followupMessages } from './followups.messages.ts'
import { KindRow } from './KindRow.tsx'
import styles from './Reminders.module.css'

/** As it is typed: days are text until they are kept. */
type Draft = Omit<ReminderSettings, 'kinds'> & { readonly kinds: Record<ReminderKind, { on: boolean; days: string }> }

const draftOf = (settings: ReminderSettings): Draft => ({
  ...settings,
  kinds: Object.fromEntries(
    REMINDER_KINDS.map(kind => [kind, { on: settings.kinds[kind].on, days: daysText(settings.kinds[kind].days) }]),
  ) as Draft['kinds'],
})

/** Null while something is not as it should be. A kind that is off keeps what it had. */
function settingsOf(draft: Draft, kept: ReminderSettings): ReminderSettings | null {
  const rules = REMINDER_KINDS.map(kind => {
    const { on, days } = draft.kinds[kind]
    return [kind, { on, days: daysOf(days) ?? (on ? null : kept.kinds[kind].days) }] as const
  })
  const { from, to } = draft.night
  if (!from || !to || from === to || !draft.hour || rules.some(([, rule]) => rule.days === null)) return null
  return { ...draft, kinds: Object.fromEntries(rules) as ReminderSettings['kinds'] }
}

export function ReminderForm({ kept }: { kept: ReminderSettings }) {
  const t = useText(followupMessages)
  const [draft, setDraft] = useState(() => draftOf(kept))
  const save = useSend(reminderContracts.setSettings, {
    onSuccess: result => {
      setDraft(draftOf(result))
      toast(t('saved'))
    },
  })
  const settings = settingsOf(draft, kept)
  const changed = JSON.stringify(draft) !== JSON.stringify(draftOf(kept))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (settings && changed && !save.isPending) save.mutate({ input: settings })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <section className="card stack">
        <div className="stack-tight">
          <h2>{t('night')}</h2>
          <p className="quiet small">{t('night_more')}</p>
        </div>
        <HoursInput
          hours={draft.night}
          labels={[t('from'), t('to')]}
          onChange={night => setDraft({ ...draft, night })}
          error={draft.night.from === draft.night.to ? t('same_time') : null}
        />
        <TextInput
          type="time"
          size="xs"
          w={280}
          label={t('hour')}
          value={draft.hour}
          onChange={event => setDraft({ ...draft, hour: event.currentTarget.value })}
        />
      </section>
      <section className="card">
        <h2>{t('what')}</h2>
        <ul className={styles.kinds}>
          {REMINDER_KINDS.map(kind => (
            <KindRow
              key={kind}
              kind={kind}
              rule={draft.kinds[kind]}
              onChange={rule => setDraft({ ...draft, kinds: { ...draft.kinds, [kind]: rule } })}
            />
          ))}
        </ul>
      </section>
      <Problem error={save.error} />
      <div className="row">
        <Button type="submit" disabled={!settings || !changed} loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
