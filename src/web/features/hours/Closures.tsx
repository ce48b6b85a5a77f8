import { Button, Checkbox, TextInput } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import { type Closure, type Hours, hoursContracts, zAddClosure } from '../../../shared/hours.contracts.ts'
import { closureWords } from '../../../shared/hours.words.ts'
import { type Day, dayAt } from '../../../shared/time.ts'
import { useSend } from '../../query.ts'
import { useLang, useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from './Hours.module.css'
import { hoursMessages } from './hours.messages.ts'

/** Days, or a part of one, on which the door stays shut. */
export function Closures({ hours: { closures, time_zone } }: { hours: Hours }) {
  const t = useText(hoursMessages)
  const today = dayAt(new Date(), time_zone)
  return (
    <section className="card stack" aria-label={t('closures')}>
      <div className="stack-tight">
        <h2>{t('closures')}</h2>
        <p className="quiet small">{t('closures_more')}</p>
      </div>
      {closures.length === 0 ? (
        <p className="quiet small">{t('closures_none')}</p>
      ) : (
        <ul className={styles.list}>
          {closures.map(closure => (
            <ClosureRow key={closure.id} closure={closure} today={today} />
          ))}
        </ul>
      )}
      <ClosureForm today={today} />
    </section>
  )
}

function ClosureRow({ closure, today }: { closure: Closure; today: Day }) {
  const t = useText(hoursMessages)
  const { lang } = useLang()
  const remove = useSend(hoursContracts.removeClosure, {
    touches: ['appointments'],
    onSuccess: () => toast(t('reopened')),
  })
  const when = closureWords(closure, lang, today)
  return (
    <li className={styles.item}>
      <div className="grow">
        <p>{when}</p>
        <Problem error={remove.error} />
      </div>
      <Button
        variant="default"
        size="compact-xs"
        aria-label={t('reopen_of', { when })}
        loading={remove.isPending}
        onClick={() => remove.mutate({ input: { closure_id: closure.id } })}
      >
        {t('reopen')}
      </Button>
    </li>
  )
}

const EMPTY = { first_day: '', last_day: '', part: false, from_time: '', until_time: '', reason: '' }
type Draft = typeof EMPTY
type Field = 'first_day' | 'last_day' | 'from_time' | 'until_time' | 'reason'

const closureOf = ({ part, from_time, until_time, ...rest }: Draft) => ({
  ...rest,
  last_day: rest.last_day || rest.first_day,
  from_time: part ? from_time || null : null,
  until_time: part ? until_time || null : null,
})

type Flaw = 'day_missing' | 'day_past' | 'first_before_last' | 'both_or_neither' | 'part_of_one_day' | 'too_long'

/** The first thing that is wrong, and beside which field it is said. */
function flawOf(draft: Draft, today: Day): { readonly field: Field; readonly flaw: Flaw } | null {
  const closure = closureOf(draft)
  if (!closure.first_day) return { field: 'first_day', flaw: 'day_missing' }
  if (draft.part && !(closure.from_time && closure.until_time)) return { field: 'until_time', flaw: 'both_or_neither' }
  const issue = zAddClosure.safeParse(closure).error?.issues[0]
  if (issue) {
    const field = issue.path[0] as Field
    return {
      field,
      flaw: field === 'reason' ? 'too_long' : field === 'first_day' ? 'day_missing' : (issue.message as Flaw),
    }
  }
  return closure.last_day < today ? { field: 'last_day', flaw: 'day_past' } : null
}

function ClosureForm({ today }: { today: Day }) {
  const t = useText(hoursMessages)
  const names = useId()
  const [draft, setDraft] = useState(EMPTY)
  const [tried, setTried] = useState(false)
  const add = useSend(hoursContracts.addClosure, {
    touches: ['appointments'],
    onSuccess: () => {
      setDraft(EMPTY)
      setTried(false)
      toast(t('closed'))
    },
  })
  const wrong = flawOf(draft, today)
  const errorOf = (field: Field): string | null => (tried && wrong?.field === field ? t(wrong.flaw) : null)
  const input = (field: Field, more: object = {}) => ({
    size: 'xs',
    label: t(field),
    value: draft[field],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [field]: event.currentTarget.value }),
    error: errorOf(field),
    ...more,
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!wrong && !add.isPending) add.mutate({ input: closureOf(draft) })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={t('close')}>
      <div className={styles.pair}>
        <TextInput type="date" min={today} {...input('first_day')} />
        <TextInput type="date" min={draft.first_day || today} {...input('last_day')} />
      </div>
      <Checkbox
        size="xs"
        label={t('part')}
        checked={draft.part}
        onChange={event => setDraft({ ...draft, part: event.currentTarget.checked })}
      />
      {draft.part && (
        <div className={styles.pair}>
          <TextInput type="time" {...input('from_time')} />
          <TextInput type="time" {...input('until_time')} />
        </div>
      )}
      <TextInput list={names} {...input('reason')} />
      <datalist id={names}>
        {t('reasons')
          .split('|')
          .map(reason => (
            <option key={reason} value={reason} />
          ))}
      </datalist>
      <Problem error={add.error} />
      <div className="row">
        <Button type="submit" size="xs" variant="default" loading={add.isPending}>
          {t('close')}
        </Button>
      </div>
    </form>
  )
}
