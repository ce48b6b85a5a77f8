import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconMessageCircle, IconPrinter, IconQrcode } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import {
  accessoryMessages,
  ticketHoldMessages,
  ticketPriorityMessages,
  ticketStatusMessages,
} from '../../../shared/messages/statuses.ts'
import {
  HOLD_REASONS,
  type HoldReason,
  isOpenTicket,
  TICKET_PRIORITIES,
  type TicketPriority,
} from '../../../shared/tickets.status.ts'
import { type Ticket, ticketContracts } from '../../../shared/tickets.ts'
import { userContracts } from '../../../shared/users.ts'
import { addressOf } from '../../api.ts'
import { foresee, useGet, useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { Context, ContextHead, Owed } from '../../ui/Context.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { Phone } from '../../ui/Phone.tsx'
import { PhotoStrip } from '../../ui/PhotoStrip.tsx'
import { When } from '../../ui/When.tsx'
import { CustomerVisits } from '../appointments/CustomerVisits.tsx'
import { Passcode } from './Passcode.tsx'
import { photosOf } from './TicketHistory.tsx'
import styles from './Tickets.module.css'
import { ticketMessages } from './tickets.messages.ts'

const Invitation = lazy(() => import('./Invitation.tsx').then(module => ({ default: module.Invitation })))

export function TicketContext({ ticket_id }: { ticket_id: string }) {
  const t = useText(ticketMessages)
  const may = useMay()
  const [inviting, setInviting] = useState(false)
  const { data: ticket, error } = useGet(ticketContracts.get, { ticket_id })
  // The thing in the middle says what went wrong.
  if (error && !ticket) return null
  if (!ticket) return <LoadingRows rows={4} height={56} />
  const { customer } = ticket
  return (
    <Context>
      <section className="stack-tight">
        <ContextHead>{t('customer')}</ContextHead>
        <p className="strong">{customer.name}</p>
        {customer.company_name && <p className="quiet small">{customer.company_name}</p>}
        {customer.phone && <Phone e164={customer.phone} call />}
        {customer.session_id && may('chat.read') && (
          <div>
            <LinkButton
              to="/inbox/$session_id"
              params={{ session_id: customer.session_id }}
              size="xs"
              variant="default"
              leftSection={<IconMessageCircle size={16} />}
            >
              {t('conversation')}
            </LinkButton>
          </div>
        )}
        {!customer.session_id && <p className="quiet small">{t('no_whatsapp')}</p>}
      </section>
      <Owed balance={ticket.balance} />
      <Work ticket={ticket} />
      <CustomerVisits
        customer_id={customer.id}
        ticket={{ id: ticket.id, ready: ticket.status === 'ready_for_pickup' }}
        session_id={customer.session_id}
      />
      <Device ticket={ticket} />
      {ticket.passcode === 'kept' && <Passcode ticket_id={ticket.id} />}
      {isOpenTicket(ticket.status) && (
        <Button variant="default" size="xs" leftSection={<IconQrcode size={16} />} onClick={() => setInviting(true)}>
          {t('invite')}
        </Button>
      )}
      <Dialog opened={inviting} onClose={() => setInviting(false)} title={t('invite')}>
        <Suspense>
          <Invitation ticket_id={ticket_id} />
        </Suspense>
      </Dialog>
      <FileButton href={addressOf(ticketContracts.label, { ticket_id })} icon={<IconPrinter size={16} />}>
        {t('label')}
      </FileButton>
    </Context>
  )
}

function Work({ ticket }: { ticket: Ticket }) {
  const t = useText(ticketMessages)
  const priority = useText(ticketPriorityMessages)
  const hold = useText(ticketHoldMessages)
  const may = useMay()
  const people = useGet(userContracts.directory, {}).data?.items ?? []
  const assign = useSend(ticketContracts.assign, {
    line: ['assign', ticket.id],
    foresee: (client, { user_id }) =>
      foresee(client, ticketContracts.get, { ticket_id: ticket.id }, known => ({
        ...known,
        assigned_to: people.find(person => person.id === user_id) ?? null,
      })),
  })
  const update = useSend(ticketContracts.update)
  const technicians = people.filter(person => person.is_active || person.id === ticket.assigned_to?.id)
  const ticket_id = ticket.id
  const open = isOpenTicket(ticket.status)
  return (
    <section className="stack">
      <NativeSelect
        label={t('assigned_to')}
        size="xs"
        disabled={!may('tickets.write') || !open}
        value={ticket.assigned_to?.id ?? ''}
        onChange={event => assign.mutate({ input: { ticket_id, user_id: event.currentTarget.value || null } })}
        data={[
          { value: '', label: t('nobody') },
          ...technicians.map(person => ({ value: person.id, label: person.full_name })),
        ]}
      />
      <div className={styles.pair}>
        <NativeSelect
          label={t('priority')}
          size="xs"
          disabled={!open}
          value={ticket.priority}
          onChange={event =>
            update.mutate({ input: { ticket_id, priority: event.currentTarget.value as TicketPriority } })
          }
          data={TICKET_PRIORITIES.map(value => ({ value, label: priority(value) }))}
        />
        <TextInput
          label={t('promised')}
          size="xs"
          type="date"
          disabled={!open}
          value={ticket.estimated_completion_date ?? ''}
          onChange={event =>
            update.mutate({ input: { ticket_id, estimated_completion_date: event.currentTarget.value || null } })
          }
        />
      </div>
      <NativeSelect
        label={t('hold')}
        size="xs"
        disabled={!open}
        value={ticket.hold_reason ?? ''}
        onChange={event =>
          update.mutate({ input: { ticket_id, hold_reason: (event.currentTarget.value || null) as HoldReason | null } })
        }
        data={[{ value: '', label: t('hold_none') }, ...HOLD_REASONS.map(value => ({ value, label: hold(value) }))]}
      />
      <Problem error={assign.error ?? update.error} />
    </section>
  )
}

function Device({ ticket }: { ticket: Ticket }) {
  const t = useText(ticketMessages)
  const status = useText(ticketStatusMessages)
  const accessory = useText(accessoryMessages)
  const word = (name: string): string =>
    name in accessoryMessages ? accessory(name as keyof typeof accessoryMessages) : name
  const serial = ticket.serial_number ?? ticket.device?.serial_number
  const facts: [string, string | null | undefined][] = [
    [t('imei'), ticket.device?.imei],
    [t('serial'), serial === ticket.device?.imei ? null : serial],
    [t('accessories'), ticket.accessories.map(word).join(', ') || t('none_given')],
    [t('condition'), ticket.condition_notes],
  ]
  return (
    <section className="stack">
      <ContextHead>{t('device')}</ContextHead>
      <dl className="stack-tight">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt className="quiet tiny">{name}</dt>
              <dd className={styles.fact}>{value}</dd>
            </div>
          ) : null,
        )}
        <div>
          <dt className="quiet tiny">{t('taken_in')}</dt>
          <dd>{ticket.received_at ? <When at={ticket.received_at} /> : status('not_here')}</dd>
        </div>
      </dl>
      {ticket.photos.length > 0 && <PhotoStrip photos={photosOf(ticket.photos)} />}
    </section>
  )
}
