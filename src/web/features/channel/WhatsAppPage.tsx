import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { channelContracts, type Health } from '../../../shared/channel.ts'
import { timeAt } from '../../../shared/time.ts'
import { useGet, useSend } from '../../query.ts'
import { useZone } from '../../shell/company.ts'
import { useText } from '../../shell/lang.tsx'
import { Bars } from '../../ui/Bars.tsx'
import { ErrorState, Problem } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { Phone } from '../../ui/Phone.tsx'
import { Status } from '../../ui/Status.tsx'
import { When } from '../../ui/When.tsx'
import { Alerts } from './Alerts.tsx'
import styles from './Channel.module.css'
import { channelMessages } from './channel.messages.ts'
import { healthTone, qualityTone, useStateWord } from './states.ts'

/** How the shop's number does: what Meta says of it, what goes through it, what is wrong and what to do. */
export default function WhatsAppPage() {
  const { data, error, refetch } = useGet(channelContracts.health, {})
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  return (
    <div className="page stack">
      {data ? (
        <>
          <NumberCard health={data} />
          <Alerts alerts={data.alerts} />
          <TrafficCard health={data} />
        </>
      ) : (
        <LoadingRows rows={8} />
      )}
    </div>
  )
}

const TONES = { well: 'done', look: 'attention', broken: 'bad' } as const

function NumberCard({ health }: { health: Health }) {
  const t = useText(channelMessages)
  const word = useStateWord()
  const { number } = health
  const state = healthTone(health)
  return (
    <section className="card stack" aria-label={t('number')}>
      <div className={styles.head}>
        <div className="stack-tight">
          <h2 className={styles.phone}>
            {number?.display_phone_number ? (
              <Phone e164={number.display_phone_number.replace(/[^\d+]/g, '')} />
            ) : (
              'WhatsApp'
            )}
          </h2>
          <p className="row wrap small">
            {number?.verified_name && <span>{number.verified_name}</span>}
            {(number?.checked_at || state !== 'well') && <Status tone={TONES[state]}>{t(state)}</Status>}
            {number?.checked_at && (
              <span className="quiet">
                {t('checked')} <When at={number.checked_at} />
              </span>
            )}
          </p>
        </div>
        <CheckNow asked_at={number?.asked_at ?? null} />
      </div>
      {number ? (
        <dl className={styles.facts}>
          <Fact name={t('quality')}>
            <Status tone={qualityTone(number.quality)}>{word(number.quality)}</Status>
          </Fact>
          <Fact name={t('limit')}>{word(number.messaging_limit)}</Fact>
          <Fact name={t('throughput')}>{word(number.throughput)}</Fact>
          <Fact name={t('name')}>{word(number.name_status)}</Fact>
        </dl>
      ) : (
        <p className="quiet small">{t('not_asked')}</p>
      )}
      <p className="row wrap small">
        <Link to="/settings/$" params={{ _splat: 'whatsapp/templates' }}>
          {t('templates_link')}
        </Link>
        <span className="quiet" aria-hidden="true">
          ·
        </span>
        <Link to="/settings/$" params={{ _splat: 'whatsapp/costs' }}>
          {t('costs_link')}
        </Link>
      </p>
    </section>
  )
}

const Fact = ({ name, children, more }: { name: string; children: ReactNode; more?: ReactNode }) => (
  <div>
    <dt className="quiet tiny">{name}</dt>
    <dd className="strong tabular">{children}</dd>
    {more && <dd className="quiet tiny">{more}</dd>}
  </div>
)

/** The longest that a press waits for its answer on screen; a late one comes by itself. */
const PATIENCE_MS = 20_000

function CheckNow({ asked_at }: { asked_at: string | null }) {
  const t = useText(channelMessages)
  const [pressed, setPressed] = useState<{ before: string | null; late: boolean } | null>(null)
  const check = useSend(channelContracts.check)
  const answered = pressed !== null && asked_at !== pressed.before
  useEffect(() => {
    if (answered) setPressed(null)
    if (!pressed || pressed.late || answered) return
    const timer = window.setTimeout(() => setPressed({ ...pressed, late: true }), PATIENCE_MS)
    return () => window.clearTimeout(timer)
  }, [pressed, answered])
  return (
    <div className={styles.check}>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconRefresh size={16} />}
        loading={check.isPending || (pressed !== null && !pressed.late && !check.error)}
        onClick={() => {
          setPressed({ before: asked_at, late: false })
          check.mutate({ input: {} })
        }}
      >
        {t('check')}
      </Button>
      {pressed?.late && <p className="quiet tiny">{t('check_lost')}</p>}
      <Problem error={check.error} />
    </div>
  )
}

function TrafficCard({ health }: { health: Health }) {
  const t = useText(channelMessages)
  const zone = useZone()
  const total = health.sent + health.failed
  const silence = !health.open ? t('closed') : health.usual ? t('usual', { n: health.usual }) : null
  return (
    <section className="card stack" aria-label={t('traffic')}>
      <dl className={styles.facts}>
        <Fact name={t('last_inbound')} more={silence}>
          {health.last_inbound_at ? <When at={health.last_inbound_at} /> : t('never')}
        </Fact>
        <Fact
          name={t('waiting')}
          more={
            health.oldest_waiting_at ? (
              <>
                {t('since')} <When at={health.oldest_waiting_at} />
              </>
            ) : (
              t('waiting_none')
            )
          }
        >
          {health.backlog}
        </Fact>
        <Fact name={t('failed')}>{t('of', { failed: health.failed, total })}</Fact>
      </dl>
      <h2>{t('traffic')}</h2>
      <Bars
        title={t('traffic')}
        what={t('hour')}
        tableLabel={t('as_table')}
        series={[t('in'), t('out'), t('lost')]}
        every={4}
        bars={health.hours.map(hour => ({
          key: hour.at,
          label: timeAt(hour.at, zone),
          values: [hour.inbound, hour.outbound, hour.failed],
          texts: [hour.inbound, hour.outbound, hour.failed].map(String),
        }))}
      />
    </section>
  )
}
