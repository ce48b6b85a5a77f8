import { hoursContracts } from '../../../shared/hours.contracts.ts'
import { useGet } from '../../query.ts'
import { useCompany } from '../../shell/company.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { LogoCard } from '../settings/LogoCard.tsx'
import { PlaceForm } from '../settings/PlaceForm.tsx'
import { Closures } from './Closures.tsx'
import { Displaced } from './Displaced.tsx'
import { draftOf } from './draft.ts'
import styles from './Hours.module.css'
import { WeekForm } from './WeekForm.tsx'

/** When the door is open, when it is not after all, how customers may book, who has booked for when it is shut; and where it is. */
export default function HoursPage() {
  const { data, error, refetch } = useGet(hoursContracts.get, {})
  const company = useCompany().data
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows />
  return (
    <div className="page">
      <div className={styles.columns}>
        <WeekForm key={JSON.stringify(draftOf(data))} kept={data} />
        <div className="stack">
          <Displaced />
          <Closures hours={data} />
          {company && <PlaceForm kept={company} />}
          {company && <LogoCard company={company} />}
        </div>
      </div>
    </div>
  )
}
