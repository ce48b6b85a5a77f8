import type { Ctx } from '../../db/ctx.ts'
import { visitButtons } from '../../shared/appointments.ts'
import { weekdayName } from '../../shared/hours.words.ts'
import type { Lang } from '../../shared/messages.ts'
import { parseMoney, showMoney } from '../../shared/money.ts'
import { decisionPayload } from '../../shared/quotations.ts'
import { type Reminder, type ReminderKind, reminderKey } from '../../shared/reminders.ts'
import type { Words } from '../../shared/texts.ts'
import { addDays, dayAt, showDay, showTime, weekdayOf } from '../../shared/time.ts'
import type { OutboundMessage, TemplateMessage } from '../../shared/whatsapp/outbound.ts'
import { templateMessage } from '../../shared/whatsapp/templates.ts'
import { addressOf } from '../customers/customers.ts'
import { hoursWords } from '../hours/hours.ts'
import { getInvoice } from '../invoices/invoices.ts'
import { getQuotation } from '../quotations/quotations.ts'
import { getCompany } from '../settings/settings.ts'
import { textsOf } from '../texts/texts.ts'
import { customerLink, getTicket } from '../tickets/tickets.ts'
import type { SubjectRow } from './followups.queries.ts'

export interface Said {
  readonly message: OutboundMessage
  readonly template: TemplateMessage
}
type Speak = (ctx: Ctx, subject: SubjectRow, reminder: Reminder) => Promise<Said>

/** With the same two buttons as the offer itself: a tap decides that version. */
const speakOfOffer: Speak = async (ctx, { customer_id, device }, reminder) => {
  const { subject_id } = reminder
  const words = await textsOf(ctx, reminderKey(reminder))
  const { name, lang } = await addressOf(ctx, { customer_id })
  const { currency } = await getCompany(ctx)
  const quotation = await getQuotation(ctx, { quotation_id: subject_id })
  const said = {
    number: quotation.quotation_number,
    device: device ?? quotation.quotation_number,
    total: showMoney(parseMoney(quotation.total), currency),
    until: showDay(quotation.valid_until, lang, ctx.today),
  }
  const choices = (['approve', 'reject'] as const).map(choice => ({
    id: decisionPayload(quotation.id, quotation.version, choice),
    title: words(lang, `chat.button.${choice}`),
  }))
  return {
    message: {
      type: 'buttons',
      body: words(lang, 'reminder.quotation_expiring', said),
      buttons: choices,
    },
    template: templateMessage('quotation_expiring', lang, [name, said.number, said.device, said.total, said.until], {
      payloads: choices.map(choice => choice.id),
    }),
  }
}

const hoursLine = async (ctx: Ctx, lang: Lang, words: Words): Promise<string> => {
  const hours = await hoursWords(ctx, lang)
  return hours ? words(lang, 'ticket.hours', { hours }) : ''
}

const page = (lang: Lang, words: Words, body: string, url: string): OutboundMessage => ({
  type: 'cta_url',
  body,
  display_text: words(lang, 'ticket.see_ticket'),
  url,
})

const speakOfDevice: Speak = async (ctx, { customer_id, subject_id: ticket_id }, reminder) => {
  const words = await textsOf(ctx, reminderKey(reminder))
  const { name, lang } = await addressOf(ctx, { customer_id })
  const { ticket_number: ticket, device_model: device } = await getTicket(ctx, { ticket_id })
  const { url } = await customerLink(ctx, { ticket_id })
  const body = words(lang, 'reminder.pickup', { ticket, device, hours: await hoursLine(ctx, lang, words) })
  return {
    message: page(lang, words, body, url),
    template: templateMessage('pickup_reminder', lang, [name, device, ticket, url]),
  }
}

/** The terms that the customer signed count, not those of today. */
const speakOfStorage: Speak = async (ctx, { customer_id, subject_id: ticket_id, anchor }, reminder) => {
  const { days } = reminder
  const words = await textsOf(ctx, reminderKey(reminder))
  const { name, lang } = await addressOf(ctx, { customer_id })
  const company = await getCompany(ctx)
  const { ticket_number: ticket, device_model: device, terms } = await getTicket(ctx, { ticket_id })
  const { url } = await customerLink(ctx, { ticket_id })
  const last = addDays(dayAt(anchor, company.time_zone), terms?.storage_days ?? company.storage_days)
  const until = showDay(last, lang, ctx.today)
  const body = words(lang, 'reminder.unclaimed', {
    ...{ ticket, device, days, until },
    hours: await hoursLine(ctx, lang, words),
  })
  return {
    message: page(lang, words, body, url),
    template: templateMessage('unclaimed_device', lang, [name, device, ticket, String(days), until, url]),
  }
}

/** Day and hour in full: "tomorrow" would be wrong by the time a held message arrives. */
const speakOfVisit: Speak = async (ctx, { customer_id, anchor }, reminder) => {
  const words = await textsOf(ctx, reminderKey(reminder))
  const { name, lang } = await addressOf(ctx, { customer_id })
  const { company_name: shop, time_zone: zone } = await getCompany(ctx)
  const day = dayAt(anchor, zone)
  const when = `${weekdayName(weekdayOf(day), lang)} ${showDay(day, lang, ctx.today)}, ${showTime(anchor, lang, zone)}`
  const buttons = visitButtons(words, lang, reminder.subject_id, ['come', 'move', 'cancel'])
  return {
    message: { type: 'buttons', body: words(lang, 'reminder.appointment', { shop, when }), buttons },
    template: templateMessage('appointment_reminder', lang, [name, shop, when], {
      payloads: buttons.map(button => button.id),
    }),
  }
}

/** How to pay is told at a tap, with the shop's code and account; a slip that he sends is taken for it. */
const speakOfBill: Speak = async (ctx, { customer_id, subject_id: invoice_id, anchor }, reminder) => {
  const words = await textsOf(ctx, reminderKey(reminder))
  const { name, lang } = await addressOf(ctx, { customer_id })
  const { company_name: shop, currency } = await getCompany(ctx)
  const bill = await getInvoice(ctx, { invoice_id })
  const invoice = bill.invoice_number ?? ''
  const balance = showMoney(parseMoney(bill.balance), currency)
  const date = showDay(anchor, lang, ctx.today)
  const button = { id: 'menu:payment', title: words(lang, 'chat.button.pay') }
  return {
    message: {
      type: 'buttons',
      body: words(lang, 'reminder.payment_due', { invoice, balance, date }),
      buttons: [button],
    },
    template: templateMessage('payment_reminder', lang, [name, shop, invoice, balance, date], {
      payloads: [button.id],
    }),
  }
}

/** What a customer is told, in the chat and in Meta's approved words. */
export const WORDS: Readonly<Record<Exclude<ReminderKind, 'unclaimed_task'>, Speak>> = {
  quotation_expiring: speakOfOffer,
  pickup: speakOfDevice,
  unclaimed: speakOfStorage,
  appointment: speakOfVisit,
  payment_due: speakOfBill,
}
