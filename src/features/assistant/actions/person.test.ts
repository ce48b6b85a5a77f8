import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Chat, chattingShop, jobTools, leadOf, newChat, quoted, words } from '../../../../test/helpers/chat.ts'
import type { TestShop } from '../../../../test/helpers/shop.ts'
import { finishedJob, ticketOf } from '../../../../test/helpers/tickets.ts'
import { handBack, takeOver } from '../../conversations/conversations.ts'
import { getConversation } from '../../conversations/inbox.ts'
import { announcePersonJob } from '../assistant.jobs.ts'

let shop: TestShop
let chat: Chat
beforeAll(async () => {
  shop = await chattingShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  chat = await newChat(shop)
})

const announcements = async (of: Chat) =>
  (await shop.waitingJobs()).filter(
    job => job.payload.session_id === of.session_id && job.task === 'assistant.announce_person',
  )
const announce = async (of: Chat) => {
  for (const { payload } of await announcements(of)) {
    await announcePersonJob(jobTools(shop), payload as Parameters<typeof announcePersonJob>[1])
  }
}
const takenOver = (of: Chat) => shop.staff.run(ctx => takeOver(ctx, { session_id: of.session_id }))
const inbox = (of: Chat) => shop.staff.run(ctx => getConversation(ctx, { session_id: of.session_id }))

describe('a person', () => {
  test.each([
    ['nak cakap dengan orang', 'saya panggil staf'],
    ['bisa bicara sama admin kak?', 'saya panggilkan staf'],
    ['can I talk to a real person', 'calling our staff'],
  ])('"%s" is heard at any step', async (asked, answer) => {
    await chat.says('skrin iphone 13 saya pecah')
    expect(await words(chat, asked)).toContain(answer)
    expect(await leadOf(shop, chat)).toMatchObject({ owner: 'bot', wants_person: true })
  })
  test('until he comes the bot goes on serving, in the middle of what was open', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    await chat.says('nak cakap dengan orang')
    expect(await words(chat, 'kedai buka pukul berapa?')).toContain('10 pagi')
    expect((await chat.says({ tap: 'intake:skip_photo' }))?.taps).toContain('intake:right')
    expect(await leadOf(shop, chat)).toMatchObject({ owner: 'bot', wants_person: true })
  })
  test('what it cannot answer is kept for him: that is said once', async () => {
    await chat.says('nak cakap dengan staf')
    expect(await words(chat, 'hello?')).toContain('sudah dimaklumkan')
    expect(await chat.says('pasal yang tu la kan')).toBeNull()
    expect((await inbox(chat)).handover_summary).toContain('"pasal yang tu la kan"')
    expect(await words(chat, 'nak tanya harga tukar skrin iphone 13')).toContain('RM350.00')
  })
  test('once a person leads the bot is silent, but listens', async () => {
    await chat.says('nak cakap dengan staf')
    await takenOver(chat)
    expect(await chat.says('kedai buka pukul berapa?')).toBeNull()
    const kept = await shop.owner(
      `select owner, response_content from app.ai_conversations where customer_id = $1 order by id desc limit 1`,
      [chat.customer_id],
    )
    expect(kept).toEqual([{ owner: 'person', response_content: '' }])
  })
  test('whoever waits already is announced once, and told so', async () => {
    await chat.says('nak cakap dengan staf')
    expect(await words(chat, 'staf mana staf')).toContain('sudah dimaklumkan')
    expect(await chat.says('nak cakap dengan staf la')).toBeNull()
    expect(await announcements(chat)).toHaveLength(1)
  })
  test.each(['bot bodoh, nak orang', 'useless bot', 'tak nak bot la, nak orang betul', 'robotnya ga membantu banget'])(
    '"%s": the bot says it once more and is silent',
    async said => {
      expect(await words(chat, said)).toMatch(/staf|staff/)
      expect(await leadOf(shop, chat)).toMatchObject({ owner: 'person', wants_person: true })
      expect(await chat.says('kedai buka pukul berapa?')).toBeNull()
    },
  )
})

describe('the hand-over', () => {
  test('says what he wants, of which device, what the bot said last and since when he waits', async () => {
    await chat.says('skrin iphone 13 saya pecah')
    await chat.says('nak cakap dengan orang')
    const lines = (await inbox(chat)).handover_summary?.split('\n') ?? []
    expect(lines[0]).toBe('Mahu: "nak cakap dengan orang"')
    expect(lines[1]).toBe('Peranti: Apple iPhone 13: Skrin iphone 13 saya pecah')
    expect(lines[2]).toMatch(/^Bot kata: "Ada gambar kerosakan\?/)
    expect(lines[3]).toMatch(/^Menunggu sejak /)
  })
  test('names his jobs, the open quotation and his mood, and stands until the bot leads again', async () => {
    const { of, job, quotation } = await quoted(shop)
    await of.says('teruk betul servis korang, phone saya calar!!')
    await takenOver(of)
    const summary = (await inbox(of)).handover_summary
    expect(summary).toContain('Aduan: "teruk betul')
    expect(summary).toContain(`${job.ticket_number} iPhone 13: Sedang diperiksa`)
    expect(summary).toContain(`${quotation.quotation_number}, RM380.00`)
    expect(summary).toContain('marah')
    await shop.staff.run(ctx => handBack(ctx, { session_id: of.session_id }))
    expect((await inbox(of)).handover_summary).toBeNull()
  })
})

describe('outside opening hours', () => {
  const tomorrow = `extract(isodow from (now() at time zone 'Asia/Kuala_Lumpur') + interval '1 day')::int`
  beforeAll(() =>
    shop.owner(`insert into app.business_hours (weekday, opens_at, closes_at) values (${tomorrow}, '10:00', '19:00')`),
  )
  afterAll(() => shop.owner(`delete from app.business_hours`))

  test.each([
    ['nak cakap dengan orang', /buka semula esok, .*10:00 pg/],
    ['bisa bicara sama admin kak?', /buka lagi besok, .*10\.00/],
    ['can I talk to a real person', /open again tomorrow, .*10:00 am/],
  ])('"%s" hears when the door opens, and is served meanwhile', async (asked, opens) => {
    expect(await words(chat, asked)).toMatch(opens)
    expect(await leadOf(shop, chat)).toMatchObject({ wants_person: true })
    expect(await words(chat, 'skrin iphone 13 berapa?')).toContain('RM350.00')
  })
  test('a complaint hears it too', async () => {
    expect(await words(chat, 'teruk betul servis korang, phone saya calar!!')).toMatch(/Aduan.*\n.*buka semula esok/s)
  })
})

describe('a complaint', () => {
  test.each([
    ['teruk betul servis korang, phone saya calar!!', 'Maaf'],
    ['parah banget, hp saya malah jadi penyok!', 'Maaf'],
    ['you people broke my phone, terrible service!', 'sorry'],
  ])('"%s" is told to the shop, once', async (said, sorry) => {
    expect(await words(chat, said)).toContain(sorry)
    await announce(chat)
    await announce(chat)
    const notices = await shop.owner(`select kind, data from app.notifications where subject_id = $1`, [
      chat.session_id,
    ])
    expect(notices).toEqual([{ kind: 'complaint', data: { customer: 'Aina Binti Ali' } }])
    expect(await leadOf(shop, chat)).toMatchObject({ wants_person: true })
  })
  const story = (ticket_id: string) =>
    shop.owner(
      `select t.priority, u.update_type, u.description, u.visible_to_customer from app.tickets t
       left join app.ticket_updates u on u.ticket_id = t.id and u.update_type = 'complaint' where t.id = $1`,
      [ticket_id],
    )
  test('flags the ticket it is about: its story, and its priority', async () => {
    const job = await ticketOf(shop)
    const of = await newChat(shop, { customer_id: job.customer_id })
    await of.says('teruk betul servis korang, phone saya calar!!')
    await announce(of)
    await announce(of)
    expect(await story(job.ticket_id)).toEqual([
      {
        priority: 'high',
        update_type: 'complaint',
        description: 'teruk betul servis korang, phone saya calar!!',
        visible_to_customer: false,
      },
    ])
  })
  test('of several jobs the one that it names, or that was just spoken of; else none is blamed', async () => {
    const job = await ticketOf(shop)
    const [other] = await shop.owner<{ id: string }>(
      `insert into app.tickets (ticket_number, customer_id, device_type, device_model, problem_description, status, created_by)
       values ($1, $2, 'laptop', 'MacBook Air', 'Lambat', 'in_progress', $3) returning id`,
      [`${job.ticket_number}8`, job.customer_id, shop.staff.id],
    )
    const named = await newChat(shop, { customer_id: job.customer_id })
    await named.says('teruk servis korang, macbook saya makin rosak!!')
    expect((await announcements(named))[0]?.payload.ticket_id).toBe(other?.id)
    const unsaid = await newChat(shop, { customer_id: job.customer_id })
    await unsaid.says('teruk betul servis korang!!')
    expect((await announcements(unsaid))[0]?.payload.ticket_id).toBeNull()
    const spoken = await newChat(shop, { customer_id: job.customer_id })
    await spoken.says(`status ${job.ticket_number}`)
    await spoken.says('teruk betul servis korang!!')
    expect((await announcements(spoken))[0]?.payload.ticket_id).toBe(job.ticket_id)
  })
  test('after pickup it is about the job that was collected', async () => {
    const done = await finishedJob(shop)
    const of = await newChat(shop, { customer_id: done.customer_id })
    await of.says('teruk betul servis korang, kecewa saya!!')
    expect((await announcements(of))[0]?.payload.ticket_id).toBe(done.ticket_id)
  })
  test('of somebody who waits already is announced all the same', async () => {
    await chat.says('nak cakap dengan staf')
    await chat.says('teruk betul servis korang, phone saya calar!!')
    expect((await announcements(chat)).map(({ payload }) => payload.kind)).toEqual(['person_wanted', 'complaint'])
  })
  test.each(['bodoh', 'babi la', 'goblok lu', 'stupid', 'wtf', '😡', 'bodoh la kau ni'])(
    '"%s" is anger and no complaint: calm, short, and a person is offered',
    async said => {
      await chat.says('hai')
      const answer = await chat.says(said)
      expect(answer?.taps).toEqual(['menu:person'])
      expect(answer?.text.length).toBeLessThan(120)
      expect(await leadOf(shop, chat)).toMatchObject({ wants_person: false })
      expect(await announcements(chat)).toEqual([])
    },
  )
  test('a second time a person is called, and no ticket is flagged', async () => {
    await chat.says('bodoh')
    expect(await words(chat, 'babi')).toContain('staf')
    expect((await announcements(chat)).map(({ payload }) => payload.kind)).toEqual(['person_wanted'])
  })
})
