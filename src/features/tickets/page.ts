import type { Ctx } from '../../db/ctx.ts'
import { AppError } from '../../shared/errors.ts'
import type { PublicTicket } from '../../shared/tickets.page.ts'
import { TICKET_PATH, type TicketOutcome, type TicketStatus } from '../../shared/tickets.status.ts'
import type { Terms } from '../../shared/tickets.ts'
import { preferredLang } from '../customers/customers.ts'
import { filesById, filesOfTicket } from '../files/files.ts'
import { hoursWords } from '../hours/hours.ts'
import { getInvoice } from '../invoices/invoices.ts'
import { getQuotation } from '../quotations/quotations.ts'
import { getCompany } from '../settings/settings.ts'
import {
  selectFeedback,
  selectIssuedInvoiceIds,
  selectSentQuotationId,
  selectTicketDetail,
  selectUpdates,
} from './tickets.queries.ts'

/** What the holder of a ticket's link sees: his repair, his papers, nothing of the shop's own. */
export async function ticketPage(ctx: Ctx): Promise<PublicTicket> {
  const { ticket_id } = ctx.actor
  if (!ticket_id) throw new AppError('not_found')
  const ticket = await selectTicketDetail(ctx.tx, ticket_id)
  const { company_name, phone, address, bank_details, logo_url } = await getCompany(ctx)
  const lang = await preferredLang(ctx, ticket)
  const business_hours = await hoursWords(ctx, lang)
  const updates = await selectUpdates(ctx.tx, ticket_id)
  const progress = updates.filter(update => update.update_type === 'progress')
  const progressFiles = await filesById(
    ctx,
    progress.flatMap(update => update.file_ids),
  )
  const files = await filesOfTicket(ctx, ticket_id)
  const sent = await selectSentQuotationId(ctx.tx, ticket_id)
  const quotation = sent ? await getQuotation(ctx, { quotation_id: sent.id }) : null
  const status = ticket.status as TicketStatus
  const outcome = ticket.outcome as TicketOutcome | null
  return {
    shop: { company_name, phone, address, business_hours, bank_details, logo_url },
    lang,
    ticket_number: ticket.ticket_number,
    status,
    awaiting_approval: status === 'diagnosing' && quotation?.status === 'sent',
    outcome,
    hold_reason: ticket.hold_reason as PublicTicket['hold_reason'],
    device: ticket.device_model,
    problem_description: ticket.problem_description,
    accessories: ticket.accessories,
    estimated_completion_date: ticket.estimated_completion_date,
    warranty_until: ticket.warranty_until,
    terms: ticket.terms as Terms | null,
    steps: stepsOf(status, outcome, updates),
    updates: progress.map(({ id, description, created_at, file_ids }) => ({
      id,
      description,
      created_at,
      files: progressFiles.filter(file => file_ids.includes(file.id)),
    })),
    photos: files.filter(file => file.kind === 'condition_photo' || file.kind === 'chat_media'),
    quotation,
    invoices: await invoicesOf(ctx, ticket_id),
    feedback: (await selectFeedback(ctx.tx, ticket_id)) ?? null,
    received_at: ticket.received_at,
    created_at: ticket.created_at,
  }
}

async function invoicesOf(ctx: Ctx, ticket_id: string): Promise<PublicTicket['invoices']> {
  const invoices: PublicTicket['invoices'] = []
  for (const { id } of await selectIssuedInvoiceIds(ctx.tx, ticket_id))
    invoices.push(await getInvoice(ctx, { invoice_id: id }))
  return invoices
}

/** The way ahead; what was not repaired has a shorter one. A step done twice shows its last time, one to be done again none. */
export function stepsOf(
  status: TicketStatus,
  outcome: TicketOutcome | null,
  updates: readonly { readonly to_status: string | null; readonly created_at: string }[],
): PublicTicket['steps'] {
  const path: readonly TicketStatus[] =
    status === 'cancelled'
      ? ['pending', 'cancelled']
      : outcome === 'declined' || outcome === 'unrepairable'
        ? ['pending', 'diagnosing', 'ready_for_pickup', 'picked_up']
        : TICKET_PATH
  const now = path.indexOf(status)
  return path.map((step, index) => ({
    status: step,
    at: index <= now ? (updates.findLast(update => update.to_status === step)?.created_at ?? null) : null,
  }))
}
