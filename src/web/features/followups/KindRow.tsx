import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { reminderKindMessages } from '../../../shared/messages/reminders.ts'
import { type About, REMINDERS, type ReminderKind } from '../../../shared/reminders.ts'
import { useText } from '../../shell/lang.tsx'
import { daysOf } from './days.ts'
import { followupMessages } from './followups.messages.ts'
import styles from './Reminders.module.css'
import { TextPreview } from './TextPreview.tsx'

interface Rule {
  readonly on: boolean
  readonly days: string
}

const COUNTED = {
  quotation: 'days_before',
  appointment: 'days_before',
  ready: 'days_after',
  invoice: 'days_overdue',
} as const satisfies Record<About, string>

/** One thing that is reminded of: whether, when, and in which words. */
export function KindRow({ kind, rule, onChange }: { kind: ReminderKind; rule: Rule; onChange: (rule: Rule) => void }) {
  const t = useText(followupMessages)
  const name = useText(reminderKindMessages)
  const [seen, setSeen] = useState(false)
  const days = daysOf(rule.days)
  const counted = COUNTED[REMINDERS[kind].about]
  return (
    <li className={styles.kind}>
      <div className={styles.kindHead}>
        <Checkbox
          label={name(kind)}
          description={t(`${kind}_more`)}
          checked={rule.on}
          onChange={event => onChange({ ...rule, on: event.currentTarget.checked })}
        />
        <div className={styles.days} data-off={!rule.on || undefined}>
          <TextInput
            size="xs"
            label={t(counted)}
            aria-label={`${name(kind)}: ${t(counted)}`}
            value={rule.days}
            disabled={!rule.on}
            onChange={event => onChange({ ...rule, days: event.currentTarget.value })}
            {...(rule.on && !days ? { error: t('days_wrong') } : {})}
          />
        </div>
      </div>
      {kind !== 'unclaimed_task' && (
        <div className={styles.under}>
          <Button type="button" variant="subtle" size="compact-xs" aria-expanded={seen} onClick={() => setSeen(!seen)}>
            {t(seen ? 'hide' : 'preview')}
          </Button>
        </div>
      )}
      {seen && kind !== 'unclaimed_task' && <TextPreview kind={kind} days={days?.[0] ?? 1} />}
    </li>
  )
}
