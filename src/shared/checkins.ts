import { z } from 'zod'
import { contract } from './contract.ts'
import { zDeviceInput } from './devices.ts'
import { zId, zLang, zMoment } from './fields.ts'
import { zFile } from './files.ts'
import { zTerms } from './tickets.ts'

export const CHECKIN_STATUSES = ['open', 'submitted', 'ticketed', 'cancelled'] as const

/** What the chat knows before the customer opens the form. */
export const zCheckinPrefill = z.object({
  device_type: z.string().max(50).optional(),
  brand: z.string().max(50).optional(),
  model: z.string().max(100).optional(),
  problem: z.string().max(2000).optional(),
  /** Photos that were sent in the chat. */
  file_ids: z.array(zId).max(20).optional(),
  /** A warranty claim: the job that the fault came back of. */
  warranty_of: z.object({ ticket_id: zId, ticket_number: z.string().max(20) }).optional(),
})
export type CheckinPrefill = z.output<typeof zCheckinPrefill>

/** What the customer hands in and signs. Photos and the signature are uploaded before, one by one. */
export const zCheckinForm = z.object({
  name: z.string().trim().min(1).max(100),
  device: zDeviceInput,
  problem_description: z.string().trim().min(1).max(2000),
  accessories: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
  condition_notes: z.string().trim().max(1000).nullish(),
  photo_file_ids: z.array(zId).max(10).default([]),
  signature_file_id: zId,
  passcode: z.string().trim().max(100).nullish(),
  /** The terms that were on the screen when he signed. */
  terms_version: z.string(),
})
export type CheckinForm = z.output<typeof zCheckinForm>

export const zCheckinPage = z.object({
  status: z.enum(CHECKIN_STATUSES),
  lang: zLang,
  shop: z.object({
    company_name: z.string(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    logo_url: z.string().nullable(),
  }),
  expires_at: zMoment,
  prefill: z.object({
    name: z.string(),
    device_type: z.string().nullable(),
    brand: z.string().nullable(),
    model: z.string().nullable(),
    problem: z.string().nullable(),
  }),
  asks_passcode: z.boolean(),
  terms: zTerms,
  /** Uploaded so far with this link. */
  files: z.array(zFile),
  /** Both come once the ticket is open, a moment after the form was handed in. */
  ticket_number: z.string().nullable(),
  ticket_url: z.url().nullable(),
})
export type CheckinPage = z.output<typeof zCheckinPage>

const zCheckin = z.object({
  id: zId,
  customer_id: zId,
  status: z.enum(CHECKIN_STATUSES),
  url: z.url(),
  expires_at: zMoment,
  ticket_id: zId.nullable(),
})
export type Checkin = z.output<typeof zCheckin>

const token = z.object({ token: z.string() })
const params = z.object({ checkin_id: zId })

export const checkinContracts = {
  create: contract({
    method: 'POST',
    path: '/checkins',
    allow: 'signed_in',
    summary: 'Invite a customer to check a device in himself',
    body: z.object({ customer_id: zId, prefill: zCheckinPrefill.default({}), send: z.boolean().default(true) }),
    response: zCheckin,
    makes: true,
  }),
  get: contract({
    method: 'GET',
    path: '/checkins/:checkin_id',
    allow: 'signed_in',
    summary: 'One check-in',
    params,
    response: zCheckin,
  }),
  qr: contract({
    method: 'GET',
    path: '/checkins/:checkin_id/qr.svg',
    allow: 'signed_in',
    summary: 'QR code of the form, for the counter',
    params,
    response: z.unknown(),
  }),
  page: contract({
    method: 'GET',
    path: '/public/:token/checkin',
    allow: 'customer_link',
    summary: 'The form as far as it is known, the terms, and what became of it',
    params: token,
    response: zCheckinPage,
  }),
  addFile: contract({
    method: 'POST',
    path: '/public/:token/checkin/files',
    allow: 'customer_link',
    summary: 'A photo of the condition, or the signature',
    params: token,
    body: z.object({ kind: z.enum(['condition_photo', 'signature']) }),
    upload: { max_files: 1, max_mb: 15 },
    response: zFile,
    makes: true,
  }),
  submit: contract({
    method: 'POST',
    path: '/public/:token/checkin',
    allow: 'customer_link',
    summary: 'Hand the form in; the same form again gives the same answer',
    params: token,
    body: zCheckinForm,
    response: zCheckinPage,
    makes: true,
  }),
}
