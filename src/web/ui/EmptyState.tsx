import type { ReactNode } from 'react'
import styles from './states.module.css'

/** Empty is an invitation: what will appear here, and the first step. */
export function EmptyState({ icon, title, children, action }: { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.state}>
      {icon && (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      <p className="strong">{title}</p>
      {children && <p className="quiet">{children}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}
