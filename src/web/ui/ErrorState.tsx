import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { problemText } from '../api.ts'
import { useLang, useText } from '../shell/lang.tsx'
import styles from './states.module.css'
import { uiMessages } from './ui.messages.ts'

export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const { lang } = useLang()
  const t = useText(uiMessages)
  return (
    <div className={styles.state} role="alert">
      <span className={styles.icon} aria-hidden="true">
        <IconCloudOff size={28} stroke={1.5} />
      </span>
      <p className="strong">{t('failed')}</p>
      <p className="quiet">{problemText(error, lang)}</p>
      {retry && (
        <div className={styles.action}>
          <Button variant="default" onClick={retry}>
            {t('try_again')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** A refusal beside the form that caused it. */
export function Problem({ error }: { error: unknown }) {
  const { lang } = useLang()
  if (!error) return null
  return (
    <p role="alert" className={styles.problem}>
      {problemText(error, lang)}
    </p>
  )
}
