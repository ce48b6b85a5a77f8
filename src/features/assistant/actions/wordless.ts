import type { ChatKey } from '../../../shared/messages/chat.ts'
import { say } from '../reply.ts'
import type { Reply, Scene } from '../turn.ts'
import { callPerson } from './person.ts'
import { pinOf } from './shop.ts'

/** Nobody waits for an answer to these. */
const SILENT: ReadonlySet<string> = new Set(['reaction', 'system', 'ephemeral', 'request_welcome'])
const READ: ReadonlySet<string> = new Set([
  'text',
  'image',
  'video',
  'document',
  'button_reply',
  'list_reply',
  'button',
  'interactive',
])
const SAYS: Readonly<Record<string, ChatKey>> = {
  audio: 'voice',
  voice: 'voice',
  sticker: 'wordless.sticker',
  contacts: 'wordless.contacts',
  location: 'wordless.location',
}

/** A burst without words, pictures or taps. */
export const isWordless = ({ text, turn }: Pick<Scene, 'text' | 'turn'>): boolean =>
  !text && turn.messages.every(({ type }) => !READ.has(type))

/** What cannot be read gets an honest answer, once; the next of the same without a word between them is only kept for staff. */
export async function answerWordless(scene: Scene): Promise<Reply | null> {
  const { turn, state, facts } = scene
  const heard = turn.messages.filter(({ type }) => !SILENT.has(type)).at(-1)
  if (!heard || facts.waiting) return null
  if (heard.type === 'order') return callPerson(scene, 'wordless.order', 'person_wanted')
  const name = `$said_${heard.type}`
  if (state.asked[name]) return null
  state.asked = { ...state.asked, [name]: 1 }
  const { address } = facts.company
  const key = SAYS[heard.type] ?? 'wordless.unknown'
  const said = say(key, { address: address ? ` ${address}` : '' })
  if (heard.type === 'sticker') return said
  const pin = heard.type === 'location' ? pinOf(scene) : {}
  return { ...said, ...pin, buttons: [{ id: 'menu:person', label: 'button.person' }] }
}
