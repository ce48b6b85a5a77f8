import { Button } from '@mantine/core'
import { appointmentContracts } from '../../../shared/appointments.ts'
import { useGet, useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { Phone } from '../../ui/Phone.tsx'
import { toast } from '../../ui/toast.tsx'
import { When } from '../../ui/When.tsx'
import styles from './Hours.module.css'
import { hoursMessages } from './hours.messages.ts'

/** Who has booked for when the shop is shut after all; nothing while there is nobody. */
export function Displaced() {
  const t = useText(hoursMessages)
  const { data } = useGet(appointmentContracts.displaced, {})
  const tell = useSend(appointmentContracts.tellDisplaced, {
    onSuccess: ({ told, without_whatsapp: calls }) =>
      toast(calls ? t('tell_result', { told, calls }) : t('tell_done', { told })),
  })
  if (!data?.items.length) return null
  const untold = data.items.filter(({ told_at }) => !told_at)
  return (
    <section className="card stack" aria-label={t('displaced')}>
      <div className="stack-tight">
        <h2>{t('displaced')}</h2>
        <p className="quiet small">{t('displaced_more')}</p>
      </div>
      <ul className={styles.list}>
        {data.items.map(({ id, starts_at, customer_name, customer_phone, told_at }) => (
          <li key={id} className={styles.item}>
            <div className="grow">
              <p className="truncate">{customer_name}</p>
              <p className="quiet tiny">
                <When at={starts_at} /> {customer_phone && <Phone e164={customer_phone} call />}
              </p>
            </div>
            <span className="quiet tiny">{told_at ? t('told_at') : t('not_told')}</span>
          </li>
        ))}
      </ul>
      <Problem error={tell.error} />
      {untold.length > 0 && (
        <div className="row">
          <Button
            size="xs"
            loading={tell.isPending}
            onClick={() => tell.mutate({ input: { appointment_ids: untold.slice(0, 100).map(({ id }) => id) } })}
          >
            {t('tell', { n: untold.length })}
          </Button>
        </div>
      )}
    </section>
  )
}
