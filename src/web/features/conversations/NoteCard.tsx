import { IconLock } from '@tabler/icons-react'
import type { Note } from '../../../shared/inbox.ts'
import { useText } from '../../shell/lang.tsx'
import { ClockTime, When } from '../../ui/When.tsx'
import { conversationMessages } from './conversations.messages.ts'
import styles from './Inbox.module.css'

/** What a colleague noted, beside the chat and among the messages; there it says itself that it was not sent. */
export function NoteCard({ note, amongMessages = false }: { note: Note; amongMessages?: boolean }) {
  const t = useText(conversationMessages)
  const name = note.author_name ?? '?'
  return (
    <li className={styles.note} data-among={amongMessages || undefined}>
      <p className="row-between quiet tiny">
        <span className={styles.noteBy}>
          {amongMessages && <IconLock size={13} stroke={1.8} aria-hidden="true" />}
          {amongMessages ? t('note_by', { name }) : name}
        </span>
        {amongMessages ? <ClockTime at={note.created_at} /> : <When at={note.created_at} />}
      </p>
      <p className={styles.noteText}>{note.body}</p>
      {note.mentioned.length > 0 && (
        <p className="quiet tiny">{note.mentioned.map(one => `@${one.full_name}`).join(' ')}</p>
      )}
    </li>
  )
}
