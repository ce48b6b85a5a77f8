import { useEffect, useRef } from 'react'

/** `'n'`, `'mod+enter'`, or a sequence such as `'g i'`. */
type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>

const SEQUENCE_MS = 900

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

function nameOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  return mod + (event.altKey ? 'alt+' : '') + event.key.toLowerCase()
}

/** Single keys rest while one types; keys with `mod` or `escape` work everywhere. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys)
  current.current = keys

  useEffect(() => {
    let last = { name: '', at: 0 }
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const name = nameOf(event)
      if (isTyping(event.target) && !name.startsWith('mod+') && name !== 'escape') return
      const sequence = event.timeStamp - last.at < SEQUENCE_MS ? `${last.name} ${name}` : ''
      last = { name, at: event.timeStamp }
      const act = current.current[sequence] ?? current.current[name]
      if (!act) return
      event.preventDefault()
      // A key held down acts once: its repeats would meet the next page's action.
      if (event.repeat && name.startsWith('mod+')) return
      act(event)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
