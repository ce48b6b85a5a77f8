import { conversationContracts } from '../../../shared/conversations.ts'
import { useGet } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { Context, ContextHead, Owed } from '../../ui/Context.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { Phone } from '../../ui/Phone.tsx'
import { CustomerVisits } from '../appointments/CustomerVisits.tsx'
import { Preferences } from '../preferences/Preferences.tsx'
import { Assignment, Notes } from './Colleagues.tsx'
import { conversationMessages } from './conversations.messages.ts'
import styles from './Inbox.module.css'
import { Jobs } from './Jobs.tsx'
import { LabelEditor } from './LabelEditor.tsx'

export function ConversationContext({ session_id }: { session_id: string }) {
  const t = useText(conversationMessages)
  const { data, error } = useGet(conversationContracts.get, { session_id })
  // The thing in the middle says what went wrong.
  if (error && !data) return null
  if (!data) return <LoadingRows rows={3} height={64} />
  return (
    <Context>
      <section className="stack-tight">
        <ContextHead>{t('customer')}</ContextHead>
        <p className="strong">{data.customer_name}</p>
        {data.phone && <Phone e164={data.phone} call />}
        {data.username && <p className="quiet small">@{data.username}</p>}
        <LabelEditor conversation={data} />
      </section>
      <Assignment conversation={data} />
      <Notes session_id={session_id} />
      {data.handover_summary && (
        <section className="stack-tight">
          <ContextHead>{t('handover')}</ContextHead>
          <p className={styles.summary}>{data.handover_summary}</p>
        </section>
      )}
      {data.customer_id && <Preferences customer_id={data.customer_id} />}
      <Owed balance={data.balance} none />
      {data.customer_id && <CustomerVisits customer_id={data.customer_id} session_id={session_id} />}
      <Jobs conversation={data} />
    </Context>
  )
}
