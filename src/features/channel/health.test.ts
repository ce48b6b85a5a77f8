import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import { queueMessage } from '../conversations/conversations.ts'
import { checkNumber } from './channel.jobs.ts'
import { checkSoon, healthOf, retryFailed, settleAlert } from './health.ts'

let channel: Channel
beforeAll(async () => {
  channel = await newChannel()
})
afterAll(() => channel.close())
beforeEach(() => channel.shop.owner('delete from app.whatsapp_alerts'))

const look = () => checkNumber(channel.tools, {})
const health = () => channel.shop.admin.run(healthOf)
const alerts = async () => (await health()).alerts.map(({ kind, severity, data }) => ({ kind, severity, data }))
const notices = (kind: string) =>
  channel.shop.owner(`select audience, data, subject_type from app.notifications where kind = $1`, [kind])

test('what Meta says of the number is kept and shown, on the clock and at a press', async () => {
  expect((await health()).number).toBeNull()
  await channel.shop.admin.run(checkSoon)
  await channel.settled()
  expect((await health()).number).toMatchObject({
    display_phone_number: expect.stringMatching(/^\+\d+$/),
    quality: 'GREEN',
    throughput: 'STANDARD',
    status: 'CONNECTED',
    can_send: 'AVAILABLE',
    checked_at: expect.any(String),
  })
  expect(await alerts()).toEqual([])
})

test('falling quality is told once a day, stands while it lasts, and goes by itself', async () => {
  await channel.meta.control.number({ quality_rating: 'YELLOW' })
  for (let looks = 0; looks < 3; looks++) await look()
  expect(await alerts()).toEqual([{ kind: 'channel_quality', severity: 'warning', data: { what: 'YELLOW' } }])
  expect(await notices('channel_quality')).toEqual([
    { audience: 'settings.write', data: { what: 'YELLOW' }, subject_type: 'channel' },
  ])
  await channel.meta.control.number({ quality_rating: 'GREEN' })
  await look()
  expect(await alerts()).toEqual([])
})

test('red is told by Meta’s webhook, before the next look; and taken down by it', async () => {
  await channel.meta.control.number({ quality_rating: 'RED' })
  await channel.settled()
  expect(await alerts()).toEqual([{ kind: 'channel_quality', severity: 'bad', data: { what: 'RED' } }])
  await channel.meta.control.number({ quality_rating: 'GREEN' })
  await channel.settled()
  expect(await alerts()).toEqual([])
})

test('a key that is refused is told before anybody has to send', async () => {
  await channel.meta.control.settings({ token: 'expired' })
  await look()
  const [alert] = (await health()).alerts
  expect(alert).toMatchObject({ kind: 'channel_token', severity: 'bad', detail: expect.stringContaining('190') })
  expect((await health()).number?.quality).toBe('GREEN')
  await channel.meta.control.settings({ token: 'valid' })
  await look()
  expect(await alerts()).toEqual([])
})

test('Meta out of reach is said to be that', async () => {
  await channel.meta.control.fault({ endpoint: 'number', effect: 'drop', times: 1 })
  await look()
  expect(await alerts()).toEqual([{ kind: 'channel_unreachable', severity: 'bad', data: {} }])
  await look()
  expect(await alerts()).toEqual([])
})

test('what Meta does to the account comes by webhook: restricted, violated, lowered, locked, given back', async () => {
  const { control } = channel.meta
  await control.account({
    event: 'ACCOUNT_RESTRICTION',
    restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING',
    seconds: 3600,
  })
  await control.account({ event: 'ACCOUNT_VIOLATION', violation_type: 'SPAM' })
  await control.number({ messaging_limit: 'TIER_10K' })
  await control.number({ messaging_limit: 'TIER_2K' })
  await control.account({ event: 'DISABLED_UPDATE', ban_state: 'DISABLE' })
  await channel.settled()
  await control.redeliver({ times: 2 })
  await channel.settled()
  expect((await alerts()).map(one => `${one.kind} ${one.severity}`).sort()).toEqual([
    'channel_limit warning',
    'channel_locked bad',
    'channel_restricted bad',
    'channel_violation warning',
  ])
  expect((await alerts()).find(one => one.kind === 'channel_limit')?.data).toEqual({
    before: 'TIER_10K',
    after: 'TIER_2K',
  })
  expect(await notices('channel_locked')).toHaveLength(1)
  await look()
  expect((await alerts()).map(one => one.kind)).toContain('channel_number')
  await control.account({ event: 'DISABLED_UPDATE', ban_state: 'REINSTATE' })
  await control.call('POST', 'clock', { advance_seconds: 7200 })
  await channel.settled()
  await look()
  const left = (await alerts()).map(one => one.kind)
  expect(left).not.toContain('channel_locked')
  expect(left).not.toContain('channel_restricted')
})

test('a refusal in the middle of sending stands until a message is taken again', async () => {
  const siti = await channel.meta.control.person({ name: 'Siti', phone: '+60123456780' })
  await channel.meta.control.fault({ endpoint: 'messages', effect: { code: 131042 }, times: 1 })
  channel.answer = async (ctx, turn) => {
    const key = `jawab:${turn.messages[0]?.id ?? Math.random()}`
    await queueMessage(ctx, { session_id: turn.session_id, key, author: 'bot', message: { type: 'text', body: 'ya' } })
  }
  await channel.meta.control.say(siti.id, 'hai')
  await channel.settled()
  expect((await alerts()).map(one => one.kind)).toEqual(['channel_payment'])
  await channel.meta.control.say(siti.id, 'hai lagi')
  await channel.settled()
  await look()
  expect(await alerts()).toEqual([])
})

/** As if this many had written, so many minutes before this hour of some weeks ago. */
const wroteBefore = (weeks: number, minutes: number, count: number) =>
  channel.shop.owner(
    `insert into app.whatsapp_messages (session_id, phone_number_id, message_id, direction, author, message_content, status, timestamp)
     select s.id, s.phone_number_id, gen_random_uuid()::text, 'inbound', 'customer', 'x', 'received', now() - $1 * interval '7 days' - $2 * interval '1 minute'
     from (select * from app.whatsapp_sessions limit 1) s, generate_series(1, $3)`,
    [weeks, minutes, count],
  )
const openTheDoor = () =>
  channel.shop.owner(
    `insert into app.business_hours (weekday, opens_at, closes_at) select d, '00:00', '24:00' from generate_series(1, 7) d`,
  )
const shutTheDoor = () =>
  channel.shop.owner(`insert into app.closures (first_day, last_day) select d - 1, d + 1 from current_date d`)

test('silence is compared with the same hours of other weeks, and only while the door is open', async () => {
  await channel.shop.owner(`update app.whatsapp_sessions set last_inbound_at = now() - interval '90 minutes'`)
  await channel.shop.owner(`delete from app.whatsapp_outbox; delete from app.whatsapp_messages`)
  await openTheDoor()
  await look()
  expect(await alerts()).toEqual([])
  await wroteBefore(1, 30, 8)
  await look()
  // One week is nothing to go by.
  expect(await alerts()).toEqual([])
  await wroteBefore(2, 30, 10)
  await look()
  expect(await alerts()).toEqual([
    { kind: 'channel_silent', severity: 'warning', data: { minutes: expect.any(Number), usual: 9 } },
  ])
  expect(await health()).toMatchObject({ open: true, usual: 9 })
  await shutTheDoor()
  await look()
  expect(await alerts()).toEqual([])
  expect(await health()).toMatchObject({ open: false, usual: null })
  await channel.shop.owner(`delete from app.business_hours`)
  // A week as quiet as this one: quiet is usual.
  await wroteBefore(3, 60 * 24, 1)
  await look()
  expect(await alerts()).toEqual([])
})

test('messages that do not go out, and too many that fail, are seen', async () => {
  await channel.shop.owner(
    `with m as (insert into app.whatsapp_messages (session_id, phone_number_id, direction, author, message_content, status)
       select s.id, s.phone_number_id, 'outbound', 'bot', 'x', 'queued' from (select * from app.whatsapp_sessions limit 1) s, generate_series(1, 13) returning id, session_id)
     insert into app.whatsapp_outbox (message_id, session_id, idempotency_key, author, body, status, created_at, not_before, settled_at, error_code, error_detail)
     select id, session_id, id::text, 'bot', '{"type":"text","body":"x"}', case when n <= 3 then 'sending' when n <= 9 then 'sent' when n <= 12 then 'failed' else 'failed' end,
       now() - interval '20 minutes', now() - interval '20 minutes', case when n > 3 then now() end, case when n between 10 and 12 then 131026 end,
       case when n = 13 then 'muted' end
     from (select m.*, row_number() over () as n from m) m`,
  )
  await look()
  expect(await alerts()).toEqual(
    expect.arrayContaining([
      { kind: 'channel_backlog', severity: 'warning', data: { count: 3, minutes: 20 } },
      // What a customer did not want is no failure.
      { kind: 'channel_failing', severity: 'warning', data: { failed: 3, total: 9 } },
    ]),
  )
  expect((await health()).hours).toHaveLength(24)
  await channel.shop.owner(`delete from app.whatsapp_outbox`)
})

test('a delivery that was not taken in is told once a day and tried again at a press, once', async () => {
  const good = await channel.meta.control.raw({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value: { broken: true } }] }],
  })
  expect(good.status).toBe(200)
  await channel.settled()
  const [alert] = (await health()).alerts
  expect(alert).toMatchObject({ kind: 'delivery_failed', can_retry: true, data: { what: 'unreadable' } })
  expect(await notices('delivery_failed')).toHaveLength(1)
  const alert_id = alert?.id ?? ''
  await expect(channel.shop.staff.run(ctx => retryFailed(ctx, { alert_id }))).resolves.toEqual({ tried: false })
  const tried = await Promise.all([1, 2].map(() => channel.shop.admin.run(ctx => retryFailed(ctx, { alert_id }))))
  expect(tried.map(one => one.tried).sort()).toEqual([false, true])
  await channel.settled()
  // Still not to be read: it stands there anew, and nobody is told a second time today.
  const [again] = (await health()).alerts
  expect(again).toMatchObject({ kind: 'delivery_failed', can_retry: true })
  expect(again?.id).not.toBe(alert_id)
  expect(await notices('delivery_failed')).toHaveLength(1)
  // What was wrong with it has been mended since.
  await channel.shop.owner(
    `update app.whatsapp_webhook_events set body = '{"object":"whatsapp_business_account","entry":[]}' where status = 'failed'`,
  )
  await channel.shop.admin.run(ctx => retryFailed(ctx, { alert_id: again?.id ?? '' }))
  await channel.settled()
  expect(await alerts()).toEqual([])
  expect(await channel.shop.owner(`select 1 from app.whatsapp_webhook_events where status = 'failed'`)).toEqual([])
})

test('an alert that somebody has seen to is gone; staff see none and end none', async () => {
  await channel.meta.control.account({ event: 'ACCOUNT_VIOLATION', violation_type: 'SCAM' })
  await channel.settled()
  const alert_id = (await health()).alerts[0]?.id ?? ''
  expect((await channel.shop.staff.run(healthOf)).alerts).toEqual([])
  await channel.shop.staff.run(ctx => settleAlert(ctx, { alert_id }))
  expect(await alerts()).toHaveLength(1)
  for (let twice = 0; twice < 2; twice++) await channel.shop.admin.run(ctx => settleAlert(ctx, { alert_id }))
  expect(await alerts()).toEqual([])
})
