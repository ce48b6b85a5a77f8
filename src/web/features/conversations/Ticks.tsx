import { IconAlertCircle, IconCheck, IconChecks, IconClock, IconHelpCircle } from '@tabler/icons-react'
import type { MessageStatus } from '../../../shared/conversations.ts'
import { useText } from '../../shell/lang.tsx'
import { conversationMessages } from './conversations.messages.ts'
import styles from './Inbox.module.css'

const SIGNS = {
  queued: IconClock,
  waiting: IconClock,
  sending: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  played: IconChecks,
  failed: IconAlertCircle,
  unknown: IconHelpCircle,
} as const

/** As people know them from WhatsApp: clock, one tick, two ticks, two blue ticks. */
export function Ticks({ status }: { status: MessageStatus }) {
  const t = useText(conversationMessages)
  if (status === 'received') return null
  const Sign = SIGNS[status]
  return (
    <span
      className={styles.ticks}
      data-status={status}
      role="img"
      aria-label={t(`message_${status}`)}
      title={t(`message_${status}`)}
    >
      <Sign size={15} stroke={1.8} aria-hidden="true" />
    </span>
  )
}
