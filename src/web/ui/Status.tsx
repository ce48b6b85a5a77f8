import styles from './Status.module.css'

/** What a colour means, the same for tickets, documents and messages. Never colour alone: the word is always there. */
export type Tone = 'waiting' | 'working' | 'agreed' | 'done' | 'attention' | 'bad' | 'over'

export function Status({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={styles.status}>
      <span className={styles.dot} data-tone={tone} aria-hidden="true" />
      <span className="truncate">{children}</span>
    </span>
  )
}
