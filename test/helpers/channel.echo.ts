import { afterAll, beforeAll, beforeEach } from 'vitest'
import { tellCustomer } from '../../src/features/conversations/conversations.ts'
import type { Turn } from '../../src/shared/assistant.ts'
import { type Channel, newChannel } from './channel.ts'

export let channel: Channel
export let turns: Turn[]
let number = 0

/** A channel whose bot says back what it heard, as long as no person leads; two workers. */
export function echoingChannel(): void {
  beforeAll(async () => {
    channel = await newChannel({ workers: 2, timeout_ms: 300 })
  })
  afterAll(() => channel.close())
  beforeEach(async () => {
    turns = []
    channel.answer = async (ctx, turn) => {
      turns.push(turn)
      const [session] = await ctx.tx
        .selectFrom('whatsapp_sessions')
        .select('owner')
        .where('id', '=', turn.session_id)
        .execute()
      if (session?.owner === 'person') return
      const words = turn.messages.map(m => m.text).join(' | ')
      await tellCustomer(ctx, {
        customer_id: turn.customer_id,
        session_id: turn.session_id,
        topic: 'reply',
        key: `turn:${turn.messages[0]?.id}`,
        message: { type: 'text', body: `Balasan: ${words}` },
      })
    }
  })
}

export const newPhone = () => `+6012${String(3_000_000 + number++)}`
export const newCustomer = (more: object = {}) =>
  channel.meta.control.person({ name: 'Siti', phone: newPhone(), ...more })
export const sessionOf = async (wa_id: string | null) => {
  const [row] = await channel.shop.owner<{ id: string; customer_id: string }>(
    'select id, customer_id from app.whatsapp_sessions where wa_id = $1',
    [wa_id],
  )
  if (!row) throw new Error('no conversation')
  return row
}
export const messagesOf = (session_id: string) =>
  channel.shop.owner<{
    id: string
    direction: string
    author: string
    message_content: string
    status: string
    message_type: string
    error_detail: string | null
  }>(
    'select id, direction, author, message_content, status, message_type, error_detail from app.whatsapp_messages where session_id = $1 order by timestamp, id',
    [session_id],
  )
export const heard = async (person_id: string) =>
  (await channel.meta.control.chat(person_id)).messages.filter(m => m.direction === 'out')
/** A customer in a conversation. */
export async function inTouch(more: object = {}) {
  const person = await newCustomer(more)
  await channel.meta.control.say(person.id, 'hai')
  await channel.settled()
  const session = await sessionOf(person.wa_id)
  return { person, session_id: session.id, customer_id: session.customer_id }
}
