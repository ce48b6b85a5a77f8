import type { Ctx } from '../../db/ctx.ts'
import type { Device, DeviceInput } from '../../shared/devices.ts'
import { AppError } from '../../shared/errors.ts'
import {
  insertDevice,
  selectOptionalDevice,
  selectOptionalDeviceByImei,
  selectOptionalLikeDevice,
  updateDevice,
} from './devices.queries.ts'

/** The device with this IMEI, whoever owned it before; without one, the same owner's device of that model; or a new one. */
export async function findOrCreateDevice(
  ctx: Ctx,
  input: DeviceInput & { readonly customer_id: string },
): Promise<Device> {
  const { customer_id, imei } = input
  const known = imei
    ? ((await selectOptionalDeviceByImei(ctx.tx, imei)) ?? (await likeWithoutImei(ctx, input)))
    : await selectOptionalLikeDevice(ctx.tx, customer_id, input)
  if (known) {
    await updateDevice(ctx.tx, known.id, customer_id, input)
    return (await selectOptionalDevice(ctx.tx, known.id)) ?? known
  }
  const device =
    (await insertDevice(ctx.tx, customer_id, input)) ?? (imei && (await selectOptionalDeviceByImei(ctx.tx, imei)))
  if (!device) throw new AppError('conflict')
  return device
}

/** The IMEI of a device that was known by its model only. */
async function likeWithoutImei(ctx: Ctx, input: DeviceInput & { readonly customer_id: string }) {
  const like = await selectOptionalLikeDevice(ctx.tx, input.customer_id, input)
  return like?.imei === null ? like : undefined
}

export const getDevice = async (ctx: Ctx, id: string): Promise<Device | null> =>
  (await selectOptionalDevice(ctx.tx, id)) ?? null

/** A device goes with its latest ticket: once that is written, a technician too may say whose it is. */
export const claimDevice = (ctx: Ctx, input: { readonly device_id: string; readonly customer_id: string }) =>
  updateDevice(ctx.tx, input.device_id, input.customer_id, {})
