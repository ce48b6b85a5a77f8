/** @jsxImportSource preact */
import { showDateTime } from '../../shared/time.ts'
import { Icon } from '../preact/Icon.tsx'
import { useLang, useText } from '../preact/lang.tsx'
import styles from './Clock.module.css'
import { phoneMessages } from './phone.messages.ts'

const HOUR = 3600
const STEPS = [
  ['plus_hour', HOUR],
  ['plus_day', 24 * HOUR],
  ['plus_week', 7 * 24 * HOUR],
] as const

interface Props {
  now: Date
  /** How far the clock was moved. */
  ahead_seconds: number
  onMove: (change: { advance_seconds: number } | { reset: true }) => void
}

/** Time can be moved forward; how far it was is always said. */
export function Clock({ now, ahead_seconds, onMove }: Props) {
  const t = useText(phoneMessages)
  const { lang } = useLang()
  const [days, hours] = [Math.floor(ahead_seconds / (24 * HOUR)), Math.floor((ahead_seconds % (24 * HOUR)) / HOUR)]
  const span = [days > 0 && t('days', { count: days }), hours > 0 && t('hours', { count: hours })]
    .filter(Boolean)
    .join(' ')
  return (
    <section class={styles.clock} aria-label={t('clock')}>
      <p class={styles.time}>
        <Icon name="clock" size={18} />
        <time dateTime={now.toISOString()}>{showDateTime(now, lang)}</time>
        {span && <span class={styles.ahead}>{t('clock_ahead', { span })}</span>}
      </p>
      <div class={styles.steps}>
        {STEPS.map(([name, advance_seconds]) => (
          <button key={name} type="button" onClick={() => onMove({ advance_seconds })}>
            {t(name)}
          </button>
        ))}
        {span && (
          <button type="button" onClick={() => onMove({ reset: true })}>
            {t('clock_back')}
          </button>
        )}
      </div>
      <p class={styles.explain}>{t('clock_explain')}</p>
    </section>
  )
}
