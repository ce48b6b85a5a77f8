import { z } from 'zod'
import { zId } from './fields.ts'
import { parseImei } from './imei.ts'

export const DEVICE_TYPES = ['phone', 'tablet', 'laptop', 'computer', 'watch', 'console', 'other'] as const
export type DeviceType = (typeof DEVICE_TYPES)[number]

/** Suggestions; any other word may be typed. */
export const ACCESSORIES = ['charger', 'cable', 'case', 'sim', 'memory_card', 'pen', 'bag', 'box'] as const

/** Fifteen digits with a right check digit, separators allowed; blank is none. */
export const zImei = z
  .string()
  .trim()
  .transform((text, ctx) => {
    if (text === '') return null
    const imei = parseImei(text)
    if (imei === null) ctx.addIssue({ code: 'custom', message: 'imei_invalid' })
    return imei
  })
  .nullish()

const blankIsNone = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform(text => text || null)
    .nullish()

/** A device as it is typed. */
export const zDeviceInput = z.object({
  device_type: z.enum(DEVICE_TYPES).default('phone'),
  brand: blankIsNone(50),
  model: z.string().trim().min(1).max(100),
  imei: zImei,
  serial_number: blankIsNone(50),
})
export type DeviceInput = z.output<typeof zDeviceInput>

export const zDevice = z.object({
  id: zId,
  customer_id: zId.nullable(),
  device_type: z.string(),
  brand: z.string().nullable(),
  model: z.string(),
  imei: z.string().nullable(),
  serial_number: z.string().nullable(),
})
export type Device = z.output<typeof zDevice>

/** `'Apple iPhone 13'`; the brand is not said twice. */
export function deviceName(device: { readonly brand?: string | null | undefined; readonly model: string }): string {
  const { brand, model } = device
  return brand && !model.toLowerCase().startsWith(brand.toLowerCase()) ? `${brand} ${model}` : model
}
