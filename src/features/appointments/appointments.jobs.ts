import { z } from 'zod'
import { zId } from '../../shared/fields.ts'
import { whenWords } from '../../shared/hours.words.ts'
import { DEFAULT_LANG } from '../../shared/messages.ts'
import { notify } from '../notifications/notifications.ts'
import { getCompany } from '../settings/settings.ts'
import type { JobHandler } from '../tools.ts'
import { getAppointment } from './appointments.ts'

export const zAppointmentNews = z.object({
  appointment_id: zId,
  kind: z.enum(['appointment_booked', 'appointment_moved', 'appointment_cancelled', 'appointment_late']),
  /** When he did it. */
  at: z.string().default(''),
})

/** Puts before staff what a customer did with his appointment in the chat. */
export const announceAppointment: JobHandler<z.output<typeof zAppointmentNews>> = (
  tools,
  { appointment_id, kind, at },
) =>
  tools.as({ as: 'scheduler' }, async ctx => {
    const appointment = await getAppointment(ctx, { appointment_id })
    const { customer_id, customer_name: customer, starts_at, late_minutes } = appointment
    const { time_zone } = await getCompany(ctx)
    await notify(ctx, {
      audience: 'tickets.write',
      kind,
      subject_type: 'customer',
      subject_id: customer_id,
      data: { customer, when: whenWords(starts_at, DEFAULT_LANG, time_zone, ctx.now), minutes: late_minutes ?? 0 },
      dedupe_key: `${kind}:${appointment_id}:${at}`,
    })
  })
