import { z } from 'zod'
import { contract } from './contract.ts'
import { zDay, zId, zLang, zMoment } from './fields.ts'
import { zFile } from './files.ts'
import { zInvoice } from './invoices.ts'
import { zQuotation } from './quotations.ts'
import { HOLD_REASONS, TICKET_OUTCOMES, TICKET_STATUSES } from './tickets.status.ts'
import { zTerms } from './tickets.ts'

const zStatus = z.enum(TICKET_STATUSES)

/** What the customer sees of a ticket: nothing of the shop's notes, nobody's name but his. */
export const zPublicTicket = z.object({
  shop: z.object({
    company_name: z.string(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    business_hours: z.string().nullable(),
    bank_details: z.string().nullable(),
    logo_url: z.string().nullable(),
  }),
  lang: zLang,
  ticket_number: z.string(),
  status: zStatus,
  awaiting_approval: z.boolean(),
  outcome: z.enum(TICKET_OUTCOMES).nullable(),
  hold_reason: z.enum(HOLD_REASONS).nullable(),
  device: z.string(),
  problem_description: z.string(),
  accessories: z.array(z.string()),
  estimated_completion_date: zDay.nullable(),
  warranty_until: zDay.nullable(),
  terms: zTerms.nullable(),
  /** Each step with the moment at which it was reached; null: not yet. */
  steps: z.array(z.object({ status: zStatus, at: zMoment.nullable() })),
  updates: z.array(
    z.object({ id: zId, description: z.string().nullable(), created_at: zMoment, files: z.array(zFile) }),
  ),
  photos: z.array(zFile),
  /** Waiting for his decision, or the last one decided. */
  quotation: zQuotation.nullable(),
  invoices: z.array(zInvoice),
  feedback: z.object({ rating: z.int().nullable(), feedback_text: z.string().nullable() }).nullable(),
  /** Null: he has not brought it yet. */
  received_at: zMoment.nullable(),
  created_at: zMoment,
})
export type PublicTicket = z.output<typeof zPublicTicket>

export const ticketPageContract = contract({
  method: 'GET',
  path: '/public/:token/ticket',
  allow: 'customer_link',
  summary: "The customer's view of his ticket",
  params: z.object({ token: z.string() }),
  response: zPublicTicket,
})
