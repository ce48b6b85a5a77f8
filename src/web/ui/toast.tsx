import { useSyncExternalStore } from 'react'
import styles from './toast.module.css'

/** A short word that something happened. What failed is said where it failed, never here. */
interface Toast {
  readonly id: number
  readonly text: string
}

const SHOWN_MS = 4000

let toasts: readonly Toast[] = []
let made = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

export function toast(text: string): void {
  made += 1
  const id = made
  set([...toasts, { id, text }])
  setTimeout(() => set(toasts.filter(one => one.id !== id)), SHOWN_MS)
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The place where they appear: there from the start, so that a screen reader hears what comes into it. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <div role="status" className={styles.toasts}>
      {shown.map(one => (
        <p key={one.id} className={styles.toast}>
          {one.text}
        </p>
      ))}
    </div>
  )
}
