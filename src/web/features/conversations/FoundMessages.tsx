import { Link } from '@tanstack/react-router'
import { inboxContracts } from '../../../shared/inbox.ts'
import { useGet } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { rowClass } from '../../ui/List.tsx'
import { When } from '../../ui/When.tsx'
import { conversationMessages } from './conversations.messages.ts'
import styles from './Inbox.module.css'
import type { InboxSearch } from './inbox.search.ts'

const SHORTEST = 3

/** Messages that hold the words that are looked for; one opens where it stands. */
export function FoundMessages({ q, search }: { q: string; search: InboxSearch }) {
  const t = useText(conversationMessages)
  const { data } = useGet(inboxContracts.search, { q, limit: 20 }, { enabled: q.length >= SHORTEST, keep: true })
  if (q.length < SHORTEST || !data || data.items.length === 0) return null
  return (
    <section className={styles.found} aria-label={t('found_messages')}>
      <h2 className="quiet small strong">{t('found_messages')}</h2>
      <ul>
        {data.items.map(found => (
          <li key={found.id}>
            <Link
              to="/inbox/$session_id"
              params={{ session_id: found.session_id }}
              search={{ ...search, at: found.id }}
              className={rowClass}
            >
              <span className="row-between">
                <span className="strong small truncate">{found.customer_name}</span>
                <span className="quiet tiny">
                  <When at={found.timestamp} short />
                </span>
              </span>
              <span className="quiet small truncate">{found.snippet}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
