import type { ReactNode } from 'react'
import styles from './states.module.css'

interface Props {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  /** The page has nothing else: its title is the page's. */
  readonly page?: boolean
}

/** Empty is an invitation: what will appear here, and the first step. */
export function EmptyState({ icon, title, children, action, page }: Props) {
  return (
    <div className={styles.state}>
      {icon && (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      {page ? <h1>{title}</h1> : <p className="strong">{title}</p>}
      {children && <p className="quiet">{children}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}
