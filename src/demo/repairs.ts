import { parseImei } from '../shared/imei.ts'
import { termsOf } from '../shared/terms.ts'
import type { TicketStatus } from '../shared/tickets.status.ts'
import { addDays, dayAt } from '../shared/time.ts'
import type { Moment } from './chats.data.ts'
import { insertAll } from './insert.ts'
import { numberAll } from './numbers.ts'
import { customer } from './people.ts'
import { COMPANY, type DemoShop } from './shop.ts'
import { type DemoTicket, TICKETS } from './tickets.data.ts'

/** A ticket that is in the database, with the moments that papers and chats hang on. */
export interface Repair {
  readonly told: DemoTicket
  readonly id: string
  readonly customer_id: string
  number: string
  readonly device: string
  /** The form that the customer filled, when he came by chat. */
  readonly checkin_id: string | null
  /** Moments that were reached. */
  readonly at: Partial<Record<Moment, Date>>
  readonly tech: string | null
}

/** Minutes from handing in to each moment, on a day like any other. */
const PACE: Partial<Record<Moment, number>> = {
  opened: 0,
  diagnosing: 75,
  quoted: 120,
  decided: 165,
  started: 190,
  completed: 300,
  ready: 315,
  picked_up: 1500,
}

/** What a ticket went through, in order: the moment and the status it brought. */
export function path({ status, outcome, quotation, lines }: DemoTicket): [Moment, TicketStatus | null][] {
  const whole: [Moment, TicketStatus | null][] = outcome
    ? [
        ['opened', 'pending'],
        ['diagnosing', 'diagnosing'],
        ...(outcome === 'declined'
          ? ([
              ['quoted', null],
              ['decided', 'ready_for_pickup'],
            ] as [Moment, TicketStatus | null][])
          : ([['ready', 'ready_for_pickup']] as [Moment, TicketStatus | null][])),
        ['picked_up', 'picked_up'],
      ]
    : [
        ['opened', 'pending'],
        ['diagnosing', 'diagnosing'],
        ['quoted', null],
        ['decided', 'approved'],
        ['started', 'in_progress'],
        ['completed', 'completed'],
        ['ready', 'ready_for_pickup'],
        ['picked_up', 'picked_up'],
      ]
  if (status === 'cancelled')
    return [
      ['opened', 'pending'],
      ['later', 'cancelled'],
    ]
  const end = whole.findIndex(([, reached]) => reached === status)
  const waiting = status === 'diagnosing' && quotation && lines.length > 0 && quotation !== 'draft'
  return whole.slice(0, end + (waiting ? 2 : 1))
}

function timeline(shop: DemoShop, told: DemoTicket): Repair['at'] {
  const { clock, chance } = shop
  const opened = told.minutes
    ? clock.minutesAgo(told.minutes)
    : clock.at(told.days, told.time ?? `${chance.whole(10, 12)}:${chance.whole(10, 55)}`)
  return Object.fromEntries(path(told).map(([moment]) => [moment, clock.after(opened, PACE[moment] ?? 2880)]))
}

export async function insertRepairs(shop: DemoShop): Promise<Repair[]> {
  const { chance, customers, users } = shop
  const repairs = TICKETS.map((told): Repair => {
    const at = timeline(shop, told)
    return {
      told,
      at,
      id: chance.id(at.opened as Date),
      customer_id: customers[told.who],
      number: '',
      device: `${told.brand} ${told.model}`,
      checkin_id: byChat(told) ? chance.id(at.opened as Date) : null,
      tech: told.tech ? users[told.tech] : null,
    }
  }).sort((a, b) => opened(a).getTime() - opened(b).getTime())
  await numberAll(shop, 'ticket', repairs, opened, (repair, number) => (repair.number = number))

  const rows = repairs.map(repair => {
    const { told, at } = repair
    const last = Object.values(at).at(-1) as Date
    const repaired = at.completed && !told.outcome
    const device = {
      id: chance.id(opened(repair)),
      customer_id: repair.customer_id,
      device_type: told.type ?? 'phone',
      brand: told.brand,
      model: told.model,
      ...identify(shop, told),
      created_at: iso(opened(repair)),
    }
    return {
      device,
      ticket: {
        id: repair.id,
        ticket_number: repair.number,
        customer_id: repair.customer_id,
        device_id: device.id,
        device_type: device.device_type,
        device_model: repair.device,
        serial_number: device.imei ?? device.serial_number,
        problem_description: told.words,
        accessories: [...(told.accessories ?? [])],
        status: told.status,
        outcome: told.outcome ?? (repaired ? 'repaired' : null),
        hold_reason: told.hold ?? null,
        priority: told.priority ?? 'normal',
        technician_notes: told.notes ?? null,
        terms: termsOf(COMPANY, customer(told.who).lang),
        estimated_completion_date:
          told.status === 'cancelled' ? null : addDays(dayAt(opened(repair)), told.hold ? 10 : 1),
        warranty_until: repaired && at.picked_up ? addDays(dayAt(at.picked_up), COMPANY.warranty_days) : null,
        assigned_to: repair.tech,
        created_by: byChat(told) ? null : users.staff,
        received_at: told.not_here ? null : iso(received(repair)),
        status_changed_at: iso(last),
        created_at: iso(opened(repair)),
        updated_at: iso(last),
      },
    }
  })
  await insertAll(
    shop.client,
    'devices',
    rows.map(row => row.device),
  )
  await insertAll(
    shop.client,
    'tickets',
    rows.map(row => row.ticket),
  )
  return repairs
}

export const opened = (repair: Repair): Date => repair.at.opened as Date
/** Whoever filled the form at home came a little later. */
export const received = (repair: Repair): Date =>
  new Date(opened(repair).getTime() + (repair.checkin_id ? 15 * 60_000 : 0))
export const iso = (at: Date): string => at.toISOString()
export const byChat = (told: DemoTicket): boolean => !customer(told.who).walk_in && told.via !== 'counter'

function identify({ chance }: DemoShop, told: DemoTicket): { imei: string | null; serial_number: string | null } {
  if (told.type === 'laptop' || told.type === 'watch') return { imei: null, serial_number: `SN${chance.digits(8)}` }
  const first14 = `35${chance.digits(12)}`
  const imei = Array.from({ length: 10 }, (_, digit) => parseImei(`${first14}${digit}`)).find(Boolean) ?? null
  return { imei, serial_number: null }
}
