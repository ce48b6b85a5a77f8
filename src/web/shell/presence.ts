import { useSyncExternalStore } from 'react'
import type { Presence } from '../../shared/inbox.ts'

/** Whoever is there says so this often. */
export const BEAT_MS = 10_000
/** A tab that dies says no goodbye: whoever missed two beats has gone. */
const LIVES_MS = 25_000

export interface There {
  readonly user_id: string
  readonly presence: Exclude<Presence, 'away'>
  readonly until: number
}

const NOBODY: readonly There[] = []
let everywhere: ReadonlyMap<string, readonly There[]> = new Map()
const listeners = new Set<() => void>()

function put(session_id: string, there: readonly There[]): void {
  everywhere = new Map(everywhere).set(session_id, there)
  for (const listener of listeners) listener()
}

/** As the stream says it: ids only. */
export function notePresence(said: { id: string; user_id: string; presence: Presence }): void {
  const { id, user_id, presence } = said
  const others = (everywhere.get(id) ?? NOBODY).filter(one => one.user_id !== user_id)
  const here = presence === 'away' ? [] : [{ user_id, presence, until: Date.now() + LIVES_MS }]
  put(id, [...others, ...here])
  if (here.length > 0) window.setTimeout(forget, LIVES_MS + 10)
}

function forget(): void {
  const now = Date.now()
  for (const [id, there] of everywhere)
    if (there.some(one => one.until <= now))
      put(
        id,
        there.filter(one => one.until > now),
      )
}

/** Who has this conversation open on some screen just now, oneself included. */
export const useWhoIsThere = (session_id: string): readonly There[] =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => everywhere.get(session_id) ?? NOBODY,
  )
