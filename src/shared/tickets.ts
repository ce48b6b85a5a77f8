import { z } from 'zod'
import { contract } from './contract.ts'
import { zCustomerInput } from './customers.ts'
import { zDevice, zDeviceInput } from './devices.ts'
import type { Shape } from './fields.ts'
import { zDay, zId, zLang, zList, zMoment, zMoney, zPage } from './fields.ts'
import { zFile } from './files.ts'
import { HOLD_REASONS, TICKET_OUTCOMES, TICKET_PRIORITIES, TICKET_STATUSES, TICKET_STEPS } from './tickets.status.ts'

const zStatus = z.enum(TICKET_STATUSES)
const text = (max: number) => z.string().trim().min(1).max(max)

const zPerson = z.object({ id: zId, full_name: z.string() })

export const zTicketRow = z.object({
  id: zId,
  ticket_number: z.string(),
  status: zStatus,
  /** A quotation is with the customer: shown as its own status. */
  awaiting_approval: z.boolean(),
  outcome: z.enum(TICKET_OUTCOMES).nullable(),
  hold_reason: z.enum(HOLD_REASONS).nullable(),
  priority: z.enum(TICKET_PRIORITIES),
  device_type: z.string(),
  device_model: z.string(),
  problem_description: z.string(),
  customer_id: zId,
  customer_name: z.string(),
  customer_phone: z.string().nullable(),
  assigned_to: zPerson.nullable(),
  estimated_completion_date: zDay.nullable(),
  /** When the device came into the shop; null: it is not here yet. */
  received_at: zMoment.nullable(),
  status_changed_at: zMoment,
  created_at: zMoment,
})
export type TicketRow = z.output<typeof zTicketRow>

export const zTicketUpdate = z.object({
  id: zId,
  /** status, note, progress, assignment, passcode, intake */
  update_type: z.string(),
  description: z.string().nullable(),
  from_status: zStatus.nullable(),
  to_status: zStatus.nullable(),
  files: z.array(zFile),
  visible_to_customer: z.boolean(),
  updated_by: zPerson.nullable(),
  created_at: zMoment,
})
export type TicketUpdate = z.output<typeof zTicketUpdate>

export const zTerms = z.object({
  version: z.string(),
  lang: zLang,
  diagnostic_fee: zMoney,
  storage_days: z.int(),
  /** The words that were shown, one paragraph each. */
  wording: z.array(z.string()),
  privacy: z.string(),
})
export type Terms = z.output<typeof zTerms>

export const zTicket = zTicketRow.extend({
  accessories: z.array(z.string()),
  condition_notes: z.string().nullable(),
  serial_number: z.string().nullable(),
  technician_notes: z.string().nullable(),
  estimated_cost: zMoney.nullable(),
  actual_cost: zMoney.nullable(),
  terms: zTerms.nullable(),
  warranty_until: zDay.nullable(),
  /** Who took the device when it was not the customer. */
  picked_up_by: z.string().nullable(),
  warranty_of_ticket_id: zId.nullable(),
  device: zDevice.nullable(),
  customer: z.object({
    id: zId,
    name: z.string(),
    phone: z.string().nullable(),
    company_name: z.string().nullable(),
    lang: zLang,
    session_id: zId.nullable(),
  }),
  /** Owed on this ticket's invoices. */
  balance: zMoney,
  /** Whether there is one; `hidden` from whoever may not reveal it. */
  passcode: z.enum(['kept', 'wiped', 'none', 'hidden']),
  /** What may be done from here, the usual one first. */
  next_steps: z.array(z.enum(TICKET_STEPS)),
  photos: z.array(zFile),
  updates: z.array(zTicketUpdate),
})
export type Ticket = z.output<typeof zTicket>

const params = z.object({ ticket_id: zId })
const reason = z.object({ reason: text(500).min(3) })
const step = <Body extends Shape = Shape>(path: string, summary: string, body?: Body) =>
  contract({
    method: 'POST',
    path: `/tickets/:ticket_id/${path}`,
    allow: 'signed_in',
    summary,
    params,
    ...(body && { body }),
    response: zTicket,
    makes: true,
  })

/** A technician works on his own tickets: row security says which those are. */
export const ticketContracts = {
  list: contract({
    method: 'GET',
    path: '/tickets',
    allow: 'signed_in',
    summary: 'Tickets, newest first; `q` searches numbers, models, serial numbers, names and phones',
    query: zPage.extend({
      q: z.string().trim().max(100).optional(),
      /** Comma-separated. `open` means all but picked up and cancelled. */
      status: z
        .string()
        .refine(
          value => value.split(',').every(s => s === 'open' || (TICKET_STATUSES as readonly string[]).includes(s)),
          'status',
        )
        .optional(),
      /** A user's id, `me` or `nobody`. */
      assigned_to: z.union([zId, z.literal('me'), z.literal('nobody')]).optional(),
      customer_id: zId.optional(),
      priority: z.enum(TICKET_PRIORITIES).optional(),
    }),
    response: zList(zTicketRow),
  }),
  counts: contract({
    method: 'GET',
    path: '/ticket-counts',
    allow: 'signed_in',
    summary: 'How many tickets are in each status',
    response: z.object({ counts: z.record(zStatus, z.int()), awaiting_approval: z.int(), not_here: z.int() }),
  }),
  get: contract({
    method: 'GET',
    path: '/tickets/:ticket_id',
    allow: 'signed_in',
    summary: 'One ticket with its story',
    params,
    response: zTicket,
  }),
  intake: contract({
    method: 'POST',
    path: '/tickets',
    allow: 'signed_in',
    summary: 'Walk-in intake: customer, device and ticket in one call',
    body: z
      .object({
        customer_id: zId.optional(),
        /** A new customer, or a known one by his phone. */
        customer: zCustomerInput.optional(),
        device: zDeviceInput,
        problem_description: text(2000),
        accessories: z.array(text(60)).max(20).default([]),
        condition_notes: text(1000).nullish(),
        priority: z.enum(TICKET_PRIORITIES).default('normal'),
        estimated_completion_date: zDay.nullish(),
        assigned_to: zId.nullish(),
        passcode: z.string().trim().max(100).nullish(),
        /** The customer read the terms at the counter and agreed. */
        terms_accepted: z.boolean().default(false),
        warranty_of_ticket_id: zId.nullish(),
      })
      .refine(body => Boolean(body.customer_id) !== Boolean(body.customer), {
        path: ['customer'],
        message: 'customer_or_id',
      }),
    response: zTicket,
    makes: true,
  }),
  update: contract({
    method: 'PATCH',
    path: '/tickets/:ticket_id',
    allow: 'signed_in',
    summary: 'Change details that are not the status',
    params,
    body: z.object({
      problem_description: text(2000).optional(),
      accessories: z.array(text(60)).max(20).optional(),
      condition_notes: text(1000).nullish(),
      technician_notes: text(4000).nullish(),
      priority: z.enum(TICKET_PRIORITIES).optional(),
      hold_reason: z.enum(HOLD_REASONS).nullish(),
      estimated_completion_date: zDay.nullish(),
    }),
    response: zTicket,
  }),
  assign: contract({
    method: 'PUT',
    path: '/tickets/:ticket_id/assignment',
    allow: { may: 'tickets.write' },
    summary: 'Give the ticket to somebody, or to nobody',
    params,
    body: z.object({ user_id: zId.nullable() }),
    response: zTicket,
  }),
  receive: step('arrival', 'The device is in the shop'),
  notHere: contract({
    method: 'DELETE',
    path: '/tickets/:ticket_id/arrival',
    allow: 'signed_in',
    summary: 'The device is not in the shop after all',
    params,
    response: zTicket,
  }),
  diagnose: step(
    'diagnosis',
    'Start the diagnosis, also when another fault is found',
    z.object({
      /** Takes the device in as well, in the same step. */
      device_received: z.boolean().default(false),
    }),
  ),
  approve: step('approval', 'Go ahead without a charge'),
  start: step('repair', 'Start the repair, also when a test failed'),
  complete: step('completion', 'The repair is done; the invoice follows'),
  ready: step('readiness', 'Tested and ready for pickup'),
  decline: step(
    'decline',
    'The customer does not want the repair; the diagnostic fee follows by the terms',
    reason.partial(),
  ),
  giveUp: step('surrender', 'It cannot be repaired', reason),
  owed: contract({
    method: 'GET',
    path: '/tickets/:ticket_id/owed',
    allow: 'signed_in',
    summary: 'What is to be paid before the device leaves: on invoices, and agreed but not billed yet',
    params,
    response: z.object({ balance: zMoney, unbilled: zMoney }),
  }),
  handOver: step(
    'handover',
    'The device leaves with the customer, or with whom he sent',
    z.object({
      picked_up_by: text(120).min(2).nullish(),
      /** Why it leaves unpaid: for whoever may approve that. */
      despite_balance: text(500).min(3).nullish(),
    }),
  ),
  cancel: step('cancellation', 'The device was never handed in', reason.partial()),
  addProgress: contract({
    method: 'POST',
    path: '/tickets/:ticket_id/progress',
    allow: 'signed_in',
    summary: 'Words and photos of the progress, sent to the customer',
    params,
    body: z.object({ description: z.string().trim().max(1000).default(''), tell_customer: z.boolean().default(true) }),
    upload: { max_files: 6, max_mb: 15 },
    response: zTicket,
    makes: true,
  }),
  addPhotos: contract({
    method: 'POST',
    path: '/tickets/:ticket_id/photos',
    allow: 'signed_in',
    summary: 'Photos of the condition at intake',
    params,
    upload: { max_files: 10, max_mb: 15 },
    response: zTicket,
    makes: true,
  }),
  addNote: contract({
    method: 'POST',
    path: '/tickets/:ticket_id/notes',
    allow: 'signed_in',
    summary: 'A note for colleagues; the customer never sees it',
    params,
    body: z.object({ description: text(4000) }),
    response: zTicket,
    makes: true,
  }),
  revealPasscode: contract({
    method: 'POST',
    path: '/tickets/:ticket_id/passcode-reveals',
    allow: { may: 'passcode.reveal' },
    summary: 'Show the passcode; who and why is kept',
    params,
    body: reason,
    response: z.object({ passcode: z.string() }),
  }),
  link: contract({
    method: 'POST',
    path: '/tickets/:ticket_id/links',
    allow: 'signed_in',
    summary: "The customer's page, and a chat that starts with the ticket's number",
    params,
    response: z.object({ url: z.url(), whatsapp_url: z.url().nullable(), expires_at: zMoment }),
  }),
  linkQr: contract({
    method: 'GET',
    path: '/tickets/:ticket_id/link.svg',
    allow: 'signed_in',
    summary: "QR code of the customer's page",
    params,
    response: z.unknown(),
  }),
  label: contract({
    method: 'GET',
    path: '/tickets/:ticket_id/label.pdf',
    allow: 'signed_in',
    summary: 'Label of 50 × 30 mm for the device',
    params,
    response: z.unknown(),
  }),
}
