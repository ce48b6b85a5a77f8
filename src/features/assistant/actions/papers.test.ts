import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  anotherJob,
  billed,
  type Chat,
  chattingShop,
  leadOf,
  newChat,
  owing,
  quoted,
  words,
} from '../../../../test/helpers/chat.ts'
import type { TestShop } from '../../../../test/helpers/shop.ts'
import { recordPayment } from '../../payments/payments.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await chattingShop()
})
afterAll(() => shop.close())

/** What is on its way to the customer: the paper is the answer, so that nothing is said beside it. */
const sentPapers = async () =>
  (await shop.waitingJobs())
    .filter(({ task, payload }) => /deliver$/.test(task) && payload.again)
    .map(({ payload }) => payload.invoice_id ?? payload.receipt_id ?? payload.quotation_id)
const asked = async (of: Chat, said: string) => {
  const before = (await sentPapers()).length
  const answer = await of.says(said)
  return { answer, sent: (await sentPapers()).slice(before) }
}
const paid = async (invoice_id: string) => {
  const { payment } = await shop.staff.run(ctx => recordPayment(ctx, { invoice_id, payment_method: 'card' }))
  return payment.receipt_id ?? ''
}
const movedBack = (table: 'receipts' | 'invoices', id: string, days: number) =>
  shop.owner(`update app.${table} set created_at = created_at - make_interval(days => $2) where id = $1`, [id, days])

describe('a paper again', () => {
  test.each(['boleh hantar invois sekali lagi', 'minta fakturnya lagi dong kak', 'can you send the invoice again?'])(
    '"%s" sends the only invoice',
    async said => {
      const { of, invoice } = await owing(shop)
      await of.says('hai')
      expect(await asked(of, said)).toEqual({ answer: null, sent: [invoice.id] })
    },
  )
  test('a receipt that does not exist yet is not promised: the invoice comes', async () => {
    const { of, invoice } = await owing(shop)
    const { answer, sent } = await asked(of, 'resit saya mana?')
    expect(answer?.text).toContain('belum dibayar')
    expect(sent).toEqual([invoice.id])
  })
  test('of several receipts he says which, by tap, month or device', async () => {
    const { of, job, invoice } = await owing(shop)
    const old = await paid(invoice.id)
    await movedBack('receipts', old, 32)
    const second = await billed(shop, await anotherJob(shop, job.customer_id, 'Samsung Galaxy A52'), '150.00')
    const fresh = await paid(second.id)
    await of.says('hai')
    const { answer } = await asked(of, 'boleh bagi resit?')
    expect(answer?.taps).toEqual([`paper:receipt:${fresh}`, `paper:receipt:${old}`])
    expect((await asked(of, 'yang samsung')).sent).toEqual([fresh])
    const [at] = await shop.owner<{ month: string }>(
      `select to_char(created_at at time zone 'Asia/Kuala_Lumpur', 'YYYY-MM') as month from app.receipts where id = $1`,
      [old],
    )
    const [now] = await shop.owner<{ last: string }>(
      `select to_char(app.shop_today() - interval '1 month', 'YYYY-MM') as last`,
    )
    if (at?.month === now?.last) expect((await asked(of, 'nak resit bulan lepas')).sent).toEqual([old])
    expect((await asked(of, 'hantar semua resit saya')).sent).toEqual([fresh, old])
  })
  test('a month without one shows what there is', async () => {
    const { of, invoice } = await owing(shop)
    const receipt = await paid(invoice.id)
    await movedBack('receipts', receipt, 100)
    const { answer, sent } = await asked(of, 'resit bulan lepas ada?')
    expect(answer?.text).toContain('tak jumpa')
    expect(answer?.taps).toEqual([`paper:receipt:${receipt}`])
    expect(sent).toEqual([])
  })
  test('a quotation comes again with its buttons', async () => {
    const { of, quotation } = await quoted(shop)
    await of.says('hai')
    expect((await asked(of, 'hantar balik sebut harga tu boleh?')).sent).toEqual([quotation.id])
  })
  test("another customer's paper is not to be had by its number", async () => {
    const { invoice } = await owing(shop)
    const { of } = await owing(shop)
    expect((await asked(of, `hantar invois ${invoice.invoice_number}`)).sent).toEqual([])
    expect((await of.says({ tap: `paper:invoice:${invoice.id}` }))?.text).toContain('Belum ada')
  })
  test('nothing there is said', async () => {
    expect(await words(await newChat(shop), 'nak resit')).toContain('Belum ada invois')
  })
})

describe('an invoice in another name', () => {
  test('is a person’s work, with what is needed collected first', async () => {
    const { of } = await owing(shop)
    expect(await words(of, 'nak e-invois atas nama syarikat boleh?')).toContain('TIN')
    expect((await leadOf(shop, of))?.wants_person).toBe(false)
    expect(await words(of, 'Maju Jaya Sdn Bhd, C20880050010, 12 Jalan Damai')).toContain('serahkan kepada staf')
    const lead = await leadOf(shop, of)
    expect(lead?.wants_person).toBe(true)
    expect(lead?.handover_summary).toContain('e-invois')
    expect(lead?.handover_summary).toContain('C20880050010')
  })
  test.each([
    'nak e-invois untuk company, tin C1234567890',
    'nama dalam invois tu salah',
    'the company name on my invoice is wrong',
  ])('"%s" goes to a person at once', async said => {
    const { of } = await owing(shop)
    await of.says(said)
    expect(await leadOf(shop, of)).toMatchObject({ wants_person: true })
  })
  test('"tak jadi" ends it', async () => {
    const { of } = await owing(shop)
    await of.says('boleh buat e-invoice company?')
    await of.says('tak jadi la')
    expect(await of.state()).toMatchObject({ flow: null })
    expect((await leadOf(shop, of))?.wants_person).toBe(false)
  })
})
