import { Button } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../shell/lang.tsx'
import { Problem } from './ErrorState.tsx'
import { uiMessages } from './ui.messages.ts'

interface Props {
  readonly label: string
  /** What is lost by it. */
  readonly warning: string
  readonly error: unknown
  readonly busy: boolean
  readonly onRemove: () => void
}

/** What is thrown away for good asks once more, in place. */
export function Removal({ label, warning, error, busy, onRemove }: Props) {
  const t = useText(uiMessages)
  const [asked, setAsked] = useState<boolean | null>(null)
  if (!asked)
    return (
      <div>
        <Button variant="subtle" color="red" size="xs" autoFocus={asked === false} onClick={() => setAsked(true)}>
          {label}
        </Button>
      </div>
    )
  return (
    <div className="card stack-tight" role="alertdialog" aria-label={label}>
      <p>{warning}</p>
      <Problem error={error} />
      <div className="row">
        <Button color="red" size="xs" loading={busy} onClick={onRemove}>
          {label}
        </Button>
        <Button variant="default" size="xs" autoFocus onClick={() => setAsked(false)}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
