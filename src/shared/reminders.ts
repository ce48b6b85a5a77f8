import { z } from 'zod'
import { contract } from './contract.ts'
import { zId, zMoment } from './fields.ts'
import { type Hours, nextQuietless, zClock, zHours } from './preferences.ts'
import { addDays, type Day, dayAt, momentAt, timeAt } from './time.ts'

/** What a reminder is about: an offer that ends, a device that is ready, somebody who is to come, a bill that is past its day. */
export type About = 'quotation' | 'ready' | 'appointment' | 'invoice'

/** What the shop begins by itself, and on which days unless it says otherwise: before the day that counts, or after the device was ready, or the bill due. */
export const REMINDERS = {
  quotation_expiring: { about: 'quotation', days: [1] },
  pickup: { about: 'ready', days: [1] },
  unclaimed: { about: 'ready', days: [3, 7, 14] },
  /** Nobody came: from here on it is a task for staff, and the customer hears nothing. */
  unclaimed_task: { about: 'ready', days: [15] },
  appointment: { about: 'appointment', days: [1] },
  payment_due: { about: 'invoice', days: [1, 7, 14] },
} as const satisfies Record<string, { about: About; days: readonly number[] }>
export type ReminderKind = keyof typeof REMINDERS
export const REMINDER_KINDS = Object.keys(REMINDERS) as ReminderKind[]

export const isReminderKind = (text: string | null): text is ReminderKind => REMINDER_KINDS.some(kind => kind === text)

const zDays = z
  .array(z.int().min(1).max(60))
  .max(5)
  .transform(days => [...new Set(days)].sort((a, b) => a - b))
const rule = (kind: ReminderKind) =>
  z.object({ on: z.boolean(), days: zDays }).default({ on: true, days: [...REMINDERS[kind].days] })

/** `system_settings.reminders`; what is not written there is as the shop opened with it. */
export const zReminderSettings = z.object({
  night: zHours.default({ from: '21:00', to: '09:00' }),
  /** When offers, appointments and bills are spoken of. */
  hour: zClock.default('10:00'),
  kinds: z
    .object({
      quotation_expiring: rule('quotation_expiring'),
      pickup: rule('pickup'),
      unclaimed: rule('unclaimed'),
      unclaimed_task: rule('unclaimed_task'),
      appointment: rule('appointment'),
      payment_due: rule('payment_due'),
    } satisfies Record<ReminderKind, unknown>)
    .prefault({}),
})
export type ReminderSettings = z.output<typeof zReminderSettings>

/** The day that an offer ends or a bill is due, the moment from which a device is ready, the moment at which somebody is to come. */
export interface Subject {
  readonly about: About
  readonly anchor: Day | string
  /** What fell due before this had its moment already: the customer has just been told, or has just agreed. */
  readonly since: string
}

export interface Step {
  readonly kind: ReminderKind
  readonly days: number
  readonly due_at: string
}

interface Plan {
  readonly settings: ReminderSettings
  readonly zone: string
}

/** Every step that a subject has before it or behind it, in the order of time; none of them falls into the night. */
export function stepsOf(subject: Subject, plan: Plan): Step[] {
  return REMINDER_KINDS.filter(kind => REMINDERS[kind].about === subject.about && plan.settings.kinds[kind].on)
    .flatMap(kind => plan.settings.kinds[kind].days.map(days => ({ kind, days, due_at: dueAt(subject, days, plan) })))
    .filter(step => step.due_at > subject.since)
    .sort((a, b) => (a.due_at < b.due_at ? -1 : 1))
}

/** Counted from the day on, not towards it. */
const comesAfter = (about: About): boolean => about === 'ready' || about === 'invoice'

function dueAt({ about, anchor }: Subject, days: number, { settings, zone }: Plan): string {
  const day = anchor.length === 10 ? anchor : dayAt(anchor, zone)
  const hour = about === 'ready' ? timeAt(anchor, zone) : settings.hour
  const due = momentAt(addDays(day, comesAfter(about) ? days : -days), hour, zone)
  return outOf(settings.night, due.toISOString(), zone)
}

/** The first minute from then on that is not night. */
export const outOf = (night: Hours, at: string, zone: string): string => nextQuietless(at, zone, [night])

/** What should have been said this long ago is not said any more: a word for the day before means nothing on the day itself. */
const HOUR_MS = 60 * 60 * 1000
const LATE_MS: Readonly<Record<About, number>> = {
  quotation: 12 * HOUR_MS,
  appointment: 12 * HOUR_MS,
  ready: 48 * HOUR_MS,
  invoice: 48 * HOUR_MS,
}
const isLate = (step: Step, now: string): boolean =>
  Date.parse(now) - Date.parse(step.due_at) >= LATE_MS[REMINDERS[step.kind].about]

/** Of what has fallen due only the latest counts, for the customer and for staff: after a standstill nobody hears three at once. */
export function dueSteps(steps: readonly Step[], now: string): Step[] {
  const fallen = steps.filter(step => step.due_at <= now)
  const latest = [
    fallen.findLast(step => step.kind !== 'unclaimed_task'),
    fallen.findLast(step => step.kind === 'unclaimed_task'),
  ]
  return latest.filter(step => step !== undefined).filter(step => !isLate(step, now))
}

/** One reminder: `mark` is the state that it is about. */
export const zReminder = z.object({
  kind: z.enum(REMINDER_KINDS as [ReminderKind, ...ReminderKind[]]),
  subject_id: zId,
  mark: z.string().min(1).max(30),
  days: z.int().min(0).max(365),
})
export type Reminder = z.output<typeof zReminder>

/** Also the key of its job and of its message. */
export const reminderKey = ({ kind, subject_id, mark, days }: Reminder): string =>
  `reminder:${kind}:${subject_id}:${mark}:${days}`

export const zNextReminder = zReminder.extend({
  due_at: zMoment,
  customer_id: zId,
  customer_name: z.string(),
  ticket_id: zId.nullable(),
  /** `TKT-…`, `QTN-…` or `INV-…`; null for somebody who is to come for the first time. */
  number: z.string().nullable(),
  device: z.string().nullable(),
})
export type NextReminder = z.output<typeof zNextReminder>

export const reminderContracts = {
  settings: contract({
    method: 'GET',
    path: '/reminders/settings',
    allow: { may: 'settings.read' },
    summary: 'What the shop reminds of, when, and when never',
    response: zReminderSettings,
  }),
  setSettings: contract({
    method: 'PUT',
    path: '/reminders/settings',
    allow: { may: 'settings.write' },
    summary: 'Change it',
    body: zReminderSettings,
    response: zReminderSettings,
  }),
  next: contract({
    method: 'GET',
    path: '/reminders/next',
    allow: { may: 'tickets.read' },
    summary: 'What will go out in the next two weeks, the soonest first',
    response: z.object({ items: z.array(zNextReminder) }),
  }),
  skip: contract({
    method: 'POST',
    path: '/reminders/skips',
    allow: { may: 'chat.write' },
    summary: 'This one does not go out',
    body: zReminder,
    response: z.object({ skipped: z.boolean() }),
  }),
}
