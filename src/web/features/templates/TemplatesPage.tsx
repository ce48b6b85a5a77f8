import { Button } from '@mantine/core'
import { IconMessage2Plus, IconPlus, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import type { ResponseOf } from '../../../shared/contract.ts'
import { type ShopTemplate, templateContracts } from '../../../shared/templates.ts'
import { useGet, useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState, Problem } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { toast } from '../../ui/toast.tsx'
import { TemplateForm } from './TemplateForm.tsx'
import { TemplateGroup } from './TemplateGroup.tsx'
import styles from './Templates.module.css'
import { templateMessages } from './templates.messages.ts'

/** What may be said outside the 24 hours: our own set, and what the shop adds. */
export default function TemplatesPage() {
  const t = useText(templateMessages)
  const { data, error, refetch } = useGet(templateContracts.list, {})
  const [editing, setEditing] = useState<ShopTemplate | 'new' | null>(null)
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows />
  if (editing) return <TemplateForm known={editing === 'new' ? null : editing} done={() => setEditing(null)} />
  const ours = data.items.filter(one => one.needed)
  const others = data.items.filter(one => !one.needed)
  return (
    <div className="page stack">
      <div className={styles.intro}>
        <p className="quiet small">{t('about')}</p>
        <div className="row wrap">
          <SyncButton />
          <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
            {t('add')}
          </Button>
        </div>
      </div>
      <SetCard ours={ours} missing={data.missing} />
      {data.items.length === 0 && (
        <section className="card">
          <EmptyState icon={<IconMessage2Plus size={28} stroke={1.5} />} title={t('none')}>
            {t('none_more')}
          </EmptyState>
        </section>
      )}
      <TemplateGroup title={t('others')} items={others} edit={setEditing} />
      <TemplateGroup title={t('ours')} items={ours} edit={setEditing} />
    </div>
  )
}

function SyncButton() {
  const t = useText(templateMessages)
  const sync = useSend(templateContracts.sync, { onSuccess: () => toast(t('syncing')) })
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={16} />}
        loading={sync.isPending}
        onClick={() => sync.mutate({ input: {} })}
      >
        {t('sync')}
      </Button>
      <Problem error={sync.error} />
    </>
  )
}

type Absent = ResponseOf<typeof templateContracts.list>['missing'][number]

/** How far our own set is: handed in with one press, and what Meta has said of it so far. */
function SetCard({ ours, missing: absent }: { ours: readonly ShopTemplate[]; missing: readonly Absent[] }) {
  const t = useText(templateMessages)
  const submit = useSend(templateContracts.submitDefaults, {
    onSuccess: ({ submitted }) => toast(t('submitted', { n: submitted })),
  })
  const missing = absent.length
  const done = ours.filter(one => one.status === 'APPROVED').length
  const all = ours.filter(one => one.status !== 'REFUSED').length + missing
  const words =
    missing > 0 ? t('set_missing', { n: missing }) : done < all ? t('set_waiting', { done, all }) : t('set_whole')
  return (
    <section className="card stack" aria-label={words}>
      <div className="row-between wrap">
        <p className="strong" role="status">
          {words}
        </p>
        {missing > 0 && (
          <Button size="xs" loading={submit.isPending} onClick={() => submit.mutate({ input: {} })}>
            {t('submit_all')}
          </Button>
        )}
      </div>
      <div className={styles.progress} role="img" aria-label={t('set_waiting', { done, all })}>
        <span style={{ width: `${all > 0 ? (done / all) * 100 : 0}%` }} />
      </div>
      {missing > 0 && missing < ours.length && (
        <p className="quiet small">{absent.map(one => `${one.name} (${one.language})`).join(', ')}</p>
      )}
      <Problem error={submit.error} />
    </section>
  )
}
