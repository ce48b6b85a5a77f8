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
