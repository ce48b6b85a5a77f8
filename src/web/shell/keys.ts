import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react'

/** `'n'`, `'mod+enter'`, or a sequence such as `'g i'`. */
type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>

interface Holder {
  readonly keys: { readonly current: Keys }
  readonly inDialog: boolean
}

/** What is behind an open dialog rests; a dialog's own keys act. */
export const InDialog = createContext(false)

const SEQUENCE_MS = 900
const KEPT = 'baiki.keys'

const holders: Holder[] = []
let last = { name: '', at: 0 }

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

function nameOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  return mod + (event.altKey ? 'alt+' : '') + event.key.toLowerCase()
}

/** The element that shows this key as its own: a field is gone to, anything else is pressed. */
export function pressKey(name: string): boolean {
  const shown = [...document.querySelectorAll<HTMLElement>(`[aria-keyshortcuts="${CSS.escape(name)}"]`)].find(one =>
    one.checkVisibility({ visibilityProperty: true }),
  )
  shown?.focus()
  if (shown && !isTyping(shown)) shown.click()
  return shown !== undefined
}

function actOf(name: string, sequence: string): ((event: KeyboardEvent) => void) | undefined {
  const dialog = document.querySelector('dialog[open]') !== null
  const awake = holders.filter(holder => holder.inDialog || !dialog).map(holder => holder.keys.current)
  // A sequence is one thing: `g t` is not the `t` of some page.
  for (const wanted of [sequence, name]) {
    const keys = wanted && awake.find(one => one[wanted])
    if (keys) return keys[wanted]
  }
  return undefined
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const name = nameOf(event)
  if (isTyping(event.target) && !name.startsWith('mod+') && name !== 'escape') return
  if (name.length === 1 && !lettersOn) return
  const sequence = event.timeStamp - last.at < SEQUENCE_MS ? `${last.name} ${name}` : ''
  last = { name, at: event.timeStamp }
  const act = actOf(name, sequence)
  // A key held down acts once: its repeats would meet the next page's action.
  if (act && event.repeat && name.startsWith('mod+')) event.preventDefault()
  else if (act) {
    event.preventDefault()
    act(event)
  } else if (name.length === 1 && !event.repeat && !document.querySelector('dialog[open]') && pressKey(name))
    event.preventDefault()
}

/** Single keys rest while one types; keys with `mod` or `escape` work everywhere. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys)
  current.current = keys
  const inDialog = useContext(InDialog)
  useEffect(() => {
    const holder = { keys: current, inDialog }
    if (holders.push(holder) === 1) window.addEventListener('keydown', onKey)
    return () => {
      holders.splice(holders.indexOf(holder), 1)
      if (holders.length === 0) window.removeEventListener('keydown', onKey)
    }
  }, [inDialog])
}

let lettersOn = typeof localStorage === 'undefined' || localStorage.getItem(KEPT) !== 'off'
const listeners = new Set<() => void>()

function setLetters(on: boolean): void {
  lettersOn = on
  localStorage.setItem(KEPT, on ? 'on' : 'off')
  for (const listener of listeners) listener()
}

/** Whoever speaks to his computer, or whose hand trembles, turns single letters off on this device. */
export const useLetters = (): [boolean, (on: boolean) => void] => [
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => lettersOn,
  ),
  setLetters,
]
