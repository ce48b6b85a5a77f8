import type { Ctx } from '../../db/ctx.ts'
import { isOpenFor } from '../../shared/appointments.slots.ts'
import type { Appointment, appointmentContracts } from '../../shared/appointments.ts'
import type { InputOf } from '../../shared/contract.ts'
import { closureOn, hasHours } from '../../shared/hours.ts'
import { dayAt } from '../../shared/time.ts'
import { getHours, scheduleOf } from '../hours/hours.ts'
import { type AppointmentRow, selectAppointments, selectTold } from './appointments.queries.ts'
import { shown } from './appointments.ts'
import { newsKey, tellOfAppointment } from './telling.ts'

/** Bookings to come at times when the door stays shut after all: the week was changed, or a day closed. */
async function selectDisplaced(ctx: Ctx): Promise<AppointmentRow[]> {
  const schedule = scheduleOf(await getHours(ctx))
  if (!hasHours(schedule)) return []
  const rows = await selectAppointments(ctx.tx, { statuses: ['booked'], starts_from: ctx.now })
  return rows.filter(row => !isOpenFor(schedule, new Date(row.starts_at), new Date(row.ends_at)))
}

export async function listDisplaced(ctx: Ctx): Promise<{ items: (Appointment & { told_at: string | null })[] }> {
  const rows = await selectDisplaced(ctx)
  const told = await selectTold(
    ctx.tx,
    rows.map(row => newsKey('displaced', row)),
  )
  return { items: rows.map(row => ({ ...shown(row), told_at: told.get(newsKey('displaced', row)) ?? null })) }
}

/** Each of these is told once, with the buttons for another time; those who have no WhatsApp are counted, for a call. */
export async function tellDisplaced(ctx: Ctx, { appointment_ids }: InputOf<typeof appointmentContracts.tellDisplaced>) {
  const schedule = scheduleOf(await getHours(ctx))
  const chosen = (await selectDisplaced(ctx)).filter(({ id }) => appointment_ids.includes(id))
  const told = await selectTold(
    ctx.tx,
    chosen.map(row => newsKey('displaced', row)),
  )
  const fresh = chosen.filter(row => !told.has(newsKey('displaced', row)))
  let reached = 0
  for (const row of fresh) {
    const why = closureOn(schedule, dayAt(row.starts_at, schedule.zone))?.reason
    if (await tellOfAppointment(ctx, row, 'displaced', why)) reached += 1
  }
  return { told: reached, without_whatsapp: fresh.length - reached }
}
