import type { Label } from '../../../shared/labels.ts'
import styles from './Labels.module.css'

/** A dot and a word: never colour alone. */
export function Labels({ labels }: { labels: readonly Label[] }) {
  if (labels.length === 0) return null
  return (
    <span className={styles.labels}>
      {labels.map(label => (
        <span key={label.id} className={styles.label} data-colour={label.colour}>
          {label.name}
        </span>
      ))}
    </span>
  )
}
