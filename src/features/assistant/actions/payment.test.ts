import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  anotherJob,
  billed,
  type Chat,
  chattingShop,
  leadOf,
  newChat,
  owing,
  withDuitnow,
  words,
} from '../../../../test/helpers/chat.ts'
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
})

const payments = (invoice_id: string) =>
  shop.owner(`select status, amount from app.payments where invoice_id = $1 order by id`, [invoice_id])

describe('the DuitNow code of the shop', () => {
  test.each([
    ['macam mana nak bayar?', 'Masukkan', 'RM200.00'],
    ['bisa minta qris/qr nya kak? mau bayar', 'masukkan', 'RM200.00'],
    ['can i have the QR to pay?', 'enter', 'RM200.00'],
  ])('"%s" gets its picture, with whose it is and the amount in words', async (said, part, amount) => {
    const { of } = await owing(shop)
    const file_id = await withDuitnow(shop)
    const answer = await of.says(said)
    expect(answer?.message).toMatchObject({ type: 'image', media: { file_id } })
    expect(answer?.text).toContain('KEDAI DEMO TELEKOM')
    expect(answer?.text.toLowerCase()).toContain(`${part.toLowerCase()} ${amount.toLowerCase()}`)
    expect(answer?.text).toMatch(/semak akaun|cek rekening|check our account/)
    await shop.owner(`update app.company_settings set duitnow_file_id = null, duitnow_payload = null`)
  })
  test('stands before a list, which can carry no picture', async () => {
    const { of } = await owing(shop)
    const file_id = await withDuitnow(shop)
    await shop.owner(`insert into app.business_hours (weekday, opens_at, closes_at)
      select n, '10:00', '19:00' from generate_series(1, 7) n`)
    const answer = await of.says('macam mana nak bayar? nak datang esok boleh?')
    expect(answer?.picture).toMatchObject({ type: 'image', media: { file_id } })
    expect(answer?.message.type).toBe('list')
    expect(answer?.text).toContain('imbas kod DuitNow ini')
    await shop.owner(`delete from app.business_hours`)
    await shop.owner(`update app.company_settings set duitnow_file_id = null, duitnow_payload = null`)
  })
  test('is not sent to somebody who owes nothing', async () => {
    await withDuitnow(shop)
    const answer = await chat.says('nak bayar macam mana, ada qr?')
    expect(answer?.message.type).toBe('text')
    expect(answer?.text).toContain('Tiada baki')
    await shop.owner(`update app.company_settings set duitnow_file_id = null, duitnow_payload = null`)
  })
})

describe('a slip while several bills are open', () => {
  const two = async () => {
    const { of, job, invoice } = await owing(shop)
    const ticket_id = await anotherJob(shop, job.customer_id, 'Samsung Galaxy A52')
    return { of, first: invoice, second: await billed(shop, ticket_id, '150.00') }
  }
  test('asks which, and takes the one that is tapped', async () => {
    const { of, first, second } = await two()
    const asked = await of.says({ image: true })
    expect(asked?.taps).toEqual([`proof:${first.id}`, `proof:${second.id}`, 'proof:all'])
    expect(await payments(first.id)).toEqual([])
    expect(await words(of, { tap: `proof:${second.id}` })).toContain(second.invoice_number)
    expect(await payments(second.id)).toEqual([{ status: 'pending', amount: '150.00' }])
    expect(await payments(first.id)).toEqual([])
  })
  test.each([
    ['dah transfer rm150', 'second'],
    ['bukti bayar samsung', 'second'],
    ['this is the slip for the iphone', 'first'],
  ] as const)('"%s" says which, and nothing is asked', async (said, which) => {
    const bills = await two()
    expect(await words(bills.of, { image: true, caption: said })).toContain(bills[which].invoice_number)
    expect(await payments(bills[which].id)).toHaveLength(1)
  })
  test.each(['yang samsung', 'yg rm150 tu', 'the samsung one'])('"%s" answers the question', async said => {
    const { of, second } = await two()
    await of.says({ image: true })
    expect(await words(of, said)).toContain(second.invoice_number)
    expect(await payments(second.id)).toHaveLength(1)
  })
  test.each([[{ tap: 'proof:all' }], ['semua']] as const)(
    'a bill whose slip is being checked is not in "all of them": %o',
    async said => {
      const { of, first, second } = await two()
      const ticket_id = await anotherJob(shop, of.customer_id, 'Oppo A16')
      const third = await billed(shop, ticket_id, '80.00')
      await of.says({ image: true, caption: 'dah transfer rm150' })
      expect((await of.says({ image: true }))?.taps).toEqual([`proof:${first.id}`, `proof:${third.id}`, 'proof:all'])
      await of.says(said)
      for (const { id } of [first, second, third]) expect(await payments(id)).toHaveLength(1)
    },
  )
  test('a bill that is tapped while its slip is being checked gets no second one', async () => {
    const { of, first } = await two()
    await billed(shop, await anotherJob(shop, of.customer_id, 'Oppo A16'), '80.00')
    await of.says({ image: true })
    await of.says({ tap: `proof:${first.id}` })
    await of.says({ image: true })
    expect(await words(of, { tap: `proof:${first.id}` })).toContain(first.invoice_number)
    expect(await payments(first.id)).toHaveLength(1)
  })
  test('one transfer for both is one slip for both', async () => {
    const { of, first, second } = await two()
    expect(await words(of, { image: true, caption: 'dah transfer rm350 utk dua2' })).toContain(first.invoice_number)
    expect(await payments(first.id)).toEqual([{ status: 'pending', amount: '200.00' }])
    expect(await payments(second.id)).toEqual([{ status: 'pending', amount: '150.00' }])
  })
})

describe('money that needs eyes', () => {
  test('a part of the sum is written down as the part that he named', async () => {
    const { of, invoice } = await owing(shop)
    await of.says({ image: true, caption: 'transfer rm50 dulu ya' })
    expect(await payments(invoice.id)).toEqual([{ status: 'pending', amount: '50.00' }])
  })
  test('a second picture while the slip is being checked pays nothing twice', async () => {
    const { of, invoice } = await owing(shop)
    await of.says({ image: true })
    expect(await words(of, { image: true, caption: 'ni resit transfer dia' })).toContain('sedang disemak')
    expect(await payments(invoice.id)).toHaveLength(1)
    expect(await words(of, 'dah bayar tadi, dah masuk belum?')).toContain('sedang disemak')
  })
  test('a slip when nothing is owed goes to a person', async () => {
    await chat.says('hai')
    expect(await words(chat, { image: true, caption: 'dah transfer ya' })).toContain('Tiada baki tertunggak')
    expect(await leadOf(shop, chat)).toMatchObject({ wants_person: true })
  })
  test.each([
    'saya terbayar dua kali la',
    'transfer gagal tapi duit dah ditolak',
    'kak saya transfer double',
    'i paid twice by mistake',
    'boleh bayar ansuran tak?',
    'bisa dicicil ga kak bayarnya',
  ])('"%s" is a person\'s work', async said => {
    const { of } = await owing(shop)
    await of.says(said)
    expect(await leadOf(shop, of)).toMatchObject({ wants_person: true })
  })
})

describe('pictures', () => {
  test('a picture out of the blue asks what it is, and becomes what the customer says', async () => {
    const answer = await chat.says({ image: true })
    expect(answer?.taps).toEqual(['picture:repair', 'menu:person'])
    await chat.says({ tap: 'picture:repair' })
    expect(await chat.state()).toMatchObject({ flow: 'intake', slots: { photos: [chat.heard[0]] } })
  })
  test('their purpose is asked once, however many come', async () => {
    const first = await chat.says({ image: true })
    expect(first?.text).toContain('tentang apa')
    const more = await chat.says({ image: true }, { image: true })
    expect(more?.text).toContain('3 semuanya')
    expect(more?.text).not.toContain('tentang apa')
    await chat.says('skrin iphone 13 saya pecah')
    expect((await chat.state())?.slots.photos).toHaveLength(3)
  })
  test('a document is called one', async () => {
    expect(await words(chat, { document: true })).toContain('Fail diterima')
  })
  test('"itu resit transfer" says what the picture was', async () => {
    const { of, invoice } = await owing(shop)
    await of.says({ image: true, caption: 'skrin pecah lagi satu phone, samsung a52' })
    expect(await payments(invoice.id)).toEqual([])
  })
})
