import { Link } from '@tanstack/react-router'
import { channelContracts } from '../../../shared/channel.ts'
import { useGet } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { useAlertTitle } from './Alerts.tsx'
import styles from './Channel.module.css'
import { channelMessages } from './channel.messages.ts'

/** The worst of what is wrong with the channel, on every page of whoever can do something about it. */
export function ChannelBanner() {
  const t = useText(channelMessages)
  const title = useAlertTitle()
  const may = useMay()('settings.write')
  const { data } = useGet(channelContracts.alerts, {}, { enabled: may })
  const worst = may ? data?.items.find(alert => alert.severity === 'bad') : undefined
  if (!worst) return null
  return (
    <p role="status" data-banner className={`${styles.banner} no-print`}>
      <span className="truncate">{title(worst)}</span>
      <Link to="/settings/$" params={{ _splat: 'whatsapp' }}>
        {t('what_now')}
      </Link>
    </p>
  )
}
