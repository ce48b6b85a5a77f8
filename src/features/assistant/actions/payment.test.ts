import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Chat, chattingShop, newChat, owing, words } from '../../../../test/helpers/chat.ts'
import type { TestShop } from '../../../../test/helpers/shop.ts'

let shop: TestShop
let chat: Chat
beforeAll(async () => {
  shop = await chattingShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  chat = await newChat(shop)
})

describe('money', () => {
  test('balance and ways to pay', async () => {
    const { of, invoice } = await owing(shop)
    const answer = await words(of, 'berapa baki saya, macam mana nak bayar?')
    expect(answer).toContain(invoice.invoice_number)
    expect(answer).toContain('RM200.00')
    expect(answer).toContain('Maybank')
  })
  test('a picture while something is owed is the slip, once', async () => {
    const { of, invoice } = await owing(shop)
    expect(await words(of, { image: true })).toContain('bukti pindahan')
    expect(
      await shop.owner(
        `select status, amount, proof_file_id is not null as kept from app.payments where invoice_id = $1`,
        [invoice.id],
      ),
    ).toEqual([{ status: 'pending', amount: '200.00', kept: true }])
  })
  test('a PDF with words of payment is the slip too', async () => {
    const { of, invoice } = await owing(shop)
    expect(await words(of, 'dah transfer ya', { document: true })).toContain(invoice.invoice_number)
  })
  test('"dah bayar" without a slip asks for it', async () => {
    const { of } = await owing(shop)
    expect(await words(of, 'dah bayar tadi')).toContain('gambar bukti')
  })
  test('the invoice is sent again on request', async () => {
    const { of, invoice } = await owing(shop)
    expect(await words(of, 'boleh hantar invois sekali lagi')).toContain(invoice.invoice_number)
    expect(
      (await shop.waitingJobs()).some(job => job.task === 'invoices.deliver' && job.payload.invoice_id === invoice.id),
    ).toBe(true)
  })
  test("an e-invoice for a company is a person's work", async () => {
    const { of } = await owing(shop)
    expect(await words(of, 'nak e-invois untuk company, tin C1234567890')).toContain('serahkan kepada staf')
  })
  test('a picture out of the blue asks what it is, and becomes what the customer says', async () => {
    const answer = await chat.says({ image: true })
    expect(answer?.taps).toEqual(['picture:repair', 'menu:person'])
    await chat.says({ tap: 'picture:repair' })
    expect(await chat.state()).toMatchObject({ flow: 'intake', slots: { photos: [chat.heard[0]] } })
  })
})
