import type { Ctx } from '../../db/ctx.ts'
import { ticketOutcomeMessages, ticketStatusMessages } from '../../shared/messages/statuses.ts'
import { type ToldMessage, ticketMessages } from '../../shared/messages/tickets.ts'
import type { Lang, Message } from '../../shared/messages.ts'
import type { Topic } from '../../shared/preferences.ts'
import type { Words } from '../../shared/texts.ts'
import type { OutboundMessage, TemplateMessage } from '../../shared/whatsapp/outbound.ts'
import { templateMessage } from '../../shared/whatsapp/templates.ts'
import { tellCustomer } from '../conversations/conversations.ts'
import { addressOf } from '../customers/customers.ts'
import { hoursWords } from '../hours/hours.ts'
import { getCompany } from '../settings/settings.ts'
import { textsOf } from '../texts/texts.ts'
import { linkTo } from './links.ts'

const RATINGS = [5, 4, 3, 2, 1] as const

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
  key: ToldMessage,
  update_id: string,
  more: { readonly reason?: string; readonly who?: string } = {},
): Promise<void> {
  const { name, lang } = await addressOf(ctx, ticket)
  const company = await getCompany(ctx)
  const { url } = await linkTo(ctx, { ticket_id: ticket.id, customer_id: ticket.customer_id })
  const message_key = `ticket:${ticket.id}:${key}:${update_id}`
  const words = await textsOf(ctx, message_key)
  const open = await hoursWords(ctx, lang)
  const hours = open ? words(lang, 'ticket.hours', { hours: open }) : ''
  const vars = {
    ticket: ticket.ticket_number,
    device: ticket.device_model,
    hours,
    days: company.storage_days,
    reason: more.reason ?? '',
    who: more.who ?? '',
  }
  const body = words(lang, `ticket.${key}`, vars)
  const page = { type: 'cta_url', body, display_text: words(lang, 'ticket.see_ticket'), url } as const
  await tellCustomer(ctx, {
    customer_id: ticket.customer_id,
    ticket_id: ticket.id,
    topic: topicOf(key),
    lang,
    key: message_key,
    message: isCollected(key) ? ratingList(ticket.id, body, lang, words) : page,
    template: templateFor(key, ticket, name, lang, url),
  })
}

const isCollected = (key: ToldMessage): boolean => key === 'picked_up' || key === 'picked_up_by'

/** Which of a customer's switches it hangs on. */
const topicOf = (key: ToldMessage): Topic =>
  key.startsWith('ready_') ? 'pickup' : isCollected(key) ? 'feedback' : 'repair'

/** One tap rates the visit; the assistant knows what the row means. */
const ratingList = (ticket_id: string, body: string, lang: Lang, words: Words): OutboundMessage => ({
  type: 'list',
  body,
  button: words(lang, 'chat.button.rate'),
  sections: [
    {
      rows: RATINGS.map(n => ({
        id: `rating:${ticket_id}:${n}`,
        title: words(lang, `chat.row.rating_${n}`),
      })),
    },
  ],
})

/** The same in Meta's approved words, for whoever wrote to us more than a day ago. */
function templateFor(key: ToldMessage, ticket: About, name: string, lang: Lang, url: string): TemplateMessage {
  if (isCollected(key)) return templateMessage('feedback_request', lang, [name, ticket.device_model])
  if (key === 'ready_repaired') {
    return templateMessage('ready_for_pickup', lang, [name, ticket.device_model, ticket.ticket_number, url])
  }
  const news = NEWS[key]?.[lang] ?? ticketStatusMessages.diagnosing[lang]
  return templateMessage('ticket_update', lang, [name, ticket.device_model, ticket.ticket_number, news, url])
}

/** What happened, in a word. */
const NEWS: Partial<Record<ToldMessage, Message>> = {
  opened: ticketStatusMessages.pending,
  expected: ticketStatusMessages.not_here,
  not_here: ticketStatusMessages.not_here,
  received: ticketMessages.news_received,
  received_diagnosing: ticketStatusMessages.diagnosing,
  diagnosing: ticketStatusMessages.diagnosing,
  diagnosing_again: ticketStatusMessages.diagnosing,
  approved_free: ticketMessages.news_free,
  in_progress: ticketStatusMessages.in_progress,
  in_progress_again: ticketStatusMessages.in_progress,
  completed: ticketStatusMessages.completed,
  ready_declined: ticketOutcomeMessages.declined,
  ready_unrepairable: ticketOutcomeMessages.unrepairable,
  cancelled: ticketStatusMessages.cancelled,
  progress: ticketStatusMessages.in_progress,
}

/** Photos of the work into the chat, the words under the first one. */
export async function tellProgress(
  ctx: Ctx,
  ticket: About,
  progress: { readonly update_id: string; readonly description: string; readonly file_ids: readonly string[] },
): Promise<void> {
  const { name, lang } = await addressOf(ctx, ticket)
  const { url } = await linkTo(ctx, { ticket_id: ticket.id, customer_id: ticket.customer_id })
  const message_key = `ticket:${ticket.id}:progress:${progress.update_id}`
  const speak = await textsOf(ctx, message_key)
  const words = speak(lang, 'ticket.progress', {
    ticket: ticket.ticket_number,
    device: ticket.device_model,
    description: progress.description,
  }).trim()
  const news = progress.description || ticketStatusMessages.in_progress[lang]
  const template = templateMessage('ticket_update', lang, [name, ticket.device_model, ticket.ticket_number, news, url])
  const base = { customer_id: ticket.customer_id, ticket_id: ticket.id, topic: 'repair', lang } as const
  if (progress.file_ids.length === 0) {
    await tellCustomer(ctx, {
      ...base,
      key: message_key,
      template,
      message: { type: 'text', body: words },
    })
  }
  for (const [index, file_id] of progress.file_ids.entries()) {
    await tellCustomer(ctx, {
      ...base,
      key: `${message_key}:${index}`,
      media_file_id: file_id,
      // Of several photos outside the 24 hours, one message says it; the photos are on the page.
      ...(index === 0 && { template }),
      message: { type: 'image', media: { file_id }, ...(index === 0 && { caption: words.slice(0, 1024) }) },
    })
  }
}
