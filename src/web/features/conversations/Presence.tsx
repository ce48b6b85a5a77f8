import { IconEye, IconPencil } from '@tabler/icons-react'
import { useMemo } from 'react'
import { inboxContracts } from '../../../shared/inbox.ts'
import { useGet } from '../../query.ts'
import { useText } from '../../shell/lang.tsx'
import { type There, useWhoIsThere } from '../../shell/presence.ts'
import { useSession } from '../../shell/session.tsx'
import { conversationMessages } from './conversations.messages.ts'
import styles from './Inbox.module.css'

export interface Other {
  readonly id: string
  readonly name: string
  readonly presence: There['presence']
}

/** Colleagues who have this conversation before them, by name. */
export function useOthers(session_id: string): readonly Other[] {
  const me = useSession().id
  const there = useWhoIsThere(session_id)
  const colleagues = useGet(inboxContracts.colleagues, {}).data?.items
  return useMemo(
    () =>
      (colleagues ?? []).flatMap(({ id, full_name }) => {
        const one = there.find(each => each.user_id === id)
        return one && id !== me ? [{ id, name: full_name, presence: one.presence }] : []
      }),
    [colleagues, there, me],
  )
}

function useWords(others: readonly Other[]): string {
  const t = useText(conversationMessages)
  return (['typing', 'looking'] as const)
    .map(presence => others.filter(one => one.presence === presence).map(one => one.name))
    .flatMap((names, index) => {
      if (names.length === 0) return []
      const key = index === 0 ? 'typing' : 'looking'
      return names.length === 1
        ? t(`presence_${key}`, { name: names[0] ?? '' })
        : t(`presence_${key}_many`, { names: names.join(', ') })
    })
    .join(' · ')
}

/** Who else is here. Comes and goes in its place, so that nothing moves; a screen reader hears it. */
export function Presence({ session_id }: { session_id: string }) {
  const words = useWords(useOthers(session_id))
  return (
    <span role="status" className={styles.others}>
      {words && `${words} · `}
    </span>
  )
}

/** The same as a small mark in the list. */
export function PresenceMark({ session_id }: { session_id: string }) {
  const others = useOthers(session_id)
  const words = useWords(others)
  if (others.length === 0) return null
  const Icon = others.some(one => one.presence === 'typing') ? IconPencil : IconEye
  return (
    <span className={styles.otherMark} role="img" aria-label={words} title={words}>
      <Icon size={14} stroke={1.8} aria-hidden="true" />
    </span>
  )
}
