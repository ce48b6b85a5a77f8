import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { contract } from '../shared/contract.ts'
import { ApiError, addressOf, call, isUnanswered, problemText } from './api.ts'
import { readMoney } from './ui/MoneyInput.tsx'

const list = contract({
  method: 'GET',
  path: '/tickets/:ticket_id/notes',
  allow: 'signed_in',
  summary: 'Notes',
  params: z.object({ ticket_id: z.string() }),
  query: z.object({ q: z.string().optional() }),
  response: z.object({ items: z.array(z.string()) }),
})
const add = contract({
  method: 'POST',
  path: '/tickets/:ticket_id/notes',
  allow: 'signed_in',
  summary: 'Add',
  params: z.object({ ticket_id: z.string() }),
  body: z.object({ text: z.string() }),
  response: z.object({ ok: z.boolean() }),
  makes: true,
})

/** The browser's fetch is the outside world here. */
function answer(
  status: number,
  body: object,
): { sent: () => [string, RequestInit & { headers: Record<string, string> }] } {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => new Response(JSON.stringify(body), { status }))
  vi.stubGlobal('fetch', fetch)
  vi.stubGlobal('document', { documentElement: { lang: 'ms' } })
  return { sent: () => fetch.mock.calls[0] as never }
}

afterEach(() => vi.unstubAllGlobals())

test('an address is made of the contract: path filled and escaped, blank questions left out', () => {
  expect(addressOf(list, { ticket_id: 'a/b', q: '' })).toBe('/api/v1/tickets/a%2Fb/notes')
  expect(addressOf(list, { ticket_id: '1', q: 'skrin & bateri' })).toBe('/api/v1/tickets/1/notes?q=skrin+%26+bateri')
})

test('what makes something carries a key, and what is sent cannot come from another site', async () => {
  const { sent } = answer(200, { ok: true })
  await call(add, { ticket_id: '1', text: 'hai' })
  const [url, { method, body, headers }] = sent()
  expect([url, method, body]).toEqual(['/api/v1/tickets/1/notes', 'POST', '{"text":"hai"}'])
  expect(headers['x-baiki-client']).toBe('web')
  expect(headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/)
})

test('a refusal is told in the words of the server, with the fields that are wrong', async () => {
  answer(422, {
    code: 'validation_failed',
    detail: 'Ada yang salah.',
    fields: [{ path: 'text', message: 'Terlalu panjang.' }],
  })
  const error = await call(add, { ticket_id: '1', text: 'x' }).catch((problem: unknown) => problem)
  expect(error).toBeInstanceOf(ApiError)
  expect(problemText(error, 'ms')).toBe('Ada yang salah. Terlalu panjang.')
})

test('no answer is told as no connection, in the reader’s language', async () => {
  answer(200, {})
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')))
  const error = await call(list, { ticket_id: '1' }).catch((problem: unknown) => problem)
  expect(error).toMatchObject({ code: 'offline' })
  expect(problemText(error, 'id')).toContain('toko')
})

test('money is read as people type it, and nothing else is', () => {
  expect(['80', 'RM 80', '1,234.5', '80,5', '80.'].map(readMoney)).toEqual([
    '80.00',
    '80.00',
    '1234.50',
    '80.50',
    '80.00',
  ])
  expect(['', '-5', 'abc', '1.234'].map(readMoney)).toEqual([null, null, null, null])
})

test('an answer that was cut off, or a gateway’s instead of the shop’s, may hide work that was done; a refusal does not', async () => {
  const outcomeOf = async (response: Response) => {
    vi.stubGlobal('document', { documentElement: { lang: 'ms' } })
    vi.stubGlobal('fetch', async () => response)
    const error = await call(add, { ticket_id: '1', text: 'x' }).catch((problem: unknown) => problem)
    return [(error as ApiError).code, isUnanswered(error)]
  }
  expect(await outcomeOf(new Response('{"ok":tr', { status: 200 }))).toEqual(['offline', true])
  expect(await outcomeOf(new Response('<h1>Gateway Timeout</h1>', { status: 504 }))).toEqual(['unavailable', true])
  expect(await outcomeOf(new Response('{"code":"internal"}', { status: 500 }))).toEqual(['internal', true])
  expect(await outcomeOf(new Response('{"code":"overpayment"}', { status: 422 }))).toEqual(['overpayment', false])
})
