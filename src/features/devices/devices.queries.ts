import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import type { DeviceInput } from '../../shared/devices.ts'

const COLUMNS = ['id', 'customer_id', 'device_type', 'brand', 'model', 'imei', 'serial_number'] as const

type Named = Pick<DeviceInput, 'device_type' | 'brand' | 'model' | 'imei' | 'serial_number'>

export const selectOptionalDevice = (tx: Tx, id: string) =>
  tx.selectFrom('devices').select(COLUMNS).where('id', '=', id).executeTakeFirst()

export const selectOptionalDeviceByImei = (tx: Tx, imei: string) =>
  tx.selectFrom('devices').select(COLUMNS).where('imei', '=', imei).executeTakeFirst()

/** The same thing of the same owner, as far as can be known without an IMEI. */
export const selectOptionalLikeDevice = (tx: Tx, customer_id: string, device: Named) =>
  tx
    .selectFrom('devices')
    .select(COLUMNS)
    .where('customer_id', '=', customer_id)
    .where('device_type', '=', device.device_type)
    .where(sql`lower(model)`, '=', device.model.toLowerCase())
    .where(sql`coalesce(lower(serial_number), '')`, '=', device.serial_number?.toLowerCase() ?? '')
    .orderBy('id', 'desc')
    .executeTakeFirst()

/** Undefined: somebody added the same IMEI a moment ago. */
export const insertDevice = (tx: Tx, customer_id: string, device: Named) =>
  tx
    .insertInto('devices')
    .values({
      customer_id,
      device_type: device.device_type,
      brand: device.brand ?? null,
      model: device.model,
      imei: device.imei ?? null,
      serial_number: device.serial_number ?? null,
    })
    .onConflict(conflict => conflict.column('imei').where('imei', 'is not', null).doNothing())
    .returning(COLUMNS)
    .executeTakeFirst()

/** What is said today replaces what was known; what is not said stays. */
export const updateDevice = (tx: Tx, id: string, customer_id: string, device: Partial<Named>) =>
  tx
    .updateTable('devices')
    .set({
      customer_id,
      ...(device.device_type && { device_type: device.device_type }),
      ...(device.brand && { brand: device.brand }),
      ...(device.model && { model: device.model }),
      ...(device.imei && { imei: device.imei }),
      ...(device.serial_number && { serial_number: device.serial_number }),
    })
    .where('id', '=', id)
    .execute()
