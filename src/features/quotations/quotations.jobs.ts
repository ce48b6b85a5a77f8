import { z } from 'zod'
import type { Ctx } from '../../db/ctx.ts'
import { AppError } from '../../shared/errors.ts'
import { parseMoney, showMoney } from '../../shared/money.ts'
import { decisionPayload } from '../../shared/quotations.ts'
import { showDay } from '../../shared/time.ts'
import { templateMessage } from '../../shared/whatsapp/templates.ts'
import { tellCustomer } from '../conversations/conversations.ts'
import { sealFile, storeUpload } from '../files/files.ts'
import { notify } from '../notifications/notifications.ts'
import { type QuotationContent, quotationPaper, settingOf, tellNews, withLogo } from '../papers/papers.ts'
import { textsOf } from '../texts/texts.ts'
import { getTicket } from '../tickets/tickets.ts'
import type { JobHandler, ReceivedFile } from '../tools.ts'
import { listUsers } from '../users/users.ts'
import {
  selectOptionalDecision,
  selectOptionalVersion,
  updateQuotation,
  updateVersionFile,
} from './quotations.queries.ts'
import { expireQuotations, getQuotation } from './quotations.ts'

export const zVersion = z.object({ quotation_id: z.uuid(), version: z.int() })
type Version = z.output<typeof zVersion>
/** `again` makes another sending of what was sent before. */
export const zVersionToDeliver = zVersion.extend({ again: z.string().optional() })

const scheduler = { as: 'scheduler' } as const

/** Draws a version's paper and puts it into the chat with its two buttons. What was taken back meanwhile is not sent. */
export const deliverQuotation: JobHandler<z.output<typeof zVersionToDeliver>> = async (tools, payload) => {
  const { paper, setting, pdf_file_id } = await tools.as(scheduler, async ctx => {
    const version = await selectOptionalVersion(ctx.tx, payload.quotation_id, payload.version)
    if (!version) throw new AppError('not_found')
    const content = version.content as unknown as QuotationContent
    const setting = await settingOf(ctx, content.quotation)
    return { paper: quotationPaper(content, setting), setting, pdf_file_id: version.pdf_file_id }
  })
  const filename = `${paper.number}-v${paper.version}.pdf`
  const about = { filename, mime_type: 'application/pdf', kind: 'quotation_pdf' } as const
  const sealed = pdf_file_id
    ? null
    : await sealFile(tools.files, await tools.pdf.quotation(await withLogo(tools, paper, setting)), about)

  await tools.as(scheduler, async ctx => {
    const quotation = await getQuotation(ctx, payload)
    const current = quotation.version === payload.version
    const keep = async (file: ReceivedFile) => {
      const { id } = await storeUpload(ctx, file, { ...quotation, kind: 'quotation_pdf', visible_to_customer: true })
      await updateVersionFile(ctx.tx, quotation.id, payload.version, id)
      if (current) await updateQuotation(ctx.tx, quotation.id, { pdf_file_id: id })
      return id
    }
    const file_id = pdf_file_id ?? (sealed ? await keep(sealed) : null)
    const open = quotation.status === 'sent'
    if (!file_id || !current || !(open || (payload.again && quotation.status !== 'draft'))) return
    const { lang } = paper
    const values = {
      number: quotation.quotation_number,
      device: paper.device ?? '',
      total: showMoney(parseMoney(quotation.total), paper.currency),
      until: showDay(quotation.valid_until, lang, ctx.today),
    }
    const key = `quotation:${quotation.id}:v${quotation.version}${payload.again ? `:again:${payload.again}` : ''}`
    const words = await textsOf(ctx, key)
    const payloadOf = (choice: 'approve' | 'reject') => decisionPayload(quotation.id, quotation.version, choice)
    const button = (choice: 'approve' | 'reject') => ({
      id: payloadOf(choice),
      title: words(lang, `chat.button.${choice}`),
    })
    await tellCustomer(ctx, {
      customer_id: quotation.customer_id,
      ticket_id: quotation.ticket_id,
      topic: 'quotation',
      key,
      lang,
      media_file_id: file_id,
      message: open
        ? {
            type: 'buttons',
            header: { type: 'document', media: { file_id, filename } },
            body: words(lang, 'chat.quotation.ask', values),
            buttons: [button('approve'), button('reject')],
          }
        : { type: 'document', media: { file_id, filename }, caption: `${values.number} · ${values.total}` },
      template: templateMessage(
        'quotation_ready',
        lang,
        [quotation.customer_name, values.number, values.device, values.total, values.until],
        { header: { file_id, filename }, payloads: [payloadOf('approve'), payloadOf('reject')] },
      ),
    })
  })
}

/** Staff and the technician whose ticket it is learn what the customer decided. */
export const announceDecision: JobHandler<Version> = (tools, payload) =>
  tools.as(scheduler, async ctx => {
    const quotation = await getQuotation(ctx, payload)
    const decision = await selectOptionalDecision(ctx.tx, quotation.id, payload.version)
    if (!decision) return
    const notice = {
      kind: decision.decision === 'accepted' ? 'quotation_accepted' : 'quotation_rejected',
      subject_type: 'quotation',
      subject_id: quotation.id,
      data: {
        ticket: quotation.ticket_number ?? quotation.quotation_number,
        amount: showMoney(parseMoney(quotation.total)),
      },
    } as const
    const key = `quotation:${quotation.id}:v${payload.version}:decision`
    await notify(ctx, { ...notice, audience: 'quotations.write', dedupe_key: key })
    const user_id = quotation.ticket_id && (await technicianOf(ctx, quotation.ticket_id))
    if (user_id) await notify(ctx, { ...notice, user_id, dedupe_key: `${key}:technician` })
  })

/** Whoever else the ticket is given to hears it with the others. */
async function technicianOf(ctx: Ctx, ticket_id: string): Promise<string | undefined> {
  const { assigned_to } = await getTicket(ctx, { ticket_id })
  const { items } = await listUsers(ctx)
  return items.find(({ id, role }) => id === assigned_to?.id && role === 'technician')?.id
}

export const announceExpiry: JobHandler<Version> = (tools, payload) =>
  tools.as(scheduler, async ctx => {
    const quotation = await getQuotation(ctx, payload)
    if (quotation.status !== 'expired' || quotation.version !== payload.version) return
    const key = `quotation:${quotation.id}:v${payload.version}:expired`
    await notify(ctx, {
      audience: 'quotations.write',
      kind: 'quotation_expired',
      subject_type: 'quotation',
      subject_id: quotation.id,
      data: { ticket: quotation.ticket_number ?? quotation.quotation_number },
      dedupe_key: key,
    })
    await tellNews(ctx, quotation, {
      key,
      topic: 'quotation_over',
      text: 'quotation_expired',
      vars: { number: quotation.quotation_number },
    })
  })

export const expireQuotationsNow: JobHandler<object> = tools => tools.as(scheduler, expireQuotations)
