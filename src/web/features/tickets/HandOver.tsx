import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import type { Ticket } from '../../../shared/tickets.ts'
import { useText } from '../../shell/lang.tsx'
import { uiMessages } from '../../ui/ui.messages.ts'
import styles from './Tickets.module.css'
import { ticketMessages } from './tickets.messages.ts'

interface Props {
  readonly ticket: Ticket
  readonly busy: boolean
  readonly confirm: (more: { despite_balance?: boolean }) => void
  readonly cancel: () => void
}

/** The last look before a device leaves: which, to whom, and what is still owed. */
export function HandOver({ ticket, busy, confirm, cancel }: Props) {
  const t = useText(ticketMessages)
  const ui = useText(uiMessages)
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  const owes = parseMoney(ticket.balance) > 0
  return (
    <section className="card stack" aria-label={t('step_hand_over')}>
      <p className="strong">{t('hand_over_sure', { device: ticket.device_model, customer: ticket.customer_name })}</p>
      {owes && <p className={styles.flag}>{t('hand_over_owes', { balance: showMoney(parseMoney(ticket.balance)) })}</p>}
      <div className="row">
        <Button
          ref={first}
          color={owes ? 'red' : 'teal'}
          loading={busy}
          onClick={() => confirm(owes ? { despite_balance: true } : {})}
        >
          {t(owes ? 'step_hand_over_owing' : 'hand_over_yes')}
        </Button>
        <Button variant="default" onClick={cancel}>
          {ui('cancel')}
        </Button>
      </div>
    </section>
  )
}
