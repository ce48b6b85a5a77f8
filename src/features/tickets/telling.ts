import type { Ctx } from '../../db/ctx.ts'
import { translate } from '../../shared/messages.ts'
import { type TicketMessage, ticketMessages } from '../../shared/messages/tickets.ts'
import { tellCustomer } from '../conversations/conversations.ts'
import { preferredLang } from '../customers/customers.ts'
import { getCompany } from '../settings/settings.ts'
import { linkTo } from './links.ts'

interface About {
  readonly id: string
  readonly ticket_number: string
  readonly customer_id: string
  readonly device_model: string
}

/** Tells the customer once about one update of his ticket, with the way to its page. Nobody on WhatsApp: nothing happens. */
export async function tellAbout(
  ctx: Ctx,
  ticket: About,
  key: TicketMessage,
  update_id: string,
  more: { readonly reason?: string } = {},
): Promise<void> {
  const lang = await preferredLang(ctx, ticket)
  const company = await getCompany(ctx)
  const { url } = await linkTo(ctx, { ticket_id: ticket.id, customer_id: ticket.customer_id })
  const hours = company.business_hours ? translate(ticketMessages, lang, 'hours', { hours: company.business_hours }) : ''
  const vars = { ticket: ticket.ticket_number, device: ticket.device_model, hours, days: company.storage_days, reason: more.reason ?? '' }
  await tellCustomer(ctx, {
    customer_id: ticket.customer_id,
    ticket_id: ticket.id,
    lang,
    key: `ticket:${ticket.id}:${key}:${update_id}`,
    message: {
      type: 'cta_url',
      body: translate(ticketMessages, lang, key, vars),
      display_text: translate(ticketMessages, lang, 'see_ticket'),
      url,
    },
  })
}

/** Photos of the work into the chat, the words under the first one. */
export async function tellProgress(
  ctx: Ctx,
  ticket: About,
  progress: { readonly update_id: string; readonly description: string; readonly file_ids: readonly string[] },
): Promise<void> {
  const lang = await preferredLang(ctx, ticket)
  const words = translate(ticketMessages, lang, 'progress', {
    ticket: ticket.ticket_number,
    device: ticket.device_model,
    description: progress.description,
  }).trim()
  const base = { customer_id: ticket.customer_id, ticket_id: ticket.id, lang }
  if (progress.file_ids.length === 0) {
    await tellCustomer(ctx, { ...base, key: `ticket:${ticket.id}:progress:${progress.update_id}`, message: { type: 'text', body: words } })
  }
  for (const [index, file_id] of progress.file_ids.entries()) {
    await tellCustomer(ctx, {
      ...base,
      key: `ticket:${ticket.id}:progress:${progress.update_id}:${index}`,
      media_file_id: file_id,
      message: { type: 'image', media: { file_id }, ...(index === 0 && { caption: words.slice(0, 1024) }) },
    })
  }
}
