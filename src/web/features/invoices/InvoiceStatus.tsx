import type { InvoiceStatus as StatusName } from '../../../shared/invoices.ts'
import { useText } from '../../shell/lang.tsx'
import { Status, type Tone } from '../../ui/Status.tsx'
import { invoiceMessages } from './invoices.messages.ts'

const TONES: Record<StatusName, Tone> = {
  draft: 'waiting',
  sent: 'attention',
  partial: 'attention',
  overdue: 'bad',
  paid: 'done',
  cancelled: 'over',
}

export function InvoiceStatus({ status }: { status: StatusName }) {
  const t = useText(invoiceMessages)
  return <Status tone={TONES[status]}>{t(`status_${status}`)}</Status>
}
