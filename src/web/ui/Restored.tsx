import { Button } from '@mantine/core'
import type { Draft } from '../shell/draft.ts'
import { useText } from '../shell/lang.tsx'
import styles from './states.module.css'
import { uiMessages } from './ui.messages.ts'

interface Props {
  readonly draft: Pick<Draft<object>, 'restored' | 'discard'>
  /** What a draft of this form leaves out. */
  readonly more?: string
}

/** What was typed before is back, and can be thrown away. */
export function Restored({ draft, more }: Props) {
  const t = useText(uiMessages)
  if (!draft.restored) return null
  return (
    <div className={styles.restored} role="status">
      <span className="grow">
        {t('restored')} {draft.restored === 'changed_meanwhile' && t('changed_meanwhile')} {more}
      </span>
      <Button size="compact-sm" variant="default" onClick={draft.discard}>
        {t('discard')}
      </Button>
    </div>
  )
}
