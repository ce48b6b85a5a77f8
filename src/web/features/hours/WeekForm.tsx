import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Hours, hoursContracts, zAppointmentRules } from '../../../shared/hours.contracts.ts'
import { hoursIn } from '../../../shared/hours.words.ts'
import { dayAt } from '../../../shared/time.ts'
import { readOf, useSend } from '../../query.ts'
import { useLang, useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { toast } from '../../ui/toast.tsx'
import { DayRow } from './DayRow.tsx'
import { draftOf, type HoursDraft, hoursOf, openedMore, RULES, type Rule, ruleOf } from './draft.ts'
import styles from './Hours.module.css'
import { hoursMessages } from './hours.messages.ts'

const SLOT = 'baiki.hours'

/** What was typed and not saved outlives a look elsewhere; null while nothing was. */
function useKeptDraft() {
  const [draft, set] = useState<HoursDraft | null>(() => JSON.parse(sessionStorage.getItem(SLOT) ?? 'null'))
  const keep = (next: HoursDraft | null): void => {
    set(next)
    if (next) sessionStorage.setItem(SLOT, JSON.stringify(next))
    else sessionStorage.removeItem(SLOT)
  }
  return [draft, keep] as const
}

export function WeekForm({ kept }: { kept: Hours }) {
  const t = useText(hoursMessages)
  const client = useQueryClient()
  const [typed, keep] = useKeptDraft()
  const save = useSend(hoursContracts.set, {
    touches: ['appointments', 'company'],
    onSuccess: result => {
      client.setQueryData(readOf(hoursContracts.get, {}).queryKey, result)
      keep(null)
      toast(t('saved'))
    },
  })
  const draft = typed ?? draftOf(kept)
  const hours = hoursOf(draft)
  const changed = JSON.stringify(draft) !== JSON.stringify(draftOf(kept))
  const setDay = (index: number, spans: HoursDraft['days'][number]): void =>
    keep({ ...draft, days: draft.days.map((day, i) => (i === index ? spans : day)) })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (hours && changed && !save.isPending) save.mutate({ input: hours })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
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
              onChange={text => keep({ ...draft, rules: { ...draft.rules, [rule]: text } })}
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
            <Button variant="default" disabled={save.isPending} onClick={() => keep(null)}>
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
