import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codesOf, FAILURES } from '../../../test/data/refusals.ts'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import type { InboundStatus } from '../../shared/whatsapp/inbound.types.ts'
import { templateMessage } from '../../shared/whatsapp/templates.ts'
import { queueMessage, sendSoon, takeOver, tellCustomer } from './conversations.ts'
import { getConversation, listMessages } from './inbox.ts'
import { markSending, selectQueued } from './outbox.queries.ts'
import { settleSent } from './sending.ts'
import { sendAgain } from './staff.ts'
import { takeStatus } from './statuses.ts'
import { askForTemplates } from './templates.ts'

let channel: Channel
let number = 0
beforeAll(async () => {
  channel = await newChannel()
})
afterAll(() => channel.close())

/** Meta takes a message to this customer, and says afterwards that it failed. */
async function failsLater(code: number, more: { template?: boolean; times?: number; author?: 'bot' } = {}) {
  const phone = `+6012${String(5_200_000 + number++)}`
  const person = await channel.meta.control.person({ name: 'Siti', phone })
  await channel.meta.control.say(person.id, 'hai')
  await channel.settled()
  const [session] = await channel.shop.owner<{ id: string; customer_id: string }>(
    'select id, customer_id from app.whatsapp_sessions where wa_id = $1',
    [person.wa_id],
  )
  const { id: session_id, customer_id } = session as { id: string; customer_id: string }
  if (code)
    await channel.meta.control.fault({
      endpoint: 'messages',
      effect: { async: code },
      times: more.times ?? 1,
      to: phone,
    })
  await channel.shop.scheduler(ctx =>
    tellCustomer(ctx, {
      customer_id,
      topic: 'repair',
      key: `later:${customer_id}`,
      message: { type: 'text', body: 'Peranti siap' },
      ...(more.author && { author: more.author }),
      ...(more.template && { template: templateMessage('conversation_reopen', 'ms', ['Siti', 'Baiki']) }),
    }),
  )
  await channel.settled()
  return { person, session_id }
}
/** It arrives after all. */
const NOTHING = 0
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

test.each([131049, 131026, 130472, 131050, 130403, 131048, 131064, 131031, 131042, 132015, 131053])(
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

test('no WhatsApp at this number: the conversation says so until something arrives there or comes from it', async () => {
  const unreachable = async (session_id: string) =>
    (await channel.shop.staff.run(ctx => getConversation(ctx, { session_id }))).unreachable
  const gone = await failsLater(131026)
  expect(await unreachable(gone.session_id)).toBe(true)
  await channel.meta.control.say(gone.person.id, 'hai, dah tukar telefon')
  await channel.settled()
  expect(await unreachable(gone.session_id)).toBe(false)
  const back = await failsLater(131026)
  const [failing] = await messagesOf(back.session_id)
  await channel.shop.staff.run(ctx => sendAgain(ctx, { message_id: failing?.id ?? '' }))
  await channel.settled()
  expect(await unreachable(back.session_id)).toBe(false)
  const { session_id } = await failsLater(131053)
  expect(await unreachable(session_id)).toBe(false)
})

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

describe('taken, and failed afterwards for a reason that passes', () => {
  const failed = (wamid: string, code: number, callback_data: string | null = null): InboundStatus => ({
    ...{ kind: 'status', phone_number_id: channel.meta.phone_number_id, wamid, status: 'failed', at: null },
    ...{ recipient_wa_id: null, recipient_user_id: null, callback_data, pricing: null },
    ...{ waba_id: null, display_phone_number: null, free_entry_expires_at: null, raw: {} },
    errors: [{ code, title: null, details: null }],
  })
  /** What waits for its moment is sent now; how many seconds it was put off. */
  async function hasten(session_id: string): Promise<number | undefined> {
    const [row] = await channel.shop.owner<{ pause: number }>(
      `with was as (select id, not_before from app.whatsapp_outbox where session_id = $1 and status = 'queued')
       update app.whatsapp_outbox o set not_before = now() from was where was.id = o.id
       returning round(extract(epoch from was.not_before - o.created_at))::int as pause`,
      [session_id],
    )
    await channel.shop.scheduler(ctx => sendSoon(ctx, session_id))
    await channel.settled()
    return row?.pause
  }
  const near = (seconds: number) => [seconds, seconds + 1]

  test.each([131000, 131016, 131057, 130429, 131056])(
    '%i: the same goes out anew by itself, and nobody is told',
    async code => {
      const { person, session_id } = await failsLater(code)
      expect(await messagesOf(session_id)).toMatchObject([
        { status: 'queued', can_send_again: false, problem: expect.stringContaining('dicuba lagi dengan sendirinya') },
        {
          status: 'failed',
          can_send_again: false,
          problem: expect.stringContaining('dihantar sekali lagi dengan sendirinya'),
        },
      ])
      // Heard twice is done once.
      await channel.meta.control.redeliver({ times: 2 })
      await channel.settled()
      expect(await messagesOf(session_id)).toHaveLength(2)
      expect(near(15)).toContain(await hasten(session_id))
      expect((await messagesOf(session_id)).map(m => [m.status, m.problem === null])).toEqual([
        ['delivered', true],
        ['failed', false],
      ])
      expect(await noticesOf(session_id)).toEqual([])
      const { messages } = await channel.meta.control.chat(person.id)
      expect(messages.filter(m => m.direction === 'out' && m.status !== 'failed')).toHaveLength(1)
    },
  )

  test('three times at most, then a person is asked', async () => {
    const { session_id } = await failsLater(131000, { times: 9 })
    const pauses = [await hasten(session_id), await hasten(session_id), await hasten(session_id)]
    for (const [at, pause] of [15, 60, 180].entries()) expect(near(pause)).toContain(pauses[at])
    expect((await messagesOf(session_id)).map(m => [m.status, m.can_send_again])).toEqual([
      ['failed', true],
      ['failed', false],
      ['failed', false],
      ['failed', false],
    ])
    expect(await noticesOf(session_id)).toEqual(['message_failed'])
  })

  test('the bot does not write over a person who has come meanwhile', async () => {
    const { session_id } = await failsLater(131000, { author: 'bot' })
    await channel.shop.staff.run(ctx => takeOver(ctx, { session_id }))
    await hasten(session_id)
    expect(await messagesOf(session_id)).toMatchObject([
      { status: 'failed', problem: expect.stringContaining('mengambil alih') },
      {},
    ])
  })

  test('said before the answer to our own request has come, the reason is not lost', async () => {
    const { session_id } = await failsLater(NOTHING)
    const row = await channel.shop.scheduler(async ctx => {
      await queueMessage(ctx, {
        session_id,
        key: `race:${session_id}`,
        author: 'system',
        message: { type: 'text', body: 'dua' },
      })
      const [queued] = await selectQueued(ctx.tx, session_id)
      if (!queued) throw new Error('nothing queued')
      await markSending(ctx.tx, queued)
      return queued
    })
    await channel.shop.scheduler(ctx => takeStatus(ctx, failed('wamid.race', 131053, row.id)))
    await channel.shop.scheduler(ctx => settleSent(ctx, row, { wamid: 'wamid.race' }, channel.meta.phone_number_id))
    const [message] = await messagesOf(session_id)
    expect(message).toMatchObject({
      status: 'failed',
      problem: FAILURES.find(one => codesOf(one).includes(131053))?.ms,
    })
  })

  test('what staff have sent again already, or it has itself, goes once more by nobody', async () => {
    const { session_id } = await failsLater(NOTHING)
    const [first] = await messagesOf(session_id)
    const of = { message_id: first?.id ?? '' }
    const [sent] = await channel.shop.owner<{ wamid: string }>(
      `update app.whatsapp_messages set status = 'unknown' where id = $1 returning message_id as wamid`,
      [of.message_id],
    )
    await channel.shop.staff.run(ctx => sendAgain(ctx, of))
    await channel.settled()
    await channel.shop.scheduler(ctx => takeStatus(ctx, failed(sent?.wamid ?? '', 131000)))
    expect((await messagesOf(session_id)).map(m => [m.status, m.can_send_again])).toEqual([
      ['delivered', false],
      ['failed', false],
    ])
    expect(await noticesOf(session_id)).toEqual([])

    const anew = await failsLater(131000)
    const [, failing] = await messagesOf(anew.session_id)
    await expect(
      channel.shop.staff.run(ctx => sendAgain(ctx, { message_id: failing?.id ?? '' })),
    ).rejects.toMatchObject({ code: 'transition_refused' })
  })

  test('days afterwards it is a person’s to judge', async () => {
    const { session_id } = await failsLater(NOTHING)
    const [sent] = await channel.shop.owner<{ message_id: string }>(
      `update app.whatsapp_outbox set created_at = now() - interval '2 days' where session_id = $1
       returning (select m.message_id from app.whatsapp_messages m where m.id = whatsapp_outbox.message_id) as message_id`,
      [session_id],
    )
    await channel.shop.owner(
      `update app.whatsapp_messages set status = 'sent' where session_id = $1 and direction = 'outbound'`,
      [session_id],
    )
    await channel.shop.scheduler(ctx => takeStatus(ctx, failed(sent?.message_id ?? '', 131000)))
    expect(await messagesOf(session_id)).toMatchObject([{ status: 'failed', can_send_again: true }])
    expect(await noticesOf(session_id)).toEqual(['message_failed'])
  })
})
