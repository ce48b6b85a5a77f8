import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import { notFound } from '../../shared/errors.ts'
import type { Permission } from '../../shared/permissions.ts'
import { toE164 } from '../../shared/phone.ts'
import type { TicketOutcome, TicketPriority, TicketStatus } from '../../shared/tickets.status.ts'

/** Of what is then narrowed by more than the search knows. */
const MOST_FOUND = 10_000

const directory = sql<{ id: string; full_name: string }>`app.user_directory()`.as('u')
const awaiting = sql<boolean>`t.status = 'diagnosing' and exists
  (select from app.quotations q where q.ticket_id = t.id and q.status = 'sent')`

const rows = (tx: Tx) =>
  tx
    .selectFrom('tickets as t')
    .innerJoin('customers as c', 'c.id', 't.customer_id')
    .leftJoin(directory, join => join.onRef('u.id', '=', 't.assigned_to'))
    .select([
      't.id',
      't.ticket_number',
      't.status',
      't.outcome',
      't.hold_reason',
      't.priority',
      't.device_type',
      't.device_model',
      't.problem_description',
      't.customer_id',
      'c.name as customer_name',
      'c.phone as customer_phone',
      't.assigned_to',
      'u.full_name as assigned_name',
      't.estimated_completion_date',
      't.received_at',
      't.status_changed_at',
      't.created_at',
      awaiting.as('awaiting_approval'),
    ])

export interface TicketFilter {
  readonly id?: string | undefined
  readonly q?: string | undefined
  readonly statuses?: readonly TicketStatus[] | undefined
  /** Null: nobody. */
  readonly assigned_to?: string | null | undefined
  readonly customer_id?: string | undefined
  readonly priority?: TicketPriority | undefined
  readonly ticket_number?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Row security keeps LIKE from its index, so the search is a narrow function with its own right. Only its own filters make a page of it. */
async function searchIds(tx: Tx, words: string, filter: TicketFilter): Promise<string[]> {
  const { statuses = null, cursor = null, limit } = filter
  const narrowed = filter.customer_id || filter.priority || filter.assigned_to !== undefined
  const found = await sql<{ id: string }>`
    select id from app.search_tickets(${toE164(words) ?? words}, ${statuses}::text[], ${cursor}::uuid, ${narrowed ? MOST_FOUND : limit})`.execute(
    tx,
  )
  return found.rows.map(row => row.id)
}

export async function selectTickets(tx: Tx, filter: TicketFilter) {
  let query = rows(tx).orderBy('t.id', 'desc').limit(filter.limit)
  if (filter.id) query = query.where('t.id', '=', filter.id)
  if (filter.q) query = query.where(sql<boolean>`t.id = any(${await searchIds(tx, filter.q, filter)}::uuid[])`)
  if (filter.statuses) query = query.where('t.status', 'in', filter.statuses)
  if (filter.customer_id) query = query.where('t.customer_id', '=', filter.customer_id)
  if (filter.priority) query = query.where('t.priority', '=', filter.priority)
  if (filter.ticket_number) query = query.where('t.ticket_number', '=', filter.ticket_number)
  if (filter.cursor) query = query.where('t.id', '<', filter.cursor)
  if (filter.assigned_to) query = query.where('t.assigned_to', '=', filter.assigned_to)
  else if (filter.assigned_to === null) query = query.where('t.assigned_to', 'is', null)
  return query.execute()
}
export type SelectedTicket = Awaited<ReturnType<typeof selectTickets>>[number]

/** Jobs that left the shop, the latest first. */
export const selectCollected = (tx: Tx, customer_id: string) =>
  tx
    .selectFrom('tickets as t')
    .leftJoin('devices as d', 'd.id', 't.device_id')
    .select([
      't.id',
      't.ticket_number',
      't.device_type',
      't.device_model',
      'd.brand',
      'd.model',
      't.problem_description',
      't.outcome',
      't.warranty_until',
      't.status_changed_at',
    ])
    .where('t.customer_id', '=', customer_id)
    .where('t.status', '=', 'picked_up')
    .orderBy('t.status_changed_at', 'desc')
    .limit(20)
    .execute()

export const countTickets = (tx: Tx) =>
  tx
    .selectFrom('tickets as t')
    .select([
      't.status',
      sql<number>`count(*)`.as('tickets'),
      sql<number>`count(*) filter (where ${awaiting})`.as('awaiting'),
      sql<number>`count(*) filter (where t.status = 'pending' and t.received_at is null)`.as('expected'),
    ])
    .groupBy('t.status')
    .execute()

const DETAIL = [
  'id',
  'ticket_number',
  'customer_id',
  'device_id',
  'device_type',
  'device_model',
  'serial_number',
  'problem_description',
  'accessories',
  'condition_notes',
  'technician_notes',
  'status',
  'outcome',
  'hold_reason',
  'priority',
  'estimated_cost',
  'actual_cost',
  'estimated_completion_date',
  'terms',
  'warranty_until',
  'warranty_of_ticket_id',
  'picked_up_by',
  'assigned_to',
  'received_at',
  'created_at',
] as const

export const selectTicketDetail = (tx: Tx, id: string) =>
  tx.selectFrom('tickets').select(DETAIL).where('id', '=', id).executeTakeFirstOrThrow(notFound)

/** Whoever may not change the ticket does not find it here. */
export const lockTicket = (tx: Tx, id: string) =>
  tx.selectFrom('tickets').select(DETAIL).where('id', '=', id).forNoKeyUpdate().executeTakeFirstOrThrow(notFound)
export type TicketDetail = Awaited<ReturnType<typeof lockTicket>>

export interface NewTicket {
  readonly customer_id: string
  readonly device_id: string
  readonly device_type: string
  readonly device_model: string
  readonly serial_number: string | null
  readonly problem_description: string
  readonly accessories: string[]
  readonly condition_notes: string | null
  readonly priority: TicketPriority
  readonly estimated_completion_date: string | null
  readonly terms: object | null
  readonly assigned_to: string | null
  readonly warranty_of_ticket_id: string | null
  readonly received_at: string | null
  readonly created_by: string | null
}

/** Takes the number in the same statement; the counter stays locked until commit. */
export const insertTicket = (tx: Tx, { terms, ...ticket }: NewTicket) =>
  tx
    .insertInto('tickets')
    .values({
      ...ticket,
      terms: terms === null ? null : JSON.stringify(terms),
      ticket_number: sql<string>`app.next_number('ticket')`,
    })
    .returning(['id', 'ticket_number'])
    .executeTakeFirstOrThrow()

export interface TicketChanges {
  readonly status?: TicketStatus
  readonly outcome?: TicketOutcome | null
  readonly hold_reason?: string | null
  readonly priority?: string
  readonly problem_description?: string
  readonly accessories?: string[]
  readonly condition_notes?: string | null
  readonly technician_notes?: string | null
  readonly estimated_cost?: string | null
  readonly actual_cost?: string | null
  readonly estimated_completion_date?: string | null
  readonly assigned_to?: string | null
  readonly warranty_until?: string | null
  readonly picked_up_by?: string | null
  readonly received_at?: string | null
}

export const updateTicketRow = (tx: Tx, id: string, changes: TicketChanges) =>
  tx.updateTable('tickets').set(changes).where('id', '=', id).execute()

export interface NewUpdate {
  readonly id?: string
  readonly ticket_id: string
  readonly update_type:
    | 'intake'
    | 'arrival'
    | 'departure'
    | 'status'
    | 'note'
    | 'complaint'
    | 'progress'
    | 'photo'
    | 'assignment'
    | 'passcode'
    | 'reminder'
    | 'unclaimed'
    | 'unpaid'
  readonly description?: string | null
  readonly file_ids?: string[]
  readonly from_status?: TicketStatus
  readonly to_status?: TicketStatus
  readonly visible_to_customer: boolean
  readonly updated_by: string
}

export const insertUpdate = (tx: Tx, update: NewUpdate) =>
  tx.insertInto('ticket_updates').values(update).returning('id').executeTakeFirstOrThrow()

export const hasUpdate = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.selectFrom('ticket_updates').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

export const selectUpdates = (tx: Tx, ticket_id: string) =>
  tx
    .selectFrom('ticket_updates as n')
    .leftJoin(directory, join => join.onRef('u.id', '=', 'n.updated_by'))
    .select([
      'n.id',
      'n.update_type',
      'n.description',
      'n.file_ids',
      'n.from_status',
      'n.to_status',
      'n.visible_to_customer',
      'n.updated_by',
      'u.full_name',
      'n.created_at',
    ])
    .where('n.ticket_id', '=', ticket_id)
    .orderBy('n.id')
    .execute()

/** What the customer approved and no invoice bills yet. */
export const selectUnbilled = (tx: Tx, ticket_id: string) =>
  tx
    .selectFrom('quotations')
    .select(sql<string>`coalesce(sum(total), 0)::numeric(14,2)::text`.as('total'))
    .where('ticket_id', '=', ticket_id)
    .where('status', '=', 'accepted')
    .executeTakeFirstOrThrow()

/** Undefined also when the offer was taken back since. */
export const selectDecision = (tx: Tx, quotation_id: string, version: number) =>
  tx
    .selectFrom('quotations as q')
    .innerJoin('quotation_decisions as d', join =>
      join.onRef('d.quotation_id', '=', 'q.id').on('d.version', '=', version),
    )
    .select(['q.ticket_id', 'q.total', 'q.version', 'd.decision', 'd.reason'])
    .where('q.id', '=', quotation_id)
    .where('q.status', 'not in', ['draft', 'sent'])
    .executeTakeFirst()

export const selectFeedback = (tx: Tx, ticket_id: string) =>
  tx
    .selectFrom('customer_feedback')
    .select(['rating', 'feedback_text'])
    .where('ticket_id', '=', ticket_id)
    .executeTakeFirst()

/** Those that were ever sent, the latest first. */
export const selectSentQuotationId = (tx: Tx, ticket_id: string) =>
  tx
    .selectFrom('quotations')
    .select('id')
    .where('ticket_id', '=', ticket_id)
    .where('status', '<>', 'draft')
    .orderBy('id', 'desc')
    .executeTakeFirst()

export const selectIssuedInvoiceIds = (tx: Tx, ticket_id: string) =>
  tx
    .selectFrom('invoices')
    .select('id')
    .where('ticket_id', '=', ticket_id)
    .where('status', 'not in', ['draft', 'cancelled'])
    .orderBy('id')
    .execute()

export const may = async (tx: Tx, permission: Permission): Promise<boolean> =>
  (await sql<{ may: boolean }>`select app.may(${permission}) as may`.execute(tx)).rows[0]?.may ?? false

export const insertInteraction = (
  tx: Tx,
  interaction: {
    customer_id: string
    interaction_type: 'ticket' | 'visit'
    interaction_id: string
    description: string
    direction: 'inbound' | 'outbound'
    created_by: string
  },
) => tx.insertInto('customer_interactions').values(interaction).execute()

export const selectPersonName = async (tx: Tx, user_id: string): Promise<string | undefined> =>
  (
    await sql<{
      full_name: string
    }>`select full_name from app.user_directory() where id = ${user_id} and is_active and role <> 'system'`.execute(tx)
  ).rows[0]?.full_name
