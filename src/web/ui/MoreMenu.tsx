import { ActionIcon, UnstyledButton } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import styles from './MoreMenu.module.css'

export interface MenuAction {
  readonly key: string
  readonly label: string
  readonly danger?: boolean
  readonly act: () => void
}

const itemsIn = (box: HTMLElement | null): HTMLElement[] => [
  ...(box?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []),
]

interface Props {
  readonly label: string
  readonly actions: readonly MenuAction[]
  /** A key that opens it. */
  readonly shortcut?: string
}

/** Actions that are not the next step. Arrows move, Escape and a click elsewhere close. */
export function MoreMenu({ label, actions, shortcut }: Props) {
  const [opened, setOpened] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!opened) return
    itemsIn(box.current)[0]?.focus()
    const away = (event: PointerEvent): void => {
      if (!box.current?.contains(event.target as Node)) setOpened(false)
    }
    document.addEventListener('pointerdown', away)
    return () => document.removeEventListener('pointerdown', away)
  }, [opened])

  const close = (): void => {
    setOpened(false)
    box.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus()
  }
  const onKey = (event: KeyboardEvent): void => {
    if (!opened) return
    if (event.key === 'Escape') {
      event.preventDefault()
      close()
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const all = itemsIn(box.current)
    const at = all.indexOf(document.activeElement as HTMLElement)
    all[(at + step + all.length) % all.length]?.focus()
  }
  if (actions.length === 0) return null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys bubble here from the button and the items
    <div ref={box} className={styles.box} onKeyDown={onKey}>
      <ActionIcon
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={opened}
        aria-keyshortcuts={shortcut}
        onClick={() => setOpened(!opened)}
      >
        <IconDots size={20} />
      </ActionIcon>
      {opened && (
        <div role="menu" aria-label={label} className={styles.menu}>
          {actions.map(action => (
            <UnstyledButton
              key={action.key}
              role="menuitem"
              className={styles.item}
              data-danger={action.danger || undefined}
              onClick={() => {
                close()
                action.act()
              }}
            >
              {action.label}
            </UnstyledButton>
          ))}
        </div>
      )}
    </div>
  )
}
