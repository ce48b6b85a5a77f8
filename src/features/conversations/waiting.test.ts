import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import { labour, ticketOf } from '../../../test/helpers/tickets.ts'
import { issueInvoice } from '../invoices/invoices.ts'
import { recordPayment } from '../payments/payments.ts'
import { draftQuotation, reviseQuotation, sendQuotation } from '../quotations/quotations.ts'
import { giveUpRepair } from '../tickets/steps.ts'
import { takeOver, tellCustomer } from './conversations.ts'
import { listMessages } from './inbox.ts'
import { sendAgain } from './staff.ts'
import { syncTemplates } from './templates.jobs.ts'

let channel: Channel
let number = 0
beforeAll(async () => {
  channel = await newChannel({ timeout_ms: 300 })
  channel.answer = (ctx, turn) =>
    tellCustomer(ctx, {
      customer_id: turn.customer_id,
      session_id: turn.session_id,
      topic: 'reply',
      key: `turn:${turn.messages[0]?.id}`,
      message: { type: 'text', body: 'jawapan bot' },
    }).then(() => {})
})
afterAll(() => channel.close())

const owner = <R extends object>(text: string, values: unknown[] = []) => channel.shop.owner<R>(text, values)
const bodies = async (person_id: string) =>
  (await channel.meta.control.chat(person_id)).messages
    .filter(m => m.direction === 'out')
    .map(m => (m.node as { body: string }).body)
const messagesOf = async (session_id: string) =>
  (await channel.shop.staff.run(ctx => listMessages(ctx, { session_id, limit: 20 }))).items.toReversed()

/** A customer who wrote more than a day ago, with a ticket under diagnosis. */
async function silent() {
  const person = await channel.meta.control.person({ name: 'Siti', phone: `+6012${String(5_000_000 + number++)}` })
  await channel.meta.control.say(person.id, 'hai')
  await channel.settled()
  await channel.meta.control.window(person.id, 25 * 3600)
  const [session] = await owner<{ id: string; customer_id: string }>(
    `update app.whatsapp_sessions set last_inbound_at = now() - interval '25 hours' where wa_id = $1 returning id, customer_id`,
    [person.wa_id],
  )
  if (!session) throw new Error('no conversation')
  const of = { person, session_id: session.id, customer_id: session.customer_id }
  return { ...of, ticket_id: await ticketFor(of) }
}
type Silent = Awaited<ReturnType<typeof silent>>

async function ticketFor({ customer_id }: { customer_id: string }) {
  const { ticket_id } = await ticketOf(channel.shop)
  await owner('update app.tickets set customer_id = $1 where id = $2', [customer_id, ticket_id])
  return ticket_id
}

/** Said while the window is closed, so that it waits. */
async function left(of: Silent, key: string, body: string, author: 'bot' | 'staff' | 'system' = 'system') {
  await channel.shop.scheduler(ctx =>
    tellCustomer(ctx, {
      customer_id: of.customer_id,
      ticket_id: of.ticket_id,
      topic: 'repair',
      key,
      author,
      message: { type: 'text', body },
    }),
  )
  await channel.settled()
  const said = (await messagesOf(of.session_id)).at(-1)
  expect(said).toMatchObject({ message_content: body, status: 'waiting' })
  return said?.id ?? ''
}
const older = (message_id: string, by: string) =>
  owner('update app.whatsapp_outbox set created_at = created_at - $2::interval where message_id = $1', [message_id, by])
async function writes(of: Silent, text = 'saya di sini') {
  await channel.meta.control.say(of.person.id, text)
  await channel.settled()
}
test('what waited for the window goes out in order when the customer writes, before the answer to it', async () => {
  const of = await silent()
  await left(of, `ticket:${of.ticket_id}:progress:1`, 'satu')
  await left(of, `ticket:${of.ticket_id}:progress:2`, 'dua')
  const before = await bodies(of.person.id)
  await writes(of)
  expect((await bodies(of.person.id)).slice(before.length)).toEqual(['satu', 'dua', 'jawapan bot'])
  // The thread shows what the customer sees: he wrote first.
  expect((await messagesOf(of.session_id)).slice(-4).map(m => [m.message_content, m.status])).toEqual([
    ['saya di sini', 'received'],
    ['satu', 'delivered'],
    ['dua', 'delivered'],
    ['jawapan bot', 'delivered'],
  ])
  await writes(of, 'lagi')
  expect((await bodies(of.person.id)).slice(before.length)).toEqual(['satu', 'dua', 'jawapan bot', 'jawapan bot'])
})

test('what staff have sent again meanwhile does not go out a second time, whoever is first', async () => {
  const of = await silent()
  const first = await left(of, `ticket:${of.ticket_id}:progress:1`, 'sudah')
  const second = await left(of, `ticket:${of.ticket_id}:progress:2`, 'belum')
  await channel.shop.owner(`update app.whatsapp_sessions set last_inbound_at = now() where id = $1`, [of.session_id])
  await channel.meta.control.window(of.person.id, 60)
  await channel.shop.staff.run(ctx => sendAgain(ctx, { message_id: first }))
  await channel.settled()
  await writes(of)
  const heard = await bodies(of.person.id)
  expect(heard.filter(body => body === 'sudah')).toHaveLength(1)
  expect(heard.filter(body => body === 'belum')).toHaveLength(1)
  // The button was on the screen when the message went out by itself.
  await expect(channel.shop.staff.run(ctx => sendAgain(ctx, { message_id: second }))).rejects.toMatchObject({
    code: 'transition_refused',
  })
  expect((await messagesOf(of.session_id)).find(m => m.id === first)).toMatchObject({ can_send_again: false })
})

test('"send again" pressed in the moment in which it is released is refused', async () => {
  const of = await silent()
  const message_id = await left(of, `ticket:${of.ticket_id}:progress:1`, 'sekali')
  let pressed: Promise<unknown> = Promise.resolve()
  await channel.shop.scheduler(async ctx => {
    await ctx.tx.selectFrom('whatsapp_sessions').select('id').where('id', '=', of.session_id).forUpdate().execute()
    pressed = channel.shop.staff.run(again => sendAgain(again, { message_id })).catch((error: unknown) => error)
    await new Promise(resolve => setTimeout(resolve, 200))
    await ctx.tx
      .updateTable('whatsapp_sessions')
      .set({ last_inbound_at: ctx.now })
      .where('id', '=', of.session_id)
      .execute()
    await ctx.tx.updateTable('whatsapp_messages').set({ status: 'queued' }).where('id', '=', message_id).execute()
  })
  expect(await pressed).toMatchObject({ code: 'transition_refused' })
})

test('notices that are no longer true are dropped, and say so; those that are go out', async () => {
  const of = await silent()
  const { staff, technician } = channel.shop
  // Meta has approved no template of ours, so that everything waits.
  await syncTemplates(channel.tools, {})
  await owner(`update app.whatsapp_templates set status = 'REJECTED'`)
  const quote = async (ticket_id: string) => {
    const { id } = await technician.run(ctx =>
      draftQuotation(ctx, { ticket_id, lines: [labour], document_discount: '0.00' }),
    )
    await technician.run(ctx => sendQuotation(ctx, { quotation_id: id }))
    return id
  }
  const bill = (lines: (typeof labour)[]) =>
    staff.run(ctx =>
      issueInvoice(ctx, { customer_id: of.customer_id, purpose: 'sale', document_discount: '0.00', lines }),
    )
  const revised = await quote(of.ticket_id)
  await channel.settled()
  await technician.run(ctx =>
    reviseQuotation(ctx, { quotation_id: revised, lines: [labour, labour], document_discount: '0.00' }),
  )
  await technician.run(ctx => sendQuotation(ctx, { quotation_id: revised }))
  const paid = await bill([labour])
  const unpaid = await bill([labour])
  await channel.settled()
  await staff.run(ctx => recordPayment(ctx, { invoice_id: paid.id, payment_method: 'card' }))
  await channel.settled()
  const other = await ticketFor(of)
  await left({ ...of, ticket_id: other }, `ticket:${other}:diagnosing:1`, 'sedang diperiksa')
  await technician.run(ctx => giveUpRepair(ctx, { ticket_id: other, reason: 'Papan induk terbakar' }))
  await channel.settled()
  await writes(of)

  const keys = await owner<{ key: string; status: string }>(
    `select o.idempotency_key as key, m.status from app.whatsapp_outbox o join app.whatsapp_messages m on m.id = o.message_id where o.session_id = $1`,
    [of.session_id],
  )
  const fate = (start: string) => keys.filter(row => row.key.startsWith(start)).map(row => row.status)
  expect(fate(`quotation:${revised}:v1`)).toEqual(['failed'])
  expect(fate(`quotation:${revised}:v2`)).toEqual(['delivered'])
  expect(fate(`invoice:${paid.id}`)).toEqual(['failed'])
  expect(fate('receipt:')).toEqual(['delivered'])
  expect(fate(`invoice:${unpaid.id}`)).toEqual(['delivered'])
  expect(fate(`ticket:${other}:diagnosing`)).toEqual(['failed'])
  expect(fate(`ticket:${other}:ready_unrepairable`)).toEqual(['delivered'])
  expect((await messagesOf(of.session_id)).find(m => m.message_content === 'sedang diperiksa')).toMatchObject({
    problem: 'Tidak dihantar: perkara ini sudah lapuk sebelum mesej boleh dihantar.',
    can_send_again: true,
  })
})

test('an answer of the bot to what was said long ago is not sent beside the new one, nor over a person', async () => {
  const of = await silent()
  await older(await left(of, 'turn:old', 'jawapan lama', 'bot'), '2 hours')
  const before = await bodies(of.person.id)
  await writes(of)
  expect((await bodies(of.person.id)).slice(before.length)).toEqual(['jawapan bot'])

  const led = await silent()
  await left(led, 'turn:led', 'kata bot', 'bot')
  channel.answer = async () => {}
  await channel.shop.staff.run(ctx => takeOver(ctx, { session_id: led.session_id }))
  await writes(led)
  expect((await messagesOf(led.session_id)).find(m => m.message_content === 'kata bot')).toMatchObject({
    status: 'failed',
    problem: 'Tidak dihantar: seseorang sudah mengambil alih perbualan.',
  })
})

test('words of a person hold for a day; after that he is told that they did not go out', async () => {
  const of = await silent()
  await left(of, 'staff:today', 'datang petang ini', 'staff')
  const old = await left(of, 'staff:old', 'datang semalam', 'staff')
  await older(old, '25 hours')
  await writes(of)
  const said = await messagesOf(of.session_id)
  expect(said.find(m => m.message_content === 'datang petang ini')).toMatchObject({ status: 'delivered' })
  expect(said.find(m => m.id === old)).toMatchObject({ status: 'failed', can_send_again: true })
  const notices = await owner('select kind from app.notifications where dedupe_key = $1', [`message_failed:${old}`])
  expect(notices).toEqual([{ kind: 'message_failed' }])
})
