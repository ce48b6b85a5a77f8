import { CloseButton } from '@mantine/core'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { InDialog } from '../shell/keys.ts'
import { useText } from '../shell/lang.tsx'
import styles from './Dialog.module.css'
import { uiMessages } from './ui.messages.ts'

interface Props {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  /** Over the whole screen. */
  readonly full?: boolean
  readonly children: ReactNode
}

/** The browser's own dialog: it holds the focus, Escape closes it, and what is behind it is inert. */
export function Dialog({ opened, onClose, title, full, children }: Props) {
  const t = useText(uiMessages)
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    if (opened) dialog.current?.showModal()
    else dialog.current?.close()
  }, [opened])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside it closes; by keyboard that is Escape
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-full={full || undefined}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={event => event.target === event.currentTarget && onClose()}
    >
      {opened && (
        <div className={styles.inside}>
          <header className="row-between">
            <h2 id={heading} className={full ? 'strong truncate' : 'strong'}>
              {title}
            </h2>
            <CloseButton aria-label={t('close')} onClick={onClose} />
          </header>
          <InDialog value>{children}</InDialog>
        </div>
      )}
    </dialog>
  )
}
