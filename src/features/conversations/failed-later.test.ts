import { afterAll, beforeAll, expect, test } from 'vitest'
import { codesOf, FAILURES } from '../../../test/data/refusals.ts'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import { templateMessage } from '../../shared/whatsapp/templates.ts'
import { tellCustomer } from './conversations.ts'
import { listMessages } from './inbox.ts'
import { sendAgain } from './staff.ts'
import { askForTemplates } from './templates.ts'

let channel: Channel
let number = 0
beforeAll(async () => {
  channel = await newChannel()
})
afterAll(() => channel.close())

/** Meta takes a message to this customer, and says afterwards that it failed. */
async function failsLater(code: number, more: { template?: boolean } = {}) {
  const phone = `+6012${String(5_200_000 + number++)}`
  const person = await channel.meta.control.person({ name: 'Siti', phone })
  await channel.meta.control.say(person.id, 'hai')
  await channel.settled()
  const [session] = await channel.shop.owner<{ id: string; customer_id: string }>(
    'select id, customer_id from app.whatsapp_sessions where wa_id = $1',
    [person.wa_id],
  )
  const { id: session_id, customer_id } = session as { id: string; customer_id: string }
  await channel.meta.control.fault({ endpoint: 'messages', effect: { async: code }, times: 1, to: phone })
  await channel.shop.scheduler(ctx =>
    tellCustomer(ctx, {
      customer_id,
      topic: 'repair',
      key: `later:${customer_id}`,
      message: { type: 'text', body: 'Peranti siap' },
      ...(more.template && { template: templateMessage('conversation_reopen', 'ms', ['Siti', 'Baiki']) }),
    }),
  )
  await channel.settled()
  return { person, session_id }
}
const messagesOf = async (session_id: string) =>
  (await channel.shop.staff.run(ctx => listMessages(ctx, { session_id, limit: 5 }))).items.filter(
    m => m.direction === 'outbound',
  )
const noticesOf = async (session_id: string) =>
  (
    await channel.shop.owner<{ kind: string }>('select kind from app.notifications where subject_id = $1', [session_id])
  ).map(row => row.kind)
const alerts = async () =>
  (
    await channel.shop.owner<{ kind: string }>(
      'with a as (delete from app.whatsapp_alerts returning kind) select kind from a',
    )
  ).map(row => row.kind)

test.each([131049, 131026, 130472, 131050, 130403, 131000, 130429, 131056, 131048, 131031, 131042, 132015, 131053])(
  'taken, and failed afterwards with %i: said in words with "send again", told once, and never sent by itself',
  async code => {
    const row = FAILURES.find(one => codesOf(one).includes(code))
    const { person, session_id } = await failsLater(code)
    const [message] = await messagesOf(session_id)
    expect(message).toMatchObject({ status: 'failed', problem: row?.ms, can_send_again: true })
    expect(await alerts()).toEqual(row?.alert ? [row.alert] : [])
    expect(await noticesOf(session_id)).toEqual(['message_failed'])
    await channel.meta.control.redeliver({ times: 2 })
    await channel.settled()
    expect(await noticesOf(session_id)).toEqual(['message_failed'])
    expect(await messagesOf(session_id)).toHaveLength(1)
    await channel.shop.staff.run(ctx => sendAgain(ctx, { message_id: message?.id ?? '' }))
    await channel.settled()
    expect((await messagesOf(session_id)).map(m => [m.status, m.can_send_again])).toEqual([
      ['delivered', false],
      ['failed', false],
    ])
    const { messages } = await channel.meta.control.chat(person.id)
    expect(messages.filter(m => m.direction === 'out' && m.status !== 'failed')).toHaveLength(1)
  },
)

test('taken, and the window found closed afterwards: without a template a person is asked, with one it has gone out instead', async () => {
  const alone = await failsLater(131047)
  expect(await messagesOf(alone.session_id)).toMatchObject([
    { status: 'failed', can_send_again: true, problem: expect.stringContaining('lebih 24 jam') },
  ])
  expect(await noticesOf(alone.session_id)).toEqual(['message_failed'])
  await channel.shop.scheduler(askForTemplates)
  await channel.settled()
  const { session_id } = await failsLater(131047, { template: true })
  expect(await messagesOf(session_id)).toMatchObject([
    { message_type: 'template', status: 'delivered', problem: null },
    {
      message_type: 'text',
      status: 'failed',
      can_send_again: false,
      problem: 'Sudah lebih 24 jam sejak mesej terakhir pelanggan, jadi templat dihantar sebagai ganti.',
    },
  ])
  expect(await noticesOf(session_id)).toEqual([])
})
