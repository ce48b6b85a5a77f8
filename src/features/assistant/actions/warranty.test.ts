import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Chat, type Fragment, newChat } from '../../../../test/helpers/chat.ts'
import { newShop, type TestShop } from '../../../../test/helpers/shop.ts'
import { type Finished, finishedJob } from '../../../../test/helpers/tickets.ts'
import { openTicketOfCheckin } from '../../checkins/opening.ts'
import type { JobTools } from '../../tools.ts'
import { announceClaimJob } from '../assistant.jobs.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await newShop()
  await shop.owner(`update app.company_settings set company_name = 'Kedai Baiki', warranty_days = 90`)
  await shop.owner(
    `insert into app.price_rules (device_brand, device_model, problem, from_price, to_price, turnaround_hours)
     values ('Apple', 'iPhone 13', 'screen', 350, 420, 3)`,
  )
})
afterAll(() => shop.close())

const words = async (of: Chat, ...said: readonly Fragment[]) => (await of.says(...said))?.text ?? ''
const collected = async (job: Partial<Finished> = {}) => {
  const done = await finishedJob(shop, job)
  return { done, of: await newChat(shop, { customer_id: done.customer_id }) }
}
const claims = async (of: Chat) =>
  (await shop.waitingJobs()).filter(
    job => job.task === 'assistant.announce_claim' && job.payload.session_id === of.session_id,
  )
const checkins = (of: Chat) =>
  shop.owner<{ id: string; prefill: Record<string, unknown> }>(
    `select id, prefill from app.checkins where customer_id = $1 order by id`,
    [of.customer_id],
  )

describe('a fault that comes back after pickup', () => {
  test.each([
    'eh skrin dia hitam balik la',
    'skrin yg haritu tukar dah gelap',
    'phone saya rosak balik skrin dia',
    'layarnya hitam lagi kak padahal baru diganti',
    'the screen you replaced went black again',
  ])('"%s" finds the old job and its warranty, and offers no price', async said => {
    const { done, of } = await collected()
    const answer = await of.says(said)
    expect(answer?.text).toContain(done.ticket_number)
    expect(answer?.text).not.toContain('RM')
    expect(answer?.taps).toContain(`warranty:bring:${done.ticket_id}`)
    expect((await claims(of)).map(({ payload }) => payload.ticket_id)).toEqual([done.ticket_id])
  })
  test('the shop is told once, whatever he writes after', async () => {
    const { done, of } = await collected()
    await of.says('eh skrin dia hitam balik la')
    await of.says('skrin hitam balik ni macam mana')
    const tools = { as: shop.db.withActor } as unknown as JobTools
    for (const { payload } of await claims(of)) await announceClaimJob(tools, payload as never)
    expect(
      await shop.owner(`select kind, data from app.notifications where subject_id = $1`, [done.ticket_id]),
    ).toEqual([{ kind: 'warranty_claim', data: { ticket: done.ticket_number, customer: expect.any(String) } }])
  })
  test('the device is brought in as a new ticket tied to the old one', async () => {
    const { done, of } = await collected()
    await of.says('skrin dia hitam balik la')
    expect(await of.says({ tap: `warranty:bring:${done.ticket_id}` })).toBeNull()
    const [checkin] = await checkins(of)
    expect(checkin?.prefill).toMatchObject({
      brand: 'Apple',
      model: 'iPhone 13',
      problem: 'Skrin dia hitam balik la',
      warranty_of: { ticket_id: done.ticket_id, ticket_number: done.ticket_number },
    })
    const form = {
      name: 'Aina',
      device: { device_type: 'phone', brand: 'Apple', model: 'iPhone 13' },
      problem_description: 'Skrin hitam',
      accessories: [],
      photo_file_ids: [],
    }
    await shop.owner(`update app.checkins set status = 'submitted', form = $2 where id = $1`, [checkin?.id, form])
    await shop.scheduler(ctx => openTicketOfCheckin(ctx, { checkin_id: checkin?.id ?? '' }))
    const [opened] = await shop.owner(
      `select warranty_of_ticket_id from app.tickets where customer_id = $1 order by id desc limit 1`,
      [of.customer_id],
    )
    expect(opened).toEqual({ warranty_of_ticket_id: done.ticket_id })
  })
  test.each(['ok boleh', 'ya', 'iya kak', 'yes please'])('"%s" is an answer to the offer', async yes => {
    const { done, of } = await collected()
    await of.says('skrin dia hitam balik la')
    expect(await of.says(yes)).toBeNull()
    expect((await checkins(of))[0]?.prefill).toMatchObject({ warranty_of: { ticket_id: done.ticket_id } })
  })
  test('a photo of it goes with the claim', async () => {
    const { done, of } = await collected()
    await of.says('skrin dia hitam balik la')
    expect((await of.says({ image: true }))?.taps).toContain(`warranty:bring:${done.ticket_id}`)
    await of.says('ya')
    expect((await checkins(of))[0]?.prefill.file_ids).toHaveLength(1)
  })
  test('outside the warranty it is said kindly, with the price of a repair', async () => {
    const { done, of } = await collected({ days_ago: 200 })
    const answer = await words(of, 'skrin dia hitam balik la')
    expect(answer).toContain(done.ticket_number)
    expect(answer).toContain('tamat')
    expect(answer).toContain('RM350.00 hingga RM420.00')
    expect(await of.state()).toMatchObject({ flow: 'intake', slots: { model: 'iPhone 13', problem: 'screen' } })
    expect(await claims(of)).toEqual([])
  })
  test('of several old jobs he says which; the named device needs no question', async () => {
    const { done, of } = await collected()
    const other = await finishedJob(shop, {
      customer_id: of.customer_id,
      brand: 'Samsung',
      model: 'Galaxy A52',
      problem: 'Skrin pecah',
    })
    const asked = await of.says('skrin hitam balik la')
    expect(asked?.taps).toEqual([`warranty:job:${other.ticket_id}`, `warranty:job:${done.ticket_id}`, 'warranty:other'])
    expect((await of.says({ tap: `warranty:job:${done.ticket_id}` }))?.text).toContain(done.ticket_number)
    const again = await newChat(shop, { customer_id: of.customer_id })
    expect((await again.says('skrin samsung a52 saya hitam balik'))?.text).toContain(other.ticket_number)
    const byWord = await newChat(shop, { customer_id: of.customer_id })
    await byWord.says('skrin hitam balik la')
    expect((await byWord.says('yang iphone'))?.text).toContain(done.ticket_number)
  })
  test('the same fault without a word of before is asked about, and may be another one', async () => {
    const { done, of } = await collected()
    const asked = await of.says('skrin iphone 13 saya pecah, berapa?')
    expect(asked?.text).toContain(done.ticket_number)
    expect(asked?.taps).toEqual([`warranty:bring:${done.ticket_id}`, 'warranty:other', 'menu:person'])
    const other = await of.says({ tap: 'warranty:other' })
    expect(other?.text).toContain('RM350.00')
    expect((await of.state())?.flow).toBe('intake')
    expect(await claims(of)).toEqual([])
  })
  test.each([
    'skrin samsung a52 saya pecah',
    'bateri iphone 13 saya kembung',
    'hari tu tukar skrin, lagi satu bateri pula kembung',
    'berapa tukar bateri iphone 13',
  ])('"%s" is a repair of its own', async said => {
    const { of } = await collected()
    const answer = await of.says(said)
    expect(answer?.taps.filter(tap => tap.startsWith('warranty:'))).toEqual([])
    expect(await claims(of)).toEqual([])
  })
  test('what was handed back unrepaired carries no warranty', async () => {
    const { of } = await collected({ outcome: 'declined' })
    expect((await of.says('skrin iphone 13 saya hitam balik'))?.taps).toEqual(['intake:skip_photo'])
  })
  test("a claim can be tied to the customer's own old job only", async () => {
    const { of } = await collected()
    const stranger = await finishedJob(shop)
    await of.says({ tap: `warranty:bring:${stranger.ticket_id}` })
    expect(await checkins(of)).toEqual([])
  })
})

describe('a question about the warranty', () => {
  test.each([
    ['ada warranty tak lepas repair?', '90 hari'],
    ['garansi servisnya berapa lama kak?', '90 hari'],
    ['how long is the warranty?', '90 days'],
  ])('"%s" is answered with the terms of the shop', async (said, part) => {
    expect(await words(await newChat(shop), said)).toContain(part)
  })
  test.each([
    'warranty iphone 13 saya sampai bila?',
    'masih ada waranti ke phone saya?',
    'is my phone still under warranty?',
  ])('"%s" is answered with the day of his own job', async said => {
    const { done, of } = await collected()
    const answer = await words(of, said)
    expect(answer).toContain(done.ticket_number)
    expect(answer).toMatch(/hingga|until/)
    expect(await claims(of)).toEqual([])
  })
  test('what it does not cover is said when asked', async () => {
    expect(await words(await newChat(shop), 'kalau jatuh warranty void ke?')).toContain('tidak termasuk jatuh')
  })
  test('a shop without a warranty says so', async () => {
    await shop.owner(`update app.company_settings set warranty_days = 0`)
    expect(await words(await newChat(shop), 'ada warranty tak?')).toContain('tiada waranti')
    await shop.owner(`update app.company_settings set warranty_days = 90`)
  })
})
