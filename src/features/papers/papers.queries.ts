import type { Tx } from '../../db/ctx.ts'
import { AppError } from '../../shared/errors.ts'
import type { Buyer } from '../../shared/invoices.ts'

export async function selectBuyer(tx: Tx, customerId: string): Promise<Buyer> {
  const buyer = await tx
    .selectFrom('customers')
    .select(['name', 'company_name', 'address', 'phone', 'email'])
    .where('id', '=', customerId)
    .executeTakeFirst()
  if (!buyer) throw new AppError('not_found')
  return buyer
}

export const selectOptionalDevice = (tx: Tx, ticketId: string) =>
  tx
    .selectFrom('tickets as t')
    .leftJoin('devices as d', 'd.id', 't.device_id')
    .select(['t.ticket_number', 't.device_model', 't.serial_number', 'd.imei'])
    .where('t.id', '=', ticketId)
    .executeTakeFirst()

export interface NewFile {
  readonly kind: 'quotation_pdf' | 'invoice_pdf' | 'receipt_pdf'
  readonly filename: string
  readonly size_bytes: number
  readonly sha256: string
  readonly storage_key: string
  readonly customer_id: string
  readonly ticket_id: string | null
  readonly created_by: string | null
}

export async function insertFile(tx: Tx, file: NewFile): Promise<string> {
  const { id } = await tx
    .insertInto('files')
    .values({ ...file, mime_type: 'application/pdf', visible_to_customer: true })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
