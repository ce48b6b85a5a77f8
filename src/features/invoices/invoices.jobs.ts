import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { parseMoney, showMoney } from '../../shared/money.ts'
import { templateMessage } from '../../shared/whatsapp/templates.ts'
import { tellCustomer } from '../conversations/conversations.ts'
import { sealFile, storeUpload } from '../files/files.ts'
import { notify } from '../notifications/notifications.ts'
import { invoicePaper, settingOf, tellNews, withLogo } from '../papers/papers.ts'
import { textsOf } from '../texts/texts.ts'
import type { JobHandler, ReceivedFile } from '../tools.ts'
import { ticketNumberOf, updateInvoice } from './invoices.queries.ts'
import { expireDueDates, getInvoice, issueForTicket } from './invoices.ts'

export const zTicketToBill = z.object({ ticket_id: z.uuid() })
/** `again` makes another sending of what was sent before. */
export const zInvoiceToDeliver = z.object({ invoice_id: z.uuid(), again: z.string().optional() })
export const zCancelledInvoice = z.object({ invoice_id: z.uuid() })

const scheduler = { as: 'scheduler' } as const

/** A technician finished; the shop bills what the customer approved. A part that is not in stock is said; the job comes again. */
export const issueForTicketNow: JobHandler<z.output<typeof zTicketToBill>> = async (tools, payload) => {
  try {
    await tools.as(scheduler, ctx => issueForTicket(ctx, payload))
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'out_of_stock') throw error
    await tools.as(scheduler, async ctx => {
      const ticket = (await ticketNumberOf(ctx.tx, payload.ticket_id)) ?? ''
      await notify(ctx, {
        audience: 'stock.write',
        kind: 'invoice_stuck',
        subject_type: 'ticket',
        subject_id: payload.ticket_id,
        data: { ticket, product: error.vars.product ?? '' },
        dedupe_key: `invoice_stuck:${payload.ticket_id}`,
      })
    })
    throw error
  }
}

/** The paper is drawn once, as it was issued; sending it again sends the same. */
export const deliverInvoicePaper: JobHandler<z.output<typeof zInvoiceToDeliver>> = async (tools, payload) => {
  const { invoice, paper, setting } = await tools.as(scheduler, async ctx => {
    const invoice = await getInvoice(ctx, payload)
    const setting = await settingOf(ctx, invoice)
    return { invoice, setting, paper: invoicePaper(invoice, setting) }
  })
  const filename = `${invoice.invoice_number}.pdf`
  const about = { filename, mime_type: 'application/pdf', kind: 'invoice_pdf' } as const
  const sealed = invoice.pdf_file_id
    ? null
    : await sealFile(tools.files, await tools.pdf.invoice(await withLogo(tools, paper, setting)), about)

  await tools.as(scheduler, async ctx => {
    const keep = async (file: ReceivedFile) => {
      const { id } = await storeUpload(ctx, file, { ...invoice, kind: 'invoice_pdf', visible_to_customer: true })
      await updateInvoice(ctx.tx, invoice.id, { pdf_file_id: id })
      return id
    }
    const file_id = invoice.pdf_file_id ?? (sealed ? await keep(sealed) : null)
    const now = await getInvoice(ctx, payload)
    if (!file_id || now.status === 'cancelled') return
    const money = (text: string) => showMoney(parseMoney(text), paper.currency)
    const key = payload.again ? `invoice:${now.id}:again:${payload.again}` : `invoice:${now.id}`
    const words = await textsOf(ctx, key)
    await tellCustomer(ctx, {
      customer_id: now.customer_id,
      ticket_id: now.ticket_id,
      // Asked for: by him in the chat, or by staff for him.
      topic: payload.again ? 'reply' : 'invoice',
      key,
      lang: paper.lang,
      media_file_id: file_id,
      message: {
        type: 'document',
        media: { file_id, filename },
        caption: words(paper.lang, parseMoney(now.balance) > 0 ? 'paper.invoice_sent' : 'paper.invoice_paid', {
          number: now.invoice_number ?? '',
          total: money(now.total),
          balance: money(now.balance),
        }),
      },
      template: templateMessage(
        'invoice_ready',
        paper.lang,
        [now.customer_name, now.invoice_number ?? '', money(now.balance)],
        {
          header: { file_id, filename },
        },
      ),
    })
  })
}

export const announceCancellation: JobHandler<z.output<typeof zCancelledInvoice>> = (tools, payload) =>
  tools.as(scheduler, async ctx => {
    const invoice = await getInvoice(ctx, payload)
    await tellNews(ctx, invoice, {
      key: `invoice:${invoice.id}:cancelled`,
      topic: 'invoice',
      text: 'invoice_cancelled',
      vars: { number: invoice.invoice_number ?? '' },
    })
  })

export const expireDueDatesNow: JobHandler<object> = tools => tools.as(scheduler, expireDueDates)
