import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newShop, type TestShop, testShop } from '../../../test/helpers/shop.ts'
import { type Job, ticketOf } from '../../../test/helpers/tickets.ts'
import { issueInvoice } from '../invoices/invoices.ts'
import { listNotifications } from '../notifications/notifications.ts'
import type { JobTools, ReceivedFile } from '../tools.ts'
import { takeProof } from './payments.jobs.ts'
import { listPayments, recordPayment } from './payments.ts'
import { submitProofOnPage } from './proofs.ts'

let shop: TestShop
let job: Job
beforeAll(async () => {
  shop = await newShop()
  job = await ticketOf(shop)
})
afterAll(() => shop.close())

const slip = (): ReceivedFile => ({
  filename: 'slip.jpg',
  mime_type: 'image/jpeg',
  size_bytes: 9,
  sha256: 'f'.repeat(64),
  storage_key: randomBytes(8).toString('hex'),
  thumbnail_key: null,
})

async function linkOf({ customer_id, ticket_id }: Job): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await shop.owner(
    `insert into app.customer_links (token_hash, customer_id, ticket_id, expires_at) values ($1, $2, $3, now() + interval '1 day')`,
    [testShop.hash(token), customer_id, ticket_id],
  )
  return token
}

const bill = async (ticket_id: string) =>
  (
    await shop.staff.run(ctx =>
      issueInvoice(ctx, {
        ticket_id,
        purpose: 'diagnostic_fee',
        document_discount: '0.00',
        lines: [
          {
            kind: 'labour',
            description: 'Periksa',
            quantity: 1,
            unit_price: '30.00',
            discount: '0.00',
            tax_code: 'NOTAX',
          },
        ],
      }),
    )
  ).id

const taken = async (payload: { invoice_id: string; file_id: string }) =>
  takeProof({ as: (_actor: unknown, work: never) => shop.scheduler(work) } as unknown as JobTools, payload)

test('a slip sent from the ticket page waits for staff, once, however often its job runs', async () => {
  const [invoice_id, token] = [await bill(job.ticket_id), await linkOf(job)]
  const file = await shop.link(token, ctx => submitProofOnPage(ctx, { invoice_id, files: [slip()] }))
  const payload = { invoice_id, file_id: file.id }
  expect(await shop.waitingJobs()).toContainEqual(expect.objectContaining({ task: 'payments.take_proof', payload }))

  await taken(payload)
  await taken(payload)
  const { items } = await shop.staff.run(ctx => listPayments(ctx, { invoice_id, limit: 10 }))
  expect(items).toMatchObject([
    { status: 'pending', amount: '30.00', payment_method: 'bank_transfer', proof_file_id: file.id },
  ])
})

test('a slip that comes when the bill is already settled is put before staff: it may have been paid twice', async () => {
  const other = await ticketOf(shop)
  const [invoice_id, token] = [await bill(other.ticket_id), await linkOf(other)]
  const file = await shop.link(token, ctx => submitProofOnPage(ctx, { invoice_id, files: [slip()] }))
  const { invoice } = await shop.staff.run(ctx => recordPayment(ctx, { invoice_id, payment_method: 'cash' }))
  await taken({ invoice_id, file_id: file.id })
  await taken({ invoice_id, file_id: file.id })
  const notices = (await shop.staff.run(listNotifications)).items.filter(notice => notice.kind === 'proof_late')
  expect(notices).toMatchObject([
    { subject_type: 'ticket', subject_id: other.ticket_id, data: { invoice: invoice.invoice_number } },
  ])
})

test('nobody else’s invoice takes a slip, and neither does a settled one', async () => {
  const invoice_id = await bill(job.ticket_id)
  const stranger = await linkOf(await ticketOf(shop))
  await expect(
    shop.link(stranger, ctx => submitProofOnPage(ctx, { invoice_id, files: [slip()] })),
  ).rejects.toMatchObject({
    code: 'not_found',
  })
  await shop.staff.run(ctx => recordPayment(ctx, { invoice_id, payment_method: 'cash' }))
  const token = await linkOf(job)
  await expect(shop.link(token, ctx => submitProofOnPage(ctx, { invoice_id, files: [slip()] }))).rejects.toMatchObject({
    code: 'invoice_not_open',
  })
})
