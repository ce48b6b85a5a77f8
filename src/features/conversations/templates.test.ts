import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import { timeAt } from '../../shared/time.ts'
import { templateComponents, templateMessage } from '../../shared/whatsapp/templates.ts'
import { setPreferences } from '../preferences/preferences.ts'
import { tellCustomer } from './conversations.ts'
import { listMessages } from './inbox.ts'
import { sendTemplate } from './staff.ts'
import { syncTemplates } from './templates.jobs.ts'
import { listTemplates } from './templates.ts'

let channel: Channel
let number = 0
beforeAll(async () => {
  channel = await newChannel()
})
afterAll(() => channel.close())

/** A customer who wrote more than a day ago, by our clock and Meta's. */
async function silent() {
  const person = await channel.meta.control.person({ name: 'Siti', phone: `+6012${String(7_700_000 + number++)}` })
  await channel.meta.control.say(person.id, 'hai')
  await channel.settled()
  const [session] = await channel.shop.owner<{ id: string; customer_id: string }>(
    `update app.whatsapp_sessions set last_inbound_at = now() - interval '25 hours' where wa_id = $1 returning id, customer_id`,
    [person.wa_id],
  )
  await channel.meta.control.window(person.id, 25 * 3600)
  const { id: session_id, customer_id } = session as { id: string; customer_id: string }
  return { person, session_id, customer_id }
}
const templatesSentTo = async (phone: string) =>
  (await channel.meta.control.sends())
    .map(send => send.request as { to?: string; type?: string })
    .filter(request => request.to === phone && request.type === 'template')

test('of two look-ups at once the second does not call refused what the first has handed in', async () => {
  const { tools } = channel
  const warned: unknown[] = []
  let asked = 0
  const listTemplates = async () => (asked++ ? tools.whatsapp.listTemplates() : [])
  await syncTemplates(tools, {})
  await syncTemplates(
    {
      ...tools,
      log: { ...tools.log, warn: (...said: unknown[]) => void warned.push(said) },
      whatsapp: { ...tools.whatsapp, listTemplates },
    },
    {},
  )
  expect([asked, warned]).toEqual([2, []])
})

/** Made in Meta's own manager: it asks for more than the words of its body, or for values by name. */
const FOREIGN = [
  [
    'a slot in its header',
    'foreign_header',
    [{ type: 'HEADER', format: 'TEXT', text: 'Kepada {{1}}' }],
    'Salam {{1}}, kedai kami dibuka semula.',
  ],
  [
    'a picture in its header',
    'foreign_picture',
    [{ type: 'HEADER', format: 'IMAGE' }],
    'Salam {{1}}, kedai kami dibuka semula.',
  ],
  ['a slot with a name', 'foreign_name', [], 'Salam {{nama}}, kedai {{1}} dibuka semula.'],
  [
    'a slot in its link',
    'foreign_link',
    [{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Lihat', url: 'https://kedai.example/{{1}}' }] }],
    'Salam {{1}}, kedai kami dibuka semula.',
  ],
] as const

test.each(FOREIGN)(
  'a template with %s is not for staff to pick, and Meta is not the first to say so',
  async (_, name, more, text) => {
    const { person, session_id } = await silent()
    await channel.meta.control.call('POST', 'templates', {
      ...{ name, language: 'ms', category: 'UTILITY', status: 'APPROVED' },
      components: [...more, { type: 'BODY', text }],
    })
    await syncTemplates(channel.tools, {})
    const { items } = await channel.shop.staff.run(listTemplates)
    expect(items.map(t => t.name)).toContain('conversation_reopen')
    expect(items.map(t => t.name)).not.toContain(name)
    await expect(
      channel.shop.staff.run(ctx => sendTemplate(ctx, { session_id, name, language: 'ms', variables: ['Siti'] })),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect(await templatesSentTo(person.phone ?? '')).toEqual([])
  },
)

test('one of ours that somebody gave a header in Meta’s manager is not sent: the message waits and staff are told', async () => {
  const { person, session_id, customer_id } = await silent()
  await syncTemplates(channel.tools, {})

  for (const t of await channel.meta.whatsapp.listTemplates())
    if (t.name === 'ready_for_pickup')
      await channel.meta.whatsapp.editTemplate(t.id, {
        category: 'UTILITY',
        components: [
          { type: 'HEADER', format: 'TEXT', text: 'Untuk {{1}}' },
          ...templateComponents('ready_for_pickup', t.language as 'ms'),
        ],
      })

  await syncTemplates(channel.tools, {})
  await channel.shop.scheduler(ctx =>
    tellCustomer(ctx, {
      customer_id,
      topic: 'pickup',
      key: `foreign:${customer_id}`,
      message: { type: 'text', body: 'Peranti siap' },
      template: templateMessage('ready_for_pickup', 'ms', ['Siti', 'iPhone 13', 'TKT-1', 'https://kedai.test/t/x']),
    }),
  )
  await channel.settled()
  expect(await templatesSentTo(person.phone ?? '')).toEqual([])
  const { items } = await channel.shop.staff.run(ctx => listMessages(ctx, { session_id, limit: 5 }))
  expect(items[0]).toMatchObject({ status: 'waiting' })
  expect(await channel.shop.owner('select kind from app.notifications where subject_id = $1', [session_id])).toEqual([
    { kind: 'message_waiting' },
  ])
})

test('a value too few for one of ours is refused where it is written, not by Meta', async () => {
  const { customer_id } = await silent()
  const tell = channel.shop.scheduler(ctx =>
    tellCustomer(ctx, {
      customer_id,
      topic: 'pickup',
      key: `few:${customer_id}`,
      message: { type: 'text', body: 'Peranti siap' },
      template: { type: 'template', name: 'ready_for_pickup', language: 'ms', body: ['Siti'] },
    }),
  )
  await expect(tell).rejects.toMatchObject({ code: 'template_values', vars: { wanted: 4, given: 1 } })
})

test('a promotion by hand goes only to whoever agreed to promotions, and not in his quiet hours', async () => {
  const { person, session_id, customer_id } = await silent()
  await channel.meta.control.call('POST', 'templates', {
    ...{ name: 'promo', language: 'ms', category: 'MARKETING', status: 'APPROVED' },
    components: [{ type: 'BODY', text: 'Salam {{1}}, sarung telefon diskaun minggu ini di kedai kami.' }],
  })
  await syncTemplates(channel.tools, {})
  const { staff } = channel.shop
  const send = () =>
    staff.run(ctx => sendTemplate(ctx, { session_id, name: 'promo', language: 'ms', variables: ['Siti'] }))
  await expect(send()).rejects.toMatchObject({ code: 'promotion_unwanted' })
  await channel.settled()
  expect(await templatesSentTo(person.phone ?? '')).toEqual([])
  const soon = (minutes: number) => timeAt(new Date(Date.now() + minutes * 60_000))
  // The shop's night is another matter: here it is never now.
  await channel.shop.owner(`insert into app.system_settings (setting_key, setting_value) values ('reminders', $1)`, [
    JSON.stringify({ night: { from: soon(12 * 60), to: soon(12 * 60 + 1) } }),
  ])
  await staff.run(ctx =>
    setPreferences(ctx, { customer_id, marketing: true, quiet: { from: soon(-60), to: soon(60) } }),
  )
  expect(await send()).toMatchObject({ status: 'queued', problem: 'Menunggu waktu senyap pelanggan berakhir.' })
  await staff.run(ctx => setPreferences(ctx, { customer_id, quiet: null }))
  expect(await send()).toMatchObject({ status: 'queued', problem: null })
  await channel.settled()
  expect(await templatesSentTo(person.phone ?? '')).toHaveLength(1)
})

test('of several photos outside the 24 hours the first says it in approved words; the others wait for him, and staff are not called to them', async () => {
  const { person, session_id, customer_id } = await silent()
  await syncTemplates(channel.tools, {})
  const update = crypto.randomUUID()
  await channel.shop.scheduler(async ctx => {
    for (const [index, body] of ['satu', 'dua', 'tiga'].entries())
      await tellCustomer(ctx, {
        ...{ customer_id, topic: 'repair', key: `ticket:${update}:progress:${update}:${index}` },
        message: { type: 'text', body },
        ...(index === 0 && { template: templateMessage('feedback_request', 'ms', ['Siti', 'iPhone 13']) }),
      })
  })
  await channel.settled()
  expect(await templatesSentTo(person.phone ?? '')).toHaveLength(1)
  const { items } = await channel.shop.staff.run(ctx => listMessages(ctx, { session_id, limit: 5 }))
  expect(items.slice(0, 3).map(m => m.status)).toEqual(['waiting', 'waiting', 'delivered'])
  expect(await channel.shop.owner('select kind from app.notifications where subject_id = $1', [session_id])).toEqual([])
})

test.each([[['Siti']], [['Siti', 'Baiki', 'lebih']]])(
  'staff who give %j to a template of two values are refused before Meta is asked',
  async variables => {
    const { person, session_id } = await silent()
    await syncTemplates(channel.tools, {})
    const input = { session_id, name: 'conversation_reopen', language: 'ms', variables }
    await expect(channel.shop.staff.run(ctx => sendTemplate(ctx, input))).rejects.toMatchObject({ code: 'not_found' })
    expect(await templatesSentTo(person.phone ?? '')).toEqual([])
  },
)
