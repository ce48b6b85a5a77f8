import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import { AppError } from '../../shared/errors.ts'
import type { StoredFile } from '../../shared/files.ts'
import { isOpenInvoice } from '../../shared/invoices.ts'
import { storeUpload } from '../files/files.ts'
import { getInvoice } from '../invoices/invoices.ts'
import type { ReceivedFile } from '../tools.ts'

/** A transfer slip from the ticket page. A link may hand in the paper; the payment that it speaks of is written by the scheduler. */
export async function submitProofOnPage(
  ctx: Ctx,
  input: { readonly invoice_id: string; readonly files: readonly ReceivedFile[] },
): Promise<StoredFile> {
  const { customer_id, ticket_id } = ctx.actor
  if (!customer_id || !ticket_id) throw new AppError('not_found')
  const invoice = await getInvoice(ctx, input)
  if (!isOpenInvoice(invoice.status)) throw new AppError('invoice_not_open')
  const [file] = input.files
  if (!file) throw new AppError('bad_request')
  // His own paper: what he handed in, he may see.
  const about = { kind: 'transfer_proof', ticket_id, customer_id, visible_to_customer: true } as const
  const stored = await storeUpload(ctx, file, about)
  await enqueue(ctx, 'payments.take_proof', { invoice_id: invoice.id, file_id: stored.id })
  return stored
}
