import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { readAgain } from '../query.ts'

/** Which reads a changed table makes stale. A table that is not named here is its own noun. */
const STALE: Readonly<Record<string, readonly string[]>> = {
  whatsapp_messages: ['conversations'],
  whatsapp_sessions: ['conversations'],
  whatsapp_outbox: ['conversations'],
  whatsapp_templates: ['templates', 'conversations'],
  tickets: ['tickets', 'conversations'],
  ticket_updates: ['tickets'],
  quotations: ['quotations', 'tickets', 'conversations'],
  invoices: ['invoices', 'tickets', 'conversations'],
  payments: ['payments', 'invoices', 'tickets', 'conversations'],
  customers: ['customers', 'tickets', 'conversations'],
  checkins: ['checkins', 'conversations'],
}

/** A burst of changes is one reading. */
const GATHER_MS = 60

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
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => connected,
  )

function listen(client: QueryClient): () => void {
  const source = new EventSource('/api/v1/events')
  const nouns = new Set<string>()
  let timer: number | undefined
  let dropped = false

  source.onmessage = (event) => {
    const { table } = JSON.parse(event.data) as { table: string; id: string }
    for (const noun of STALE[table] ?? [table]) nouns.add(noun)
    timer ??= window.setTimeout(() => {
      timer = undefined
      readAgain(client, [...nouns])
      nouns.clear()
    }, GATHER_MS)
  }
  source.onerror = () => {
    dropped = true
    setConnected(false)
  }
  source.onopen = () => {
    setConnected(true)
    // What happened in between is not told again.
    if (dropped) void client.invalidateQueries()
    dropped = false
  }
  return () => {
    window.clearTimeout(timer)
    source.close()
  }
}

export function useLiveUpdates(): void {
  const client = useQueryClient()
  useEffect(() => listen(client), [client])
}
