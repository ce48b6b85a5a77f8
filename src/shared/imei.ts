/** Luhn's check digit over the first fourteen digits (3GPP TS 23.003, annex B). */
function checkDigit(first14: string): number {
  const sum = [...first14].reduce((total, char, index) => {
    const doubled = Number(char) * (index % 2 === 1 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return (10 - (sum % 10)) % 10
}

/**
 * The fifteen digits of an IMEI, or null when it is not one. Separators are allowed; sixteen digits are an IMEISV (the
 * last two are a software version) and come back as the IMEI of the same device. One digit repeated passes Luhn for
 * zeros and is what people type to get past a form, so it is refused.
 */
export function parseImei(raw: string): string | null {
  const digits = raw.replace(/[\s./-]/g, '')
  if (!/^\d{15,16}$/.test(digits) || /^(\d)\1+$/.test(digits)) return null
  const first14 = digits.slice(0, 14)
  const check = String(checkDigit(first14))
  if (digits.length === 15 && digits[14] !== check) return null
  return first14 + check
}
