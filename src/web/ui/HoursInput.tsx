import { TextInput } from '@mantine/core'
import type { Hours } from '../../shared/preferences.ts'

/** From one time of day to another. */
export function HoursInput({
  hours,
  labels: [from, to],
  onChange,
  error,
  disabled,
}: {
  hours: Hours
  labels: readonly [string, string]
  onChange: (hours: Hours) => void
  error?: string | null
  disabled?: boolean
}) {
  return (
    <div className="stack-tight">
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <TextInput
          type="time"
          size="xs"
          label={from}
          value={hours.from}
          disabled={disabled ?? false}
          onChange={event => onChange({ ...hours, from: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          size="xs"
          label={to}
          value={hours.to}
          disabled={disabled ?? false}
          onChange={event => onChange({ ...hours, to: event.currentTarget.value })}
        />
      </div>
      {error && (
        <p role="alert" className="small" style={{ color: 'var(--danger-text)' }}>
          {error}
        </p>
      )}
    </div>
  )
}
