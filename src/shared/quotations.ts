import { z } from 'zod'
import { contract } from './contract.ts'
import { zAmount, zDay, zId, zList, zMoment, zMoney, zPage } from './fields.ts'
import { zLine, zLines, zTaxSummary } from './lines.ts'

export const QUOTATION_STATUSES = ['draft', 'sent', 'accepted', 'rejected', 'expired', 'converted'] as const
export type QuotationStatus = (typeof QUOTATION_STATUSES)[number]
export type QuotationStep = 'send' | 'revise' | 'accept' | 'reject' | 'expire' | 'convert'

/** What may follow what. Editing what was sent takes it back, and with it an approval of what it said. */
const NEXT: Record<QuotationStatus, Partial<Record<QuotationStep, QuotationStatus>>> = {
  draft: { revise: 'draft', send: 'sent' },
  sent: { revise: 'draft', accept: 'accepted', reject: 'rejected', expire: 'expired' },
  accepted: { revise: 'draft', convert: 'converted' },
  rejected: { revise: 'draft' },
  expired: { revise: 'draft' },
  converted: {},
}

/** The status after a step, or null when the step is not possible. */
export const nextQuotationStatus = (from: QuotationStatus, step: QuotationStep): QuotationStatus | null =>
  NEXT[from][step] ?? null

export const DECISION_WAYS = ['chat_button', 'chat_words', 'page', 'counter'] as const
export type DecisionWay = (typeof DECISION_WAYS)[number]

/** What the buttons of a sent quotation carry, so that a tap names the version that was read. */
export const decisionPayload = (quotationId: string, version: number, choice: 'approve' | 'reject'): string =>
  `quotation:${quotationId}:v${version}:${choice}`

export function parseDecisionPayload(
  payload: string,
): { quotation_id: string; version: number; choice: 'approve' | 'reject' } | null {
  const match = /^quotation:([0-9a-f-]{36}):v(\d{1,6}):(approve|reject)$/.exec(payload)
  return match
    ? { quotation_id: match[1] ?? '', version: Number(match[2]), choice: match[3] as 'approve' | 'reject' }
    : null
}

const zDecision = z.object({
  version: z.int(),
  decision: z.enum(['accepted', 'rejected']),
  via: z.enum(DECISION_WAYS),
  words: z.string().nullable(),
  reason: z.string().nullable(),
  created_at: zMoment,
})

const zQuotationRow = z.object({
  id: zId,
  quotation_number: z.string(),
  customer_id: zId,
  customer_name: z.string(),
  ticket_id: zId.nullable(),
  ticket_number: z.string().nullable(),
  status: z.enum(QUOTATION_STATUSES),
  version: z.int(),
  valid_until: zDay,
  total: zMoney,
  sent_at: zMoment.nullable(),
  created_at: zMoment,
})
export type QuotationRow = z.output<typeof zQuotationRow>

export const zQuotation = zQuotationRow.extend({
  price_mode: z.enum(['exclusive', 'inclusive']),
  document_discount: zMoney,
  subtotal: zMoney,
  tax_amount: zMoney,
  notes: z.string().nullable(),
  terms: z.string().nullable(),
  pdf_file_id: zId.nullable(),
  items: z.array(zLine.extend({ line_discount: zMoney })),
  updated_at: zMoment,
  taxes: z.array(zTaxSummary),
  /** Of the version that stands; an earlier version's decision is history. */
  decision: zDecision.nullable(),
})
export type Quotation = z.output<typeof zQuotation>

const zDraft = z.object({
  lines: zLines,
  document_discount: zAmount.default('0.00'),
  valid_until: zDay.optional(),
  notes: z.string().trim().max(2000).nullish(),
  terms: z.string().trim().max(4000).nullish(),
})

const params = z.object({ quotation_id: zId })
/** `updated_at` as the editor saw it: what a colleague changed since is refused, not overwritten or sent unread. */
const seen = z.object({ seen_at: zMoment.optional() })

/** Estimates are a technician's work too, on his own tickets: row security says which. */
export const quotationContracts = {
  list: contract({
    method: 'GET',
    path: '/quotations',
    allow: 'signed_in',
    summary: 'Quotations, newest first',
    query: zPage.extend({
      status: z.enum(QUOTATION_STATUSES).optional(),
      customer_id: zId.optional(),
      ticket_id: zId.optional(),
    }),
    response: zList(zQuotationRow),
  }),
  get: contract({
    method: 'GET',
    path: '/quotations/:quotation_id',
    allow: 'signed_in',
    summary: 'One quotation with its lines',
    params,
    response: zQuotation,
  }),
  draft: contract({
    method: 'POST',
    path: '/quotations',
    allow: 'signed_in',
    summary: 'Start an estimate for a ticket',
    body: zDraft.extend({ ticket_id: zId }),
    response: zQuotation,
    makes: true,
  }),
  revise: contract({
    method: 'PUT',
    path: '/quotations/:quotation_id',
    allow: 'signed_in',
    summary: 'Replace the lines; what was sent or approved becomes a draft again',
    params,
    body: zDraft.extend(seen.shape),
    response: zQuotation,
  }),
  send: contract({
    method: 'POST',
    path: '/quotations/:quotation_id/versions',
    allow: 'signed_in',
    summary: 'Freeze a version and send it to the customer',
    params,
    body: seen,
    response: zQuotation,
    makes: true,
  }),
  accept: contract({
    method: 'POST',
    path: '/quotations/:quotation_id/acceptance',
    allow: { may: 'quotations.write' },
    summary: 'The customer said yes at the counter',
    params,
    body: z.object({ version: z.int().min(1) }),
    response: zQuotation,
    makes: true,
  }),
  reject: contract({
    method: 'POST',
    path: '/quotations/:quotation_id/rejection',
    allow: { may: 'quotations.write' },
    summary: 'The customer said no at the counter',
    params,
    body: z.object({ version: z.int().min(1), reason: z.string().trim().max(1000).optional() }),
    response: zQuotation,
    makes: true,
  }),
  getOnPage: contract({
    method: 'GET',
    path: '/public/:token/quotations/:quotation_id',
    allow: 'customer_link',
    summary: 'A quotation on the ticket page',
    params: params.extend({ token: z.string() }),
    response: zQuotation,
  }),
  acceptOnPage: contract({
    method: 'POST',
    path: '/public/:token/quotations/:quotation_id/acceptance',
    allow: 'customer_link',
    summary: 'The customer says yes on the ticket page',
    params: params.extend({ token: z.string() }),
    body: z.object({ version: z.int().min(1) }),
    response: zQuotation,
  }),
  rejectOnPage: contract({
    method: 'POST',
    path: '/public/:token/quotations/:quotation_id/rejection',
    allow: 'customer_link',
    summary: 'The customer says no on the ticket page',
    params: params.extend({ token: z.string() }),
    body: z.object({ version: z.int().min(1), reason: z.string().trim().max(1000).optional() }),
    response: zQuotation,
  }),
}
