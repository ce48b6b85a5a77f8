import { createHmac } from 'node:crypto'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { newId, nowIso, nowMs, tell, type World } from './world.ts'
import type { Person, StoredMessage } from './world.types.ts'

const WINDOW_MS = 24 * 60 * 60 * 1000

/** Business-scoped: the same number gives the same id for one shop and another for the next. It changes with the number. */
function userIdOf(world: World, phone: string): string {
  const digest = createHmac('sha256', world.options.app_secret).update(phone).digest()
  const country = parsePhoneNumberFromString(phone)?.country ?? 'ZZ'
  return `${country}.${digest.readBigUInt64BE()}`
}

export interface NewPerson {
  name: string
  phone?: string | undefined
  username?: string | undefined
  wa_id?: string | undefined
  hide_phone?: boolean | undefined
  hide_user_id?: boolean | undefined
  user_id?: string | undefined
  parent_user_id?: string | undefined
}

/** By phone (`+60…`, as dialled or as WhatsApp knows it), user id or parent user id. */
export const personAt = (world: World, address: string): Person | undefined =>
  world.people.get(world.addresses.get(address) ?? '')

function index(world: World, person: Person): void {
  for (const address of [person.phone, person.wa_id && `+${person.wa_id}`, person.user_id, person.parent_user_id])
    if (address) world.addresses.set(address, person.id)
}

export function addPerson(world: World, input: NewPerson): Person {
  const known = input.phone ? personAt(world, input.phone) : undefined
  if (known) return known
  const id = newId('p')
  const person: Person = {
    id,
    name: input.name,
    phone: input.phone ?? null,
    wa_id: input.wa_id ?? input.phone?.slice(1) ?? null,
    user_id: input.user_id ?? userIdOf(world, input.phone ?? id),
    parent_user_id: input.parent_user_id ?? null,
    username: input.username ?? null,
    hide_phone: input.hide_phone ?? !input.phone,
    hide_user_id: input.hide_user_id ?? false,
    blocked_by_us: false,
    has_whatsapp: true,
    stopped_marketing: false,
    last_inbound_at: null,
  }
  world.people.set(id, person)
  index(world, person)
  tell(world, 'person', personView(world, person))
  return person
}

export function changeNumber(
  world: World,
  person: Person,
  phone: string,
): { old_wa_id: string | null; old_user_id: string } {
  const old = { old_wa_id: person.wa_id, old_user_id: person.user_id }
  person.phone = phone
  person.wa_id = phone.slice(1)
  person.user_id = userIdOf(world, phone)
  index(world, person)
  tell(world, 'person', personView(world, person))
  return old
}

/** Another business-scoped id; the old one leads nowhere. */
export function changeUserId(world: World, person: Person, user_id: string): string {
  const old = person.user_id
  person.user_id = user_id
  world.addresses.delete(old)
  index(world, person)
  tell(world, 'person', personView(world, person))
  return old
}

export const chatOf = (world: World, person: Person): StoredMessage[] =>
  (world.chats.get(person.id) ?? []).flatMap(wamid => world.messages.get(wamid) ?? [])

export const isOpenToUs = (world: World, person: Person): boolean =>
  person.last_inbound_at !== null && nowMs(world) - Date.parse(person.last_inbound_at) < WINDOW_MS

export const windowClosesAt = (person: Person): string | null =>
  person.last_inbound_at === null ? null : new Date(Date.parse(person.last_inbound_at) + WINDOW_MS).toISOString()

/** Puts a message into a chat and says so. */
export function keepMessage(world: World, message: StoredMessage): void {
  world.messages.set(message.wamid, message)
  if (message.type !== 'reaction') {
    const chat = world.chats.get(message.person_id)
    if (chat) chat.push(message.wamid)
    else world.chats.set(message.person_id, [message.wamid])
  }
  const person = world.people.get(message.person_id)
  if (person && message.direction === 'in') person.last_inbound_at = nowIso(world)
  tell(world, 'message', message)
  if (person) tell(world, 'person', personView(world, person))
}

export function personView(
  world: World,
  person: Person,
): Person & { unread: number; last_message: StoredMessage | null } {
  const chat = chatOf(world, person)
  const unread = chat.filter(m => m.direction === 'out' && ['sent', 'delivered', 'accepted'].includes(m.status)).length
  return { ...person, unread, last_message: chat.at(-1) ?? null }
}

/** The chat with the newest message first, people without one after them. */
export function peopleView(world: World): ReturnType<typeof personView>[] {
  const at = (p: ReturnType<typeof personView>) => p.last_message?.at ?? ''
  return [...world.people.values()].map(p => personView(world, p)).sort((a, b) => at(b).localeCompare(at(a)))
}
