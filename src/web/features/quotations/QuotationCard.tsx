import { Button, Skeleton } from '@mantine/core'
import { IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import { type QuotationRow, type QuotationStatus, quotationContracts } from '../../../shared/quotations.ts'
import type { Ticket } from '../../../shared/tickets.ts'
import { fileUrl } from '../../files.ts'
import { useGet, useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Money } from '../../ui/Money.tsx'
import { ReasonForm } from '../../ui/ReasonForm.tsx'
import { Status, type Tone } from '../../ui/Status.tsx'
import { DayText } from '../../ui/When.tsx'
import { quotationMessages } from './quotations.messages.ts'

const TONES: Record<QuotationStatus, Tone> = {
  draft: 'waiting',
  sent: 'attention',
  accepted: 'agreed',
  rejected: 'bad',
  expired: 'over',
  converted: 'done',
}

interface Props {
  readonly ticket: Ticket
  readonly quotation: QuotationRow | undefined
  readonly loading: boolean
}

const MAY_WRITE: ReadonlySet<Ticket['status']> = new Set(['diagnosing', 'approved', 'in_progress'])

export function QuotationCard({ ticket, quotation, loading }: Props) {
  const t = useText(quotationMessages)
  const params = { ticket_id: ticket.id }
  const open = MAY_WRITE.has(ticket.status) && quotation?.status !== 'converted'
  return (
    <section className="card stack" aria-label={t('quotation')}>
      <div className="row-between">
        <h2 className="strong">{t('quotation')}</h2>
        {quotation && <Status tone={TONES[quotation.status]}>{t(`status_${quotation.status}`)}</Status>}
      </div>
      {loading && <Skeleton height={48} />}
      {!loading && !quotation && <p className="quiet small">{t('none_yet')}</p>}
      {quotation && <Facts quotation={quotation} />}
      {quotation?.status === 'sent' && <CounterDecision quotation={quotation} />}
      <div className="row wrap">
        {open && (
          <LinkButton to="/tickets/$ticket_id/estimate" params={params} size="xs" variant="default">
            {t(quotation ? 'edit_estimate' : 'write_estimate')}
          </LinkButton>
        )}
        {quotation && <Pdf quotation_id={quotation.id} />}
      </div>
    </section>
  )
}

function Facts({ quotation }: { quotation: QuotationRow }) {
  const t = useText(quotationMessages)
  return (
    <div>
      <p className="strong">
        <Money amount={quotation.total} />
      </p>
      <p className="quiet tiny tabular">
        {quotation.quotation_number} · {t('version_n', { n: quotation.version })} · {t('valid_until')}{' '}
        <DayText day={quotation.valid_until} />
      </p>
    </div>
  )
}

function Pdf({ quotation_id }: { quotation_id: string }) {
  const t = useText(quotationMessages)
  const { data } = useGet(quotationContracts.get, { quotation_id })
  if (!data?.pdf_file_id) return null
  return (
    <FileButton href={fileUrl(data.pdf_file_id)} icon={<IconFileTypePdf size={16} />}>
      {t('open_pdf')}
    </FileButton>
  )
}

/** For customers who decide by voice; who said it and which version is kept. */
function CounterDecision({ quotation }: { quotation: QuotationRow }) {
  const t = useText(quotationMessages)
  const may = useMay()
  const [refusing, setRefusing] = useState(false)
  const touches = { touches: ['tickets', 'ticket-counts', 'conversations'] }
  const accept = useSend(quotationContracts.accept, touches)
  const reject = useSend(quotationContracts.reject, touches)
  const which = { quotation_id: quotation.id, version: quotation.version }
  if (!may('quotations.write')) return null
  if (refusing) {
    return (
      <ReasonForm
        label={t('reject_reason')}
        submit={t('reject_counter')}
        danger
        error={reject.error}
        busy={reject.isPending}
        onCancel={() => setRefusing(false)}
        onSubmit={reason => reject.mutate({ input: { ...which, reason } })}
      />
    )
  }
  return (
    <>
      <Problem error={accept.error} />
      <div className="row wrap">
        <Button size="xs" variant="light" loading={accept.isPending} onClick={() => accept.mutate({ input: which })}>
          {t('accept_counter')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setRefusing(true)}>
          {t('reject_counter')}
        </Button>
      </div>
    </>
  )
}
