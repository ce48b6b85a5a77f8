import { useCallback, useState } from 'preact/hooks'
import type { CheckinPage } from '../../../shared/checkins.ts'
import { newKey } from '../api.ts'

/** All that was filled in and is not yet at the shop. */
export interface Draft {
  readonly name: string
  readonly device_type: string
  readonly brand: string
  readonly model: string
  readonly imei: string
  readonly problem: string
  readonly accessories: readonly string[]
  readonly other_accessory: string
  readonly condition_notes: string
  /** Photos that are at the shop but that the customer took out again. */
  readonly removed: readonly string[]
  /** The form as last sent and its key: sent again unchanged, it is the same deed. */
  readonly sent?: { readonly key: string; readonly body: string }
}

const slot = (token: string): string => `baiki.checkin.${token.slice(-12)}`

function read(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key)
  } catch {
    return null
  }
}
function write(storage: Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage.removeItem(key)
    else storage.setItem(key, value)
  } catch {
    // A private window keeps nothing; the form still works.
  }
}

function firstDraft({ prefill }: CheckinPage): Draft {
  return {
    name: prefill.name,
    device_type: prefill.device_type ?? 'phone',
    brand: prefill.brand ?? '',
    model: prefill.model ?? '',
    imei: '',
    problem: prefill.problem ?? '',
    accessories: [],
    other_accessory: '',
    condition_notes: '',
    removed: [],
  }
}

/** The draft lives in the phone's storage, so that a reload or a dead battery loses nothing. */
export function useDraft(token: string, page: CheckinPage): { draft: Draft; change: (part: Partial<Draft>) => void } {
  const [draft, setDraft] = useState<Draft>(() => ({
    ...firstDraft(page),
    ...(JSON.parse(read(localStorage, slot(token)) ?? '{}') as Partial<Draft>),
  }))
  const change = useCallback(
    (part: Partial<Draft>) =>
      setDraft(before => {
        const next = { ...before, ...part }
        write(localStorage, slot(token), JSON.stringify(next))
        return next
      }),
    [token],
  )
  return { draft, change }
}

/** The passcode is a secret: it outlives a reload, but not the tab. */
export function usePasscode(token: string): [string, (passcode: string) => void] {
  const key = `${slot(token)}.code`
  const [passcode, setPasscode] = useState(() => read(sessionStorage, key) ?? '')
  return [
    passcode,
    next => {
      setPasscode(next)
      write(sessionStorage, key, next)
    },
  ]
}

/** The key of this very form: another form, another key. */
export const keyFor = (draft: Draft, body: string): string => (draft.sent?.body === body ? draft.sent.key : newKey())

export function forgetDraft(token: string): void {
  write(localStorage, slot(token), null)
  write(sessionStorage, `${slot(token)}.code`, null)
}
