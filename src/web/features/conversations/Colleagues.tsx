import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Conversation } from '../../../shared/conversations.ts'
import { inboxContracts } from '../../../shared/inbox.ts'
import { useGet, useSend } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { useMay } from '../../shell/session.tsx'
import { ContextHead } from '../../ui/Context.tsx'
import { Problem } from '../../ui/ErrorState.tsx'
import { conversationMessages } from './conversations.messages.ts'
import { NoteCard } from './NoteCard.tsx'

/** Whose it is; given to somebody, he is told. */
export function Assignment({ conversation }: { conversation: Conversation }) {
  const t = useText(conversationMessages)
  const may = useMay()
  const colleagues = useGet(inboxContracts.colleagues, {}).data?.items ?? []
  const assign = useSend(inboxContracts.assign, { touches: ['conversations', 'conversation-counts'] })
  if (!may('chat.write')) return null
  const { session_id, owner_user_id } = conversation
  return (
    <section className="stack-tight">
      <NativeSelect
        size="xs"
        label={t('assigned_to')}
        value={owner_user_id ?? ''}
        onChange={event => assign.mutate({ input: { session_id, user_id: event.currentTarget.value || null } })}
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
  const save = (): void => add.mutate({ input: { session_id, body: body.trim(), mentions: told ? [told] : [] } })
  return (
    <>
      <Textarea
        aria-label={t('note_write')}
        placeholder={t('note_write')}
        autosize
        minRows={2}
        value={body}
        onChange={event => setBody(event.currentTarget.value)}
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
      <Button size="xs" variant="default" disabled={body.trim() === ''} loading={add.isPending} onClick={save}>
        {t('note_save')}
      </Button>
    </>
  )
}
