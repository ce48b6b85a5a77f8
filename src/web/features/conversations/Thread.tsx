import { ActionIcon, Button } from '@mantine/core'
import { IconInfoCircle, IconRobot, IconUser } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { type Conversation, conversationContracts } from '../../../shared/conversations.ts'
import { useGet, useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay, useSession } from '../../shell/session.tsx'
import { ErrorState, Problem } from '../../ui/ErrorState.tsx'
import layout from '../../ui/ListDetail.module.css'
import { DetailHead } from '../../ui/ListDetail.tsx'
import { Composer } from './Composer.tsx'
import { conversationMessages } from './conversations.messages.ts'
import styles from './Inbox.module.css'
import type { InboxSearch } from './inbox.search.ts'
import { MessageLog } from './MessageLog.tsx'
import { Presence } from './Presence.tsx'
import { ThreadMenu } from './ThreadMenu.tsx'
import { usePresence } from './usePresence.ts'

export function Thread({ session_id, showContext }: { session_id: string; showContext: () => void }) {
  const { at }: InboxSearch = useSearch({ strict: false })
  const t = useText(conversationMessages)
  const { data: conversation, error, refetch } = useGet(conversationContracts.get, { session_id })
  useReading(conversation)
  const wrote = usePresence(session_id)
  if (error && !conversation) return <ErrorState error={error} retry={() => void refetch()} />
  return (
    <>
      <DetailHead
        back="/inbox"
        actions={
          <>
            {conversation && <OwnerSwitch conversation={conversation} />}
            {conversation && <ThreadMenu conversation={conversation} />}
            <ActionIcon className={layout.contextButton} aria-label={t('details')} onClick={showContext}>
              <IconInfoCircle size={20} />
            </ActionIcon>
          </>
        }
      >
        <h1 className={`${styles.title} truncate`}>{conversation?.customer_name ?? ' '}</h1>
        {conversation && <Owner conversation={conversation} />}
      </DetailHead>
      {conversation?.unreachable && (
        <p className={`${styles.unreachable} small`} role="status">
          {t('unreachable')}
        </p>
      )}
      <MessageLog key={at ?? ''} session_id={session_id} at={at} />
      {conversation && <Composer conversation={conversation} wrote={wrote} />}
    </>
  )
}

/** What is on the screen of somebody who looks at it has been read. */
function useReading(conversation: Conversation | undefined): void {
  const { mutate } = useSend(conversationContracts.read)
  const session_id = conversation?.session_id
  const unread = conversation?.unread_count ?? 0
  useEffect(() => {
    if (!session_id || unread === 0) return
    const read = (): void => {
      if (document.visibilityState === 'visible') mutate({ input: { session_id } })
    }
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [session_id, unread, mutate])
}

function Owner({ conversation }: { conversation: Conversation }) {
  const t = useText(conversationMessages)
  const user = useSession()
  const { owner, owner_user_id, owner_name, wants_person, bot_writes } = conversation
  const text = bot_writes
    ? t('bot_writes')
    : wants_person && owner === 'bot'
      ? t('bot_serves')
      : owner === 'bot'
        ? t('bot_answers')
        : owner_user_id === user.id
          ? t('you_answer')
          : owner_name
            ? t('person_answers', { name: owner_name })
            : t('nobody_answers')
  return (
    <p className="quiet tiny truncate">
      <Presence session_id={conversation.session_id} />
      {text}
    </p>
  )
}

function OwnerSwitch({ conversation }: { conversation: Conversation }) {
  const t = useText(conversationMessages)
  const user = useSession()
  const may = useMay()
  const takeOver = useSend(conversationContracts.takeOver)
  const handBack = useSend(conversationContracts.handBack)
  if (!may('chat.write')) return null
  const { session_id, owner, owner_user_id } = conversation
  const others = owner === 'person' && owner_user_id !== null && owner_user_id !== user.id
  if (owner === 'person' && owner_user_id === user.id) {
    return (
      <>
        <Problem error={handBack.error} />
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRobot size={16} />}
          loading={handBack.isPending}
          aria-keyshortcuts="t"
          onClick={() => handBack.mutate({ input: { session_id } })}
        >
          {t('hand_back')}
          <span aria-hidden="true">
            <kbd>t</kbd>
          </span>
        </Button>
      </>
    )
  }
  return (
    <>
      <Problem error={takeOver.error} />
      <Button
        size="xs"
        variant={others ? 'default' : 'filled'}
        leftSection={<IconUser size={16} />}
        loading={takeOver.isPending}
        aria-keyshortcuts="t"
        onClick={() => takeOver.mutate({ input: { session_id, force: others } })}
      >
        {t('take_over')}
        <span aria-hidden="true">
          <kbd>t</kbd>
        </span>
      </Button>
    </>
  )
}
