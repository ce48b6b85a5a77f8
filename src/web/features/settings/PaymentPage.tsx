import { Button, NativeSelect, Textarea } from '@mantine/core'
import { IconQrcode } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { type DuitnowCode, readDuitnow } from '../../../shared/duitnow.ts'
import { BARGAINING, type Company, settingsContracts } from '../../../shared/settings.ts'
import { useSend } from '../../query.ts'
import { useCompany } from '../../shell/company.ts'
import { useText } from '../../shell/lang.tsx'
import { ErrorState, Problem } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from './Payment.module.css'
import { PictureSetting } from './PictureSetting.tsx'
import { paymentSettingMessages } from './payment.messages.ts'

/** How customers pay by transfer: the shop's code, its account, and what those hear who ask for less. */
export default function PaymentPage() {
  const { data, error, refetch } = useCompany()
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows />
  return (
    <div className="page stack">
      <DuitnowCard company={data} />
      <BankForm kept={data} />
    </div>
  )
}

/** What was read when the code was kept; one that no longer reads says nothing wrong. */
function codeOf(payload: string | null): DuitnowCode | null {
  try {
    return payload ? readDuitnow(payload) : null
  } catch {
    return null
  }
}

function DuitnowCard({ company }: { company: Company }) {
  const t = useText(paymentSettingMessages)
  const code = codeOf(company.duitnow_payload)
  return (
    <section className="card stack" aria-label={t('code')}>
      <div className="stack-tight">
        <h2>{t('code')}</h2>
        <p className="quiet small">{t('code_more')}</p>
      </div>
      <PictureSetting
        set={settingsContracts.setDuitnow}
        unset={settingsContracts.removeDuitnow}
        file_id={company.duitnow_file_id}
        t={t}
        icon={IconQrcode}
        shape="square"
      >
        {code ? (
          <dl className={styles.read}>
            <dt className="quiet tiny">{t('pays_to')}</dt>
            <dd className="strong">{code.name}</dd>
            <dt className="quiet tiny">{t('city')}</dt>
            <dd>{code.city || '–'}</dd>
            <dt className="quiet tiny">{t('account')}</dt>
            <dd className="tabular">
              {code.merchant} · {code.acquirer}
            </dd>
            <dt className="quiet tiny">{t('checksum')}</dt>
            <dd className={styles.good}>{t('checksum_good')}</dd>
          </dl>
        ) : (
          <p className="quiet">{t('none')}</p>
        )}
        {code && <p className="small">{t('is_it_yours')}</p>}
      </PictureSetting>
    </section>
  )
}

function BankForm({ kept }: { kept: Company }) {
  const t = useText(paymentSettingMessages)
  const of = (company: Company) => ({ bank_details: company.bank_details ?? '', bargaining: company.bargaining })
  const [draft, setDraft] = useState(() => of(kept))
  const save = useSend(settingsContracts.setPayment, {
    touches: ['company'],
    onSuccess: company => {
      setDraft(of(company))
      toast(t('saved'))
    },
  })
  const changed = JSON.stringify(draft) !== JSON.stringify(of(kept))
  const long = draft.bank_details.length > 500
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (changed && !long && !save.isPending) save.mutate({ input: draft })
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-label={t('bank')}>
      <Textarea
        label={t('bank')}
        description={t('bank_more')}
        placeholder={t('bank_example')}
        autosize
        minRows={3}
        value={draft.bank_details}
        onChange={event => setDraft({ ...draft, bank_details: event.currentTarget.value })}
        error={long ? t('too_long') : null}
      />
      <NativeSelect
        label={t('bargaining')}
        value={draft.bargaining}
        onChange={event => setDraft({ ...draft, bargaining: event.currentTarget.value as Company['bargaining'] })}
        data={BARGAINING.map(choice => ({ value: choice, label: t(choice) }))}
      />
      <Problem error={save.error} />
      <div className="row">
        <Button type="submit" disabled={!changed || long} loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
