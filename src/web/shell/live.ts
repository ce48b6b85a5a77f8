import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { readAgain } from '../query.ts'
import { notePresence } from './presence.ts'

/** Which reads a changed table makes stale. A table that is not named here is its own noun. */
const STALE: Readonly<Record<string, readonly string[]>> = {
  whatsapp_messages: ['conversations', 'conversation-counts'],
  whatsapp_sessions: ['conversations', 'conversation-counts'],
  canned_replies: ['canned-replies'],
  conversation_labels: ['conversation-labels', 'conversations'],
  whatsapp_outbox: ['conversations'],
  whatsapp_templates: ['templates', 'conversations'],
  whatsapp_numbers: ['channel'],
  whatsapp_alerts: ['channel'],
  tickets: ['tickets', 'ticket-counts', 'conversations'],
  ticket_updates: ['tickets'],
  quotations: ['quotations', 'tickets', 'ticket-counts', 'conversations'],
  invoices: ['invoices', 'tickets', 'conversations'],
  receipts: ['payments', 'invoices'],
  payments: ['payments', 'invoices', 'tickets', 'conversations'],
  customers: ['customers', 'tickets', 'conversations'],
  business_hours: ['hours', 'appointments'],
  message_texts: ['texts'],
  closures: ['hours', 'appointments'],
  customer_preferences: ['customers'],
  reminders: ['reminders'],
  checkins: ['checkins', 'conversations'],
}

/** A burst of changes is one reading. */
const GATHER_MS = 60
const AGAIN_MS = 2000
/** The server's heart beats every twenty seconds. */
const SILENT_MS = 50_000
const LOOK_MS = 5000

let connected = true
const listeners = new Set<() => void>()

function setConnected(next: boolean): void {
  if (connected === next) return
  connected = next
  for (const listener of listeners) listener()
}

/** False while the stream is down, so that nobody trusts a screen that stands still. */
export const useConnected = (): boolean =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => connected,
  )

function listen(client: QueryClient): () => void {
  const nouns = new Set<string>()
  let source: EventSource | undefined
  let gathering: number | undefined
  let waiting: number | undefined
  let last = Date.now()
  const heard = (): void => {
    last = Date.now()
  }

  const onMessage = (event: MessageEvent<string>): void => {
    heard()
    const said = JSON.parse(event.data) as { table: string }
    const { table } = said
    // Who looks at what is no change of a row.
    if (table === 'presence') {
      notePresence(said as unknown as Parameters<typeof notePresence>[0])
      return
    }
    // What the stream cannot name may have changed; what is being read just now is fresh enough.
    if (table === '*') void client.invalidateQueries({}, { cancelRefetch: false })
    for (const noun of STALE[table] ?? [table]) nouns.add(noun)
    gathering ??= window.setTimeout(() => {
      gathering = undefined
      readAgain(client, [...nouns])
      nouns.clear()
    }, GATHER_MS)
  }
  const open = (): void => {
    window.clearTimeout(waiting)
    source?.close()
    heard()
    source = new EventSource('/api/v1/events')
    source.onmessage = onMessage
    source.addEventListener('beat', heard)
    // The stream begins with `*`: what happened while it was away is read again.
    source.onopen = () => setConnected(true)
    source.onerror = () => {
      setConnected(false)
      if (source?.readyState !== EventSource.CLOSED) return
      // An answer that is no stream (a restart, a proxy) ends an EventSource for good. It may say that the session has ended.
      waiting = window.setTimeout(open, AGAIN_MS)
      readAgain(client, ['session'])
    }
  }
  // A connection that died without a word (no network, a laptop that slept) is no error to an EventSource: it only falls silent.
  const lose = (): void => {
    setConnected(false)
    source?.close()
  }
  const watch = window.setInterval(() => {
    if (Date.now() - last < SILENT_MS || !navigator.onLine) return
    lose()
    open()
  }, LOOK_MS)
  window.addEventListener('offline', lose)
  window.addEventListener('online', open)
  open()
  return () => {
    window.removeEventListener('offline', lose)
    window.removeEventListener('online', open)
    window.clearInterval(watch)
    window.clearTimeout(gathering)
    window.clearTimeout(waiting)
    source?.close()
  }
}

export function useLiveUpdates(): void {
  const client = useQueryClient()
  useEffect(() => listen(client), [client])
}
