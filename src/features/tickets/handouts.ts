import type { Ctx } from '../../db/ctx.ts'
import { accessoryMessages } from '../../shared/messages/statuses.ts'
import { ticketMessages } from '../../shared/messages/tickets.ts'
import { translate } from '../../shared/messages.ts'
import { dayAt } from '../../shared/time.ts'
import { getCustomer } from '../customers/customers.ts'
import { getCompany } from '../settings/settings.ts'
import { FileReply, type RouteTools } from '../tools.ts'
import { selectTicketDetail } from './tickets.queries.ts'
import { customerLink } from './tickets.ts'

interface Of {
  readonly ticket_id: string
}

/** For a customer at the counter: his page, and a chat with us that begins with his number. */
export async function inviteToTicket(ctx: Ctx, input: Of) {
  const link = await customerLink(ctx, input)
  const ticket = await selectTicketDetail(ctx.tx, input.ticket_id)
  const { lang } = await getCustomer(ctx, ticket)
  const { phone } = await getCompany(ctx)
  const words = translate(ticketMessages, lang, 'whatsapp_greeting', { ticket: ticket.ticket_number })
  const digits = phone?.replace(/\D/g, '')
  return { ...link, whatsapp_url: digits ? `https://wa.me/${digits}?text=${encodeURIComponent(words)}` : null }
}

export async function ticketLinkQr(tools: Pick<RouteTools, 'run' | 'qr'>, input: Of): Promise<FileReply> {
  const { url } = await tools.run(ctx => customerLink(ctx, input))
  return new FileReply(Buffer.from(await tools.qr.svg(url)), 'image/svg+xml', 'ticket.svg')
}

/** The label's code opens the ticket in the staff app; it is worth nothing to a stranger. */
export async function ticketLabel(tools: Pick<RouteTools, 'run' | 'pdf' | 'shop'>, input: Of): Promise<FileReply> {
  const label = await tools.run(async ctx => {
    const ticket = await selectTicketDetail(ctx.tx, input.ticket_id)
    const customer = await getCustomer(ctx, ticket)
    const { language } = ctx.actor
    const accessories = ticket.accessories.map(name =>
      name in accessoryMessages ? translate(accessoryMessages, language, name as keyof typeof accessoryMessages) : name,
    )
    return {
      lang: language,
      number: ticket.ticket_number,
      link: `${tools.shop.public_url}/tickets/${ticket.id}`,
      customer_name: customer.name,
      device: ticket.device_model,
      date: dayAt(ticket.received_at ?? ticket.created_at, (await getCompany(ctx)).time_zone),
      note: accessories.join(', ') || null,
    }
  })
  return new FileReply(await tools.pdf.label(label), 'application/pdf', `${label.number}.pdf`)
}
