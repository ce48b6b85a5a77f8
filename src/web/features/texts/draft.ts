import { useState } from 'react'
import { z } from 'zod'
import type { Lang } from '../../../shared/messages.ts'
import { ownKey, type TextKey } from '../../../shared/texts.ts'

/** What is being written, and over which version. */
export interface Draft {
  readonly base: number
  readonly variants: readonly string[]
}
const zDraft = z.object({ base: z.int(), variants: z.array(z.string()).min(1) })

const storageKey = (key: TextKey, lang: Lang): string => `baiki.text.${ownKey(key, lang)}`

function read(key: TextKey, lang: Lang): Draft | null {
  try {
    return zDraft.parse(JSON.parse(sessionStorage.getItem(storageKey(key, lang)) ?? 'null'))
  } catch {
    return null
  }
}

/** What is half written survives going elsewhere and coming back. Null: nothing is. */
export function useDraft(key: TextKey, lang: Lang): readonly [Draft | null, (draft: Draft | null) => void] {
  const [draft, set] = useState(() => read(key, lang))
  const write = (next: Draft | null): void => {
    if (next) sessionStorage.setItem(storageKey(key, lang), JSON.stringify(next))
    else sessionStorage.removeItem(storageKey(key, lang))
    set(next)
  }
  return [draft, write]
}

export const hasDraft = (key: TextKey, lang: Lang): boolean => sessionStorage.getItem(storageKey(key, lang)) !== null
