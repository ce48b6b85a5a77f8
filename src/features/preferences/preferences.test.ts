import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import { ticketOf } from '../../../test/helpers/tickets.ts'
import { zPreferences } from '../../shared/preferences.ts'
import { timeAt } from '../../shared/time.ts'
import { tellCustomer } from '../conversations/conversations.ts'
import { listMessages } from '../conversations/inbox.ts'
import { sendAgain, sendByStaff } from '../conversations/staff.ts'
import { setPreferredLang } from '../customers/customers.ts'
import { getPreferences, pauseAll, resumeAll, setPreferences } from './preferences.ts'

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
      message: { type: 'text', body: 'jawapan' },
    }).then(() => {})
})
afterAll(() => channel.close())

type Choice = Omit<Parameters<typeof setPreferences>[1], 'customer_id'>
/** Somebody who has written to us, and what he wants. */
async function customer(choice: Choice = {}) {
  const person = await channel.meta.control.person({ name: 'Siti', phone: `+6012${String(6_000_000 + number++)}` })
  await channel.meta.control.say(person.id, 'hai')
  await channel.settled()
  const [session] = await channel.shop.owner<{ id: string; customer_id: string }>(
    'select id, customer_id from app.whatsapp_sessions where wa_id = $1',
    [person.wa_id],
  )
  if (!session) throw new Error('no conversation')
  const of = { person, session_id: session.id, customer_id: session.customer_id }
  await choose(of, choice)
  return of
}
type Somebody = Awaited<ReturnType<typeof customer>>
const choose = ({ customer_id }: { customer_id: string }, choice: Choice) =>
  channel.shop.staff.run(ctx => setPreferences(ctx, { customer_id, ...choice }))
let said = 0
const tell = (of: Somebody, topic: Parameters<typeof tellCustomer>[1]['topic'], body: string, ticket_id?: string) =>
  channel.shop.scheduler(ctx =>
    tellCustomer(ctx, {
      customer_id: of.customer_id,
      topic,
      key: `test:${said++}`,
      message: { type: 'text', body },
      ...(ticket_id && { ticket_id }),
    }),
  )
const heard = async (of: Somebody) =>
  (await channel.meta.control.chat(of.person.id)).messages
    .filter(m => m.direction === 'out')
    .map(m => (m.node as { body: string }).body)
const thread = async (of: Somebody) =>
  (await channel.shop.staff.run(ctx => listMessages(ctx, { session_id: of.session_id, limit: 30 }))).items.toReversed()
const notices = (about: string) =>
  channel.shop.owner('select kind, subject_type, audience from app.notifications where data ->> $1 = $2', [
    'about',
    about,
  ])
/** Quiet hours around this moment, or the hour that they end. */
const around = (minutes: number) => timeAt(new Date(Date.now() + minutes * 60_000))

test('what a customer does not want stays in the thread as not sent, with the reason, and staff may still send it', async () => {
  const of = await customer({ notices: { repair: false } })
  await tell(of, 'repair', 'sedang dibaiki')
  await tell(of, 'pickup', 'siap diambil')
  await channel.settled()
  expect(await heard(of)).toEqual(['jawapan', 'siap diambil'])
  const muted = (await thread(of)).find(m => m.message_content === 'sedang dibaiki')
  expect(muted).toMatchObject({
    status: 'failed',
    problem: 'Tidak dihantar: pelanggan tidak mahu mesej jenis ini.',
    can_send_again: true,
  })
  await channel.shop.staff.run(ctx => sendAgain(ctx, { message_id: muted?.id ?? '' }))
  await channel.settled()
  expect(await heard(of)).toEqual(['jawapan', 'siap diambil', 'sedang dibaiki'])
})

test('whoever wants a call is not written to: staff are asked to call, once a day and thing; answers and words of a person go out', async () => {
  const of = await customer({ contact_method: 'call' })
  const { ticket_id } = await ticketOf(channel.shop)
  await tell(of, 'pickup', 'telefon: siap\nbaris dua', ticket_id)
  await tell(of, 'pickup', 'telefon: siap lagi', ticket_id)
  await tell(of, 'feedback', 'telefon: bintang', ticket_id)
  await channel.meta.control.say(of.person.id, 'siap?')
  await channel.settled()
  await channel.shop.staff.run(ctx => sendByStaff(ctx, { session_id: of.session_id, text: 'dari kaunter' }))
  await channel.settled()
  expect(await heard(of)).toEqual(['jawapan', 'jawapan', 'dari kaunter'])
  expect(await notices('telefon: siap')).toEqual([
    { kind: 'please_call', subject_type: 'ticket', audience: 'chat.write' },
  ])
  expect(await notices('telefon: siap lagi')).toEqual([])
  expect(await notices('telefon: bintang')).toEqual([])
})

test('a customer without WhatsApp who wants calls is called', async () => {
  const { customer_id, ticket_id } = await ticketOf(channel.shop)
  await choose({ customer_id }, { contact_method: 'call' })
  const told = await channel.shop.scheduler(ctx =>
    tellCustomer(ctx, {
      customer_id,
      ticket_id,
      topic: 'pickup',
      key: 'walk-in',
      message: { type: 'text', body: 'siap di kaunter' },
    }),
  )
  expect(told).toBeNull()
  expect(await notices('siap di kaunter')).toMatchObject([{ kind: 'please_call', subject_type: 'ticket' }])
})

test('a quotation that its customer has muted is put before staff', async () => {
  const of = await customer({ notices: { quotation: false } })
  await tell(of, 'quotation', 'sebut harga sunyi')
  expect(await notices('sebut harga sunyi')).toMatchObject([{ kind: 'not_told', subject_type: 'session' }])
})

test('in quiet hours a message waits for their end, what is answered meanwhile does not wait with it, and nothing is sent twice', async () => {
  const of = await customer({ quiet: { from: around(-60), to: around(60) } })
  await tell(of, 'repair', 'kabar')
  await channel.meta.control.say(of.person.id, 'hai lagi')
  await channel.settled()
  expect(await heard(of)).toEqual(['jawapan', 'jawapan'])
  const [row] = await channel.shop.owner<{ not_before: string; ahead: number }>(
    `select extract(epoch from not_before - now())::float8 as ahead from app.whatsapp_outbox where session_id = $1 and status = 'queued'`,
    [of.session_id],
  )
  expect(row?.ahead).toBeGreaterThan(58 * 60)
  expect(row?.ahead).toBeLessThanOrEqual(60 * 60)
  expect((await thread(of)).find(m => m.message_content === 'kabar')).toMatchObject({
    status: 'queued',
    problem: 'Menunggu waktu senyap pelanggan berakhir.',
    can_send_again: false,
  })
  // The hour has come.
  await choose(of, { quiet: null })
  await channel.shop.owner(
    `update app.whatsapp_outbox set not_before = now() where session_id = $1 and status = 'queued'`,
    [of.session_id],
  )
  await channel.meta.control.say(of.person.id, 'dan lagi')
  await channel.settled()
  expect((await heard(of)).filter(body => body === 'kabar')).toHaveLength(1)
  expect((await thread(of)).find(m => m.message_content === 'kabar')).toMatchObject({
    status: 'delivered',
    problem: null,
  })
})

test('asked again at the moment of sending: STOP, a later hour, or a changed mind between writing and sending count', async () => {
  const of = await customer({ quiet: { from: around(-60), to: around(60) } })
  for (const body of ['satu', 'dua']) await tell(of, body === 'satu' ? 'repair' : 'quotation', body)
  await channel.settled()
  await channel.shop.bot(of.customer_id, ctx =>
    pauseAll(ctx, { customer_id: of.customer_id, wording: 'BERHENTI', source: 'chat' }),
  )
  await choose(of, { quiet: { from: around(-120), to: around(30) } })
  const due = () =>
    channel.shop.owner(
      `update app.whatsapp_outbox set not_before = now() where session_id = $1 and status = 'queued'`,
      [of.session_id],
    )
  const poke = async () => {
    await due()
    await channel.meta.control.say(of.person.id, 'ok')
    await channel.settled()
  }
  await poke()
  const fate = async () => Object.fromEntries((await thread(of)).map(m => [m.message_content, [m.status, m.problem]]))
  expect(await fate()).toMatchObject({
    satu: ['failed', 'Tidak dihantar: pelanggan menulis BERHENTI.'],
    dua: ['queued', 'Menunggu waktu senyap pelanggan berakhir.'],
  })
  await choose(of, { quiet: null })
  await poke()
  expect((await fate()).dua).toEqual(['delivered', null])
  expect(await heard(of)).not.toContain('satu')
})

test('STOP and START are kept as consents with their words; promotions stay off', async () => {
  const of = await customer({ marketing: true })
  const words = (wording: string) => ({ customer_id: of.customer_id, wording, source: 'chat' as const })
  await channel.shop.bot(of.customer_id, ctx => pauseAll(ctx, words('stop la')))
  await tell(of, 'repair', 'tertahan')
  await channel.shop.bot(of.customer_id, ctx => resumeAll(ctx, words('mula semula')))
  await tell(of, 'repair', 'bersambung')
  await channel.settled()
  expect(await heard(of)).toEqual(['jawapan', 'bersambung'])
  const consents = await channel.shop.owner(
    `select purpose, granted, wording from app.consents where customer_id = $1 order by id`,
    [of.customer_id],
  )
  expect(consents).toEqual([
    { purpose: 'marketing', granted: true, wording: 'at the counter' },
    { purpose: 'notices', granted: false, wording: 'stop la' },
    { purpose: 'notices', granted: true, wording: 'mula semula' },
  ])
  const after = await channel.shop.staff.run(ctx => getPreferences(ctx, of))
  expect(zPreferences.parse(after)).toMatchObject({ paused_at: null, marketing: false, changed_by: 'Baiki' })
})

test('one change leaves the others as they were, and says who made it', async () => {
  const of = await customer()
  expect(await channel.shop.staff.run(ctx => getPreferences(ctx, of))).toMatchObject({ notices: {}, quiet: null })
  await choose(of, { notices: { reminder: false }, quiet: { from: '22:00', to: '07:30' } })
  await choose(of, { notices: { feedback: false }, language: 'id' })
  const after = await choose(of, { contact_method: 'whatsapp' })
  expect(after).toMatchObject({
    language: 'id',
    notices: { reminder: false, feedback: false },
    quiet: { from: '22:00', to: '07:30' },
    changed_by: expect.stringMatching(/^staff/),
  })
  await channel.shop.bot(of.customer_id, ctx => setPreferredLang(ctx, { customer_id: of.customer_id, lang: 'en' }))
  expect(await channel.shop.staff.run(ctx => getPreferences(ctx, of))).toMatchObject({
    language: 'en',
    quiet: { from: '22:00', to: '07:30' },
    changed_by: 'Baiki',
  })
})

test('nobody chooses for a customer who is not his', async () => {
  const mine = await customer()
  const other = await customer({ quiet: { from: '22:00', to: '07:00' } })
  const { bot, technician } = channel.shop
  const stop = { customer_id: other.customer_id, wording: 'x', source: 'chat' as const }
  await expect(bot(mine.customer_id, ctx => pauseAll(ctx, stop))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    technician.run(ctx => setPreferences(ctx, { customer_id: other.customer_id, contact_method: 'none' })),
  ).rejects.toMatchObject({ code: 'forbidden' })
  expect(await bot(mine.customer_id, ctx => getPreferences(ctx, other))).toMatchObject({
    quiet: null,
    changed_at: null,
  })
  expect(await channel.shop.staff.run(ctx => getPreferences(ctx, other))).toMatchObject({ paused_at: null })
})
