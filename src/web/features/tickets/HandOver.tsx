import { Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import { type Ticket, ticketContracts } from '../../../shared/tickets.ts'
import { useGet } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingRows } from '../../ui/Loading.tsx'
import { uiMessages } from '../../ui/ui.messages.ts'
import styles from './Tickets.module.css'
import { ticketMessages } from './tickets.messages.ts'
import type { MoveInput } from './useTicketStep.ts'

interface Props {
  readonly ticket: Ticket
  /** In sen; `unbilled` is agreed, and on no invoice yet. */
  readonly owed: { readonly balance: number; readonly unbilled: number }
  readonly busy: boolean
  readonly confirm: (more: MoveInput) => void
  readonly cancel: () => void
}

const SHORTEST_REASON = 3
const SHORTEST_NAME = 2

/** What is owed is asked when the device is about to leave, not from what the page has known for a while. */
export function HandOver(props: Omit<Props, 'owed'>) {
  const { data, error, refetch } = useGet(ticketContracts.owed, { ticket_id: props.ticket.id })
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows />
  const owed = { balance: parseMoney(data.balance), unbilled: parseMoney(data.unbilled) }
  return <HandOverForm {...props} owed={owed} />
}

/** The last look before a device leaves: which, to whom, and what is still owed. */
function HandOverForm({ ticket, owed: { balance, unbilled }, busy, confirm, cancel }: Props) {
  const t = useText(ticketMessages)
  const ui = useText(uiMessages)
  const may = useMay()
  const [who, setWho] = useState('')
  const [why, setWhy] = useState('')
  const owed = balance + unbilled
  const owes = owed > 0
  const refused = owes && !may('counter.approve')
  const taker = who.trim()
  const reason = why.trim()
  const unready = (owes && reason.length < SHORTEST_REASON) || (taker !== '' && taker.length < SHORTEST_NAME)
  const send = (event: FormEvent): void => {
    event.preventDefault()
    confirm({ ...(taker && { picked_up_by: taker }), ...(owes && { despite_balance: reason }) })
  }
  return (
    <form className="card stack" aria-label={t('step_hand_over')} onSubmit={send}>
      <p className="strong">{t('hand_over_sure', { device: ticket.device_model, customer: ticket.customer_name })}</p>
      {owes && <p className={styles.flag}>{t('hand_over_owes', { balance: showMoney(owed) })}</p>}
      {unbilled > 0 && <p className="quiet small">{t('hand_over_unbilled', { unbilled: showMoney(unbilled) })}</p>}
      {refused ? (
        <p className="small">{t('hand_over_not_yours')}</p>
      ) : (
        <>
          {owes && (
            <Textarea
              label={t('hand_over_why')}
              autosize
              minRows={2}
              maxLength={500}
              required
              withAsterisk={false}
              value={why}
              onChange={event => setWhy(event.currentTarget.value)}
            />
          )}
          <TextInput
            label={t('hand_over_who', { customer: ticket.customer_name })}
            placeholder={t('hand_over_who_hint')}
            maxLength={120}
            value={who}
            onChange={event => setWho(event.currentTarget.value)}
          />
          <p className="quiet small">{t('hand_over_final')}</p>
        </>
      )}
      <div className="row">
        {!refused && (
          <Button type="submit" autoFocus color={owes ? 'red' : 'teal'} disabled={unready} loading={busy}>
            {t(owes ? 'step_hand_over_owing' : 'hand_over_yes')}
          </Button>
        )}
        <Button variant="default" autoFocus={refused} onClick={cancel}>
          {ui('cancel')}
        </Button>
      </div>
    </form>
  )
}
