import styles from './Count.module.css'

/** How many are new; the label says of what, for those who hear it. */
export const Count = ({ n, label, className = '' }: { n: number; label: string; className?: string | undefined }) => (
  <span className={`${styles.count} ${className}`}>
    <span aria-hidden="true">{n}</span>
    <span className="sr-only">{label}</span>
  </span>
)
