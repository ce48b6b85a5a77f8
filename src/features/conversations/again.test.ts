import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import { reasonText } from '../../shared/whatsapp/errors.ts'
import { pauseAll } from '../preferences/preferences.ts'
import { sendAllAgain } from './again.ts'
import { tellCustomer } from './conversations.ts'
import { listMessages } from './inbox.ts'

let channel: Channel
let number = 0
beforeAll(async () => {
  channel = await newChannel()
})
afterAll(() => channel.close())

async function inTouch() {
  const person = await channel.meta.control.person({ name: 'Siti', phone: `+6012${String(7_800_000 + number++)}` })
  await channel.meta.control.say(person.id, 'hai')
  await channel.settled()
  const [session] = await channel.shop.owner<{ id: string; customer_id: string }>(
    'select id, customer_id from app.whatsapp_sessions where wa_id = $1',
    [person.wa_id],
  )
  return { person, session_id: session?.id ?? '', customer_id: session?.customer_id ?? '' }
}
type Of = Awaited<ReturnType<typeof inTouch>>

/** Meta refuses what is said to this customer while `code` is the trouble. */
async function refused(of: Of, code: number, body: string, author: 'bot' | 'system' = 'system') {
  const fault = await channel.meta.control.fault({ endpoint: 'messages', effect: { code }, to: of.person.phone })
  await channel.shop.scheduler(ctx =>
    tellCustomer(ctx, {
      ...{ customer_id: of.customer_id, topic: 'repair', author, key: `stop:${number++}` },
      message: { type: 'text', body },
    }),
  )
  await channel.settled()
  await channel.meta.control.call('DELETE', `faults/${fault.id}`)
}
const heard = async ({ person }: Of) =>
  (await channel.meta.control.chat(person.id)).messages
    .filter(m => m.direction === 'out')
    .map(m => (m.node as { body?: string }).body)
const press = () => channel.shop.staff.run(sendAllAgain)
const aged = (of: Of, age: string) =>
  channel.shop.owner(`update app.whatsapp_outbox set created_at = created_at - $2::interval where session_id = $1`, [
    of.session_id,
    age,
  ])

test('the key was refused for a while: one press sends what was kept back, in order, and a second press nothing', async () => {
  const [aina, budi] = [await inTouch(), await inTouch()]
  await refused(aina, 190, 'satu')
  await refused(aina, 190, 'dua')
  await refused(budi, 131042, 'tiga')
  expect([await heard(aina), await heard(budi)]).toEqual([[], []])
  const both = await Promise.all([press(), press()])
  expect(both.reduce((sum, one) => sum + one.sent, 0)).toBe(3)
  await channel.settled()
  expect([await heard(aina), await heard(budi)]).toEqual([['satu', 'dua'], ['tiga']])
  expect(await press()).toEqual({ sent: 0, left: 0 })
  const { items } = await channel.shop.staff.run(ctx => listMessages(ctx, { session_id: aina.session_id, limit: 9 }))
  expect(items.filter(m => m.can_send_again)).toEqual([])
})

test('what was wrong with the message or the customer, what is not so any more, and what has been overtaken is not among it', async () => {
  const [blocked, late, overtaken] = [await inTouch(), await inTouch(), await inTouch()]
  await refused(blocked, 130403, 'disekat')
  await refused(late, 190, 'jawapan lama', 'bot')
  await aged(late, '2 hours')
  await refused(overtaken, 190, 'dulu')
  await channel.shop.scheduler(ctx =>
    tellCustomer(ctx, {
      ...{ customer_id: overtaken.customer_id, topic: 'repair', key: `later:${number++}` },
      message: { type: 'text', body: 'baru' },
    }),
  )
  await channel.settled()
  expect(await press()).toEqual({ sent: 0, left: 1 })
  await channel.settled()
  expect([await heard(blocked), await heard(late), await heard(overtaken)]).toEqual([[], [], ['baru']])
})

test('who wrote STOP meanwhile is not sent it by the press for all', async () => {
  const of = await inTouch()
  await refused(of, 190, 'peranti sedang dibaiki')
  await channel.shop.scheduler(ctx => pauseAll(ctx, { customer_id: of.customer_id, wording: 'STOP', source: 'chat' }))
  await press()
  await channel.settled()
  expect(await heard(of)).toEqual([])
  const { items } = await channel.shop.staff.run(ctx => listMessages(ctx, { session_id: of.session_id, limit: 1 }))
  expect(items).toMatchObject([{ status: 'failed', problem: reasonText('paused', 'ms') }])
})

test('outside the 24 hours without a template it stays where it is, and the others go', async () => {
  const [closed, open] = [await inTouch(), await inTouch()]
  await refused(closed, 190, 'tutup')
  await refused(open, 190, 'buka')
  await channel.shop.owner(
    `update app.whatsapp_sessions set last_inbound_at = now() - interval '25 hours' where id = $1`,
    [closed.session_id],
  )
  expect(await press()).toMatchObject({ sent: 1 })
  await channel.settled()
  expect([await heard(closed), await heard(open)]).toEqual([[], ['buka']])
})
