import { z } from 'zod'

// What the control API takes.

export const settings = z.strictObject({
  delivery: z.enum(['auto', 'held']).optional(),
  statuses: z.enum(['none', 'sent', 'delivered', 'read']).optional(),
  status_delay_ms: z.number().int().min(0).optional(),
  window_refusal: z.enum(['status', 'http']).optional(),
  template_approval: z.enum(['at_once', 'held']).optional(),
  payload: z.enum(['v24', 'v23']).optional(),
  in_order: z.boolean().optional(),
  payment_method: z.boolean().optional(),
  file_size_as: z.enum(['number', 'string']).optional(),
  token: z.enum(['valid', 'expired']).optional(),
  rate_limits: z.boolean().optional(),
  url_in_media: z.boolean().optional(),
  sign_with: z.enum(['current', 'bad', 'none', 'stale']).optional(),
  webhook_url: z.url().nullable().optional(),
})
export const phone = z.string().regex(/^\+\d{7,15}$/, 'E.164, e.g. +60123456789')
export const newPerson = z.strictObject({
  name: z.string().min(1),
  phone: phone.optional(),
  username: z.string().optional(),
  wa_id: z
    .string()
    .regex(/^\d{7,15}$/)
    .optional(),
  hide_phone: z.boolean().optional(),
  hide_user_id: z.boolean().optional(),
  user_id: z.string().optional(),
  parent_user_id: z.string().optional(),
})
export const personPatch = z.strictObject({
  name: z.string().optional(),
  username: z.string().nullable().optional(),
  hide_phone: z.boolean().optional(),
  hide_user_id: z.boolean().optional(),
  blocked_by_us: z.boolean().optional(),
  has_whatsapp: z.boolean().optional(),
  stopped_marketing: z.boolean().optional(),
})
export const ladder = z.enum(['sent', 'delivered', 'read', 'played', 'failed'])
export const newFault = z.strictObject({
  endpoint: z.enum(['messages', 'read', 'number', 'media', 'media_url', 'media_bytes', 'templates', 'webhook']),
  times: z.int().positive().optional(),
  every: z.int().positive().optional(),
  chance: z.number().min(0).max(1).optional(),
  seed: z.int().optional(),
  kind: z.enum(['message', 'status', 'template', 'account', 'raw']).optional(),
  to: z.string().optional(),
  after_commit: z.boolean().optional(),
  effect: z.union([
    z.enum(['timeout', 'drop', 'abort', 'slow', 'status_first', 'duplicate', 'again', 'late', 'lost_answer']),
    z.strictObject({
      code: z.int(),
      http_status: z.int().optional(),
      details: z.string().optional(),
      subcode: z.int().optional(),
    }),
    z.strictObject({ async: z.int(), details: z.string().optional() }),
    z.strictObject({ statuses: z.array(ladder) }),
  ]),
  delay_ms: z.int().min(0).optional(),
  retry_after_seconds: z.int().positive().optional(),
  regain_minutes: z.int().positive().optional(),
  copies: z.int().min(2).max(100).optional(),
})
export const redeliveries = z.strictObject({
  delivery_ids: z.array(z.string()).optional(),
  times: z.int().min(1).max(1000).default(1),
  shuffled: z.boolean().default(false),
  parallel: z.boolean().default(false),
  seed: z.int().default(1),
  rebatch: z.int().min(1).max(1000).optional(),
})
export const statusError = z.strictObject({ code: z.int(), title: z.string(), details: z.string().optional() })
