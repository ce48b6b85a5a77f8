import { Button } from '@mantine/core'
import { useText } from '../shell/lang.tsx'
import styles from './states.module.css'
import { uiMessages } from './ui.messages.ts'

/** What was typed before is back, and can be thrown away. */
export function Restored({ discard }: { discard: () => void }) {
  const t = useText(uiMessages)
  return (
    <div className={styles.restored} role="status">
      <span className="grow">{t('restored')}</span>
      <Button size="compact-sm" variant="default" onClick={discard}>
        {t('discard')}
      </Button>
    </div>
  )
}
