import { IconMessageCircle } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useText } from '../../shell/lang.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ListDetail, useContextSheet } from '../../ui/ListDetail.tsx'
import { ConversationContext } from './ConversationContext.tsx'
import { ConversationList } from './ConversationList.tsx'
import { conversationMessages } from './conversations.messages.ts'
import { Thread } from './Thread.tsx'
import { useInboxKeys } from './useInboxKeys.ts'

export function InboxPage() {
  const t = useText(conversationMessages)
  const { session_id } = useParams({ strict: false })
  const sheet = useContextSheet()
  useInboxKeys(session_id, sheet)
  const context = session_id ? sheet.wrap(<ConversationContext session_id={session_id} />) : undefined
  return (
    <ListDetail
      list={<ConversationList chosen={session_id} />}
      listLabel={t('conversations')}
      open={session_id !== undefined}
      context={context}
    >
      {session_id ? (
        <Thread key={session_id} session_id={session_id} showContext={sheet.toggle} />
      ) : (
        <EmptyState icon={<IconMessageCircle size={28} stroke={1.5} />} title={t('choose')}>
          {t('choose_more')}
        </EmptyState>
      )}
    </ListDetail>
  )
}
