import { useCallback, useEffect, useRef } from 'react'
import { inboxContracts, type Presence } from '../../../shared/inbox.ts'
import { call } from '../../api.ts'
import { BEAT_MS } from '../../shell/presence.ts'
import { useOthers } from './Presence.tsx'

/** So long after the last key one still writes. */
const PAUSE_MS = 5000
/** A screen that nobody touches has nobody before it; nor does it keep a session awake. */
const IDLE_MS = 5 * 60_000
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const

let touched_at = Date.now()
for (const sign of SIGNS) window.addEventListener(sign, () => (touched_at = Date.now()), { passive: true })

/** One after the other, so that a goodbye is not overtaken by the greeting before it. */
let line: Promise<unknown> = Promise.resolve()
function say(session_id: string, presence: Presence): void {
  const signal = AbortSignal.timeout(BEAT_MS)
  // Lost, it is said again at the next beat, or missed and therefore forgotten.
  line = line.then(() => call(inboxContracts.presence, { session_id, presence }, { signal })).catch(() => {})
}

/** Tells the colleagues that I look at this conversation, write in it, and have gone. Returns what the box for writing reports to. */
export function usePresence(session_id: string): (text: string) => void {
  const writes_until = useRef(0)
  const said = useRef<Presence>('away')
  const pause = useRef<number>(undefined)

  const beat = useCallback(() => {
    const now = Date.now()
    const away = document.visibilityState !== 'visible' || now - touched_at > IDLE_MS
    const next = away ? 'away' : now < writes_until.current ? 'typing' : 'looking'
    if (next === 'away' && said.current === 'away') return
    said.current = next
    say(session_id, next)
  }, [session_id])

  useEffect(() => {
    const leave = (): void => {
      if (said.current !== 'away') say(session_id, 'away')
      said.current = 'away'
    }
    beat()
    const beats = window.setInterval(beat, BEAT_MS)
    document.addEventListener('visibilitychange', beat)
    window.addEventListener('pagehide', leave)
    return () => {
      window.clearInterval(beats)
      window.clearTimeout(pause.current)
      document.removeEventListener('visibilitychange', beat)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [session_id, beat])

  // Whoever comes learns at once who is here already.
  const others = useOthers(session_id)
  const known = useRef<readonly string[]>([])
  useEffect(() => {
    const ids = others.map(one => one.id)
    if (ids.some(id => !known.current.includes(id))) beat()
    known.current = ids
  }, [others, beat])

  return useCallback(
    text => {
      writes_until.current = text === '' ? 0 : Date.now() + PAUSE_MS
      window.clearTimeout(pause.current)
      if (text !== '') pause.current = window.setTimeout(beat, PAUSE_MS)
      if (said.current !== (text === '' ? 'looking' : 'typing')) beat()
    },
    [beat],
  )
}
