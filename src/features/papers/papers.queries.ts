import type { Tx } from '../../db/ctx.ts'
import { notFound } from '../../shared/errors.ts'
import type { Buyer } from '../../shared/invoices.ts'

export const selectBuyer = (tx: Tx, customerId: string): Promise<Buyer> =>
  tx
    .selectFrom('customers')
    .select(['name', 'company_name', 'address', 'phone', 'email'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow(notFound)

export const selectOptionalLogo = (tx: Tx) =>
  tx
    .selectFrom('company_settings as s')
    .innerJoin('files as f', 'f.id', 's.logo_file_id')
    .select('f.storage_key')
    .executeTakeFirst()

export const selectOptionalDevice = (tx: Tx, ticketId: string) =>
  tx
    .selectFrom('tickets as t')
    .leftJoin('devices as d', 'd.id', 't.device_id')
    .select(['t.ticket_number', 't.device_model', 't.serial_number', 'd.imei'])
    .where('t.id', '=', ticketId)
    .executeTakeFirst()
