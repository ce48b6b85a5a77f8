import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { type Alert, channelContracts } from '../../../shared/channel.ts'
import { alertActions, alertTitles } from '../../../shared/messages/channel.ts'
import { fill } from '../../../shared/messages.ts'
import { useSend } from '../../query.ts'
import { useLang, useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { toast } from '../../ui/toast.tsx'
import { When } from '../../ui/When.tsx'
import styles from './Channel.module.css'
import { channelMessages } from './channel.messages.ts'

/** A slot that the alert does not fill is a dash: nobody reads a brace. */
export function useAlertTitle(): (alert: Pick<Alert, 'kind' | 'data'>) => string {
  const { lang } = useLang()
  return ({ kind, data }) => {
    const text = alertTitles[kind][lang]
    return fill(
      text.replace(/\{(\w+)\}/g, (slot, name: string) => (name in data ? slot : '–')),
      data,
    )
  }
}

/** What is wrong, since when, what to do; and a press where pressing helps. */
export function Alerts({ alerts }: { alerts: readonly Alert[] }) {
  const t = useText(channelMessages)
  return (
    <section className="card" aria-label={t('alerts')}>
      {alerts.length === 0 ? (
        <div className={styles.well}>
          <IconCircleCheck size={20} stroke={1.6} aria-hidden="true" />
          <div>
            <p className="strong">{t('all_well')}</p>
            <p className="quiet small">{t('all_well_more')}</p>
          </div>
        </div>
      ) : (
        <>
          <h2>{t('alerts')}</h2>
          <ul className={styles.alerts}>
            {alerts.map(alert => (
              <OneAlert key={alert.id} alert={alert} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** What lasts is put up again by the next look: only what has happened once can be said to be dealt with. */
const HAPPENED: ReadonlySet<string> = new Set([
  'channel_violation',
  'channel_limit',
  'channel_restricted',
  'channel_template',
])

function OneAlert({ alert }: { alert: Alert }) {
  const t = useText(channelMessages)
  const { lang } = useLang()
  const title = useAlertTitle()(alert)
  const retry = useSend(channelContracts.retry, {
    onSuccess: ({ tried }) => toast(t(tried ? 'retried' : 'retried_before')),
  })
  const settle = useSend(channelContracts.settle)
  const input = { alert_id: alert.id }
  return (
    <li className={styles.alert}>
      <IconAlertTriangle
        size={20}
        stroke={1.6}
        className={styles.sign}
        data-severity={alert.severity}
        aria-hidden="true"
      />
      <div className="stack-tight grow">
        <p className="strong">{title}</p>
        <p className="small">{alertActions[alert.kind][lang]}</p>
        <p className="quiet tiny">
          {t('since')} <When at={alert.began_at} />
          {alert.detail && <span className={styles.detail}> · {alert.detail}</span>}
        </p>
        <Problem error={retry.error ?? settle.error} />
      </div>
      {alert.can_retry && (
        <Button
          size="xs"
          variant="default"
          loading={retry.isPending}
          onClick={() => retry.mutate({ input })}
          aria-label={`${t('retry')}: ${title}`}
        >
          {t('retry')}
        </Button>
      )}
      {HAPPENED.has(alert.kind) && (
        <Button
          size="xs"
          variant="default"
          loading={settle.isPending}
          onClick={() => settle.mutate({ input })}
          aria-label={`${t('settle')}: ${title}`}
        >
          {t('settle')}
        </Button>
      )}
    </li>
  )
}
