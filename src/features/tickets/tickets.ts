import type { Ctx } from '../../db/ctx.ts'
import type { InputOf } from '../../shared/contract.ts'
import { type DeviceInput, deviceName } from '../../shared/devices.ts'
import { AppError } from '../../shared/errors.ts'
import { pageOf } from '../../shared/fields.ts'
import {
  isOpenTicket,
  stepsFrom,
  TICKET_STATUSES,
  type TicketPriority,
  type TicketStatus,
} from '../../shared/tickets.status.ts'
import type { Terms, Ticket, TicketRow, TicketUpdate, ticketContracts } from '../../shared/tickets.ts'
import { balanceOf, getCustomer } from '../customers/customers.ts'
import { claimDevice, findOrCreateDevice, getDevice } from '../devices/devices.ts'
import { filesById, filesOfTicket, giveFilesToTicket } from '../files/files.ts'
import { addLink, type CustomerLink, linkTo, linkUrl } from './links.ts'
import { keepPasscode, passcodeState } from './passcodes.ts'
import { tellAbout } from './telling.ts'
import {
  countTickets,
  hasUpdate,
  insertInteraction,
  insertTicket,
  insertUpdate,
  lockTicket,
  type NewUpdate,
  type SelectedTicket,
  selectCollected,
  selectTicketDetail,
  selectTickets,
  selectUpdates,
  updateTicketRow,
} from './tickets.queries.ts'

const person = (id: string | null, full_name: string | null) => (id ? { id, full_name: full_name ?? '' } : null)

function shown({ assigned_name, ...row }: SelectedTicket): TicketRow {
  return { ...row, assigned_to: person(row.assigned_to, assigned_name) } as TicketRow
}

const statusesOf = (wanted: string | undefined): TicketStatus[] | undefined =>
  wanted?.split(',').flatMap(name => (name === 'open' ? TICKET_STATUSES.filter(isOpenTicket) : [name as TicketStatus]))

export async function listTickets(ctx: Ctx, input: InputOf<typeof ticketContracts.list>) {
  const { assigned_to } = input
  const rows = await selectTickets(ctx.tx, {
    q: input.q,
    statuses: statusesOf(input.status),
    assigned_to:
      assigned_to === 'nobody' ? null : assigned_to === 'me' ? (ctx.actor.user_id ?? undefined) : assigned_to,
    customer_id: input.customer_id,
    priority: input.priority,
    cursor: input.cursor,
    limit: input.limit + 1,
  })
  return pageOf(rows.map(shown), input.limit)
}

export async function countByStatus(ctx: Ctx) {
  const rows = await countTickets(ctx.tx)
  const counts = Object.fromEntries(
    TICKET_STATUSES.map(status => [status, rows.find(row => row.status === status)?.tickets ?? 0]),
  )
  return {
    counts: counts as Record<TicketStatus, number>,
    awaiting_approval: rows.reduce((sum, row) => sum + row.awaiting, 0),
    not_here: rows.reduce((sum, row) => sum + row.expected, 0),
  }
}

/** A customer's jobs that are not over, newest first. */
export async function openTicketsOf(ctx: Ctx, input: { readonly customer_id: string }): Promise<TicketRow[]> {
  const statuses = TICKET_STATUSES.filter(isOpenTicket)
  return (await selectTickets(ctx.tx, { customer_id: input.customer_id, statuses, limit: 20 })).map(shown)
}

/** What a customer collected, the latest first: what a warranty or a question about last time is about. */
export const collectedTicketsOf = (ctx: Ctx, input: { readonly customer_id: string }) =>
  selectCollected(ctx.tx, input.customer_id)

/** By its number as people write it; null when there is none, or it is not the asker's. */
export async function findTicketByNumber(
  ctx: Ctx,
  input: { readonly ticket_number: string },
): Promise<TicketRow | null> {
  const [row] = await selectTickets(ctx.tx, { ticket_number: input.ticket_number.trim().toUpperCase(), limit: 1 })
  return row ? shown(row) : null
}

export async function getTicket(ctx: Ctx, input: { readonly ticket_id: string }): Promise<Ticket> {
  const detail = await selectTicketDetail(ctx.tx, input.ticket_id)
  const [row] = await selectTickets(ctx.tx, { id: detail.id, limit: 1 })
  if (!row) throw new AppError('not_found')
  const customer = await getCustomer(ctx, { customer_id: detail.customer_id })
  const files = await filesOfTicket(ctx, detail.id)
  const { id, name, phone, company_name, lang, session_id } = customer
  return {
    ...shown(row),
    accessories: detail.accessories,
    condition_notes: detail.condition_notes,
    serial_number: detail.serial_number,
    technician_notes: detail.technician_notes,
    estimated_cost: detail.estimated_cost,
    actual_cost: detail.actual_cost,
    terms: detail.terms as Terms | null,
    warranty_until: detail.warranty_until,
    warranty_of_ticket_id: detail.warranty_of_ticket_id,
    picked_up_by: detail.picked_up_by,
    device: detail.device_id ? await getDevice(ctx, detail.device_id) : null,
    customer: { id, name, phone, company_name, lang, session_id },
    balance: await balanceOf(ctx, { ticket_id: detail.id }),
    passcode: await passcodeState(ctx, detail.id),
    next_steps: stepsFrom(detail.status as TicketStatus),
    photos: files.filter(file => file.mime_type.startsWith('image/') && file.kind !== 'signature'),
    updates: await storyOf(ctx, detail.id),
  }
}

async function storyOf(ctx: Ctx, ticket_id: string): Promise<TicketUpdate[]> {
  const updates = await selectUpdates(ctx.tx, ticket_id)
  const files = await filesById(
    ctx,
    updates.flatMap(update => update.file_ids),
  )
  return updates.map(({ file_ids, full_name, ...update }) => ({
    ...update,
    files: files.filter(file => file_ids.includes(file.id)),
    updated_by: person(update.updated_by, full_name),
  })) as TicketUpdate[]
}

export interface OpenTicket {
  readonly customer_id: string
  readonly device: DeviceInput
  readonly problem_description: string
  readonly accessories?: readonly string[]
  readonly condition_notes?: string | null | undefined
  readonly priority?: TicketPriority
  readonly estimated_completion_date?: string | null | undefined
  readonly assigned_to?: string | null | undefined
  readonly passcode?: string | null | undefined
  /** False: the form was filled elsewhere, and the device is still to come. */
  readonly device_received: boolean
  /** What the customer agreed to; null: nothing was signed. */
  readonly terms: Terms | null
  readonly warranty_of_ticket_id?: string | null | undefined
  /** Photos that are there already. */
  readonly file_ids?: readonly string[]
  /** The page's address is to be known beforehand: the id of its link. */
  readonly link_id?: string
}

/** A device is in the shop or on its way: its ticket, number and story begin, and the customer is told. */
export async function openTicket(ctx: Ctx, input: OpenTicket): Promise<{ id: string; ticket_number: string }> {
  if (!ctx.actor.user_id) throw new AppError('forbidden')
  const { customer_id } = input
  const device = await findOrCreateDevice(ctx, { ...input.device, customer_id })
  const device_model = deviceName(input.device)
  const ticket = await insertTicket(ctx.tx, {
    customer_id,
    device_id: device.id,
    device_type: input.device.device_type,
    device_model,
    serial_number: input.device.imei ?? input.device.serial_number ?? null,
    problem_description: input.problem_description,
    accessories: [...(input.accessories ?? [])],
    condition_notes: input.condition_notes ?? null,
    priority: input.priority ?? 'normal',
    estimated_completion_date: input.estimated_completion_date ?? null,
    terms: input.terms,
    assigned_to: input.assigned_to ?? null,
    warranty_of_ticket_id: input.warranty_of_ticket_id ?? null,
    received_at: input.device_received ? ctx.now : null,
    created_by: ctx.actor.user_id,
  })
  await claimDevice(ctx, { device_id: device.id, customer_id })
  await giveFilesToTicket(ctx, { file_ids: input.file_ids ?? [], ticket_id: ticket.id, customer_id })
  if (input.passcode) await keepPasscode(ctx, { ticket_id: ticket.id, passcode: input.passcode })
  const update = await insertUpdate(ctx.tx, {
    ticket_id: ticket.id,
    update_type: 'intake',
    file_ids: [...(input.file_ids ?? [])],
    to_status: 'pending',
    visible_to_customer: true,
    updated_by: ctx.actor.user_id,
  })
  await insertInteraction(ctx.tx, {
    customer_id,
    interaction_type: 'ticket',
    interaction_id: ticket.id,
    description: ticket.ticket_number,
    direction: 'inbound',
    created_by: ctx.actor.user_id,
  })
  if (input.link_id) await addLink(ctx, { id: input.link_id, ticket_id: ticket.id, customer_id })
  await tellAbout(
    ctx,
    { ...ticket, customer_id, device_model },
    input.device_received ? 'opened' : 'expected',
    update.id,
  )
  return ticket
}

/** A line of the ticket's story that its customer does not see. */
export async function noteInStory(
  ctx: Ctx,
  input: {
    /** Its own, when the same thing may be said twice. */
    readonly id?: string
    readonly ticket_id: string
    readonly update_type: NewUpdate['update_type']
    readonly description: string
  },
): Promise<void> {
  if (!ctx.actor.user_id) throw new AppError('forbidden')
  await insertUpdate(ctx.tx, { ...input, visible_to_customer: false, updated_by: ctx.actor.user_id })
}

/** Above the others of its kind from now on, and why. What is urgent stays urgent; what stands there already is not said again. */
export async function flagTicket(ctx: Ctx, input: Parameters<typeof noteInStory>[1]): Promise<void> {
  const ticket = await lockTicket(ctx.tx, input.ticket_id)
  if (input.id && (await hasUpdate(ctx.tx, input.id))) return
  if (ticket.priority !== 'urgent') await updateTicketRow(ctx.tx, ticket.id, { priority: 'high' })
  await noteInStory(ctx, input)
}

/** The customer's page of a ticket, for whoever may see the ticket. */
export async function customerLink(ctx: Ctx, input: { readonly ticket_id: string }): Promise<CustomerLink> {
  const { id, customer_id } = await selectTicketDetail(ctx.tx, input.ticket_id)
  return linkTo(ctx, { ticket_id: id, customer_id })
}

/** Where a ticket opened with this `link_id` is shown. */
export const customerPageUrl = (ctx: Ctx, link_id: string): string => linkUrl(ctx, link_id)
