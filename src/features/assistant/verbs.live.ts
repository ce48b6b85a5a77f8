import type { Ctx } from '../../db/ctx.ts'
import { whenWords } from '../../shared/hours.words.ts'
import type { TicketRow } from '../../shared/tickets.ts'
import {
  bookAppointment,
  cancelAppointment,
  confirmAppointment,
  moveAppointment,
  noteLateness,
  proposeSlots,
  upcomingOf,
} from '../appointments/appointments.ts'
import { goodsNamed, priceRange } from '../catalogue/catalogue.ts'
import { createCheckin, latestOpenCheckin } from '../checkins/checkins.ts'
import { tellCustomer } from '../conversations/conversations.ts'
import { hoursWords, isOpen, nextOpening } from '../hours/hours.ts'
import { deliverInvoice, listInvoices, unpaidOf } from '../invoices/invoices.ts'
import { receiptsOf, sendReceiptAgain, slipsOf, submitProof } from '../payments/payments.ts'
import {
  acceptQuotation,
  listQuotations,
  openQuotationOf,
  rejectQuotation,
  sendQuotationAgain,
} from '../quotations/quotations.ts'
import { getCompany } from '../settings/settings.ts'
import { collectedTicketsOf, customerLink, findTicketByNumber, listTickets, openTicketsOf } from '../tickets/tickets.ts'
import type { Job, Paper, Verbs } from './verbs.ts'

/** Nobody says "Apple iPhone". */
const spoken = (device: string) =>
  device.replace(/^Apple (?=i|Mac|Air)|^Samsung (?=Galaxy)|^Xiaomi (?=Redmi|POCO)/i, '')
const job = ({ device_model, ...ticket }: TicketRow): Job => ({ ...ticket, device: spoken(device_model) })

/** "42" and "TKT-000042" mean the customer's own TKT-2026-000042: people do not write the year. */
async function findTicket(ctx: Ctx, customer_id: string, written: string): Promise<Job | null> {
  const exact = await findTicketByNumber(ctx, { ticket_number: written })
  if (exact) return job(exact)
  const digits = /(\d{1,6})$/.exec(written)?.[1]?.padStart(6, '0')
  if (!digits) return null
  const { items } = await listTickets(ctx, { customer_id, limit: 50 })
  const own = items.find(({ ticket_number }) => ticket_number.endsWith(`-${digits}`))
  return own ? job(own) : null
}

async function papers(ctx: Ctx, customer_id: string): Promise<Paper[]> {
  const invoices = (await listInvoices(ctx, { customer_id, limit: 20 })).items
  const receipts = await receiptsOf(ctx, { customer_id })
  const quotations = (await listQuotations(ctx, { customer_id, limit: 20 })).items
  const all: Paper[] = [
    ...invoices
      .filter(({ status }) => status !== 'cancelled' && status !== 'draft')
      .map(({ id, invoice_number, ticket_id, created_at, total, status }) => {
        return {
          kind: 'invoice' as const,
          id,
          number: invoice_number ?? '',
          ticket_id,
          at: created_at,
          amount: total,
          status,
        }
      }),
    ...receipts.map(({ id, receipt_number, ticket_id, created_at, amount }) => {
      return { kind: 'receipt' as const, id, number: receipt_number, ticket_id, at: created_at, amount, status: 'paid' }
    }),
    ...quotations
      .filter(({ status }) => status !== 'draft')
      .map(({ id, quotation_number, ticket_id, sent_at, created_at, total, status }) => {
        const at = sent_at ?? created_at
        return { kind: 'quotation' as const, id, number: quotation_number, ticket_id, at, amount: total, status }
      }),
  ]
  return all.sort((a, b) => (a.at < b.at ? 1 : -1))
}

export const liveVerbs: Verbs = {
  company: getCompany,
  goods: (ctx, text) => goodsNamed(ctx, { text }),
  priceRange,
  openTickets: async (ctx, customer_id) => (await openTicketsOf(ctx, { customer_id })).map(job),
  findTicket,
  pastJobs: async (ctx, customer_id) =>
    (await collectedTicketsOf(ctx, { customer_id })).map(({ device_model, model, ...ticket }) => ({
      ...ticket,
      device: spoken(device_model),
      model: model ?? spoken(device_model),
    })),
  ticketLink: async (ctx, ticket_id) => (await customerLink(ctx, { ticket_id })).url,
  openQuotation: (ctx, customer_id) => openQuotationOf(ctx, { customer_id }),
  accept: acceptQuotation,
  reject: rejectQuotation,
  /** The oldest first: that is the one a slip is for. */
  unpaid: async (ctx, customer_id) => (await unpaidOf(ctx, { customer_id })).reverse(),
  async submitProof(ctx, input) {
    await submitProof(ctx, input)
  },
  waitingSlips: (ctx, customer_id) => slipsOf(ctx, { customer_id }),
  papers,
  async sendPaper(ctx, { kind, id }) {
    if (kind === 'receipt') await sendReceiptAgain(ctx, { receipt_id: id })
    else if (kind === 'quotation') await sendQuotationAgain(ctx, { quotation_id: id })
    else await deliverInvoice(ctx, { invoice_id: id })
  },
  createCheckin,
  waitingCheckin: (ctx, customer_id) => latestOpenCheckin(ctx, { customer_id }),
  hours: hoursWords,
  async opens(ctx, { lang, zone }) {
    if (await isOpen(ctx)) return null
    const next = await nextOpening(ctx)
    return next && whenWords(next.starts, lang, zone, ctx.now)
  },
  visits: (ctx, customer_id) => upcomingOf(ctx, { customer_id }),
  proposeSlots,
  bookVisit: bookAppointment,
  moveVisit: moveAppointment,
  cancelVisit: cancelAppointment,
  confirmVisit: confirmAppointment,
  noteLateness,
  tell: tellCustomer,
}
