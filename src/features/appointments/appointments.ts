import { BOT_ID } from '../../db/actor.ts'
import type { Ctx } from '../../db/ctx.ts'
import { freeSlotsOn, type Offer, offer, type VisitWish } from '../../shared/appointments.slots.ts'
import {
  type Appointment,
  type AppointmentPurpose,
  type AppointmentStatus,
  type appointmentContracts,
  type Slots,
  stepsAfter,
} from '../../shared/appointments.ts'
import type { InputOf } from '../../shared/contract.ts'
import { AppError, notFound } from '../../shared/errors.ts'
import { closureOn, hasHours } from '../../shared/hours.ts'
import { whenWords } from '../../shared/hours.words.ts'
import { addDays, type Day, momentAt } from '../../shared/time.ts'
import { getHours, scheduleOf } from '../hours/hours.ts'
import {
  type AppointmentChange,
  type AppointmentRow,
  holdBook,
  insertAppointment,
  lockAppointment,
  selectAppointments,
  updateAppointment,
} from './appointments.queries.ts'
import { openBook, slotAt } from './book.ts'
import { announce, tellOfAppointment } from './telling.ts'

const HOLDS: readonly AppointmentStatus[] = ['booked', 'arrived', 'done']

/** Nobody is named for what the customer did in the chat. */
export const shown = ({ created_by, created_by_name, ...row }: AppointmentRow): Appointment =>
  ({ ...row, created_by_name: created_by === BOT_ID ? null : created_by_name }) as Appointment

async function selectOne(ctx: Ctx, id: string): Promise<AppointmentRow> {
  const [row] = await selectAppointments(ctx.tx, { id })
  if (!row) throw notFound()
  return row
}

/** What is free on a day. */
export async function freeSlots(ctx: Ctx, { day }: { readonly day: Day }): Promise<Slots> {
  const { zone } = scheduleOf(await getHours(ctx))
  const book = await openBook(ctx, momentAt(day, '12:00', zone))
  return {
    items: freeSlotsOn(book, day).map(({ starts, ends, lanes }) => ({
      starts_at: starts.toISOString(),
      ends_at: ends.toISOString(),
      free: lanes.length,
    })),
    closed: closureOn(book.schedule, day)?.reason ?? null,
  }
}

export interface Proposal extends Offer {
  readonly zone: string
}

/** Whether a customer can come when he wishes, and what is free instead; null while the shop has given no hours. `moving`: an appointment that would make room. */
export async function proposeSlots(
  ctx: Ctx,
  input: { readonly wish: VisitWish; readonly count: number; readonly moving?: string | null },
): Promise<Proposal | null> {
  const { wish, count, moving = null } = input
  const { zone } = scheduleOf(await getHours(ctx))
  const book = await openBook(ctx, wish.day ? momentAt(wish.day, '12:00', zone) : new Date(ctx.now), moving)
  return hasHours(book.schedule) ? { ...offer(book, wish, count), zone } : null
}

export interface BookAppointment {
  readonly customer_id: string
  readonly starts_at: string
  readonly ticket_id?: string | null | undefined
  readonly session_id?: string | null | undefined
  readonly purpose?: AppointmentPurpose | undefined
  readonly device?: string | null | undefined
  readonly notes?: string | null | undefined
}

/** A lane for a customer at a time that is free. Booked twice is booked once; who comes second for the last lane is told what is left. */
export async function bookAppointment(ctx: Ctx, input: BookAppointment): Promise<Appointment> {
  const at = new Date(input.starts_at)
  await holdBook(ctx.tx)
  const existing = await sameTime(ctx, input.customer_id, at)
  if (existing) return shown(existing)
  const { starts, ends, lanes } = slotAt(ctx, await openBook(ctx, at), at)
  await refuseClash(ctx, input.customer_id, starts, ends, null)
  const { id } = await insertAppointment(ctx.tx, {
    customer_id: input.customer_id,
    ticket_id: input.ticket_id ?? null,
    session_id: input.session_id ?? null,
    starts_at: starts.toISOString(),
    ends_at: ends.toISOString(),
    lane: lanes[0] ?? 1,
    purpose: input.purpose ?? 'drop_off',
    device: input.device || null,
    notes: input.notes || null,
    created_by: ctx.actor.user_id,
  })
  return tellAll(ctx, id, 'booked')
}

async function sameTime(ctx: Ctx, customer_id: string, at: Date): Promise<AppointmentRow | undefined> {
  const upcoming = await selectAppointments(ctx.tx, {
    customer_id,
    statuses: ['booked'],
    starts_from: at.toISOString(),
  })
  return upcoming.find(({ starts_at }) => new Date(starts_at).getTime() === at.getTime())
}

/** Nobody is at the counter twice at once. */
async function refuseClash(ctx: Ctx, customer_id: string, starts: Date, ends: Date, except: string | null) {
  const rows = await selectAppointments(ctx.tx, {
    customer_id,
    statuses: HOLDS,
    ends_after: starts.toISOString(),
    starts_before: ends.toISOString(),
  })
  const clash = rows.find(({ id }) => id !== except)
  if (!clash) return
  const { zone } = scheduleOf(await getHours(ctx))
  throw new AppError('appointment_exists', {
    when: whenWords(clash.starts_at, ctx.actor.language, zone, ctx.now),
  })
}

/** What staff did is told to the customer; what a customer did in the chat, to staff. */
async function tellAll(ctx: Ctx, id: string, news: 'booked' | 'moved' | 'cancelled', reason?: string | null) {
  const row = await selectOne(ctx, id)
  if (ctx.actor.role === 'bot') await announce(ctx, id, `appointment_${news}`)
  else await tellOfAppointment(ctx, row, news, reason)
  return shown(row)
}

/** To another time, in place: the history is in the audit trail, and what was said of the old time no longer counts. */
export async function moveAppointment(
  ctx: Ctx,
  input: { readonly appointment_id: string; readonly starts_at: string },
): Promise<Appointment> {
  const at = new Date(input.starts_at)
  await holdBook(ctx.tx)
  const { id, customer_id, status, starts_at } = await lockAppointment(ctx.tx, input.appointment_id)
  if (status !== 'booked') throw new AppError('transition_refused')
  if (new Date(starts_at).getTime() === at.getTime()) return shown(await selectOne(ctx, id))
  const { starts, ends, lanes } = slotAt(ctx, await openBook(ctx, at, id), at)
  await refuseClash(ctx, customer_id, starts, ends, id)
  await updateAppointment(ctx.tx, id, {
    starts_at: starts.toISOString(),
    ends_at: ends.toISOString(),
    lane: lanes[0] ?? 1,
    late_minutes: null,
    confirmed_at: null,
  })
  return tellAll(ctx, id, 'moved')
}

/** Called off, and kept. Called off twice is once. */
export async function cancelAppointment(
  ctx: Ctx,
  input: { readonly appointment_id: string; readonly reason?: string | null | undefined },
): Promise<Appointment> {
  const row = await selectOne(ctx, input.appointment_id)
  if (row.status === 'cancelled') return shown(row)
  const { id } = await step(ctx, input, 'cancelled', {
    cancelled_at: ctx.now,
    cancel_reason: input.reason || null,
  })
  return tellAll(ctx, id, 'cancelled', input.reason)
}

async function step(
  ctx: Ctx,
  input: { readonly appointment_id: string },
  status: AppointmentStatus,
  more: AppointmentChange = {},
): Promise<Appointment> {
  const row = await lockAppointment(ctx.tx, input.appointment_id)
  // the second click
  if (row.status === status) return shown(await selectOne(ctx, row.id))
  if (!stepsAfter(row.status as AppointmentStatus).includes(status)) throw new AppError('transition_refused')
  await updateAppointment(ctx.tx, row.id, { status, ...more })
  return shown(await selectOne(ctx, row.id))
}

/** He is here, also when he was taken for missed: then in whichever lane nobody else stands. */
export async function markArrived(ctx: Ctx, input: { readonly appointment_id: string }): Promise<Appointment> {
  await holdBook(ctx.tx)
  const row = await lockAppointment(ctx.tx, input.appointment_id)
  if (row.status !== 'missed') return step(ctx, input, 'arrived')
  const { taken } = await openBook(ctx, new Date(row.starts_at), row.id)
  const inUse = taken.filter(one => one.starts_at < row.ends_at && one.ends_at > row.starts_at).map(one => one.lane)
  const lane = inUse.includes(row.lane) ? Math.max(...inUse) + 1 : row.lane
  return step(ctx, input, 'arrived', { lane })
}

export const markDone = (ctx: Ctx, input: { readonly appointment_id: string }): Promise<Appointment> =>
  step(ctx, input, 'done')

/** Nobody has missed what has not begun. */
export async function markMissed(ctx: Ctx, input: { readonly appointment_id: string }): Promise<Appointment> {
  const { starts_at } = await selectOne(ctx, input.appointment_id)
  if (starts_at > ctx.now) throw new AppError('transition_refused')
  return step(ctx, input, 'missed')
}

/** He wrote that he would be late: staff see it where they see the appointment. */
export async function noteLateness(
  ctx: Ctx,
  input: { readonly appointment_id: string; readonly minutes: number },
): Promise<Appointment> {
  const { id, status } = await lockAppointment(ctx.tx, input.appointment_id)
  if (status !== 'booked') throw new AppError('transition_refused')
  await updateAppointment(ctx.tx, id, { late_minutes: input.minutes })
  await announce(ctx, id, 'appointment_late')
  return shown(await selectOne(ctx, id))
}

/** He said that he will come. */
export async function confirmAppointment(ctx: Ctx, input: { readonly appointment_id: string }): Promise<Appointment> {
  const { id, status } = await lockAppointment(ctx.tx, input.appointment_id)
  if (status === 'booked') await updateAppointment(ctx.tx, id, { confirmed_at: ctx.now })
  return shown(await selectOne(ctx, id))
}

/** How long after its time somebody may still be on his way. */
const STILL_COMING_MS = 2 * 60 * 60 * 1000

/** What a customer has agreed to and not come to yet, the next first. */
export async function upcomingOf(ctx: Ctx, input: { readonly customer_id: string }): Promise<Appointment[]> {
  const ends_after = new Date(Date.parse(ctx.now) - STILL_COMING_MS).toISOString()
  const rows = await selectAppointments(ctx.tx, { customer_id: input.customer_id, statuses: ['booked'], ends_after })
  return rows.map(shown)
}

export async function getAppointment(ctx: Ctx, input: { readonly appointment_id: string }): Promise<Appointment> {
  return shown(await selectOne(ctx, input.appointment_id))
}

export async function listAppointments(ctx: Ctx, input: InputOf<typeof appointmentContracts.list>) {
  const { zone } = scheduleOf(await getHours(ctx))
  const { customer_id, ticket_id } = input
  const rows = await selectAppointments(ctx.tx, {
    customer_id,
    ticket_id,
    ...(input.upcoming ? { statuses: ['booked', 'arrived'] as const, ends_after: startOf(ctx.today, zone) } : {}),
    ...(input.day
      ? { starts_from: startOf(input.day, zone), starts_before: startOf(addDays(input.day, 1), zone) }
      : {}),
  })
  return { items: rows.map(shown) }
}

const startOf = (day: Day, zone: string): string => momentAt(day, '00:00', zone).toISOString()
