import type { ChatMessage } from '../../../shared/conversations.ts'
import type { Note } from '../../../shared/inbox.ts'
import { addDays, dayAt, showDay } from '../../../shared/time.ts'
import { useZone } from '../../shell/company.ts'
import { useLang, useText } from '../../shell/lang.tsx'
import { uiMessages } from '../../ui/ui.messages.ts'
import { Bubble } from './Bubble.tsx'
import { conversationMessages } from './conversations.messages.ts'
import styles from './Inbox.module.css'
import { NoteCard } from './NoteCard.tsx'

/** A message, or what colleagues noted between two of them. */
export type Line = ChatMessage | Note

const atOf = (line: Line): string => ('timestamp' in line ? line.timestamp : line.created_at)

/** As it happened. Notes from before the oldest message that is shown wait for it. */
export function inOrder(messages: readonly ChatMessage[], notes: readonly Note[], more: boolean): readonly Line[] {
  const [oldest] = messages
  const since = more && oldest ? Date.parse(oldest.timestamp) : 0
  const shown = notes.filter(note => Date.parse(note.created_at) >= since)
  return [...messages, ...shown].sort((a, b) => Date.parse(atOf(a)) - Date.parse(atOf(b)))
}

export function ByDay({ lines }: { lines: readonly Line[] }) {
  const { lang } = useLang()
  const t = useText(conversationMessages)
  const ui = useText(uiMessages)
  const zone = useZone()
  const today = dayAt(new Date(), zone)
  const days = new Map<string, Line[]>()
  for (const line of lines) {
    const day = dayAt(atOf(line), zone)
    days.set(day, [...(days.get(day) ?? []), line])
  }
  const word = (day: string): string =>
    day === today ? t('today') : day === addDays(today, -1) ? ui('yesterday') : showDay(day, lang, today)
  return [...days].map(([day, ofDay]) => (
    <section key={day} aria-label={word(day)}>
      <p className={styles.day}>{word(day)}</p>
      <ol className={styles.messages}>
        {ofDay.map(line =>
          'timestamp' in line ? (
            <Bubble key={line.id} message={line} />
          ) : (
            <NoteCard key={line.id} note={line} amongMessages />
          ),
        )}
      </ol>
    </section>
  ))
}
