import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { isExpected } from '../../../shared/tickets.status.ts'
import type { Ticket } from '../../../shared/tickets.ts'
import { useKeys } from '../../shell/keys.ts'
import { useText } from '../../shell/lang.tsx'
import { MoreMenu } from '../../ui/MoreMenu.tsx'
import { ASKS_WHY, movesOf, type NextAction, type TicketMove } from './nextAction.ts'
import styles from './Tickets.module.css'
import { ticketMessages } from './tickets.messages.ts'
import type { MoveInput } from './useTicketStep.ts'

interface Props {
  readonly ticket: Ticket
  /** Null while it is not known yet. */
  readonly action: NextAction | null
  readonly busy: boolean
  readonly run: (step: TicketMove, more?: MoveInput) => void
  readonly askWhy: (step: TicketMove) => void
  /** A device that has left the shop does not come back by a click. */
  readonly askHandOver: () => void
}

/** The same step has another name where it goes back. */
function nameOf(
  step: TicketMove,
  ticket: Ticket,
): `step_${TicketMove | 'again' | 'another_fault' | 'receive_diagnose'}` {
  if (step === 'diagnose' && isExpected(ticket)) return 'step_receive_diagnose'
  if (step === 'start' && ticket.status !== 'approved') return 'step_again'
  if (step === 'diagnose' && ticket.status === 'in_progress') return 'step_another_fault'
  return `step_${step}`
}

/** The one thing to do next, where the eye already is. */
export function NextStep({ ticket, action, busy, run, askHandOver }: Omit<Props, 'askWhy'>) {
  const t = useText(ticketMessages)
  const navigate = useNavigate()
  const ticket_id = ticket.id
  const next = ((): { label: string; act: () => void } | null => {
    if (action?.kind === 'step') {
      const { step } = action
      return { label: t(nameOf(step, ticket)), act: () => (step === 'hand_over' ? askHandOver() : run(step)) }
    }
    if (action?.kind === 'estimate') {
      return {
        label: t(action.started ? 'continue_estimate' : 'write_estimate'),
        act: () => void navigate({ to: '/tickets/$ticket_id/estimate', params: { ticket_id } }),
      }
    }
    if (action?.kind === 'pay')
      return {
        label: t('take_payment'),
        act: () => void navigate({ to: '/invoices/$invoice_id', params: { invoice_id: action.invoice_id } }),
      }
    return null
  })()
  useKeys(next && !busy ? { 'mod+enter': next.act } : {})
  if (action?.kind === 'wait') return <span className={`${styles.wait} quiet small`}>{t('waiting_customer')}</span>
  if (!next) return null
  return (
    <Button onClick={next.act} loading={busy}>
      {next.label}
      <kbd>Ctrl Enter</kbd>
    </Button>
  )
}

export function OtherSteps({ ticket, action, run, askWhy, askHandOver }: Omit<Props, 'busy'>) {
  const t = useText(ticketMessages)
  const others = movesOf(ticket).filter(step => !(action?.kind === 'step' && action.step === step))
  const choose = (step: TicketMove): void => {
    if (ASKS_WHY.has(step)) askWhy(step)
    else if (step === 'hand_over') askHandOver()
    else run(step, step === 'diagnose' && isExpected(ticket) ? { device_received: true } : {})
  }
  const actions = others.map(step => ({
    key: step,
    label: step === 'hand_over' ? t('step_hand_over_owing') : t(nameOf(step, ticket)),
    danger: ASKS_WHY.has(step),
    act: () => choose(step),
  }))
  return <MoreMenu label={t('more')} actions={actions} />
}
