import { Button } from '@mantine/core'
import { useState } from 'react'
import { type Preferences as Chosen, NOTICE_KINDS, preferenceContracts } from '../../../shared/preferences.ts'
import { useGet, useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { LANG_NAMES } from '../../shell/Preferences.tsx'
import { useMay } from '../../shell/session.tsx'
import { ContextHead } from '../../ui/Context.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { Status } from '../../ui/Status.tsx'
import { When } from '../../ui/When.tsx'
import { PreferencesForm } from './PreferencesForm.tsx'
import { preferenceMessages } from './preferences.messages.ts'

/** How, when and about what a customer wants to be written to: what differs from the usual, and a way to change it in place. */
export function Preferences({ customer_id }: { customer_id: string }) {
  const t = useText(preferenceMessages)
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const { data, error } = useGet(preferenceContracts.get, { customer_id })
  // The thing in the middle says what went wrong.
  if (error && !data) return null
  return (
    <section className="stack-tight" aria-label={t('title')}>
      <div className="row-between">
        <ContextHead>{t('title')}</ContextHead>
        {data && may('customers.write') && (
          <Button variant="subtle" size="compact-xs" aria-expanded={editing} onClick={() => setEditing(!editing)}>
            {t(editing ? 'done' : 'edit')}
          </Button>
        )}
      </div>
      {!data && <LoadingRows rows={1} height={20} />}
      {data?.paused_at && <Paused customer_id={customer_id} since={data.paused_at} />}
      {data && (editing ? <PreferencesForm customer_id={customer_id} chosen={data} /> : <Summary chosen={data} />)}
      {data?.changed_at && data.changed_by && (
        <p className="quiet tiny">
          {t('changed', { who: data.changed_by })} · <When at={data.changed_at} />
        </p>
      )}
    </section>
  )
}

function Summary({ chosen }: { chosen: Chosen }) {
  const t = useText(preferenceMessages)
  const unwanted = NOTICE_KINDS.filter(kind => chosen.notices[kind] === false)
  return (
    <div className="small">
      <p>
        {t(chosen.contact_method)} · {LANG_NAMES[chosen.language]}
      </p>
      {chosen.quiet && (
        <p className="tabular">
          {t('quiet')}: {chosen.quiet.from}–{chosen.quiet.to}
        </p>
      )}
      {unwanted.length > 0 && (
        <p>
          {t('unwanted')}: {unwanted.map(kind => t(kind).toLowerCase()).join(', ')}
        </p>
      )}
      {chosen.marketing && <p>{t('marketing')} ✓</p>}
    </div>
  )
}

function Paused({ customer_id, since }: { customer_id: string; since: string }) {
  const t = useText(preferenceMessages)
  const may = useMay()
  const { mutate, isPending } = useSend(preferenceContracts.set, { touches: ['conversations', 'tickets'] })
  return (
    <div className="stack-tight">
      <div className="row small">
        <Status tone="attention">{t('paused')}</Status>
        <span className="quiet">
          <When at={since} short />
        </span>
      </div>
      <p className="quiet small">{t('paused_more')}</p>
      {may('customers.write') && (
        <div>
          <Button
            variant="default"
            size="xs"
            loading={isPending}
            onClick={() => mutate({ input: { customer_id, paused: false } })}
          >
            {t('resume')}
          </Button>
        </div>
      )}
    </div>
  )
}
