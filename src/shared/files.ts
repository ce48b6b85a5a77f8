import { z } from 'zod'
import { contract } from './contract.ts'
import { zId, zMoment } from './fields.ts'

/** What a file is to the shop. */
export const FILE_KINDS = [
  'condition_photo',
  'progress_photo',
  'signature',
  'transfer_proof',
  'chat_media',
  'checkin_qr',
  'quotation_pdf',
  'invoice_pdf',
  'receipt_pdf',
  'logo',
  'duitnow_qr',
] as const
export type FileKind = (typeof FILE_KINDS)[number]

export const zFile = z.object({
  id: zId,
  kind: z.string(),
  filename: z.string().nullable(),
  mime_type: z.string(),
  size_bytes: z.int(),
  has_thumbnail: z.boolean(),
  visible_to_customer: z.boolean(),
  created_at: zMoment,
})
export type StoredFile = z.output<typeof zFile>

const size = z.object({ size: z.enum(['full', 'thumbnail']).default('full') })

export const fileContracts = {
  open: contract({
    method: 'GET',
    path: '/files/:file_id',
    allow: 'signed_in',
    summary: 'The bytes of a file; `size=thumbnail` for the small picture',
    params: z.object({ file_id: zId }),
    query: size,
    response: z.unknown(),
  }),
  openOnPage: contract({
    method: 'GET',
    path: '/public/:token/files/:file_id',
    allow: 'customer_link',
    summary: 'A file that the customer may see',
    params: z.object({ token: z.string(), file_id: zId }),
    query: size,
    response: z.unknown(),
  }),
}
