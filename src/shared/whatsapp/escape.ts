/** Meta's JSON: non-ASCII as `\uXXXX` in lowercase hex. It signs this form. */
export const escapeUnicode = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const ALSO_ESCAPED: Readonly<Record<string, string>> = { '/': '\\/', '<': '\\u003c', '%': '\\u0025', '@': '\\u0040' }

/** A webhook body as Meta writes it, from an object. Only JSON strings can hold these characters, so the text stays the same JSON. */
export const metaJson = (value: unknown): string =>
  escapeUnicode(JSON.stringify(value)).replace(/[/<%@]/g, char => ALSO_ESCAPED[char] ?? char)
