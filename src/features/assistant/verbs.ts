import type { Ctx } from '../../db/ctx.ts'
import type { Appointment } from '../../shared/appointments.ts'
import type { PriceRange, Product } from '../../shared/catalogue.ts'
import type { Checkin, CheckinPrefill } from '../../shared/checkins.ts'
import type { Lang } from '../../shared/messages.ts'
import type { Quotation } from '../../shared/quotations.ts'
import type { Company } from '../../shared/settings.ts'
import type { OutboundMessage } from '../../shared/whatsapp/outbound.ts'
import type { proposeSlots } from '../appointments/appointments.ts'
import type { Decide } from '../quotations/quotations.ts'

/** A ticket as the chat speaks of it. */
export interface Job {
  readonly id: string
  readonly ticket_number: string
  readonly device_type: string
  readonly status: string
  /** Null: the device has not been brought yet. */
  readonly received_at: string | null
  readonly outcome: string | null
  readonly hold_reason: string | null
  /** As the customer calls it: "iPhone 13". */
  readonly device: string
  readonly estimated_completion_date: string | null
}
/** A job that the customer has collected. */
export interface PastJob {
  readonly id: string
  readonly ticket_number: string
  readonly device: string
  readonly brand: string | null
  readonly model: string
  readonly device_type: string
  readonly problem_description: string
  readonly outcome: string | null
  readonly warranty_until: string | null
  readonly status_changed_at: string
}
export interface UnpaidInvoice {
  readonly id: string
  readonly invoice_number: string | null
  readonly balance: string
  readonly ticket_id: string | null
  readonly ticket_number: string | null
}
export interface Paper {
  readonly kind: 'invoice' | 'receipt' | 'quotation'
  readonly id: string
  readonly number: string
  readonly ticket_id: string | null
  readonly at: string
  readonly amount: string
  readonly status: string
}
export type Visit = Pick<Appointment, 'id' | 'starts_at' | 'status' | 'device'>
export interface Tell {
  readonly customer_id: string
  readonly session_id: string
  readonly topic: 'reply'
  readonly key: string
  readonly lang: Lang
  readonly message: OutboundMessage
  readonly ticket_id?: string
}

/**
 * All that the assistant may do in other rooms: the same verbs as everybody's, under the bot's rights.
 * `verbs.live.ts` fills it from the features.
 */
export interface Verbs {
  company(ctx: Ctx): Promise<Company>
  openTickets(ctx: Ctx, customer_id: string): Promise<readonly Job[]>
  /** Among the customer's own. */
  findTicket(ctx: Ctx, customer_id: string, ticket_number: string): Promise<Job | null>
  /** The latest first. */
  pastJobs(ctx: Ctx, customer_id: string): Promise<readonly PastJob[]>
  ticketLink(ctx: Ctx, ticket_id: string): Promise<string>
  openQuotation(ctx: Ctx, customer_id: string): Promise<Quotation | null>
  accept(ctx: Ctx, input: Decide): Promise<Quotation>
  reject(ctx: Ctx, input: Decide): Promise<Quotation>
  unpaid(ctx: Ctx, customer_id: string): Promise<readonly UnpaidInvoice[]>
  submitProof(ctx: Ctx, input: { invoice_id: string; file_id: string; amount?: string }): Promise<void>
  /** Invoices whose transfer slip waits for staff. */
  waitingSlips(ctx: Ctx, customer_id: string): Promise<ReadonlySet<string>>
  /** What was ever handed to the customer on paper, the latest first. */
  papers(ctx: Ctx, customer_id: string): Promise<readonly Paper[]>
  /** As a PDF into the chat, by a job. */
  sendPaper(ctx: Ctx, paper: Pick<Paper, 'kind' | 'id'>): Promise<void>
  /** On the shelf, with what they cost. */
  goods(
    ctx: Ctx,
    text: string,
  ): Promise<{ items: readonly Pick<Product, 'name' | 'price' | 'stock_quantity'>[]; near: boolean }>
  priceRange(
    ctx: Ctx,
    input: { brand: string | null; model: string | null; problem: string },
  ): Promise<PriceRange | null>
  /** The QR with its link follows by a job, as one message. */
  createCheckin(
    ctx: Ctx,
    input: { customer_id: string; session_id: string; prefill: CheckinPrefill },
  ): Promise<Pick<Checkin, 'url' | 'expires_at'>>
  waitingCheckin(ctx: Ctx, customer_id: string): Promise<Pick<Checkin, 'url' | 'expires_at'> | null>
  /** The hours as the door says them; null while the shop has given none. */
  hours(ctx: Ctx, lang: Lang): Promise<string | null>
  /** When the door opens next, in words; null while somebody is at the counter, or nobody knows. */
  opens(ctx: Ctx, input: { lang: Lang; zone: string }): Promise<string | null>
  /** What he has agreed to and not come to yet, the next first. */
  visits(ctx: Ctx, customer_id: string): Promise<readonly Visit[]>
  proposeSlots: typeof proposeSlots
  bookVisit(
    ctx: Ctx,
    input: { customer_id: string; session_id: string; starts_at: string; device?: string },
  ): Promise<Visit>
  moveVisit(ctx: Ctx, input: { appointment_id: string; starts_at: string }): Promise<Visit>
  cancelVisit(ctx: Ctx, input: { appointment_id: string; reason?: string }): Promise<Visit>
  confirmVisit(ctx: Ctx, input: { appointment_id: string }): Promise<Visit>
  noteLateness(ctx: Ctx, input: { appointment_id: string; minutes: number }): Promise<Visit>
  tell(ctx: Ctx, tell: Tell): Promise<unknown>
}
