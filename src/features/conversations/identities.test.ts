import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import { tellCustomer } from './conversations.ts'

let channel: Channel
let number = 0
beforeAll(async () => {
  channel = await newChannel()
  channel.answer = async (ctx, turn) => {
    await tellCustomer(ctx, {
      customer_id: turn.customer_id,
      session_id: turn.session_id,
      topic: 'reply',
      key: `turn:${turn.messages[0]?.id}`,
      message: { type: 'text', body: `Balasan: ${turn.messages.map(m => m.text).join(' | ')}` },
    })
  }
})
afterAll(() => channel.close())

const phone = () => `+6012${String(5_000_000 + number++)}`
/** Customers and conversations that these words came into, and what they were answered. */
async function outcome(person_id: string, words: string[]) {
  const [found] = await channel.shop.owner<{ customers: number; sessions: number }>(
    `select count(distinct customer_id)::int as customers, count(distinct session_id)::int as sessions
     from app.whatsapp_messages where direction = 'inbound' and message_content = any($1)`,
    [words],
  )
  const { messages } = await channel.meta.control.chat(person_id)
  const answers = messages.filter(m => m.direction === 'out').map(m => (m.node as { body: string }).body)
  return { ...found, answers }
}

test.each([
  ['phone only', { phone: phone(), hide_user_id: true }],
  ['phone and business-scoped id', { phone: phone() }],
  ['id only, with a user name', { username: '@ali' }],
  ['id only, under a parent id', { username: '@abu', parent_user_id: 'MY.ENT.4242' }],
  ['Mexico: known by other digits than dialled', { phone: '+525512345678', wa_id: '5215512345678' }],
  ['Brazil: known by other digits than dialled', { phone: '+5511987654321', wa_id: '551187654321' }],
])('%s: one customer, one conversation, every message answered', async (name, who) => {
  const person = await channel.meta.control.person({ name: 'Ali', ...who })
  const words = [`satu ${name}`, `dua ${name}`]
  for (const text of words) {
    await channel.meta.control.say(person.id, text)
    await channel.settled()
  }
  expect(await outcome(person.id, words)).toEqual({
    customers: 1,
    sessions: 1,
    answers: words.map(text => `Balasan: ${text}`),
  })
  const [unsent] = await channel.shop.owner(
    `select count(*)::int as n from app.whatsapp_outbox o join app.whatsapp_messages m on m.id = o.message_id
     where m.message_content like '%' || $1 and m.status <> 'delivered'`,
    [name],
  )
  expect(unsent).toEqual({ n: 0 })
})

test('who gets another business-scoped id keeps his conversation and his number', async () => {
  const person = await channel.meta.control.person({ name: 'Ali', phone: phone() })
  await channel.meta.control.say(person.id, 'sebelum id baharu')
  await channel.settled()
  const session = () =>
    channel.shop.owner('select id, bsuid, wa_id, phone_number from app.whatsapp_sessions where wa_id = $1', [
      person.wa_id,
    ])
  const [before] = await session()
  await channel.meta.control.call('POST', `people/${person.id}/identity`, { user_id: 'MY.700700700' })
  await channel.settled()
  expect(await session()).toEqual([{ ...before, bsuid: 'MY.700700700' }])
  await channel.meta.control.say(person.id, 'selepas id baharu')
  await channel.settled()
  expect(await outcome(person.id, ['sebelum id baharu', 'selepas id baharu'])).toMatchObject({
    customers: 1,
    sessions: 1,
  })
})

test('what is meant for other numbers, in one body with ours, is nobody’s message here', async () => {
  const person = await channel.meta.control.person({ name: 'Ali', phone: phone() })
  await channel.meta.control.settings({ delivery: 'held' })
  for (let n = 0; n < 5; n++) await channel.meta.control.say(person.id, `dalam kumpulan ${n}`)
  expect(await channel.meta.control.batch({ others: 40, bytes: 3_000_000, seed: 5 })).toMatchObject({ status: 200 })
  await channel.meta.control.settings({ delivery: 'auto' })
  await channel.settled()
  const [taken] = await channel.shop.owner(
    `select count(*) filter (where message_content like 'dalam kumpulan%')::int as ours,
       count(*) filter (where message_content = 'untuk kedai lain')::int as theirs from app.whatsapp_messages`,
  )
  expect(taken).toEqual({ ours: 5, theirs: 0 })
  const strangers = await channel.shop.owner(`select id from app.customers where name like 'Orang lain%'`)
  expect(strangers).toEqual([])
  const [events] = await channel.shop.owner(
    `select count(*) filter (where status <> 'done')::int as left from app.whatsapp_webhook_events`,
  )
  expect(events).toEqual({ left: 0 })
  const [parked] = await channel.shop.owner('select count(*)::int as n from app.whatsapp_parked_statuses')
  expect(parked).toEqual({ n: 0 })
})
