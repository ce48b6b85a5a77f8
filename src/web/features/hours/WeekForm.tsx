import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { type Hours, hoursContracts, zAppointmentRules } from '../../../shared/hours.contracts.ts'
import { hoursIn } from '../../../shared/hours.words.ts'
import { dayAt } from '../../../shared/time.ts'
import { readOf, useSend } from '../../query.ts'
import { useDraft } from '../../shell/draft.ts'
import { useLang, useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { Restored } from '../../ui/Restored.tsx'
import { toast } from '../../ui/toast.tsx'
import { DayRow } from './DayRow.tsx'
import { draftOf, type HoursDraft, hoursOf, openedMore, RULES, type Rule, ruleOf } from './draft.ts'
import styles from './Hours.module.css'
import { hoursMessages } from './hours.messages.ts'

export function WeekForm({ kept }: { kept: Hours }) {
  const t = useText(hoursMessages)
  const client = useQueryClient()
  const base = JSON.stringify(draftOf(kept))
  const form = useDraft<HoursDraft>('hours', () => draftOf(kept), { base })
  const save = useSend(hoursContracts.set, {
    touches: ['appointments', 'company'],
    onSuccess: result => {
      form.saved(JSON.stringify(draftOf(result)))
      client.setQueryData(readOf(hoursContracts.get, {}).queryKey, result)
      toast(t('saved'))
    },
  })
  const draft = form.value
  const hours = hoursOf(draft)
  const changed = JSON.stringify(draft) !== base
  const setDay = (index: number, spans: HoursDraft['days'][number]): void =>
    form.change({ days: draft.days.map((day, i) => (i === index ? spans : day)) })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (hours && changed && !save.isPending) save.mutate({ input: hours })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Restored draft={form} />
      <section className="card stack">
        <div className="stack-tight">
          <h2>{t('week')}</h2>
          <p className="quiet small">{t('week_more')}</p>
        </div>
        <ul className={styles.days}>
          {draft.days.map((spans, index) => (
            <DayRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a weekday is its place
              key={index}
              weekday={index + 1}
              spans={spans}
              more={openedMore(draft.days, index)}
              onChange={next => setDay(index, next)}
            />
          ))}
        </ul>
        <Told hours={hours ? { ...kept, ...hours } : kept} />
      </section>
      <section className="card stack">
        <h2>{t('booking')}</h2>
        <div className={styles.rules}>
          {RULES.map(rule => (
            <RuleInput
              key={rule}
              rule={rule}
              text={draft.rules[rule]}
              onChange={text => form.change({ rules: { ...draft.rules, [rule]: text } })}
            />
          ))}
        </div>
      </section>
      <Problem error={save.error} />
      <div className="row wrap">
        <Button type="submit" disabled={!hours || !changed} loading={save.isPending}>
          {t('save')}
        </Button>
        {changed && (
          <>
            <Button variant="default" disabled={save.isPending} onClick={form.discard}>
              {t('discard')}
            </Button>
            <span className="quiet small">{t('unsaved')}</span>
          </>
        )}
      </div>
    </form>
  )
}

/** What the bot says of it, while it is typed. */
function Told({ hours }: { hours: Hours }) {
  const t = useText(hoursMessages)
  const { lang } = useLang()
  const { week, closures, time_zone: zone, business_hours } = hours
  const told = hoursIn({ zone, week, closures }, lang, dayAt(new Date(), zone)) ?? business_hours
  return (
    <div className="stack-tight">
      <h3 className="quiet tiny">{t('told')}</h3>
      <p className="small">{told ?? t('no_hours')}</p>
    </div>
  )
}

function RuleInput({ rule, text, onChange }: { rule: Rule; text: string; onChange: (text: string) => void }) {
  const t = useText(hoursMessages)
  const { minValue: least, maxValue: most } = zAppointmentRules.shape[rule]
  return (
    <TextInput
      size="xs"
      inputMode="numeric"
      label={t(rule)}
      value={text}
      onChange={event => onChange(event.currentTarget.value)}
      error={ruleOf(rule, text) === null ? t('between', { least: least ?? 0, most: most ?? 0 }) : null}
    />
  )
}
