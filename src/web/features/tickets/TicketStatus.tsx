import { ticketStatusMessages } from '../../../shared/messages/statuses.ts'
import { type ShownStatus, type TicketStatus as StatusName, shownStatus } from '../../../shared/tickets.status.ts'
import { useText } from '../../shell/lang.tsx'
import { Status, type Tone } from '../../ui/Status.tsx'

export const TICKET_TONES: Record<ShownStatus, Tone> = {
  not_here: 'over',
  pending: 'waiting',
  diagnosing: 'working',
  awaiting_approval: 'attention',
  approved: 'agreed',
  in_progress: 'working',
  completed: 'done',
  ready_for_pickup: 'attention',
  picked_up: 'over',
  cancelled: 'over',
}

interface Props {
  readonly status: StatusName
  readonly awaiting_approval?: boolean
  /** Absent where a status is meant, not a ticket. */
  readonly received_at?: string | null
}

export function TicketStatus({ status, awaiting_approval = false, received_at = '' }: Props) {
  const t = useText(ticketStatusMessages)
  const shown = shownStatus({ status, awaiting_approval, received_at })
  return <Status tone={TICKET_TONES[shown]}>{t(shown)}</Status>
}
