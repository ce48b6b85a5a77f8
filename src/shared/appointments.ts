export const APPOINTMENT_STATUSES = ['booked', 'arrived', 'done', 'cancelled', 'missed'] as const
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number]

export const APPOINTMENT_PURPOSES = ['drop_off', 'pick_up', 'other'] as const
export type AppointmentPurpose = (typeof APPOINTMENT_PURPOSES)[number]
