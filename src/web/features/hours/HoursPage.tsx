import { hoursContracts } from '../../../shared/hours.contracts.ts'
import { hoursIn } from '../../../shared/hours.words.ts'
import { dayAt } from '../../../shared/time.ts'
import { useGet } from '../../query.ts'
import { useLang, useText } from '../../shell/lang.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { hoursMessages } from './hours.messages.ts'

export default function HoursPage() {
  const t = useText(hoursMessages)
  const { lang } = useLang()
  const { data, error, refetch } = useGet(hoursContracts.get, {})
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows />
  const { week, closures, time_zone, business_hours } = data
  const told = hoursIn({ zone: time_zone, week, closures }, lang, dayAt(new Date(), time_zone)) ?? business_hours
  return (
    <div className="page">
      <section className="card stack-tight">
        <h2>{t('told')}</h2>
        <p>{told ?? t('no_hours')}</p>
      </section>
    </div>
  )
}
