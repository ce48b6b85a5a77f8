import { useState } from 'react'
import { DRAFTS, useSession } from './session.tsx'

const read = (key: string): unknown => {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}
function write(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Full, or forbidden: then it is not kept, and typing goes on.
  }
}

export interface Draft<T> {
  readonly value: T
  change(part: Partial<T>): void
  /** What stands here was typed before a reload. */
  readonly restored: boolean
  /** Back to the beginning. */
  discard(): void
  /** It was saved: nothing is left to restore. */
  forget(): void
}

/**
 * What is typed into a form, kept in this tab for whoever is signed in: a reload, a lost session or a page left in between
 * loses nothing. `kept` says what may lie on the device: never a secret.
 */
export function useDraft<T extends object>(
  name: string,
  start: () => T,
  kept: (value: T) => Partial<T> = value => value,
): Draft<T> {
  const key = `${DRAFTS}${useSession().id}:${name}`
  const [found] = useState(() => read(key) as Partial<T> | null)
  const [restored, setRestored] = useState(found !== null)
  const [value, setValue] = useState<T>(() => ({ ...start(), ...found }))
  const forget = (): void => {
    sessionStorage.removeItem(key)
    setRestored(false)
  }
  return {
    value,
    restored,
    change(part) {
      setValue(old => {
        const next = { ...old, ...part }
        write(key, kept(next))
        return next
      })
    },
    discard() {
      setValue(start())
      forget()
    },
    forget,
  }
}
