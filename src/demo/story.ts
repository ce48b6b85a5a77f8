import { termsOf } from '../shared/terms.ts'
import type { TicketStatus } from '../shared/tickets.status.ts'
import type { Moment } from './chats.data.ts'
import { insertAll } from './insert.ts'
import { customer } from './people.ts'
import { fileRow, type Picture } from './pictures.ts'
import { iso, path, type Repair, received } from './repairs.ts'
import { COMPANY, type DemoShop } from './shop.ts'

/** Rows of files that show a picture. */
export async function insertPicture(
  shop: DemoShop,
  picture: Picture,
  about: {
    readonly kind: string
    readonly at: Date
    readonly customer_id: string
    readonly ticket_id: string | null
    readonly created_by: string | null
    readonly visible_to_customer?: boolean
  },
): Promise<string> {
  const { at, ...rest } = about
  const id = shop.chance.id(at)
  await insertAll(shop.client, 'files', [
    {
      id,
      ...rest,
      ...fileRow(shop.pictures[picture]),
      filename: `${picture}.jpg`,
      visible_to_customer: about.visible_to_customer ?? true,
      created_at: iso(at),
    },
  ])
  return id
}

export async function insertStory(shop: DemoShop, repairs: readonly Repair[]): Promise<void> {
  const { chance, users } = shop
  const rows: Parameters<typeof insertAll<'ticket_updates'>>[2][number][] = []
  for (const repair of repairs) {
    const { told, at, id: ticket_id, tech, customer_id } = repair
    const by = tech ?? users.staff
    let before: TicketStatus | null = null
    for (const [moment, reached] of path(told)) {
      const when = at[moment] as Date
      if (reached) {
        const update_type = before === null ? 'intake' : 'status'
        rows.push({
          id: chance.id(when),
          ticket_id,
          update_type,
          description: null,
          file_ids: [],
          from_status: before,
          to_status: reached,
          visible_to_customer: true,
          updated_by: before === null || reached === 'picked_up' ? users.staff : by,
          created_at: iso(when),
        })
        before = reached
      }
      if (moment === 'opened' && repair.checkin_id && !told.not_here) {
        const when = received(repair)
        rows.push({
          id: chance.id(when),
          ticket_id,
          update_type: 'arrival',
          description: null,
          file_ids: [],
          from_status: null,
          to_status: null,
          visible_to_customer: true,
          updated_by: users.staff,
          created_at: iso(when),
        })
      }
      const progress = PROGRESS[moment]?.[customer(told.who).lang]
      if (progress && !told.outcome) {
        const file = await insertPicture(shop, moment === 'started' ? 'opened' : 'fixed', {
          kind: 'progress_photo',
          at: when,
          customer_id,
          ticket_id,
          created_by: by,
        })
        rows.push({
          id: chance.id(shop.clock.after(when, 20)),
          ticket_id,
          update_type: 'progress',
          description: progress,
          file_ids: [file],
          from_status: null,
          to_status: null,
          visible_to_customer: true,
          updated_by: by,
          created_at: iso(shop.clock.after(when, 20)),
        })
      }
    }
    if (told.notes) {
      const when = shop.clock.after(Object.values(at).at(-1) as Date, 30)
      rows.push({
        id: chance.id(when),
        ticket_id,
        update_type: 'note',
        description: told.notes,
        file_ids: [],
        from_status: null,
        to_status: null,
        visible_to_customer: false,
        updated_by: by,
        created_at: iso(when),
      })
    }
  }
  await insertAll(shop.client, 'ticket_updates', rows)
}

const PROGRESS: Partial<Record<Moment, Record<'ms' | 'id' | 'en', string>>> = {
  started: {
    ms: 'Peranti sudah dibuka, pembaikan sedang berjalan.',
    id: 'Perangkat sudah dibuka, sedang diperbaiki.',
    en: 'Opened up, the repair is under way.',
  },
}

export async function insertCheckins(shop: DemoShop, repairs: readonly Repair[]): Promise<void> {
  const { chance, clock, customers, tokens } = shop
  const rows = []
  const links = []
  for (const { told, at, checkin_id, customer_id, number, id: ticket_id } of repairs) {
    if (!checkin_id) continue
    const opened = at.opened as Date
    const about = { kind: 'condition_photo', at: opened, customer_id, ticket_id, created_by: null }
    const photo = await insertPicture(shop, 'cracked', about)
    rows.push({
      id: checkin_id,
      token_hash: tokens.hash(tokens.token('checkin', checkin_id)),
      customer_id,
      status: 'ticketed',
      prefill: {
        device_type: told.type ?? 'phone',
        brand: told.brand,
        model: told.model,
        problem: told.words,
        file_ids: [photo],
      },
      terms: termsOf(COMPANY, customer(told.who).lang),
      ticket_id,
      ticket_number: number,
      expires_at: inDays(opened, CHECKIN_DAYS),
      opened_at: iso(opened),
      submitted_at: iso(opened),
      created_at: iso(clock.after(opened, -20)),
    })
    // Under the check-in's id, as the product does it.
    const token_hash = tokens.hash(tokens.token('ticket_link', checkin_id))
    links.push({ id: checkin_id, token_hash, customer_id, ticket_id, expires_at: inDays(opened, LINK_DAYS) })
  }
  // Somebody who was invited today and has not filled the form yet.
  const invited = clock.minutesAgo(35)
  const id = chance.id(invited)
  await insertAll(shop.client, 'checkins', [
    ...rows,
    {
      id,
      token_hash: tokens.hash(tokens.token('checkin', id)),
      customer_id: customers.huimin,
      status: 'open',
      prefill: { device_type: 'phone', brand: 'Samsung', model: 'Galaxy A34', problem: 'Battery drains fast' },
      expires_at: inDays(invited, CHECKIN_DAYS),
      created_at: iso(invited),
    },
  ])
  await insertAll(shop.client, 'customer_links', links)
}

const CHECKIN_DAYS = 7
const LINK_DAYS = 60
const inDays = (at: Date, days: number): string => iso(new Date(at.getTime() + days * 86_400_000))
