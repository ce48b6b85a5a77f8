import { useParams } from '@tanstack/react-router'
import { useText } from '../../shell/lang.tsx'
import { ListDetail, useContextSheet } from '../../ui/ListDetail.tsx'
import { TicketContext } from './TicketContext.tsx'
import { TicketDetail } from './TicketDetail.tsx'
import { TicketList } from './TicketList.tsx'
import { TicketsOverview } from './TicketsOverview.tsx'
import { ticketMessages } from './tickets.messages.ts'

export function TicketsPage() {
  const t = useText(ticketMessages)
  const { ticket_id } = useParams({ strict: false })
  const sheet = useContextSheet()
  const context = ticket_id ? sheet.wrap(<TicketContext key={ticket_id} ticket_id={ticket_id} />) : undefined
  return (
    <ListDetail
      list={<TicketList chosen={ticket_id} />}
      listLabel={t('tickets')}
      open={ticket_id !== undefined}
      context={context}
    >
      {ticket_id ? (
        <TicketDetail key={ticket_id} ticket_id={ticket_id} showContext={sheet.toggle} />
      ) : (
        <TicketsOverview />
      )}
    </ListDetail>
  )
}
