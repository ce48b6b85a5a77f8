import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Media, Person, StoredMessage } from '../adapters/whatsapp/standin/world.types.ts'
import { toGraphBody, withMediaId } from '../shared/whatsapp/outbound.ts'
import type { DemoMessage, DemoSession } from './chats.ts'
import { customer } from './people.ts'
import type { KeptPicture, Picture } from './pictures.ts'
import { iso } from './repairs.ts'
import { hiddenId } from './shop.ts'

/** The other end of the demo's chats: what the customers' phones show in the stand-in, before it starts for the first time. */
export async function writePhones(
  folder: string,
  sessions: readonly DemoSession[],
  pictures: Record<Picture, KeptPicture>,
): Promise<void> {
  const people = sessions.map(personOf)
  const messages = sessions.flatMap(session => session.messages.flatMap(message => messageOf(session, message)))
  const shown = new Set(sessions.flatMap(session => session.messages.flatMap(m => m.line.picture ?? [])))
  const snapshot = {
    people: people.map(person => [person.id, person]),
    addresses: people.flatMap(person => [person.phone, person.user_id].flatMap(at => (at ? [[at, person.id]] : []))),
    messages: messages.map(message => [message.wamid, message]),
    chats: people.map(({ id }) => [id, messages.filter(message => message.person_id === id).map(({ wamid }) => wamid)]),
    media: [...shown].map(picture => [mediaId(picture), mediaOf(picture, pictures[picture])]),
  }
  await mkdir(join(folder, 'media'), { recursive: true, mode: 0o700 })
  for (const picture of shown) await writeFile(join(folder, 'media', mediaId(picture)), pictures[picture].bytes)
  await writeFile(join(folder, 'standin.json'), JSON.stringify(snapshot), { mode: 0o600 })
}

function personOf(session: DemoSession): Person {
  const { name, phone } = customer(session.chat.who)
  const inbound = session.messages.filter(message => message.line.from === 'customer').at(-1)
  return {
    id: `p_${session.chat.who}`,
    name,
    phone,
    wa_id: phone?.slice(1) ?? null,
    user_id: hiddenId(session.customer_id),
    parent_user_id: null,
    username: null,
    hide_phone: phone === null,
    blocked_by_us: false,
    has_whatsapp: true,
    stopped_marketing: false,
    last_inbound_at: inbound ? iso(inbound.at) : null,
  }
}

function messageOf(session: DemoSession, message: DemoMessage): StoredMessage[] {
  const { line, wamid, at } = message
  if (line.status === 'failed' || line.status === 'waiting') return []
  const inbound = line.from === 'customer'
  const { type, node } = inbound ? heard(message) : said(message)
  const asked = session.messages[session.messages.indexOf(message) - 1]
  return [
    {
      wamid,
      person_id: `p_${session.chat.who}`,
      direction: inbound ? 'in' : 'out',
      type,
      node,
      context: line.kind === 'button_reply' && asked ? { wamid: asked.wamid } : null,
      at: iso(at),
      status: inbound ? 'received' : (line.status ?? 'read'),
      statuses: [],
      reactions: [],
    },
  ]
}

function heard({ line, text }: DemoMessage): { type: string; node: unknown } {
  if (line.picture) return { type: 'image', node: { id: mediaId(line.picture), mime_type: 'image/jpeg' } }
  if (line.kind === 'button_reply') {
    return { type: 'interactive', node: { type: 'button_reply', button_reply: { id: text, title: text } } }
  }
  return { type: 'text', node: { body: text } }
}

function said({ line, outbound }: DemoMessage): { type: string; node: unknown } {
  if (!outbound) throw new Error('only what we said has an outbound message')
  const body = toGraphBody({ phone: '' }, line.picture ? withMediaId(outbound, mediaId(line.picture)) : outbound)
  const type = String(body.type)
  return { type, node: body[type] }
}

const mediaId = (picture: Picture): string => `9${createHash('sha256').update(picture).digest().readUInt32BE(0)}`

const mediaOf = (picture: Picture, { bytes }: KeptPicture): Media => ({
  id: mediaId(picture),
  mime_type: 'image/jpeg',
  size: bytes.byteLength,
  sha256: createHash('sha256').update(bytes).digest('base64'),
  at: new Date(0).toISOString(),
  from: 'person',
})
