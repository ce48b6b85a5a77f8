import type { Message, Person, World } from './wire.ts'

export interface Chat {
  readonly messages: readonly Message[]
  readonly typing: boolean
  readonly window_closes_at: string | null
}

export interface Chats {
  readonly world: World | null
  readonly online: boolean
  readonly people: readonly Person[]
  readonly chats: Readonly<Record<string, Chat>>
  /** What the shop has not acknowledged yet, by the delivery that carries it. */
  readonly under_way: Readonly<Record<string, string>>
  /** Deliveries that settled before we knew what they carried. */
  readonly settled: readonly string[]
}

export const NOTHING: Chats = { world: null, online: true, people: [], chats: {}, under_way: {}, settled: [] }
const DAY_MS = 24 * 60 * 60 * 1000
const EMPTY: Chat = { messages: [], typing: false, window_closes_at: null }

export type Happening =
  | { readonly kind: 'online' | 'offline' | 'reset' }
  | { readonly kind: 'world'; readonly world: World }
  | { readonly kind: 'clock'; readonly now: string; readonly clock_offset_seconds: number }
  | { readonly kind: 'people'; readonly people: readonly Person[] }
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'chat'; readonly person_id: string; readonly chat: Chat }
  | { readonly kind: 'message'; readonly message: Message }
  | {
      readonly kind: 'status'
      readonly wamid: string
      readonly person_id: string
      readonly status: Message['status']
      readonly errors?: Message['errors']
    }
  | { readonly kind: 'typing'; readonly person_id: string; readonly typing: boolean }
  | { readonly kind: 'sent'; readonly wamid: string; readonly delivery_id: string }
  | { readonly kind: 'settled'; readonly delivery_id: string }

/** What is on the screen after something happened. */
export function after(state: Chats, happening: Happening): Chats {
  switch (happening.kind) {
    case 'online':
    case 'offline':
      return { ...state, online: happening.kind === 'online' }
    case 'reset':
      return { ...NOTHING, world: state.world, online: state.online }
    case 'world':
      return { ...state, world: happening.world }
    case 'clock':
      return state.world
        ? {
            ...state,
            world: { ...state.world, now: happening.now, clock_offset_seconds: happening.clock_offset_seconds },
          }
        : state
    case 'people':
      return { ...state, people: happening.people }
    case 'person':
      return {
        ...state,
        people: byRecency([...state.people.filter(p => p.id !== happening.person.id), happening.person]),
      }
    case 'chat':
      return withChat(state, happening.person_id, () => happening.chat)
    case 'message':
      return withChat(state, happening.message.person_id, chat => withMessage(chat, happening.message))
    case 'status':
      return withChat(state, happening.person_id, chat => ({
        ...chat,
        messages: chat.messages.map(m =>
          m.wamid === happening.wamid
            ? { ...m, status: happening.status, ...(happening.errors ? { errors: happening.errors } : {}) }
            : m,
        ),
      }))
    case 'typing':
      return withChat(state, happening.person_id, chat => ({ ...chat, typing: happening.typing }))
    case 'sent':
      return state.settled.includes(happening.delivery_id)
        ? state
        : { ...state, under_way: { ...state.under_way, [happening.delivery_id]: happening.wamid } }
    case 'settled': {
      const { [happening.delivery_id]: _, ...under_way } = state.under_way
      return { ...state, under_way, settled: [...state.settled, happening.delivery_id].slice(-50) }
    }
  }
}

function withChat(state: Chats, id: string, change: (chat: Chat) => Chat): Chats {
  return { ...state, chats: { ...state.chats, [id]: change(state.chats[id] ?? EMPTY) } }
}

function withMessage(chat: Chat, message: Message): Chat {
  const known = chat.messages.some(m => m.wamid === message.wamid)
  return {
    ...chat,
    typing: message.direction === 'out' ? false : chat.typing,
    window_closes_at: known ? chat.window_closes_at : windowAfter(chat, message),
    messages: known ? chat.messages.map(m => (m.wamid === message.wamid ? message : m)) : [...chat.messages, message],
  }
}

/** A customer's message opens the shop's window for a day. */
const windowAfter = (chat: Chat, message: Message): string | null =>
  message.direction === 'in' ? new Date(Date.parse(message.at) + DAY_MS).toISOString() : chat.window_closes_at

const byRecency = (people: readonly Person[]): readonly Person[] =>
  [...people].sort((a, b) => (b.last_message?.at ?? '').localeCompare(a.last_message?.at ?? ''))
