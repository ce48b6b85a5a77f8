import { useCallback, useEffect, useReducer, useRef, useState } from 'preact/hooks'
import * as api from './api.ts'
import { after, type Chats, type Happening, NOTHING } from './chats.ts'
import type { CustomerSends, Message, Person } from './wire.ts'

/** Meta shows "typing…" until the reply, or for this long. */
const TYPING_MS = 25_000

export interface Phone {
  readonly chats: Chats
  readonly send: (person_id: string, message: CustomerSends) => Promise<void>
  readonly open: (person: { name: string; phone: string }) => Promise<Person>
  readonly moveClock: (change: { advance_seconds: number } | { reset: true }) => Promise<void>
}

type Tell = (happening: Happening) => void

async function loadChat(person_id: string, tell: Tell): Promise<void> {
  const { messages, typing, window_closes_at } = await api.getChat(person_id)
  tell({ kind: 'chat', person_id, chat: { messages, typing, window_closes_at } })
}

/** All of it again: after a lost connection nobody tells what was missed. */
function refresh(person_id: string | null, tell: Tell): void {
  void api.getState().then(
    world => tell({ kind: 'world', world }),
    () => tell({ kind: 'offline' }),
  )
  void api.getPeople().then(
    people => tell({ kind: 'people', people }),
    () => {},
  )
  if (person_id) void loadChat(person_id, tell).catch(() => {})
}

/** Everything the stand-in says, as it says it. Nothing is replayed to a late listener, so each connection begins with a fetch. */
function listen(tell: Tell, refresh: () => void): () => void {
  const source = api.events()
  const on = <T>(name: string, handle: (data: T) => void): void =>
    source.addEventListener(name, event => handle(JSON.parse((event as MessageEvent<string>).data) as T))
  source.onopen = () => {
    tell({ kind: 'online' })
    refresh()
  }
  source.onerror = () => tell({ kind: 'offline' })
  on<Message>('message', message => {
    if (message.type === 'reaction') void loadChat(message.person_id, tell)
    else tell({ kind: 'message', message })
  })
  on<{ wamid: string; person_id: string; status: Message['status']; errors?: Message['errors'] }>('status', data =>
    tell({ kind: 'status', ...data }),
  )
  on<{ wamid: string; person_id: string }>('read', data => tell({ kind: 'status', ...data, status: 'read' }))
  on<{ person_id: string; until: string | null }>('typing', ({ person_id, until }) => {
    tell({ kind: 'typing', person_id, typing: until !== null })
    if (until) setTimeout(() => tell({ kind: 'typing', person_id, typing: false }), TYPING_MS)
  })
  on<Person>('person', person => tell({ kind: 'person', person }))
  on<{ now: string; clock_offset_seconds: number }>('clock', data => tell({ kind: 'clock', ...data }))
  on<{ id: string; state: string }>(
    'delivery',
    ({ id, state }) => state === 'delivered' && tell({ kind: 'settled', delivery_id: id }),
  )
  on('reset', () => {
    tell({ kind: 'reset' })
    refresh()
  })
  return () => source.close()
}

/** The customers' phones, live. `shown` is whose chat lies open. */
export function useChats(shown: string | null): Phone {
  const [chats, tell] = useReducer(after, NOTHING)
  const open_chat = useRef(shown)
  open_chat.current = shown
  const visible = useVisible()

  useEffect(() => listen(tell, () => refresh(open_chat.current, tell)), [])
  useEffect(() => {
    if (shown) void loadChat(shown, tell).catch(() => {})
  }, [shown])

  const unread = chats.people.find(p => p.id === shown)?.unread ?? 0
  useEffect(() => {
    if (shown && visible && unread > 0) void api.read(shown).catch(() => {})
  }, [shown, visible, unread])

  const send = useCallback(async (person_id: string, message: CustomerSends) => {
    const { wamid, delivery_id } = await api.send(person_id, message)
    tell({ kind: 'sent', wamid, delivery_id })
    if (message.type === 'reaction') await loadChat(person_id, tell)
  }, [])
  const open = useCallback(async (who: { name: string; phone: string }) => {
    const person = await api.addPerson(who)
    tell({ kind: 'person', person })
    return person
  }, [])
  const moveClock = useCallback(async (change: { advance_seconds: number } | { reset: true }) => {
    tell({ kind: 'clock', ...(await api.moveClock(change)) })
  }, [])
  return { chats, send, open, moveClock }
}

function useVisible(): boolean {
  const [visible, setVisible] = useState(!document.hidden)
  useEffect(() => {
    const look = (): void => setVisible(!document.hidden)
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return visible
}
