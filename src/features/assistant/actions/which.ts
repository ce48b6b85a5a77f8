import type { Entity } from '../../../shared/assistant.ts'
import { deviceType } from '../understanding/devices.ts'

interface Named {
  readonly ticket_number: string
  readonly device: string
  readonly device_type: string
}

const squeezed = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** The jobs that a message may mean: by number or device when it names one, else all of them. */
export function jobsNamed<Job extends Named>(text: string, entities: readonly Entity[], jobs: readonly Job[]): Job[] {
  const digits = entities.find(({ kind }) => kind === 'ticket_number')?.value.match(/\d+$/)?.[0]
  if (digits) return jobs.filter(({ ticket_number }) => ticket_number.endsWith(digits))
  const models = entities.filter(({ kind }) => kind === 'device_model').map(({ value }) => squeezed(value))
  const brands = entities.filter(({ kind }) => kind === 'device_brand')
  if (models.length) return jobs.filter(job => models.some(model => squeezed(job.device).includes(model)))
  if (brands.length) return jobs.filter(job => brands.some(brand => isOfBrand(job, brand)))
  const type = deviceType(text.toLowerCase())
  const ofType = type && type !== 'phone' ? jobs.filter(({ device_type }) => device_type === type) : []
  return ofType.length ? ofType : [...jobs]
}

/** "samsung" means a Galaxy too; "iphone" means an Apple, but not a MacBook. */
function isOfBrand({ device }: Named, { text, value }: Entity): boolean {
  const name = squeezed(device)
  if (value === 'Apple')
    return name.includes(squeezed(text)) || (text === 'apple' && /^(?:iphone|ipad|mac|apple)/.test(name))
  return name.includes(squeezed(value)) || (BRAND_LINES[value]?.test(name) ?? false)
}
const BRAND_LINES: Readonly<Record<string, RegExp>> = { Samsung: /^galaxy/, Xiaomi: /^(?:redmi|poco|mi)/ }
