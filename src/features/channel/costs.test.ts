import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import { queueMessage } from '../conversations/conversations.ts'
import { charge } from './channel.ts'
import { chargedMonths, costsOf, getPrices, setPrices } from './costs.ts'

let channel: Channel
let session_id = ''
beforeAll(async () => {
  channel = await newChannel()
  const siti = await channel.meta.control.person({ name: 'Siti', phone: '+60123456789' })
  await channel.meta.control.say(siti.id, 'hai')
  await channel.settled()
  const [session] = await channel.shop.owner<{ id: string }>('select id from app.whatsapp_sessions')
  session_id = session?.id ?? ''
})
afterAll(() => channel.close())

const ledger = () =>
  channel.shop.owner(
    `select category, pricing_type as type, billable, market, charged_at is not null as charged from app.whatsapp_charges order by id`,
  )
async function say(key: string): Promise<string> {
  const id = await channel.shop.scheduler(ctx =>
    queueMessage(ctx, { session_id, key, author: 'system', message: { type: 'text', body: key } }),
  )
  await channel.settled()
  return id as string
}
const fresh = () => channel.shop.owner('delete from app.whatsapp_charges')

test('a message is charged once, however often its statuses come, and in whatever order', async () => {
  await say('sekali')
  const once = [{ category: 'service', type: 'free_customer_service', billable: false, market: 'MY', charged: true }]
  expect(await ledger()).toEqual(once)
  await channel.meta.control.redeliver({ times: 3, shuffled: true, seed: 7 })
  await channel.meta.control.redeliver({ rebatch: 4, shuffled: true, seed: 8 })
  await channel.settled()
  expect(await ledger()).toEqual(once)
  await channel.meta.control.fault({ endpoint: 'messages', effect: { statuses: ['delivered', 'sent'] }, times: 1 })
  await say('terbalik')
  expect(await ledger()).toEqual([...once, ...once])
})

test('what was sent and never arrived costs nothing', async () => {
  await fresh()
  await channel.meta.control.settings({ statuses: 'sent' })
  await say('belum sampai')
  await channel.meta.control.settings({ statuses: 'delivered' })
  expect(await ledger()).toMatchObject([{ charged: false }])
  expect((await channel.shop.admin.run(ctx => costsOf(ctx, {}))).categories).toEqual([])
})

test('after a thousand answers in a month Meta charges, and the page says what', async () => {
  await fresh()
  await channel.meta.control.call('POST', 'usage', { service_messages: 999 })
  await say('keseribu')
  await say('keseribu satu')
  expect(await ledger()).toMatchObject([
    { type: 'free_customer_service', billable: false },
    { type: 'regular', billable: true, category: 'service' },
  ])
  expect(await channel.shop.admin.run(ctx => costsOf(ctx, {}))).toMatchObject({
    categories: [{ category: 'service', messages: 2, charged: 1, amount: '0.0140' }],
    total: '0.0140',
    free_used: 1,
    free_quota: 1000,
  })
})

test('a month begins and ends at the shop’s midnight', async () => {
  await fresh()
  const [message] = await channel.shop.owner<{ id: string; phone_number_id: string }>(
    `select id, phone_number_id from app.whatsapp_messages where direction = 'outbound' order by id limit 1`,
  )
  // Two minutes to midnight in Kuala Lumpur, and two minutes after.
  for (const [at, month] of [
    ['2026-10-31T15:58:00Z', '2026-10'],
    ['2026-10-31T16:02:00Z', '2026-11'],
  ] as const) {
    await fresh()
    await channel.shop.scheduler(ctx =>
      charge(
        ctx,
        { message_id: message?.id ?? '', arrived: false },
        {
          ...{
            kind: 'status',
            waba_id: null,
            display_phone_number: null,
            free_entry_expires_at: null,
            raw: null,
            errors: [],
          },
          ...{ phone_number_id: '1', wamid: 'x', status: 'delivered', at, callback_data: null },
          ...{ recipient_wa_id: '60123456789', recipient_user_id: null },
          pricing: { billable: true, type: 'regular', category: 'utility' },
        },
      ),
    )
    const months = ['2026-10', '2026-11'].map(
      async one => (await channel.shop.admin.run(ctx => costsOf(ctx, { month: one }))).categories.length,
    )
    expect(await Promise.all(months)).toEqual(month === '2026-10' ? [1, 0] : [0, 1])
    expect((await channel.shop.admin.run(chargedMonths)).items).toContain(month)
  }
})

test('prices are the shop’s own, kept by day; staff see neither costs nor prices', async () => {
  const { admin, staff } = channel.shop
  expect(await admin.run(getPrices)).toMatchObject({ own: false, currency: 'USD', free_service: 1000 })
  const list = { market: '*', service: '0.06', utility: '0.06', marketing: '0.37', authentication: '0.06' }
  const own = await admin.run(ctx =>
    setPrices(ctx, {
      ...{ currency: 'MYR', free_service: 1000 },
      lists: [
        { from: '2027-01-01', ...list, utility: '0.08' },
        { from: '2026-10-01', ...list },
      ],
    }),
  )
  expect(own).toMatchObject({ own: true, currency: 'MYR', lists: [{ from: '2026-10-01' }, { from: '2027-01-01' }] })
  await expect(staff.run(ctx => setPrices(ctx, own))).rejects.toHaveProperty('code')
  expect((await staff.run(ctx => costsOf(ctx, { month: '2026-11' }))).categories).toEqual([])
  expect((await admin.run(ctx => costsOf(ctx, { month: '2026-11' }))).total).toBe('0.0600')
})
