import { ticketStatusMessages } from '../../../shared/messages/statuses.ts'
import { type TicketStatus as StatusName, shownStatus } from '../../../shared/tickets.status.ts'
import { useText } from '../../shell/lang.tsx'
import { Status, type Tone } from '../../ui/Status.tsx'

export const TICKET_TONES: Record<StatusName | 'awaiting_approval', Tone> = {
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

export function TicketStatus({
  status,
  awaiting_approval = false,
}: {
  status: StatusName
  awaiting_approval?: boolean
}) {
  const t = useText(ticketStatusMessages)
  const shown = shownStatus({ status, awaiting_approval })
  return <Status tone={TICKET_TONES[shown]}>{t(shown)}</Status>
}
