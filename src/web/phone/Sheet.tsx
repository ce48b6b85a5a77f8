/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { Icon } from '../preact/Icon.tsx'
import { useText } from '../preact/lang.tsx'
import { phoneMessages } from './phone.messages.ts'
import styles from './Sheet.module.css'

interface Props {
  title: string
  onClose: () => void
  children: ComponentChildren
}

/** Comes up from the bottom of the phone. What lies under it is `inert` while it is open (see Chat). */
export function Sheet({ title, onClose, children }: Props) {
  const t = useText(phoneMessages)
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    panel.current?.focus({ preventScroll: true })
    return () => before?.focus({ preventScroll: true })
  }, [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click beside the sheet closes it; by keyboard that is Escape
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same
    <div class={styles.cover} onClick={event => event.target === event.currentTarget && onClose()}>
      <div
        ref={panel}
        class={styles.panel}
        role="dialog"
        aria-modal="true"
        aria-labelledby={id}
        tabIndex={-1}
        onKeyDown={event => {
          if (event.key === 'Escape') onClose()
        }}
      >
        <div class={styles.head}>
          <h2 id={id}>{title}</h2>
          <button type="button" class={styles.close} aria-label={t('close')} onClick={onClose}>
            <Icon name="close" size={20} />
          </button>
        </div>
        <div class={styles.body}>{children}</div>
      </div>
    </div>
  )
}
