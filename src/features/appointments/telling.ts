import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import { visitButtons } from '../../shared/appointments.ts'
import { whenWords } from '../../shared/hours.words.ts'
import { templateMessage } from '../../shared/whatsapp/templates.ts'
import { tellCustomer } from '../conversations/conversations.ts'
import { addressOf } from '../customers/customers.ts'
import { getCompany } from '../settings/settings.ts'
import { textsOf } from '../texts/texts.ts'
import type { AppointmentRow } from './appointments.queries.ts'

type News = 'booked' | 'moved' | 'cancelled' | 'displaced'

/** Which of them, so that said twice is said once. */
export const newsKey = (news: News, { id, starts_at }: Pick<AppointmentRow, 'id' | 'starts_at'>): string =>
  `appointment:${id}:${news}:${Date.parse(starts_at) / 1000}`

/** Tells the customer what staff did with his appointment. In the chat the bot's own answer says it. Null: he has no WhatsApp. */
export async function tellOfAppointment(ctx: Ctx, appointment: AppointmentRow, news: News, reason?: string | null) {
  const { customer_id, id, starts_at, ticket_id } = appointment
  const { name, lang } = await addressOf(ctx, { customer_id })
  const { time_zone } = await getCompany(ctx)
  const when = whenWords(starts_at, lang, time_zone, ctx.now)
  const about = newsKey(news, appointment)
  // Moved to and fro, the same time is news again.
  const key = news === 'moved' ? `${about}:${ctx.now}` : about
  const words = await textsOf(ctx, about)
  const body = words(lang, `appointment.${news}`, { when, reason: reason ? ` ${reason}.` : '' })
  const buttons = visitButtons(words, lang, id, ['move', 'cancel'])
  return tellCustomer(ctx, {
    customer_id,
    ticket_id,
    lang,
    topic: 'appointment',
    key,
    message: news === 'cancelled' ? { type: 'text', body } : { type: 'buttons', body, buttons },
    template: templateMessage('appointment_update', lang, [name, body.replaceAll('*', '')], {
      payloads: buttons.map(button => button.id),
    }),
  })
}

export type AppointmentNews = 'appointment_booked' | 'appointment_moved' | 'appointment_cancelled' | 'appointment_late'
/** What a customer did in the chat, staff see at once. The bot may not read what is put before them, so a job writes it. */
export const announce = (ctx: Ctx, appointment_id: string, kind: AppointmentNews): Promise<void> =>
  enqueue(ctx, 'appointments.announce', { appointment_id, kind, at: ctx.now })
