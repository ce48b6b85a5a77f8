import { z } from 'zod'
import { contract } from './contract.ts'
import { zDay, zId, zMoment } from './fields.ts'
import type { Lang } from './messages.ts'
import type { Words } from './texts.ts'

export const APPOINTMENT_STATUSES = ['booked', 'arrived', 'done', 'cancelled', 'missed'] as const
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number]

export const APPOINTMENT_PURPOSES = ['drop_off', 'pick_up', 'other'] as const
export type AppointmentPurpose = (typeof APPOINTMENT_PURPOSES)[number]

/** Who was taken for missed may come after all. */
const NEXT: Readonly<Record<AppointmentStatus, readonly AppointmentStatus[]>> = {
  booked: ['arrived', 'missed', 'cancelled'],
  arrived: ['done'],
  missed: ['arrived'],
  done: [],
  cancelled: [],
}
export const stepsAfter = (status: AppointmentStatus): readonly AppointmentStatus[] => NEXT[status]

export const zAppointment = z.object({
  id: zId,
  customer_id: zId,
  customer_name: z.string(),
  customer_phone: z.string().nullable(),
  ticket_id: zId.nullable(),
  ticket_number: z.string().nullable(),
  session_id: zId.nullable(),
  starts_at: zMoment,
  ends_at: zMoment,
  lane: z.int(),
  status: z.enum(APPOINTMENT_STATUSES),
  purpose: z.enum(APPOINTMENT_PURPOSES),
  device: z.string().nullable(),
  notes: z.string().nullable(),
  late_minutes: z.int().nullable(),
  confirmed_at: zMoment.nullable(),
  cancel_reason: z.string().nullable(),
  /** Null: the customer, in the chat. */
  created_by_name: z.string().nullable(),
  created_at: zMoment,
})
export type Appointment = z.output<typeof zAppointment>

const zSlots = z.object({
  /** Lanes that are free at that time. */
  items: z.array(z.object({ starts_at: zMoment, ends_at: zMoment, free: z.int() })),
  /** Why there is none, when the shop has closed that day. */
  closed: z.string().nullable(),
})
export type Slots = z.output<typeof zSlots>

const zWhich = z.object({ appointment_id: zId })
const zDetails = z.object({
  purpose: z.enum(APPOINTMENT_PURPOSES).optional(),
  device: z.string().trim().max(120).nullish(),
  notes: z.string().trim().max(500).nullish(),
})

const may = { may: 'tickets.write' } as const

export const appointmentContracts = {
  list: contract({
    method: 'GET',
    path: '/appointments',
    allow: 'signed_in',
    summary: 'Appointments of a day, of a customer or of a ticket, in the order of the clock',
    query: z.object({
      day: zDay.optional(),
      customer_id: zId.optional(),
      ticket_id: zId.optional(),
      /** Only those that are still to come. */
      upcoming: z.stringbool().optional(),
    }),
    response: z.object({ items: z.array(zAppointment) }),
  }),
  slots: contract({
    method: 'GET',
    path: '/appointments/slots',
    allow: 'signed_in',
    summary: 'What is free on a day',
    query: z.object({ day: zDay }),
    response: zSlots,
  }),
  book: contract({
    method: 'POST',
    path: '/appointments',
    allow: may,
    summary: 'Book a slot for a customer, who is told',
    body: z.object({
      customer_id: zId,
      starts_at: zMoment,
      ticket_id: zId.nullish(),
      session_id: zId.nullish(),
      ...zDetails.shape,
    }),
    response: zAppointment,
    makes: true,
  }),
  move: contract({
    method: 'PUT',
    path: '/appointments/:appointment_id/time',
    allow: may,
    summary: 'Another time; the customer is told',
    params: zWhich,
    body: z.object({ starts_at: zMoment }),
    response: zAppointment,
  }),
  cancel: contract({
    method: 'POST',
    path: '/appointments/:appointment_id/cancellation',
    allow: may,
    summary: 'Call it off; the customer is told',
    params: zWhich,
    body: z.object({ reason: z.string().trim().max(200).nullish() }),
    response: zAppointment,
  }),
  arrive: contract({
    method: 'POST',
    path: '/appointments/:appointment_id/arrival',
    allow: may,
    summary: 'The customer is here',
    params: zWhich,
    response: zAppointment,
  }),
  finish: contract({
    method: 'POST',
    path: '/appointments/:appointment_id/completion',
    allow: may,
    summary: 'The visit is over',
    params: zWhich,
    response: zAppointment,
  }),
  miss: contract({
    method: 'POST',
    path: '/appointments/:appointment_id/absence',
    allow: may,
    summary: 'The customer did not come',
    params: zWhich,
    response: zAppointment,
  }),
  displaced: contract({
    method: 'GET',
    path: '/appointments/displaced',
    allow: may,
    summary: 'Bookings to come at times when the shop is no longer open',
    response: z.object({ items: z.array(zAppointment.extend({ told_at: zMoment.nullable() })) }),
  }),
  tellDisplaced: contract({
    method: 'POST',
    path: '/appointments/displaced/notices',
    allow: may,
    summary: 'Tell these customers, and offer them another time',
    body: z.object({ appointment_ids: z.array(zId).min(1).max(100) }),
    response: z.object({ told: z.int(), without_whatsapp: z.int() }),
  }),
}

type VisitChoice = 'come' | 'move' | 'cancel'
/** Buttons about an appointment; the chat's flow reads what they carry. */
export const visitButtons = (words: Words, lang: Lang, id: string, choices: readonly VisitChoice[]) =>
  choices.map(choice => ({ id: `visit:${choice}:${id}`, title: words(lang, `appointment.${choice}`) }))
