import { ActionIcon } from '@mantine/core'
import { IconArrowLeft, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useText } from '../shell/lang.tsx'
import { LinkIcon } from './LinkButton.tsx'
import styles from './ListDetail.module.css'
import { uiMessages } from './ui.messages.ts'

interface Props {
  readonly list: ReactNode
  readonly listLabel: string
  /** The thing in the middle; null shows the list alone on a phone. */
  readonly children: ReactNode
  readonly open: boolean
  readonly context?: ReactNode
}

/** A list left, the thing in the middle, its context right. On a phone one at a time. */
export function ListDetail({ list, listLabel, children, open, context }: Props) {
  return (
    <div className={styles.layout} data-open={open || undefined} data-context={context ? true : undefined}>
      <section className={styles.list} aria-label={listLabel}>
        {!open && <h1 className="sr-only">{listLabel}</h1>}
        {list}
      </section>
      <div className={styles.detail}>{children}</div>
      {context && <aside className={styles.context}>{context}</aside>}
    </div>
  )
}

/** The line above the thing in the middle: the way back on a phone, its title, the next step, other actions. */
export function DetailHead({
  back,
  children,
  primary,
  actions,
}: {
  back: string
  children: ReactNode
  primary?: ReactNode
  actions?: ReactNode
}) {
  const t = useText(uiMessages)
  return (
    <header className={styles.head}>
      <LinkIcon to={back} className={styles.back} aria-label={t('back')}>
        <IconArrowLeft size={20} />
      </LinkIcon>
      <div className="grow">{children}</div>
      {primary && <div className={styles.primary}>{primary}</div>}
      {actions && <div className="row">{actions}</div>}
    </header>
  )
}

/** On narrow screens the context is a sheet that a button opens; on wide ones it stands beside. */
export function useContextSheet(): {
  opened: boolean
  show: (opened: boolean) => void
  toggle: () => void
  wrap: (context: ReactNode) => ReactNode
} {
  const [opened, show] = useState(false)
  const t = useText(uiMessages)
  const toggle = (): void => show(value => !value)
  const wrap = (context: ReactNode): ReactNode => (
    <div className={styles.sheet} data-opened={opened || undefined}>
      <div className={styles.sheetHead}>
        <ActionIcon onClick={toggle} aria-label={t('close')}>
          <IconX size={20} />
        </ActionIcon>
      </div>
      {context}
    </div>
  )
  return { opened, show, toggle, wrap }
}
