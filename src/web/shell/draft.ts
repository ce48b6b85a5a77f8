import { useEffect, useRef, useState } from 'react'
import type { Sent, Unanswered } from '../query.ts'
import { dropDraft, keepDraft, readDraft } from './drafts.ts'
import { useSession } from './session.tsx'

interface Options<T> {
  /** What the saved thing looks like; when it has changed since the draft began, the notice says so. */
  readonly base?: string
  /** Fields that never touch the disk: passcodes. */
  readonly secrets?: readonly (keyof T)[]
}

export interface Draft<T> {
  readonly value: T
  readonly change: (part: Partial<T>) => void
  /** What is filled in before anybody types is no draft. */
  readonly begin: (part: Partial<T>) => void
  /** It was left unsaved before: for the notice. */
  readonly restored: 'as_it_was' | 'changed_meanwhile' | null
  readonly discard: () => void
  /** Counts the discards, as a key for parts with a memory of their own. */
  readonly round: number
  /** It is on the server now. */
  readonly saved: (base?: string) => void
  /** For `useSend`: what was sent and not answered before a reload is sent again under its key. Never while a secret is typed. */
  readonly sent: Sent
}

/**
 * A form that outlives a reload, a closed tab, another page and a session that ended. `start` is what it holds when nobody typed;
 * only what differs from it is kept. `name` is the form and its thing: `estimate.<ticket>`.
 */
export function useDraft<T extends object>(name: string, start: () => T, options: Options<T> = {}): Draft<T> {
  const user_id = useSession().id
  const [first, setFirst] = useState(start)
  const [found, setFound] = useState(() => readDraft<Partial<T>>(user_id, name))
  const [value, setValue] = useState<T>(() => ({ ...first, ...found?.value }))
  const [round, setRound] = useState(0)
  const base = useRef(found?.base ?? options.base ?? '')

  const plain = (of: T): Partial<T> => {
    const kept: Partial<T> = { ...of }
    for (const secret of options.secrets ?? []) delete kept[secret]
    return kept
  }
  const written = JSON.stringify(plain(value))
  const untouched = written === JSON.stringify(plain(first))
  // biome-ignore lint/correctness/useExhaustiveDependencies: `written` is the value
  useEffect(() => {
    if (untouched) dropDraft(user_id, name)
    else keepDraft(user_id, name, { base: base.current, value: plain(value) })
  }, [written, untouched, user_id, name])

  /** What was typed while it was being saved is a draft again. */
  const settle = (next: T, onBase: string): void => {
    dropDraft(user_id, name)
    base.current = onBase
    setFirst(next)
    setFound(null)
  }
  return {
    value,
    change: part => setValue(old => ({ ...old, ...part })),
    begin: part => {
      setFirst(old => ({ ...old, ...part }))
      setValue(old => ({ ...old, ...part }))
    },
    restored: found && (found.base === (options.base ?? '') ? 'as_it_was' : 'changed_meanwhile'),
    discard: () => {
      const next = start()
      settle(next, options.base ?? '')
      setValue(next)
      setRound(round + 1)
    },
    round,
    sent: {
      read: () => readDraft<Unanswered>(user_id, `${name}.sent`)?.value ?? null,
      keep: sending => {
        if (sending && !options.secrets?.some(secret => value[secret])) {
          keepDraft(user_id, `${name}.sent`, { base: '', value: sending })
        } else dropDraft(user_id, `${name}.sent`)
      },
    },
    saved: (onBase = options.base ?? '') => settle(value, onBase),
  }
}
