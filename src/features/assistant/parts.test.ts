import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chattingShop, decisionsOf, newChat, owing, quoted, words } from '../../../test/helpers/chat.ts'
import type { TestShop } from '../../../test/helpers/shop.ts'
import { ticketOf } from '../../../test/helpers/tickets.ts'
import type { UnderstandingContext } from '../../shared/assistant.ts'
import { partsOf } from './parts.ts'
import { seededIntents } from './understanding/intents.seed.ts'
import { UNSEEN, WRITTEN } from './understanding/messages.examples.ts'
import { FRESH } from './understanding/messages.fresh.ts'
import { understand } from './understanding/understand.ts'

const intents = seededIntents()
function split(text: string, context: Partial<UnderstandingContext> = {}): string[] {
  const read = (words: string) => understand(words, { today: '2026-11-23', ...context }, intents)
  return partsOf(text, read(text), read, { decides: context.quotation_open ?? false }).map(part => part.read.intent)
}

describe('a message is split into what it wants', () => {
  test.each([
    ['brp harga skrin a52 & kedai buka sampai pukul brp', 'price_inquiry', 'business_info'],
    ['brp harga skrin a52 kedai buka sampai pukul brp', 'price_inquiry', 'business_info'],
    ['dah siap belum? boleh bayar qr tak', 'status_check', 'payment'],
    ['dah siap belum boleh bayar qr tak', 'status_check', 'payment'],
    ['udah jadi belum kak? bisa bayar qris ga', 'status_check', 'payment'],
    ['berapa ganti lcd redmi note 10 dan lokasinya dimana kak', 'price_inquiry', 'business_info'],
    ['hp saya udah jadi belum, toko buka sampe jam berapa ya', 'status_check', 'business_info'],
    ['is it ready yet? can i pay by card?', 'status_check', 'payment'],
    ['how much to fix iphone 12 screen and what time do you close', 'price_inquiry', 'business_info'],
    ['waranti berapa lama? ada jual tempered glass?', 'warranty', 'product_inquiry'],
    ['skrin pecah\niphone 13 saya\nkedai buka pukul berapa', 'repair_request', 'business_info'],
    ['teruk betul servis korang! phone saya dah siap ke belum?', 'complaint', 'status_check'],
  ])('"%s" is two things, in their order', (text, ...wants) => {
    expect(split(text)).toEqual(wants)
  })
  test.each([
    'skrin pecah dan bateri cepat habis',
    'hi, nak tanya harga',
    'hi skrin iphone 13 saya pecah, berapa?',
    'my screen is cracked and the battery drains fast, how much for both?',
    'layar pecah, baterai juga boros',
    'dah 2 minggu tak siap, teruk servis',
    'teruk la servis, nak cakap dengan manager',
    'kedai kat mana? buka hari ahad tak?',
    'skrin pecah\niphone 13 saya',
    'fon saya asyik stop charging, baiki brp',
    'ok jadi bila siap',
    'saya ambil balik, kalau tak siap hari ni',
  ])('"%s" is one thing', text => {
    expect(split(text, { quotation_open: true })).toHaveLength(1)
  })
  test('of three things the two that are needed first', () => {
    expect(split('kedai buka pukul berapa? dah siap belum? boleh bayar qr tak?')).toEqual(['status_check', 'payment'])
  })
  test('messages that want one thing are left whole', () => {
    const messages = [WRITTEN, UNSEEN, FRESH].flatMap(set => Object.values(set).flat())
    const taken_apart = messages.filter(text => split(text).length > 1)
    // how much, and how long: this one does ask two things
    expect(taken_apart).toEqual(['salam bos, tukar lcd iphone 11 brp? brape lama siap'])
  })
})

let shop: TestShop
beforeAll(async () => {
  shop = await chattingShop()
})
afterAll(() => shop.close())

describe('two wishes get one bubble', () => {
  test.each([
    ['brp harga skrin iphone 13 & kedai buka sampai pukul brp', 'RM350.00 hingga RM420.00'],
    ['berapa ganti layar iphone 13 kak, toko buka sampai jam berapa ya', 'RM350.00 sampai RM420.00'],
    ['how much for iphone 13 screen and what time do you close', 'RM350.00 to RM420.00'],
  ])('the price, then the hours: "%s"', async (text, price) => {
    const answer = await words(await newChat(shop), text)
    expect(answer).toContain(price)
    expect(answer.indexOf('10 pagi')).toBeGreaterThan(answer.indexOf(price))
    expect(answer.match(/Kedai Baiki/g)).toHaveLength(1)
  })
  test('in the order of the questions', async () => {
    const answer = await words(await newChat(shop), 'kedai kat mana? brp tukar skrin iphone 13')
    expect(answer.indexOf('Jalan Damai')).toBeLessThan(answer.indexOf('RM350.00'))
  })
  test('status and payment; the way to the details is written out', async () => {
    const { of, invoice } = await owing(shop)
    const answer = await words(of, 'dah siap belum? boleh bayar transfer tak')
    expect(answer).toContain('sedang diperiksa')
    expect(answer).toContain(invoice.invoice_number)
    expect(answer).toContain('Maybank')
  })
  test('a flow that the first opens is asked at the end, once', async () => {
    const of = await newChat(shop)
    const answer = await of.says('skrin iphone 13 saya pecah, kedai buka pukul berapa?')
    expect(answer?.text.match(/Ada gambar/g)).toHaveLength(1)
    expect(answer?.text.trim().endsWith('langkau.')).toBe(false)
    expect(answer?.taps).toEqual(['intake:skip_photo'])
    expect(answer?.text.indexOf('10 pagi')).toBeLessThan(answer?.text.indexOf('Ada gambar') ?? 0)
  })
  test('what was understood is kept as one turn: the main wish, and its parts', async () => {
    const of = await newChat(shop)
    await of.says('brp harga skrin iphone 13 & kedai buka sampai pukul brp')
    const kept = await shop.owner(`select intent, entities from app.ai_conversations where customer_id = $1`, [
      of.customer_id,
    ])
    expect(kept).toHaveLength(1)
    expect(kept[0]?.entities).toEqual(
      expect.arrayContaining([
        { kind: 'part', text: 'brp harga skrin iphone 13', value: 'price_inquiry' },
        { kind: 'part', text: 'kedai buka sampai pukul brp', value: 'business_info' },
      ]),
    )
  })
})

describe('a decision beside a question', () => {
  test('is taken first, and the status answered as it is after it', async () => {
    const { of, quotation } = await quoted(shop)
    await of.says('saya setuju, teruskan')
    const answer = await words(of, 'ok setuju. dah siap belum?')
    expect(answer).toContain('RM380.00 diluluskan')
    expect(answer).not.toContain('menunggu keputusan')
    expect(await decisionsOf(shop, quotation.id)).toMatchObject([
      { decision: 'accepted', words: 'ok setuju. dah siap belum?' },
    ])
  })
  test('asked after the question it comes first all the same', async () => {
    const { of } = await quoted(shop)
    await of.says('saya setuju, teruskan')
    const answer = await words(of, 'kedai buka pukul berapa? saya setuju, teruskan')
    expect(answer.indexOf('diluluskan')).toBeLessThan(answer.indexOf('10 pagi'))
  })
})

describe('a threat decides nothing', () => {
  test.each([
    ['boleh siap hari ni tak? kalau tak saya ambil balik', 'Saya tak batalkan'],
    ['bisa jadi hari ini ga? kalo ga saya ambil aja', 'Tidak ada yang saya batalkan'],
    ["can it be ready today? if not i'll take it back", 'not cancelled anything'],
    ['kalau tak siap hari ni saya cancel', 'Saya tak batalkan'],
  ])('"%s" is answered: where it stands, and how to decide', async (text, calm) => {
    const job = await ticketOf(shop)
    const of = await newChat(shop, { customer_id: job.customer_id })
    const answer = await of.says(text)
    expect(answer?.text).toContain(calm)
    expect(answer?.taps).toEqual(['menu:person'])
    expect((await of.state())?.flow).toBeNull()
  })
  test('the status stands before it', async () => {
    const job = await ticketOf(shop)
    const of = await newChat(shop, { customer_id: job.customer_id })
    const answer = await words(of, 'boleh siap hari ni tak? kalau tak saya ambil balik')
    expect(answer).toContain(job.ticket_number)
  })
  test('while a quotation lies open the decision is put with its amount, and nothing is refused', async () => {
    const { of, quotation } = await quoted(shop)
    const answer = await of.says('boleh siap hari ni tak? kalau tak saya ambil balik')
    expect(answer?.text.match(/RM380\.00/g)).toHaveLength(1)
    expect(answer?.taps).toEqual([`quotation:${quotation.id}:v1:approve`, `quotation:${quotation.id}:v1:reject`])
    expect((await of.state())?.flow).toBeNull()
    expect(await decisionsOf(shop, quotation.id)).toEqual([])
  })
  test('not even after "return it unrepaired, are you sure?"', async () => {
    const { of, quotation } = await quoted(shop)
    await of.says({ tap: `quotation:${quotation.id}:v1:reject` })
    await of.says('kalau tak siap hari ni saya ambil balik')
    expect(await decisionsOf(shop, quotation.id)).toEqual([])
  })
})
