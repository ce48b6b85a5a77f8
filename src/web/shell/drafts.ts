/** What somebody typed and has not saved, on this device: by user, so that the next one at the counter never sees it. */
const PREFIX = 'draft:'
/** Older than this it would surprise; and names and phones should not lie about. */
const KEPT_MS = 3 * 24 * 3_600_000

interface Kept<T> {
  readonly at: number
  /** What the thing looked like when typing began. */
  readonly base: string
  readonly value: T
}

const keyOf = (user_id: string, name: string): string => `${PREFIX}${user_id}:${name}`

/** A browser that keeps nothing (full, private) loses drafts, not the page. */
const safely = <T>(act: () => T): T | null => {
  try {
    return act()
  } catch {
    return null
  }
}

export const dropDraft = (user_id: string, name: string): void =>
  void safely(() => localStorage.removeItem(keyOf(user_id, name)))

export const keepDraft = <T>(user_id: string, name: string, draft: { base: string; value: T }): void =>
  void safely(() => localStorage.setItem(keyOf(user_id, name), JSON.stringify({ at: Date.now(), ...draft })))

export function readDraft<T>(user_id: string, name: string): Kept<T> | null {
  const text = safely(() => localStorage.getItem(keyOf(user_id, name)))
  const kept = text ? safely(() => JSON.parse(text) as Kept<T>) : null
  if (kept && Date.now() - kept.at < KEPT_MS) return kept
  dropDraft(user_id, name)
  return null
}

/** On signing out nothing of anybody is left on the device. */
export function dropDrafts(): void {
  safely(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
  })
}
