import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobTools, onWhatsApp, saidTo } from '../../../test/helpers/jobs.ts'
import { newShop, type TestShop } from '../../../test/helpers/shop.ts'
import { type Job, labour, registerForTax, ticketOf } from '../../../test/helpers/tickets.ts'
import { pdf } from '../../adapters/pdf/pdf.ts'
import type { InvoicePaper, QuotationPaper, ReceiptPaper } from '../../shared/documents.ts'
import { sealFile } from '../files/files.ts'
import { announceCancellation, deliverInvoicePaper, issueForTicketNow } from '../invoices/invoices.jobs.ts'
import { cancelInvoice, issueInvoice, listInvoices } from '../invoices/invoices.ts'
import { listNotifications } from '../notifications/notifications.ts'
import { announceProof, announceRefusal, deliverReceipt } from '../payments/payments.jobs.ts'
import { receiptsOf, recordPayment, refuseProof, sendReceiptAgain, submitProof } from '../payments/payments.ts'
import {
  announceDecision,
  announceExpiry,
  deliverQuotation,
  expireQuotationsNow,
} from '../quotations/quotations.jobs.ts'
import {
  acceptQuotation,
  draftQuotation,
  getQuotation,
  reviseQuotation,
  sendQuotation,
} from '../quotations/quotations.ts'
import { removeLogo, setLogo } from '../settings/logo.ts'
import type { JobTools } from '../tools.ts'
import { settingOf, withLogo } from './papers.ts'

let shop: TestShop
let tools: JobTools
let job: Job
const drawn = { quotations: [] as QuotationPaper[], invoices: [] as InvoicePaper[], receipts: [] as ReceiptPaper[] }

/** Draws as ever, and keeps what was asked for. */
const watch =
  <Paper>(kept: Paper[], draw: (paper: Paper) => Promise<Buffer>) =>
  (paper: Paper) => {
    kept.push(paper)
    return draw(paper)
  }

beforeAll(async () => {
  shop = await newShop()
  await registerForTax(shop)
  await shop.owner(`update app.company_settings set bank_details = 'Maybank 5123 4567 8901'`)
  const watched: JobTools['pdf'] = {
    ...pdf,
    quotation: watch(drawn.quotations, pdf.quotation),
    invoice: watch(drawn.invoices, pdf.invoice),
    receipt: watch(drawn.receipts, pdf.receipt),
  }
  tools = jobTools(shop, { pdf: watched })
  job = await ticketOf(shop)
  await onWhatsApp(shop, job.customer_id)
})
afterAll(() => shop.close())

const lines = [
  labour,
  {
    kind: 'part' as const,
    description: 'Skrin',
    quantity: 2,
    unit_price: '100.00',
    discount: '20.00',
    tax_code: 'NOTAX',
  },
]
const pdfBytes = async (file_id: string | null) => {
  const [file] = await shop.owner<{ storage_key: string }>('select storage_key from app.files where id = $1', [file_id])
  return (await tools.files.get(file?.storage_key ?? '')).subarray(0, 5).toString('latin1')
}
const notices = async (kind: string) =>
  (await shop.staff.run(listNotifications)).items.filter(item => item.kind === kind).map(item => item.data)

describe('from quotation to receipt, in the chat', () => {
  let quotation_id: string
  let invoice_id: string

  test('the quotation comes once, as a paper with two buttons that name its version', async () => {
    const draft = await shop.technician.run(ctx =>
      draftQuotation(ctx, { ticket_id: job.ticket_id, lines, document_discount: '0.00' }),
    )
    quotation_id = draft.id
    await shop.technician.run(ctx => sendQuotation(ctx, { quotation_id }))
    await deliverQuotation(tools, { quotation_id, version: 1 })
    await deliverQuotation(tools, { quotation_id, version: 1 })
    expect(drawn.quotations).toHaveLength(1)
    expect(drawn.quotations[0]).toMatchObject({
      lang: 'ms',
      version: 1,
      ticket_number: job.ticket_number,
      device: 'iPhone 13',
      seller: { name: 'Kedai Ujian', sst_number: 'W10-2408-32000123' },
      lines: [
        { description: 'Upah pasang', tax: 'SST 6%', amount: 6000 },
        { quantity: '2', discount: 2000, tax: '', amount: 18000 },
      ],
      totals: { discount: 2000, subtotal: 24000, taxes: [{ name: 'SST 6%', net: 6000, amount: 360 }], total: 24360 },
    })
    expect(drawn.quotations[0]?.link).toMatch(/^http:\/\/kedai\.test\/t\//)
    const said = await saidTo(shop, job.customer_id)
    expect(said.map(message => message.key)).toEqual([`quotation:${quotation_id}:v1`])
    expect(said[0]?.body).toMatchObject({
      type: 'buttons',
      header: { type: 'document', media: { file_id: said[0]?.media_file_id } },
      buttons: [{ id: `quotation:${quotation_id}:v1:approve` }, { id: `quotation:${quotation_id}:v1:reject` }],
    })
    expect(said[0]?.body.body).toContain('RM243.60')
    expect(said[0]?.template).toMatchObject({
      name: 'quotation_ready',
      buttons: [
        { payload: `quotation:${quotation_id}:v1:approve` },
        { payload: `quotation:${quotation_id}:v1:reject` },
      ],
    })
    expect(await pdfBytes(said[0]?.media_file_id ?? null)).toBe('%PDF-')
    const { pdf_file_id } = await shop.staff.run(ctx => getQuotation(ctx, { quotation_id }))
    expect(pdf_file_id).toBe(said[0]?.media_file_id)
  })

  test('a version that was taken back before it left is not sent', async () => {
    const other = await ticketOf(shop)
    await onWhatsApp(shop, other.customer_id)
    const { id } = await shop.technician.run(ctx =>
      draftQuotation(ctx, { ticket_id: other.ticket_id, lines, document_discount: '0.00' }),
    )
    await shop.technician.run(ctx => sendQuotation(ctx, { quotation_id: id }))
    await shop.technician.run(ctx => reviseQuotation(ctx, { quotation_id: id, lines, document_discount: '1.00' }))
    await deliverQuotation(tools, { quotation_id: id, version: 1 })
    expect(await saidTo(shop, other.customer_id)).toEqual([])
    // Nor when the next one was sent before its job came: only that one, with its own paper.
    await shop.technician.run(ctx => sendQuotation(ctx, { quotation_id: id }))
    await deliverQuotation(tools, { quotation_id: id, version: 1 })
    expect(await saidTo(shop, other.customer_id)).toEqual([])
    await deliverQuotation(tools, { quotation_id: id, version: 2 })
    expect((await saidTo(shop, other.customer_id)).map(message => message.key)).toEqual([`quotation:${id}:v2`])
  })

  test('staff learn of the decision once', async () => {
    await shop.bot(job.customer_id, ctx => acceptQuotation(ctx, { quotation_id, version: 1, via: 'chat_button' }))
    await announceDecision(tools, { quotation_id, version: 1 })
    await announceDecision(tools, { quotation_id, version: 1 })
    expect(await notices('quotation_accepted')).toEqual([{ ticket: job.ticket_number, amount: 'RM243.60' }])
  })

  test('the repair is billed and the invoice comes once', async () => {
    await issueForTicketNow(tools, { ticket_id: job.ticket_id })
    await issueForTicketNow(tools, { ticket_id: job.ticket_id })
    const { items } = await shop.staff.run(ctx => listInvoices(ctx, { ticket_id: job.ticket_id, limit: 5 }))
    expect(items).toHaveLength(1)
    invoice_id = items[0]?.id ?? ''
    await deliverInvoicePaper(tools, { invoice_id })
    await deliverInvoicePaper(tools, { invoice_id })
    expect(drawn.invoices).toHaveLength(1)
    expect(drawn.invoices[0]).toMatchObject({
      number: items[0]?.invoice_number,
      balance: 24360,
      paid: 0,
      payment_instructions: 'Maybank 5123 4567 8901',
    })
    const said = (await saidTo(shop, job.customer_id)).filter(message => message.key.startsWith('invoice:'))
    expect(said.map(message => message.key)).toEqual([`invoice:${invoice_id}`])
    expect(said[0]?.body).toMatchObject({ type: 'document', media: { filename: `${items[0]?.invoice_number}.pdf` } })
    expect(said[0]?.body.caption).toContain('RM243.60')
  })

  test('a refused slip is told with its reason', async () => {
    const [file] = await shop.owner<{ id: string }>(
      `insert into app.files (kind, mime_type, size_bytes, sha256, storage_key, customer_id) values ('transfer_proof', 'image/jpeg', 1, 'x', 'k', $1) returning id`,
      [job.customer_id],
    )
    const proof = await shop.bot(job.customer_id, ctx => submitProof(ctx, { invoice_id, file_id: file?.id ?? '' }))
    await announceProof(tools, { payment_id: proof.id })
    expect(await notices('proof_received')).toEqual([{ amount: 'RM243.60', invoice: proof.invoice_number }])
    await shop.staff.run(ctx => refuseProof(ctx, { payment_id: proof.id, reason: 'slip kabur' }))
    await announceRefusal(tools, { payment_id: proof.id })
    await announceRefusal(tools, { payment_id: proof.id })
    const said = (await saidTo(shop, job.customer_id)).filter(message => message.key.startsWith('payment:'))
    expect(said).toHaveLength(1)
    expect(said[0]?.body.body).toContain('slip kabur')
  })

  test('a payment brings its receipt, which says what was given, what came back and what is owed', async () => {
    const first = await shop.staff.run(ctx =>
      recordPayment(ctx, { invoice_id, payment_method: 'cash', amount: '100.00', cash_given: '150.00' }),
    )
    const rest = await shop.staff.run(ctx =>
      recordPayment(ctx, { invoice_id, payment_method: 'card', payment_reference: 'A-77' }),
    )
    for (const { payment } of [first, rest]) await deliverReceipt(tools, { receipt_id: payment.receipt_id ?? '' })
    expect(drawn.receipts).toMatchObject([
      { change: 5000, paid_before: 0, balance: 14360, payments: [{ method: 'Tunai', amount: 10000 }] },
      { change: 0, paid_before: 10000, balance: 0, payments: [{ method: 'Kad', reference: 'A-77', amount: 14360 }] },
    ])
    const said = (await saidTo(shop, job.customer_id)).filter(message => message.key.startsWith('receipt:'))
    expect(said).toHaveLength(2)
    expect(said[0]?.body.caption).toContain('RM143.60')
  })

  test('“send it again” sends the same paper again, once for each time it is asked', async () => {
    const number = await shop.bot(job.customer_id, async ctx => {
      const [latest] = await receiptsOf(ctx, { customer_id: job.customer_id })
      await sendReceiptAgain(ctx, { receipt_id: latest?.id ?? '', again: 'turn-1' })
      return latest?.receipt_number
    })
    const { payload } = (await shop.waitingJobs()).filter(j => j.task === 'receipts.deliver').at(-1) ?? { payload: {} }
    await deliverReceipt(tools, payload as { receipt_id: string; again: string })
    await deliverReceipt(tools, payload as { receipt_id: string; again: string })
    const again = (await saidTo(shop, job.customer_id)).filter(message => message.key.includes(':again:turn-1'))
    expect(again).toHaveLength(1)
    expect(again[0]?.body).toMatchObject({ media: { filename: `${number}.pdf` } })
    expect(drawn.receipts).toHaveLength(2)
  })

  test('the customer’s page may open these papers, a stranger’s may not', async () => {
    const stranger = await ticketOf(shop)
    const seen = (of: Job) =>
      shop.bot(of.customer_id, ctx =>
        ctx.tx.selectFrom('files').select('kind').where('kind', 'like', '%_pdf').orderBy('kind').execute(),
      )
    expect((await seen(job)).map(file => file.kind)).toEqual([
      'invoice_pdf',
      'quotation_pdf',
      'receipt_pdf',
      'receipt_pdf',
    ])
    expect(await seen(stranger)).toEqual([])
  })
})

describe('what ends without a payment', () => {
  test('an expired quotation is told to both sides', async () => {
    const late = await ticketOf(shop)
    await onWhatsApp(shop, late.customer_id)
    const { id } = await shop.technician.run(ctx =>
      draftQuotation(ctx, { ticket_id: late.ticket_id, lines, document_discount: '0.00' }),
    )
    await shop.technician.run(ctx => sendQuotation(ctx, { quotation_id: id }))
    await shop.owner('update app.quotations set valid_until = app.shop_today() - 1 where id = $1', [id])
    await expireQuotationsNow(tools, {})
    await announceExpiry(tools, { quotation_id: id, version: 1 })
    await announceExpiry(tools, { quotation_id: id, version: 1 })
    expect(await notices('quotation_expired')).toEqual([{ ticket: late.ticket_number }])
    expect((await saidTo(shop, late.customer_id)).map(message => message.key)).toEqual([`quotation:${id}:v1:expired`])
  })

  test('a cancelled invoice is told, and its paper is not sent any more', async () => {
    const other = await ticketOf(shop)
    await onWhatsApp(shop, other.customer_id)
    const { id } = await shop.staff.run(ctx =>
      issueInvoice(ctx, {
        customer_id: other.customer_id,
        purpose: 'sale',
        document_discount: '0.00',
        lines: lines.slice(0, 1),
      }),
    )
    await shop.staff.run(ctx => cancelInvoice(ctx, { invoice_id: id, reason: 'Tersilap' }))
    await deliverInvoicePaper(tools, { invoice_id: id })
    await announceCancellation(tools, { invoice_id: id })
    expect((await saidTo(shop, other.customer_id)).map(message => message.key)).toEqual([`invoice:${id}:cancelled`])
  })

  test('a customer without WhatsApp has his papers at the counter', async () => {
    const walkIn = await ticketOf(shop)
    const { id } = await shop.staff.run(ctx =>
      issueInvoice(ctx, {
        customer_id: walkIn.customer_id,
        purpose: 'sale',
        document_discount: '0.00',
        lines: lines.slice(0, 1),
      }),
    )
    await deliverInvoicePaper(tools, { invoice_id: id })
    const [row] = await shop.owner<{ pdf_file_id: string }>('select pdf_file_id from app.invoices where id = $1', [id])
    expect(await pdfBytes(row?.pdf_file_id ?? null)).toBe('%PDF-')
  })
})

test('papers begin with the logo that was uploaded, and a lost logo keeps no paper back', async () => {
  const bytes = await sharp({ create: { width: 300, height: 100, channels: 4, background: '#0b6b66' } })
    .png()
    .toBuffer()
  const file = await sealFile(tools.files, bytes, { filename: 'logo.png', mime_type: 'image/png', kind: 'logo' })
  await expect(setLogo({ ...tools, run: shop.staff.run }, { files: [file] })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const again = await sealFile(tools.files, bytes, { filename: 'logo.png', mime_type: 'image/png', kind: 'logo' })
  const { logo_file_id } = await setLogo({ ...tools, run: shop.admin.run }, { files: [again] })
  expect(logo_file_id).not.toBeNull()
  const of = await ticketOf(shop)
  const setting = await shop.scheduler(ctx => settingOf(ctx, of))
  const seller = { name: 'Kedai' }
  expect((await withLogo(tools, { seller }, setting)).seller).toEqual({ ...seller, logo: bytes })
  await tools.files.delete(again.storage_key)
  const said: unknown[] = []
  const log = { ...tools.log, warn: (_about: object, words: string) => said.push(words) }
  expect(await withLogo({ ...tools, log }, { seller }, setting)).toEqual({ seller })
  expect(said).toEqual(['the shop’s logo cannot be read; papers go without it'])
  await shop.admin.run(removeLogo)
  expect((await shop.scheduler(ctx => settingOf(ctx, of))).logo_key).toBeNull()
})
