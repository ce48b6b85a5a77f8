import type { Contract, RequestOf, ResponseOf } from '../shared/contract.ts'
import { ERROR_CODES, type ErrorCode, errorText, type FieldProblem } from '../shared/errors.ts'
import type { Lang } from '../shared/messages.ts'

/** A refusal as the server words it (`application/problem+json`), or `offline` when no answer came. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'offline'
  readonly fields: readonly FieldProblem[]
  readonly detail: string | undefined

  constructor(code: ErrorCode | 'offline', problem: { fields?: readonly FieldProblem[]; detail?: string } = {}) {
    super(code)
    this.name = 'ApiError'
    this.code = code
    this.fields = problem.fields ?? []
    this.detail = problem.detail
  }
}

const UNANSWERED: ReadonlySet<string> = new Set(['offline', 'unavailable', 'internal'])

/** Nobody said no: no answer came, or somebody in between gave up waiting. It may have been done all the same. */
export const isUnanswered = (error: unknown): boolean => !(error instanceof ApiError) || UNANSWERED.has(error.code)

const OFFLINE = {
  ms: 'Tiada sambungan ke kedai. Apa yang anda taip masih ada; cuba lagi sebentar.',
  id: 'Tidak ada sambungan ke toko. Yang Anda ketik masih ada; coba lagi sebentar.',
  en: 'No connection to the shop. What you typed is still here; try again shortly.',
}

/** What a person reads about any failure. */
export function problemText(error: unknown, lang: Lang): string {
  if (!(error instanceof ApiError)) return errorText('internal', lang, { request_id: '–' })
  if (error.code === 'offline') return OFFLINE[lang]
  // The server filled the slots of the same text; it was asked in the reader's language.
  const text = error.detail ?? errorText('unavailable', lang)
  return [text, ...error.fields.map(field => field.message)].join(' ')
}

/** Sixteen random bytes; `crypto.randomUUID` is missing on a plain-http address of the shop's network. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
}

/** Where a contract lives, for links that the browser itself opens (a PDF, a picture). */
export function addressOf(contract: Contract, input: Record<string, unknown>): string {
  return split(contract, input).url
}

function split(contract: Contract, input: Record<string, unknown>): { url: string; rest: Record<string, unknown> } {
  const rest = { ...input }
  const path = contract.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  const query = new URLSearchParams()
  const queried = contract.query && 'shape' in contract.query ? Object.keys(contract.query.shape as object) : []
  for (const name of contract.method === 'GET' ? Object.keys(rest) : queried) {
    const value = rest[name]
    if (value !== undefined && value !== '') query.set(name, String(value))
    delete rest[name]
  }
  const search = query.size > 0 ? `?${query}` : ''
  return { url: `/api/v1${path}${search}`, rest }
}

function formOf(fields: Record<string, unknown>, files: readonly File[]): FormData {
  const form = new FormData()
  form.append('json', JSON.stringify(fields))
  for (const file of files) form.append('files', file, file.name)
  return form
}

async function problemOf(response: Response): Promise<ApiError> {
  const body = await response.json().catch(() => ({}))
  const code = ERROR_CODES.includes(body.code) ? (body.code as ErrorCode) : 'unavailable'
  return new ApiError(code, body)
}

interface CallOptions {
  /** Repeat a call with the same key and it is done once. */
  readonly key?: string
  readonly files?: readonly File[]
  readonly signal?: AbortSignal
}

/** Calls the API by its contract: path, query and body are filled from one input object. Throws ApiError. */
export async function call<C extends Contract>(
  contract: C,
  input: RequestOf<C>,
  options: CallOptions = {},
): Promise<ResponseOf<C>> {
  const { url, rest } = split(contract, input as Record<string, unknown>)
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': document.documentElement.lang,
    'x-baiki-client': 'web',
  }
  if (contract.makes) headers['idempotency-key'] = options.key ?? newKey()

  let body: BodyInit | undefined
  if (contract.upload) body = formOf(rest, options.files ?? [])
  else if (contract.method !== 'GET' && contract.body) {
    body = JSON.stringify(rest)
    headers['content-type'] = 'application/json'
  }

  const response = await fetch(url, {
    method: contract.method,
    headers,
    body: body ?? null,
    signal: options.signal ?? null,
  }).catch(error => {
    if (options.signal?.aborted) throw error
    throw new ApiError('offline')
  })
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return undefined as ResponseOf<C>
  return response.json().catch(() => {
    throw new ApiError('offline')
  })
}
