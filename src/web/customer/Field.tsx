/** @jsxImportSource preact */
import type { ComponentChildren, InputHTMLAttributes } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from '../preact/Icon.tsx'
import ui from './ui.module.css'

interface Props {
  value: string
  maxLength: number
  type?: 'text' | 'password'
  list?: string
  placeholder?: string
  autoComplete?: string
  autoCapitalize?: 'off'
  inputMode?: 'numeric'
  spellcheck?: boolean
  label: string
  /** Said small beside the label. */
  aside?: string | undefined
  hint?: ComponentChildren
  wrong?: string | undefined
  lines?: number
  onText: (text: string) => void
}

/** A labelled input; what is wrong with it is read out with it. */
export function Field({ label, aside, hint, wrong, lines, onText, ...rest }: Props) {
  const id = useId()
  const shared = {
    id,
    class: ui.field,
    'aria-invalid': wrong !== undefined,
    'aria-describedby': `${id}-more`,
    onInput: (event: { currentTarget: { value: string } }) => onText(event.currentTarget.value),
  }
  return (
    <div>
      <label class={ui.label} for={id}>
        {label} {aside && <small>({aside})</small>}
      </label>
      {lines ? (
        <textarea {...shared} value={rest.value} maxLength={rest.maxLength} rows={lines} />
      ) : (
        <input {...({ ...rest, ...shared } as InputHTMLAttributes)} />
      )}
      <div id={`${id}-more`}>
        {wrong !== undefined ? <Wrong>{wrong}</Wrong> : hint && <div class={ui.hint}>{hint}</div>}
      </div>
    </div>
  )
}

export const Wrong = ({ children }: { children: ComponentChildren }) => (
  <p class={ui.wrong}>
    <Icon name="warning" size={18} /> {children}
  </p>
)
