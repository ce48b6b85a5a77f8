import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import { ticketOf } from '../../../test/helpers/tickets.ts'
import { zReminderSettings } from '../../shared/reminders.ts'
import { timeAt } from '../../shared/time.ts'
import { setReminderSettings } from '../settings/settings.ts'
import { queueDueReminders } from './followups.jobs.ts'

let channel: Channel
beforeAll(async () => {
  channel = await newChannel({ workers: 2, timeout_ms: 300 })
})
afterAll(() => channel.close())

/** So many minutes from now, on the shop's wall: a night that is never now. */
const from_now = (minutes: number) => timeAt(new Date(Date.now() + minutes * 60_000))

test('the clock comes round again and again, two workers: each reminder once', async () => {
  const night = { from: from_now(180), to: from_now(240) }
  await channel.shop.admin.run(ctx => setReminderSettings(ctx, zReminderSettings.parse({ night })))
  const people = []
  for (let n = 0; n < 12; n += 1) {
    const person = await channel.meta.control.person({ name: `Orang ${n}`, phone: `+6012${String(7_000_000 + n)}` })
    await channel.meta.control.say(person.id, 'hai')
    people.push(person)
  }
  await channel.settled()
  for (const person of people) {
    const { ticket_id } = await ticketOf(channel.shop)
    await channel.shop.owner(
      `update app.tickets set status = 'ready_for_pickup', customer_id = (select customer_id from app.whatsapp_sessions where wa_id = $2) where id = $1`,
      [ticket_id, person.wa_id],
    )
    await channel.shop.owner(
      `update app.tickets set status_changed_at = now() - interval '3 days 5 minutes' where id = $1`,
      [ticket_id],
    )
  }
  for (let round = 0; round < 4; round += 1) {
    await Promise.all([1, 2, 3].map(() => queueDueReminders(channel.tools, {})))
    if (round % 2) await channel.settled()
  }
  await channel.settled()
  for (const person of people) {
    const heard = (await channel.meta.control.chat(person.id)).messages.filter(m => m.direction === 'out')
    expect(heard.map(m => JSON.stringify(m.node).includes('sudah 3 hari menunggu'))).toEqual([true])
  }
  const outcomes = await channel.shop.owner('select outcome, count(*)::int as n from app.reminders group by 1')
  expect(outcomes).toEqual([{ outcome: 'told', n: 12 }])
})
