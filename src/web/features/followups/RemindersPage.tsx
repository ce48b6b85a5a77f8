import { reminderContracts } from '../../../shared/reminders.ts'
import { useGet } from '../../query.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { NextReminders } from './NextReminders.tsx'
import { ReminderForm } from './ReminderForm.tsx'
import styles from './Reminders.module.css'

/** What the shop begins by itself: of what, when, in which words; and what will go out next. */
export default function RemindersPage() {
  const { data, error, refetch } = useGet(reminderContracts.settings, {})
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  return (
    <div className="page">
      <div className={styles.columns}>
        {data ? <ReminderForm kept={data} /> : <LoadingRows />}
        <NextReminders />
      </div>
    </div>
  )
}
