import { toE164 } from './phone.ts'

/**
 * The E.164 numbers that a WhatsApp id may stand for, the likeliest first. Mexico and Argentina carry a mobile digit on
 * WhatsApp that numbering plans do not, Brazil sometimes lacks the ninth digit: the id itself is never rebuilt from these.
 */
export function phoneAliases(wa_id: string | null): string[] {
  if (!wa_id) return []
  const forms = [wa_id, ...variants(wa_id)]
  return [...new Set(forms.flatMap(digits => toE164(`+${digits}`) ?? []))]
}

function variants(wa_id: string): string[] {
  if (/^521\d{10}$/.test(wa_id)) return [`52${wa_id.slice(3)}`]
  if (/^549\d{10}$/.test(wa_id)) return [`54${wa_id.slice(3)}`]
  if (/^55\d{2}\d{8}$/.test(wa_id)) return [`${wa_id.slice(0, 4)}9${wa_id.slice(4)}`]
  if (/^55\d{2}9\d{8}$/.test(wa_id)) return [`${wa_id.slice(0, 4)}${wa_id.slice(5)}`]
  return []
}
