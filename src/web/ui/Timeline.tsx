import type { ReactNode } from 'react'
import type { Tone } from './Status.tsx'
import styles from './Timeline.module.css'
import { When } from './When.tsx'

export interface TimelineEntry {
  readonly id: string
  readonly at: string
  readonly tone: Tone
  readonly title: ReactNode
  readonly by?: string | null
  readonly body?: ReactNode
}

/** What happened, newest first. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className={styles.timeline}>
      {entries.map(entry => (
        <li key={entry.id} className={styles.entry} data-tone={entry.tone}>
          <div className="row-between wrap">
            <span className="strong">{entry.title}</span>
            <span className="quiet tiny">
              {entry.by && <>{entry.by} · </>}
              <When at={entry.at} />
            </span>
          </div>
          {entry.body && <div className={styles.body}>{entry.body}</div>}
        </li>
      ))}
    </ol>
  )
}
