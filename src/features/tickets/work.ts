import type { Ctx } from '../../db/ctx.ts'
import type { InputOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { StoredFile } from '../../shared/files.ts'
import type { Ticket, ticketContracts } from '../../shared/tickets.ts'
import { storeUpload } from '../files/files.ts'
import { notify } from '../notifications/notifications.ts'
import type { ReceivedFile } from '../tools.ts'
import { tellProgress } from './telling.ts'
import {
  insertUpdate,
  lockTicket,
  type NewUpdate,
  selectPersonName,
  type TicketDetail,
  updateTicketRow,
} from './tickets.queries.ts'
import { getTicket } from './tickets.ts'

interface WithFiles {
  readonly files: readonly ReceivedFile[]
}

/** Details that are not the status. */
export async function updateTicket(ctx: Ctx, input: InputOf<typeof ticketContracts.update>): Promise<Ticket> {
  const { ticket_id, ...changes } = input
  const ticket = await lockTicket(ctx.tx, ticket_id)
  const said = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  if (Object.keys(said).length > 0) await updateTicketRow(ctx.tx, ticket.id, said)
  return getTicket(ctx, { ticket_id })
}

export async function assignTicket(ctx: Ctx, input: InputOf<typeof ticketContracts.assign>): Promise<Ticket> {
  const ticket = await lockTicket(ctx.tx, input.ticket_id)
  if (ticket.assigned_to === input.user_id) return getTicket(ctx, input)
  const name = input.user_id ? await selectPersonName(ctx.tx, input.user_id) : null
  if (name === undefined) throw new AppError('not_found')
  await updateTicketRow(ctx.tx, ticket.id, { assigned_to: input.user_id })
  await write(ctx, ticket, { update_type: 'assignment', description: name, visible_to_customer: false })
  if (input.user_id) await announceAssignment(ctx, ticket, input.user_id)
  return getTicket(ctx, input)
}

/** Tells a colleague; nobody is told what he did himself. */
export async function announceAssignment(
  ctx: Ctx,
  ticket: { readonly id: string; readonly ticket_number: string },
  user_id: string,
): Promise<void> {
  if (user_id === ctx.actor.user_id) return
  await notify(ctx, {
    user_id,
    kind: 'ticket_assigned',
    subject_type: 'ticket',
    subject_id: ticket.id,
    data: { ticket: ticket.ticket_number },
  })
}

/** For colleagues; the customer never sees it. */
export async function addNote(ctx: Ctx, input: InputOf<typeof ticketContracts.addNote>): Promise<Ticket> {
  const ticket = await lockTicket(ctx.tx, input.ticket_id)
  await write(ctx, ticket, { update_type: 'note', description: input.description, visible_to_customer: false })
  return getTicket(ctx, input)
}

/** How the repair goes, in words and photos: on the customer's page, and in his chat unless staff say otherwise. */
export async function addProgress(
  ctx: Ctx,
  input: InputOf<typeof ticketContracts.addProgress> & WithFiles,
): Promise<Ticket> {
  const ticket = await lockTicket(ctx.tx, input.ticket_id)
  const photos = onlyPictures(input.files)
  if (!input.description && photos.length === 0) {
    throw new AppError('validation_failed', {}, [{ path: 'description', message: 'words_or_photos' }])
  }
  const stored = await keep(ctx, ticket, photos, 'progress_photo')
  const file_ids = stored.map(file => file.id)
  const update = await write(ctx, ticket, {
    update_type: 'progress',
    description: input.description || null,
    file_ids,
    visible_to_customer: true,
  })
  if (input.tell_customer) {
    await tellProgress(ctx, ticket, { update_id: update.id, description: input.description, file_ids })
  }
  return getTicket(ctx, input)
}

/** How the device looked when it came in. */
export async function addPhotos(
  ctx: Ctx,
  input: InputOf<typeof ticketContracts.addPhotos> & WithFiles,
): Promise<Ticket> {
  const ticket = await lockTicket(ctx.tx, input.ticket_id)
  const stored = await keep(ctx, ticket, onlyPictures(input.files), 'condition_photo')
  if (stored.length > 0) {
    await write(ctx, ticket, { update_type: 'photo', file_ids: stored.map(file => file.id), visible_to_customer: true })
  }
  return getTicket(ctx, input)
}

function onlyPictures(files: readonly ReceivedFile[]): readonly ReceivedFile[] {
  if (files.some(file => !file.mime_type.startsWith('image/'))) throw new AppError('file_type_refused')
  return files
}

async function keep(
  ctx: Ctx,
  ticket: TicketDetail,
  files: readonly ReceivedFile[],
  kind: 'progress_photo' | 'condition_photo',
): Promise<StoredFile[]> {
  const stored: StoredFile[] = []
  for (const file of files) {
    stored.push(
      await storeUpload(ctx, file, {
        kind,
        ticket_id: ticket.id,
        customer_id: ticket.customer_id,
        visible_to_customer: true,
      }),
    )
  }
  return stored
}

function write(ctx: Ctx, ticket: TicketDetail, update: Omit<NewUpdate, 'ticket_id' | 'updated_by'>) {
  if (!ctx.actor.user_id) throw new AppError('forbidden')
  return insertUpdate(ctx.tx, { ...update, ticket_id: ticket.id, updated_by: ctx.actor.user_id })
}
