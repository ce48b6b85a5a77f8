import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** A phone number as typed, in E.164, or null when no such number can exist. `region` reads numbers without a country. */
export function toE164(raw: string, region: CountryCode = 'MY'): string | null {
  // People and WhatsApp write the country code without its plus; 00 is how it is dialled.
  const text = raw.trim().replace(/^00(?=[1-9])/, '+')
  for (const candidate of [text, `+${text}`]) {
    const phone = parsePhoneNumberFromString(candidate, region)
    if (phone?.isValid()) return phone.number
  }
  return null
}

/** Country of a WhatsApp account's digits, `MY`; null when they are of none. */
export const countryOf = (wa_id: string): string | null => parsePhoneNumberFromString(`+${wa_id}`)?.country ?? null

const groups = (digits: string, ...sizes: number[]): string => {
  const parts: string[] = []
  let rest = digits
  for (const size of sizes) {
    parts.push(rest.slice(0, size))
    rest = rest.slice(size)
  }
  return [...parts, rest].join(' ')
}

/**
 * As people at home write it: `012-345 6789`, `0812-3456-7890`; numbers of elsewhere stay in E.164. By hand, so that
 * pages that only show a number do not carry every country's numbering plan.
 */
export function showPhone(e164: string): string {
  const malaysian = /^\+60(\d+)$/.exec(e164)?.[1]
  if (malaysian) {
    const area = /^1/.test(malaysian) ? 2 : /^8/.test(malaysian) ? 2 : 1
    const local = malaysian.slice(area)
    return `0${malaysian.slice(0, area)}-${groups(local, local.length === 6 ? 3 : local.length - 4)}`
  }
  const indonesianMobile = /^\+62(8\d{8,})$/.exec(e164)?.[1]
  if (indonesianMobile)
    return `0${groups(indonesianMobile, 3, indonesianMobile.length < 11 ? 3 : 4).replaceAll(' ', '-')}`
  return e164
}
