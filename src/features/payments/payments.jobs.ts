import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { parseMoney, showMoney } from '../../shared/money.ts'
import { templateMessage } from '../../shared/whatsapp/templates.ts'
import { tellCustomer } from '../conversations/conversations.ts'
import { sealFile, storeUpload } from '../files/files.ts'
import { getInvoice } from '../invoices/invoices.ts'
import { notify } from '../notifications/notifications.ts'
import { type ReceiptContent, receiptPaper, settingOf, tellNews, withLogo } from '../papers/papers.ts'
import { textsOf } from '../texts/texts.ts'
import type { JobHandler, ReceivedFile } from '../tools.ts'
import { selectOptionalReceipt, selectPayment, updateReceiptFile } from './payments.queries.ts'
import { submitProof } from './payments.ts'

export const zReceiptToDeliver = z.object({ receipt_id: z.uuid(), again: z.string().optional() })
export const zProofToTake = z.object({ invoice_id: z.uuid(), file_id: z.uuid() })
export const zPaymentToAnnounce = z.object({ payment_id: z.uuid() })

const scheduler = { as: 'scheduler' } as const

/** The receipt into the chat, with what is still owed. */
export const deliverReceipt: JobHandler<z.output<typeof zReceiptToDeliver>> = async (tools, payload) => {
  const { receipt, content, paper, setting } = await tools.as(scheduler, async ctx => {
    const receipt = await selectOptionalReceipt(ctx.tx, payload.receipt_id)
    if (!receipt) throw new AppError('not_found')
    const content = receipt.content as unknown as ReceiptContent
    const setting = await settingOf(ctx, content.invoice)
    return { receipt, content, setting, paper: receiptPaper(receipt.receipt_number, content, setting) }
  })
  const filename = `${receipt.receipt_number}.pdf`
  const about = { filename, mime_type: 'application/pdf', kind: 'receipt_pdf' } as const
  const sealed = receipt.pdf_file_id
    ? null
    : await sealFile(tools.files, await tools.pdf.receipt(await withLogo(tools, paper, setting)), about)

  await tools.as(scheduler, async ctx => {
    const { customer_id, ticket_id } = content.invoice
    const keep = async (file: ReceivedFile) => {
      const { id } = await storeUpload(ctx, file, {
        customer_id,
        ticket_id,
        kind: 'receipt_pdf',
        visible_to_customer: true,
      })
      await updateReceiptFile(ctx.tx, receipt.id, id)
      return id
    }
    const file_id = receipt.pdf_file_id ?? (sealed ? await keep(sealed) : null)
    if (!file_id) return
    const money = (text: string) => showMoney(parseMoney(text), paper.currency)
    const key = payload.again ? `receipt:${receipt.id}:again:${payload.again}` : `receipt:${receipt.id}`
    const words = await textsOf(ctx, key)
    await tellCustomer(ctx, {
      customer_id,
      ticket_id,
      // Asked for: by him in the chat, or by staff for him.
      topic: payload.again ? 'reply' : 'payment',
      key,
      lang: paper.lang,
      media_file_id: file_id,
      message: {
        type: 'document',
        media: { file_id, filename },
        caption: words(paper.lang, paper.balance > 0 ? 'paper.receipt_part' : 'paper.receipt_settled', {
          number: receipt.receipt_number,
          amount: money(content.payment.amount),
          balance: money(content.invoice.balance),
        }),
      },
      template: templateMessage(
        'receipt_ready',
        paper.lang,
        [content.payment.customer_name, receipt.receipt_number, money(content.payment.amount)],
        { header: { file_id, filename } },
      ),
    })
  })
}

/**
 * A slip that came by the ticket page becomes a payment that waits. The same slip twice is one payment. One whose bill was settled
 * meanwhile has nothing to pay, and is put before the staff: the money may have come twice.
 */
export const takeProof: JobHandler<z.output<typeof zProofToTake>> = async (tools, payload) => {
  try {
    await tools.as(scheduler, ctx => submitProof(ctx, payload))
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invoice_not_open') throw error
    await tools.as(scheduler, async ctx => {
      const { invoice_number, ticket_id } = await getInvoice(ctx, payload)
      await notify(ctx, {
        audience: 'payments.write',
        kind: 'proof_late',
        ...(ticket_id && { subject_type: 'ticket', subject_id: ticket_id }),
        data: { invoice: invoice_number ?? '' },
        dedupe_key: `proof_late:${payload.file_id}`,
      })
    })
  }
}

/** A slip waits for somebody who looks into the bank account. */
export const announceProof: JobHandler<z.output<typeof zPaymentToAnnounce>> = (tools, payload) =>
  tools.as(scheduler, async ctx => {
    const payment = await selectPayment(ctx.tx, payload.payment_id)
    await notify(ctx, {
      audience: 'payments.write',
      kind: 'proof_received',
      subject_type: 'payment',
      subject_id: payment.id,
      data: { amount: showMoney(parseMoney(payment.amount)), invoice: payment.invoice_number ?? '' },
      dedupe_key: `payment:${payment.id}:proof`,
    })
  })

export const announceRefusal: JobHandler<z.output<typeof zPaymentToAnnounce>> = (tools, payload) =>
  tools.as(scheduler, async ctx => {
    const payment = await selectPayment(ctx.tx, payload.payment_id)
    await tellNews(ctx, await getInvoice(ctx, payment), {
      key: `payment:${payment.id}:refused`,
      topic: 'payment',
      text: 'proof_refused',
      vars: { invoice: payment.invoice_number ?? '', reason: payment.notes ?? '' },
    })
  })
