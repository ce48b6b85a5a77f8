import { useNavigate } from '@tanstack/react-router'
import { flushSync } from 'react-dom'
import { isTyping, pressKey, useKeys } from '../../shell/keys.ts'

interface Sheet {
  readonly opened: boolean
  readonly show: (opened: boolean) => void
}

/** Keys of the page: into what stands beside the chat, and step by step out again. */
export function useInboxKeys(session_id: string | undefined, sheet: Sheet): void {
  const navigate = useNavigate()
  const beside = (key: string) => () => {
    if (pressKey(key)) return
    flushSync(() => sheet.show(true))
    pressKey(key)
  }
  const out = (event: KeyboardEvent): void => {
    if (isTyping(event.target)) {
      ;(event.target as HTMLElement).blur()
      document.querySelector<HTMLElement>('[role="log"]')?.focus()
    } else if (sheet.opened) sheet.show(false)
    else if (session_id) void navigate({ to: '/inbox', search: true })
  }
  useKeys({ escape: out, ...(session_id ? { i: beside('i'), l: beside('l') } : {}) })
}
