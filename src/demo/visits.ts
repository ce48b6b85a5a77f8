import type { AppointmentPurpose, AppointmentStatus } from '../shared/appointments.ts'
import type { WeekHours } from '../shared/hours.contracts.ts'
import { openingsOn } from '../shared/hours.ts'
import { addDays, momentAt, weekdayOf } from '../shared/time.ts'
import type { Records } from './chats.ts'
import { insertAll } from './insert.ts'
import type { CustomerKey } from './people.ts'
import { iso } from './repairs.ts'
import { COMPANY, type DemoShop } from './shop.ts'

const WEEK: readonly WeekHours[] = [
  ...[1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, opens_at: '10:00', closes_at: '20:00' })),
  { weekday: 7, opens_at: '11:00', closes_at: '17:00' },
]
const RULES = { appointment_minutes: 30, appointment_capacity: 2, appointment_lead_minutes: 60 }

const FRIDAY = 5

function closures({ clock }: DemoShop) {
  const friday = addDays(clock.today, ((FRIDAY - weekdayOf(clock.today) + 6) % 7) + 1)
  const holiday = addDays(clock.today, 9)
  return [
    { first_day: friday, last_day: friday, from_time: '12:45', until_time: '14:45', reason: 'Solat Jumaat' },
    { first_day: holiday, last_day: addDays(holiday, 1), reason: 'Hari keluarga kedai' },
  ]
}

interface DemoVisit {
  readonly who: CustomerKey
  /** From today; 0 is today, negative is over. */
  readonly days: number
  /** Which half hour after opening. */
  readonly slot: number
  readonly purpose: AppointmentPurpose
  readonly device?: string
  readonly status?: AppointmentStatus
  readonly late_minutes?: number
  readonly confirmed?: true
  readonly cancel_reason?: string
  /** Agreed at the counter or by phone, not in the chat. */
  readonly by_staff?: true
}

// biome-ignore format: a table
const VISITS: readonly DemoVisit[] = [
  { who: 'kumar', days: -6, slot: 4, purpose: 'drop_off', device: 'Galaxy A52', status: 'done' },
  { who: 'ratna', days: -4, slot: 2, purpose: 'drop_off', device: 'Redmi Note 12', status: 'missed' },
  { who: 'peishan', days: -3, slot: 6, purpose: 'pick_up', status: 'done', by_staff: true },
  { who: 'devi', days: -2, slot: 3, purpose: 'drop_off', device: 'Oppo A16', status: 'cancelled', cancel_reason: 'Demam' },
  { who: 'azman', days: 0, slot: 9, purpose: 'drop_off', device: 'iPhone 13', late_minutes: 30 },
  { who: 'jiahao', days: 0, slot: 10, purpose: 'pick_up', confirmed: true },
  { who: 'hidayah', days: 1, slot: 1, purpose: 'drop_off', device: 'iPhone 11', confirmed: true },
  { who: 'suresh', days: 1, slot: 1, purpose: 'drop_off', device: 'ThinkPad T14', by_staff: true },
  { who: 'agus', days: 1, slot: 8, purpose: 'pick_up' },
  { who: 'priya', days: 2, slot: 5, purpose: 'drop_off', device: 'iPad Air' },
  { who: 'zalina', days: 3, slot: 0, purpose: 'other', device: 'MacBook Air' },
  { who: 'budi', days: 4, slot: 7, purpose: 'drop_off', device: 'POCO X3' }
]

/** When the shop is open, and who has said that he will come. */
export async function insertVisits(shop: DemoShop, { repairs }: Pick<Records, 'repairs'>): Promise<void> {
  const { client, clock, chance, customers, users } = shop
  await insertAll(client, 'business_hours', [...WEEK])
  await insertAll(
    client,
    'closures',
    closures(shop).map(closure => ({ ...closure, created_by: users.admin })),
  )
  await client.query(
    `update app.company_settings set appointment_minutes = $1, appointment_capacity = $2, appointment_lead_minutes = $3`,
    Object.values(RULES),
  )
  const lanes = new Map<string, number>()
  const rows = VISITS.map(visit => {
    const day = addDays(clock.today, visit.days)
    const [opening] = openingsOn({ zone: COMPANY.time_zone, week: WEEK, closures: [] }, day)
    const opens = opening?.starts ?? momentAt(day, '11:00', COMPANY.time_zone)
    const starts = new Date(opens.getTime() + visit.slot * RULES.appointment_minutes * 60_000)
    const lane = (lanes.get(iso(starts)) ?? 0) + 1
    lanes.set(iso(starts), lane)
    const booked = clock.at(Math.max(1, 2 - visit.days), '12:00')
    const ready = repairs.find(r => r.customer_id === customers[visit.who] && r.told.status === 'ready_for_pickup')
    return {
      id: chance.id(booked),
      customer_id: customers[visit.who],
      ticket_id: visit.purpose === 'pick_up' ? (ready?.id ?? null) : null,
      starts_at: iso(starts),
      ends_at: iso(new Date(starts.getTime() + RULES.appointment_minutes * 60_000)),
      lane,
      status: visit.status ?? 'booked',
      purpose: visit.purpose,
      device: visit.device ?? ready?.device ?? null,
      late_minutes: visit.late_minutes ?? null,
      confirmed_at: visit.confirmed ? iso(clock.minutesAgo(50)) : null,
      cancel_reason: visit.cancel_reason ?? null,
      cancelled_at: visit.status === 'cancelled' ? iso(clock.at(3, '09:00')) : null,
      created_by: visit.by_staff ? users.staff : null,
      created_at: iso(booked),
      updated_at: iso(booked),
    }
  })
  await insertAll(client, 'appointments', rows)
}
