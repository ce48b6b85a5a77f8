import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useText } from '../shell/lang.tsx'
import { Problem } from './ErrorState.tsx'
import { uiMessages } from './ui.messages.ts'

interface Props {
  readonly label: string
  readonly submit: string
  readonly danger?: boolean
  readonly error: unknown
  readonly busy: boolean
  readonly onSubmit: (reason: string) => void
  readonly onCancel: () => void
}

const SHORTEST = 3

/** What cannot be taken back asks why, in place. */
export function ReasonForm({ label, submit, danger, error, busy, onSubmit, onCancel }: Props) {
  const t = useText(uiMessages)
  const [reason, setReason] = useState('')
  const send = (event: FormEvent): void => {
    event.preventDefault()
    onSubmit(reason.trim())
  }
  return (
    <form className="card stack" onSubmit={send}>
      <Textarea
        label={label}
        autosize
        minRows={2}
        autoFocus
        required
        withAsterisk={false}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
      <Problem error={error} />
      <div className="row">
        <Button type="submit" color={danger ? 'red' : 'teal'} disabled={reason.trim().length < SHORTEST} loading={busy}>
          {submit}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
