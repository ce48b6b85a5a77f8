import { expect, test } from 'vitest'
import { escapeUnicode, metaJson } from '../../shared/whatsapp/escape.ts'
import { signatureOf, verifySignature } from './signature.ts'

// The vector of the fact sheet.
const SECRET = 'test_app_secret'
const BODY =
  '{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"value":{"messages":[{"text":{"body":"Kedai Siti \\ud83d\\udd27 a\\/b x\\u0040y \\u00e9"}}]},"field":"messages"}]}]}'
const SIGNATURE = 'sha256=3dd93c5db258276910b6ea7b04a83b12a931969f8753173e76ab66c81fbe7d86'
const bytes = (text: string) => new TextEncoder().encode(text)

test('the published vector verifies over the raw bytes', () => {
  expect(bytes(BODY).byteLength).toBe(180)
  expect(signatureOf(BODY, SECRET)).toBe(SIGNATURE)
  expect(verifySignature(bytes(BODY), SIGNATURE, [SECRET])).toEqual({ secret: 0, form: 'raw' })
})

test('a body that was parsed and written again does not verify', () => {
  const again = JSON.stringify(JSON.parse(BODY))
  expect(signatureOf(again, SECRET)).toMatch(/^sha256=8f360ab1/)
  expect(verifySignature(bytes(again), SIGNATURE, [SECRET])).toBeNull()
})

test('a body whose characters were unescaped on the way verifies in the form that Meta signs', () => {
  const unescaped = BODY.replace('\\ud83d\\udd27', '🔧').replace('\\u00e9', 'é')
  expect(escapeUnicode(unescaped)).toBe(BODY)
  expect(verifySignature(bytes(unescaped), SIGNATURE, [SECRET])).toEqual({ secret: 0, form: 'escaped' })
})

test('while a secret is rotated the previous one still counts', () => {
  expect(verifySignature(bytes(BODY), SIGNATURE, ['the-new-secret', SECRET])).toEqual({ secret: 1, form: 'raw' })
})

test.each([
  undefined,
  '',
  'sha256=',
  SIGNATURE.slice(7),
  SIGNATURE.toUpperCase(),
  SIGNATURE.replace('3', '4'),
  SIGNATURE.replace('sha256', 'sha1'),
])('a missing, malformed or wrong header is refused: %s', header =>
  expect(verifySignature(bytes(BODY), header, [SECRET])).toBeNull(),
)

test("Meta's escaping keeps the same JSON", () => {
  const value = { text: 'a/b <x> 5% x@y é 🔧 "q" \\ 陈', list: [1, null] }
  expect(JSON.parse(metaJson(value))).toEqual(value)
  expect(metaJson({ a: 'é/@' })).toBe('{"a":"\\u00e9\\/\\u0040"}')
})
