import { z } from 'zod'
import { contract } from './contract.ts'
import { zDay, zId } from './fields.ts'

/** `'10:00'` on the shop's wall; `'24:00'` is midnight at the day's end. */
const zClock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)

export const zWeekHours = z.object({
  /** ISO: 1 is Monday. */
  weekday: z.int().min(1).max(7),
  opens_at: zClock,
  closes_at: zClock,
})
export type WeekHours = z.output<typeof zWeekHours>

export const zClosure = z.object({
  id: zId,
  first_day: zDay,
  last_day: zDay,
  /** Null: whole days. */
  from_time: z.string().nullable(),
  until_time: z.string().nullable(),
  /** Customers read it. */
  reason: z.string().nullable(),
})
export type Closure = z.output<typeof zClosure>

export const zAppointmentRules = z.object({
  appointment_minutes: z.int().min(5).max(480),
  /** How many customers may come at the same time. */
  appointment_capacity: z.int().min(1).max(20),
  appointment_lead_minutes: z.int().min(0).max(10_080),
  appointment_horizon_days: z.int().min(1).max(365),
})
export type AppointmentRules = z.output<typeof zAppointmentRules>

export const zHours = z.object({
  week: z.array(zWeekHours),
  closures: z.array(zClosure),
  time_zone: z.string(),
  /** What stands for the hours while the week is empty. */
  business_hours: z.string().nullable(),
  ...zAppointmentRules.shape,
})
export type Hours = z.output<typeof zHours>

const overlapping = (week: readonly WeekHours[]): boolean =>
  week.some((a, i) =>
    week.some((b, k) => k > i && a.weekday === b.weekday && a.opens_at < b.closes_at && b.opens_at < a.closes_at),
  )

export const zSetHours = z.object({
  week: z
    .array(zWeekHours.refine(span => span.opens_at < span.closes_at, 'opens_before_it_closes'))
    .max(42)
    .refine(week => !overlapping(week), 'no_overlap'),
  ...zAppointmentRules.shape,
})
export type SetHours = z.output<typeof zSetHours>

export const zAddClosure = z
  .object({
    first_day: zDay,
    last_day: zDay,
    from_time: zClock.nullable().default(null),
    until_time: zClock.nullable().default(null),
    reason: z.string().trim().max(80).nullable().default(null),
  })
  .refine(({ first_day, last_day }) => first_day <= last_day, { message: 'first_before_last', path: ['last_day'] })
  .refine(({ from_time, until_time }) => (from_time === null) === (until_time === null), {
    message: 'both_or_neither',
    path: ['until_time'],
  })
  .refine(
    ({ first_day, last_day, from_time, until_time }) =>
      from_time === null || until_time === null || (first_day === last_day && from_time < until_time),
    { message: 'part_of_one_day', path: ['until_time'] },
  )
export type AddClosure = z.output<typeof zAddClosure>

export const hoursContracts = {
  get: contract({
    method: 'GET',
    path: '/hours',
    allow: 'signed_in',
    summary: 'When the shop is open, closures to come, and the rules of booking',
    response: zHours,
  }),
  set: contract({
    method: 'PUT',
    path: '/hours',
    allow: { may: 'settings.write' },
    summary: 'The whole week anew, with the rules of booking',
    body: zSetHours,
    response: zHours,
  }),
  addClosure: contract({
    method: 'POST',
    path: '/hours/closures',
    allow: { may: 'settings.write' },
    summary: 'Close for days, or for a part of one',
    body: zAddClosure,
    response: zClosure,
    makes: true,
  }),
  removeClosure: contract({
    method: 'DELETE',
    path: '/hours/closures/:closure_id',
    allow: { may: 'settings.write' },
    summary: 'Open after all',
    params: z.object({ closure_id: zId }),
    response: z.object({}),
  }),
}
