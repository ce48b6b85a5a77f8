import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Chat, chattingShop, newChat, words } from '../../../../test/helpers/chat.ts'
import type { TestShop } from '../../../../test/helpers/shop.ts'
import { ticketOf } from '../../../../test/helpers/tickets.ts'

let shop: TestShop
let chat: Chat
beforeAll(async () => {
  shop = await chattingShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  chat = await newChat(shop)
})

describe('status', () => {
  test('one job is told at once, with its page', async () => {
    const job = await ticketOf(shop)
    const of = await newChat(shop, { customer_id: job.customer_id })
    const answer = await of.says('dah siap ke phone saya?')
    expect(answer?.text).toContain(job.ticket_number)
    expect(answer?.text).toContain('sedang diperiksa')
    expect(answer?.message).toMatchObject({ type: 'cta_url', url: expect.stringContaining('http://kedai.test/t/') })
  })
  test.each([
    'pautan baharu',
    'tautan baru',
    'new link',
    'link tu dah tamat tempoh la',
    'linknya udah ga bisa dibuka kak',
    'the link has expired',
  ])('"%s": the page of his device has a new one', async asks => {
    const job = await ticketOf(shop)
    const of = await newChat(shop, { customer_id: job.customer_id })
    const first = await of.says(asks)
    const page = { type: 'cta_url', url: expect.stringContaining('http://kedai.test/t/') }
    expect(first?.message).toMatchObject(page)
    const second = await of.says(asks)
    expect(second?.message).toMatchObject(page)
    expect(second?.message).not.toEqual(first?.message)
  })
  test('several jobs are listed', async () => {
    const job = await ticketOf(shop)
    await shop.owner(
      `insert into app.tickets (ticket_number, customer_id, device_type, device_model, problem_description, status, created_by)
       values ($1, $2, 'laptop', 'MacBook Air', 'Lambat', 'in_progress', $3)`,
      [`${job.ticket_number}9`, job.customer_id, shop.staff.id],
    )
    const of = await newChat(shop, { customer_id: job.customer_id })
    const answer = await of.says('status repair saya')
    expect(answer?.text).toContain('MacBook Air')
    expect(answer?.taps).toHaveLength(2)
    expect(await words(of, { tap: answer?.taps[0] ?? '' })).toContain('sedang')
  })
  test("by number, without the year, and never another customer's", async () => {
    const job = await ticketOf(shop)
    const of = await newChat(shop, { customer_id: job.customer_id })
    const digits = Number(job.ticket_number.slice(-6))
    expect(await words(of, `tiket TKT-${digits} dah siap?`)).toContain(job.ticket_number)
    expect(await words(chat, `status ${job.ticket_number}`)).toContain('tiada di bawah nombor')
  })
  test('nothing open: a number is asked for', async () => {
    expect(await words(chat, 'phone saya dah siap?')).toContain('nombor tiket')
    expect((await chat.state())?.flow).toBe('status')
  })
})
