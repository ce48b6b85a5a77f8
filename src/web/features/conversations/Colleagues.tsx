import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Conversation } from '../../../shared/conversations.ts'
import { inboxContracts } from '../../../shared/inbox.ts'
import { useGet, useSend } from '../../query.ts'
import { useKeys } from '../../shell/keys.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay, useSession } from '../../shell/session.tsx'
import { ContextHead } from '../../ui/Context.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { conversationMessages } from './conversations.messages.ts'
import { NoteCard } from './NoteCard.tsx'

/** Whose it is; given to somebody, he is told. */
export function Assignment({ conversation }: { conversation: Conversation }) {
  const t = useText(conversationMessages)
  const may = useMay()
  const colleagues = useGet(inboxContracts.colleagues, {}).data?.items ?? []
  const me = useSession().id
  const assign = useSend(inboxContracts.assign, { touches: ['conversations', 'conversation-counts'] })
  const { session_id, owner_user_id } = conversation
  const give = (user_id: string | null): void => assign.mutate({ input: { session_id, user_id } })
  useKeys(may('chat.write') && owner_user_id !== me ? { a: () => give(me) } : {})
  if (!may('chat.write')) return null
  return (
    <section className="stack-tight">
      <NativeSelect
        size="xs"
        label={t('assigned_to')}
        value={owner_user_id ?? ''}
        onChange={event => give(event.currentTarget.value || null)}
        data={[
          { value: '', label: t('assigned_nobody') },
          ...colleagues.map(one => ({ value: one.id, label: one.full_name })),
        ]}
      />
      <Problem error={assign.error} />
    </section>
  )
}

/** Between colleagues: no customer sees them. */
export function Notes({ session_id }: { session_id: string }) {
  const t = useText(conversationMessages)
  const may = useMay()
  const notes = useGet(inboxContracts.notes, { session_id }).data?.items ?? []
  return (
    <section className="stack-tight" aria-label={t('note')}>
      <ContextHead>{t('note')}</ContextHead>
      <ul className="stack-tight">
        {notes.map(note => (
          <NoteCard key={note.id} note={note} />
        ))}
      </ul>
      {may('chat.write') && <NewNote session_id={session_id} />}
    </section>
  )
}

function NewNote({ session_id }: { session_id: string }) {
  const t = useText(conversationMessages)
  const colleagues = useGet(inboxContracts.colleagues, {}).data?.items ?? []
  const [body, setBody] = useState('')
  const [told, setTold] = useState('')
  const add = useSend(inboxContracts.addNote, {
    touches: ['conversations'],
    onSuccess: () => {
      setBody('')
      setTold('')
    },
  })
  const empty = body.trim() === ''
  const save = (): void => {
    if (!empty && !add.isPending) add.mutate({ input: { session_id, body: body.trim(), mentions: told ? [told] : [] } })
  }
  return (
    <>
      <Textarea
        aria-label={t('note_write')}
        placeholder={t('note_write')}
        autosize
        minRows={2}
        aria-keyshortcuts="i"
        value={body}
        onChange={event => setBody(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat) save()
        }}
      />
      <NativeSelect
        size="xs"
        label={t('note_tell')}
        value={told}
        onChange={event => setTold(event.currentTarget.value)}
        data={[
          { value: '', label: t('note_tell_nobody') },
          ...colleagues.map(one => ({ value: one.id, label: one.full_name })),
        ]}
      />
      <Problem error={add.error} />
      <Button size="xs" variant="default" disabled={empty} loading={add.isPending} onClick={save}>
        {t('note_save')}
        <span aria-hidden="true">
          <kbd>Ctrl Enter</kbd>
        </span>
      </Button>
    </>
  )
}
