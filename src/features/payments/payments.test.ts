import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newShop, type TestShop } from '../../../test/helpers/shop.ts'
import { type Job, registerForTax, ticketOf } from '../../../test/helpers/tickets.ts'
import { zInvoice } from '../../shared/invoices.ts'
import { zPayment, zReceipt } from '../../shared/payments.ts'
import { getInvoice, issueInvoice } from '../invoices/invoices.ts'
import { confirmProof, listPayments, receiptOf, recordPayment, refuseProof, submitProof } from './payments.ts'

let shop: TestShop
let job: Job

beforeAll(async () => {
  shop = await newShop()
  await registerForTax(shop)
  job = await ticketOf(shop)
})
afterAll(() => shop.close())

const bill = async (amount: string) =>
  (
    await shop.staff.run(ctx =>
      issueInvoice(ctx, {
        customer_id: job.customer_id,
        purpose: 'sale',
        document_discount: '0.00',
        lines: [
          { kind: 'part', description: 'Barang', quantity: 1, unit_price: amount, discount: '0.00', tax_code: 'NOTAX' },
        ],
      }),
    )
  ).id
type Pay = Parameters<typeof recordPayment>[1]
const pay = (invoice_id: string, input: Omit<Pay, 'invoice_id'>) =>
  shop.staff.run(ctx => recordPayment(ctx, { invoice_id, ...input }))
const read = (invoice_id: string) => shop.staff.run(ctx => getInvoice(ctx, { invoice_id }))
async function slip() {
  const [file] = await shop.owner<{ id: string }>(
    `insert into app.files (kind, mime_type, size_bytes, sha256, storage_key, customer_id) values ('transfer_proof', 'image/jpeg', 1, 'x', gen_random_uuid()::text, $1) returning id`,
    [job.customer_id],
  )
  return (file as { id: string }).id
}
const prove = async (invoice_id: string, file_id?: string, amount?: string) => {
  const file = file_id ?? (await slip())
  return shop.bot(job.customer_id, ctx =>
    submitProof(ctx, { invoice_id, file_id: file, ...(amount ? { amount } : {}) }),
  )
}

describe('cash', () => {
  test('is rounded to five sen on the payment, never on the bill; change is no payment', async () => {
    const id = await bill('82.03')
    expect((await read(id)).cash_due).toBe('82.05')
    const { payment, invoice } = await pay(id, { payment_method: 'cash', cash_given: '100.00' })
    expect(zPayment.parse(payment)).toEqual(payment)
    expect(zInvoice.parse(invoice)).toEqual(invoice)
    expect(payment).toMatchObject({
      amount: '82.05',
      rounding_amount: '0.02',
      cash_given: '100.00',
      cash_change: '17.95',
      status: 'completed',
    })
    expect(invoice).toMatchObject({
      status: 'paid',
      total: '82.03',
      rounding_amount: '0.02',
      paid_amount: '82.05',
      balance: '0.00',
    })
  })

  test('rounds down as well', async () => {
    const { payment, invoice } = await pay(await bill('10.02'), { payment_method: 'cash' })
    expect([payment.amount, payment.rounding_amount, invoice.balance]).toEqual(['10.00', '-0.02', '0.00'])
  })

  test('less than the amount is refused with the field that is wrong', async () => {
    await expect(pay(await bill('10.00'), { payment_method: 'cash', cash_given: '9.95' })).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ path: 'cash_given' }],
    })
  })

  test('a last sen or two stays payable', async () => {
    const { payment, invoice } = await pay(await bill('0.02'), { payment_method: 'cash' })
    expect([payment.amount, invoice.status]).toEqual(['0.02', 'paid'])
  })
})

describe('other ways', () => {
  test.each(['card', 'bank_transfer', 'ewallet', 'cheque'] as const)('%s pays to the sen', async method => {
    const { payment, invoice } = await pay(await bill('82.03'), { payment_method: method, payment_reference: 'R-1' })
    expect(payment).toMatchObject({
      amount: '82.03',
      rounding_amount: '0.00',
      payment_reference: 'R-1',
      cash_given: null,
    })
    expect(invoice.status).toBe('paid')
  })

  test('a bill is split: part by transfer, the rest in cash, and only the cash is rounded', async () => {
    const id = await bill('15.72')
    const part = await pay(id, { payment_method: 'bank_transfer', amount: '0.68' })
    expect(part.invoice).toMatchObject({ status: 'partial', balance: '15.04', cash_due: '15.05' })
    const rest = await pay(id, { payment_method: 'cash' })
    expect(rest.payment).toMatchObject({ amount: '15.05', rounding_amount: '0.01' })
    expect(rest.invoice).toMatchObject({
      status: 'paid',
      paid_amount: '15.73',
      rounding_amount: '0.01',
      balance: '0.00',
    })
  })
})

describe('more than is owed', () => {
  test('is refused, and says the balance', async () => {
    const id = await bill('50.00')
    await expect(pay(id, { payment_method: 'card', amount: '50.01' })).rejects.toMatchObject({
      code: 'overpayment',
      vars: { balance: 'RM50.00' },
    })
    await pay(id, { payment_method: 'card' })
    await expect(pay(id, { payment_method: 'card' })).rejects.toMatchObject({ code: 'overpayment' })
  })

  test('two tills at once: one takes the money, the other is told', async () => {
    const id = await bill('50.00')
    const both = await Promise.allSettled([pay(id, { payment_method: 'card' }), pay(id, { payment_method: 'cash' })])
    expect(both.filter(r => r.status === 'fulfilled')).toHaveLength(1)
    expect(both.find(r => r.status === 'rejected')).toMatchObject({ reason: { code: 'overpayment' } })
    expect((await read(id)).paid_amount).toBe('50.00')
  })

  test('a cancelled bill takes none', async () => {
    const id = await bill('50.00')
    await shop.owner(`update app.invoices set status = 'cancelled' where id = $1`, [id])
    await expect(pay(id, { payment_method: 'card' })).rejects.toMatchObject({ code: 'invoice_not_open' })
  })
})

describe('receipts', () => {
  test('one for each settlement, numbered in a row, frozen with the balance that it left', async () => {
    const id = await bill('100.00')
    const numbers: string[] = []
    for (const amount of ['30.00', '50.00', '20.00']) {
      const { payment } = await pay(id, { payment_method: 'card', amount })
      const receipt = await shop.staff.run(ctx => receiptOf(ctx, { payment_id: payment.id }))
      expect(zReceipt.parse(receipt)).toEqual(receipt)
      numbers.push(receipt.receipt_number)
      expect(await jobsFor('receipts.deliver', 'receipt_id', receipt.id)).toBe(1)
    }
    const counted = numbers.map(number => Number(number.slice(-6)))
    expect(counted).toEqual([counted[0], (counted[0] ?? 0) + 1, (counted[0] ?? 0) + 2])
    const frozen = await shop.owner<{ paid_before: string; balance: string }>(
      `select content->>'paid_before' as paid_before, content->'invoice'->>'balance' as balance from app.receipts where invoice_id = $1 order by id`,
      [id],
    )
    expect(frozen).toEqual([
      { paid_before: '0.00', balance: '70.00' },
      { paid_before: '30.00', balance: '20.00' },
      { paid_before: '80.00', balance: '0.00' },
    ])
    expect((await shop.staff.run(ctx => receiptOf(ctx, { invoice_id: id }))).receipt_number).toBe(numbers[2])
  })
})

describe('a transfer slip', () => {
  test('is money that nobody has seen yet', async () => {
    const id = await bill('40.00')
    const file = await slip()
    const proof = await prove(id, file)
    expect(proof).toMatchObject({
      status: 'pending',
      amount: '40.00',
      payment_method: 'bank_transfer',
      receipt_id: null,
    })
    expect((await read(id)).balance).toBe('40.00')
    expect((await prove(id, file)).id).toBe(proof.id)
    expect(await jobsFor('payments.announce_proof', 'payment_id', proof.id)).toBe(1)
    const waiting = await shop.staff.run(ctx => listPayments(ctx, { status: 'pending', invoice_id: id, limit: 10 }))
    expect(waiting.items.map(p => p.id)).toEqual([proof.id])
  })

  test('is confirmed once, and then there is a receipt', async () => {
    const id = await bill('40.00')
    const proof = await prove(id)
    const confirm = () => shop.staff.run(ctx => confirmProof(ctx, { payment_id: proof.id }))
    const [first, second] = await Promise.all([confirm(), confirm()])
    expect([first.payment.status, first.invoice.status]).toEqual(['completed', 'paid'])
    expect(second.payment.receipt_number).toBe(first.payment.receipt_number)
    expect(await shop.owner('select 1 from app.receipts where invoice_id = $1', [id])).toHaveLength(1)
  })

  test('another amount came: what came is what counts', async () => {
    const id = await bill('40.00')
    const proof = await prove(id)
    const { payment, invoice } = await shop.staff.run(ctx =>
      confirmProof(ctx, { payment_id: proof.id, amount: '25.00' }),
    )
    expect(payment).toMatchObject({ amount: '25.00', status: 'completed', proof_file_id: proof.proof_file_id })
    expect(invoice).toMatchObject({ status: 'partial', balance: '15.00' })
    const [closed] = await shop.owner<{ status: string }>('select status from app.payments where id = $1', [proof.id])
    expect(closed?.status).toBe('failed')
  })

  test('is refused with a reason, and the bill stays owed', async () => {
    const id = await bill('40.00')
    const proof = await prove(id)
    const refused = await shop.staff.run(ctx => refuseProof(ctx, { payment_id: proof.id, reason: 'Slip kabur' }))
    expect(refused).toMatchObject({ status: 'failed', notes: 'Slip kabur' })
    expect((await read(id)).balance).toBe('40.00')
    await expect(shop.staff.run(ctx => confirmProof(ctx, { payment_id: proof.id }))).rejects.toMatchObject({
      code: 'transition_refused',
    })
    expect(await jobsFor('payments.announce_refusal', 'payment_id', proof.id)).toBe(1)
  })

  test('was paid otherwise meanwhile: confirming it is refused', async () => {
    const id = await bill('40.00')
    const proof = await prove(id)
    await pay(id, { payment_method: 'cash' })
    await expect(shop.staff.run(ctx => confirmProof(ctx, { payment_id: proof.id }))).rejects.toMatchObject({
      code: 'overpayment',
    })
  })

  test('is for one’s own bill, and nobody but staff confirms it', async () => {
    const id = await bill('40.00')
    const stranger = await ticketOf(shop)
    const file_id = await slip()
    await expect(
      shop.bot(stranger.customer_id, ctx => submitProof(ctx, { invoice_id: id, file_id })),
    ).rejects.toMatchObject({ code: 'not_found' })
    const proof = await prove(id)
    await expect(shop.bot(job.customer_id, ctx => confirmProof(ctx, { payment_id: proof.id }))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(
      shop.technician.run(ctx => recordPayment(ctx, { invoice_id: id, payment_method: 'cash' })),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect((await read(id)).balance).toBe('40.00')
  })
})

async function jobsFor(task: string, key: string, id: string): Promise<number> {
  return (await shop.waitingJobs()).filter(j => j.task === task && j.payload[key] === id).length
}
