import { Link } from '@tanstack/react-router'
import type { Conversation } from '../../../shared/conversations.ts'
import { deviceName } from '../../../shared/devices.ts'
import { TICKET_STATUSES, type TicketStatus as TicketStatusName } from '../../../shared/tickets.status.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { ContextHead } from '../../ui/Context.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { TicketStatus } from '../tickets/TicketStatus.tsx'
import { conversationMessages } from './conversations.messages.ts'
import styles from './Inbox.module.css'

type Ticket = Conversation['tickets'][number]
interface Device {
  readonly id: string
  readonly name: string
  /** What tells two of a kind apart. */
  readonly mark: string | null
  readonly tickets: readonly Ticket[]
}

const isTicketStatus = (status: string): status is TicketStatusName =>
  (TICKET_STATUSES as readonly string[]).includes(status)

const ticketName = (ticket: Ticket): string => deviceName({ brand: ticket.device_brand, model: ticket.device_model })
const markOf = ({ imei_end, serial_number }: Conversation['devices'][number]): string | null =>
  imei_end ? `IMEI …${imei_end}` : serial_number && `S/N ${serial_number}`

/** Each device with its jobs, in the order of the jobs: what is not over comes first. A job without a device goes by its own name. */
function byDevice({ devices, tickets }: Conversation): readonly Device[] {
  const ofTickets = tickets.map(({ device_id, id }) => devices.find(one => one.id === device_id)?.id ?? id)
  const groups = [...new Set([...ofTickets, ...devices.map(one => one.id)])]
  return groups.map(id => {
    const device = devices.find(one => one.id === id)
    const its = tickets.filter((_, index) => ofTickets[index] === id)
    const [first] = its
    return {
      id,
      name: device ? deviceName(device) : first ? ticketName(first) : '',
      mark: device ? markOf(device) : null,
      tickets: its,
    }
  })
}

/** The customer's devices, and what is or was done to each. */
export function Jobs({ conversation }: { conversation: Conversation }) {
  const t = useText(conversationMessages)
  const may = useMay()
  const devices = byDevice(conversation)
  return (
    <section className="stack" aria-label={t('devices')}>
      <ContextHead>{t('devices')}</ContextHead>
      {devices.length === 0 && <p className="quiet small">{t('no_devices')}</p>}
      <ul className="stack-tight">
        {devices.map(device => (
          <li key={device.id} className={styles.device}>
            <p className="row-between">
              <span className="strong truncate">{device.name}</span>
              {device.mark && <span className={`${styles.number} quiet tiny tabular`}>{device.mark}</span>}
            </p>
            {device.tickets.length === 0 && <p className="quiet small">{t('no_tickets')}</p>}
            {device.tickets.map(ticket => (
              <Link
                key={ticket.id}
                to="/tickets/$ticket_id"
                params={{ ticket_id: ticket.id }}
                className={styles.ticket}
              >
                {isTicketStatus(ticket.status) && (
                  <TicketStatus status={ticket.status} received_at={ticket.received_at} />
                )}
                <span className={`${styles.number} quiet tiny tabular`}>{ticket.ticket_number}</span>
              </Link>
            ))}
          </li>
        ))}
      </ul>
      {may('tickets.write') && (
        <LinkButton
          to="/intake"
          search={{ customer_id: conversation.customer_id ?? undefined }}
          variant="default"
          size="xs"
        >
          {t('new_ticket')}
        </LinkButton>
      )}
    </section>
  )
}
