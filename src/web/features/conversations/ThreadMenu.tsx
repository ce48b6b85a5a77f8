import { useNavigate } from '@tanstack/react-router'
import type { Conversation } from '../../../shared/conversations.ts'
import { inboxContracts } from '../../../shared/inbox.ts'
import { useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { MoreMenu } from '../../ui/MoreMenu.tsx'
import { toast } from '../../ui/toast.tsx'
import { conversationMessages } from './conversations.messages.ts'

const HOUR_MS = 3_600_000
const LATER = { snooze_hours: 3, snooze_day: 24, snooze_week: 168 } as const

/** What one does with a conversation besides answering it. Put off or unread again, one leaves it: to look is to read. */
export function ThreadMenu({ conversation }: { conversation: Conversation }) {
  const t = useText(conversationMessages)
  const may = useMay()
  const navigate = useNavigate()
  const leave = (): void => void navigate({ to: '/inbox', search: true })
  const touches = { touches: ['conversations', 'conversation-counts'] }
  const snooze = useSend(inboxContracts.snooze, {
    ...touches,
    onSuccess: ({ snoozed_until }) => {
      if (!snoozed_until) return
      toast(t('snoozed'))
      leave()
    },
  })
  const unread = useSend(inboxContracts.markUnread, { ...touches, onSuccess: leave })
  if (!may('chat.write')) return null
  const { session_id, snoozed_until } = conversation
  const until = (hours: number): string => new Date(Date.now() + hours * HOUR_MS).toISOString()
  const back = { key: 'end', label: t('snooze_end'), act: () => snooze.mutate({ input: { session_id, until: null } }) }
  const later = Object.entries(LATER).map(([key, hours]) => ({
    key,
    label: t(key as keyof typeof LATER),
    act: () => snooze.mutate({ input: { session_id, until: until(hours) } }),
  }))
  return (
    <>
      <Problem error={snooze.error ?? unread.error} />
      <MoreMenu
        label={t('more')}
        shortcut="z"
        actions={[
          ...(snoozed_until ? [back] : later),
          { key: 'unread', label: t('mark_unread'), act: () => unread.mutate({ input: { session_id } }) },
        ]}
      />
    </>
  )
}
