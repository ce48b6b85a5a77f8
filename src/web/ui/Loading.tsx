import { Skeleton } from '@mantine/core'
import { useText } from '../shell/lang.tsx'
import styles from './states.module.css'
import { uiMessages } from './ui.messages.ts'

/** Grey rows in the place of what comes, so that nothing moves when it does. */
export function LoadingRows({ rows = 8, height = 44 }: { rows?: number; height?: number }) {
  const t = useText(uiMessages)
  return (
    <div className={styles.lines} role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey rows are all the same
        <Skeleton key={index} height={height} radius="md" />
      ))}
    </div>
  )
}
