import { z } from 'zod'
import type { Shape } from '../../shared/fields.ts'
import { GraphError } from '../../shared/whatsapp/graph-error.ts'
import type { CloudOptions } from './cloud.options.ts'

export interface CloudRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** After `<origin>/<version>/`. */
  readonly path: string
  readonly json?: unknown
  readonly form?: FormData
  /** Sends something to a person: a lost answer leaves `sent: 'maybe'`. */
  readonly makes?: boolean
}

export const USER_AGENT = 'Baiki/1.0'
/** A message that Meta has not taken by then is in doubt; what goes on waiting is the customer. Files take longer. */
const MESSAGE_TIMEOUT_MS = 10_000
const TIMEOUT_MS = 30_000

const errorShape = z.looseObject({
  error: z.looseObject({
    message: z.string().catch(''),
    code: z.coerce.number(),
    error_data: z.looseObject({ details: z.string().nullish() }).nullish(),
  }),
})

/** One request, one answer of the expected shape, or a `GraphError`. */
export async function graphRequest<T>(options: CloudOptions, shape: Shape<T>, request: CloudRequest): Promise<T> {
  const maybe = request.makes ? 'maybe' : 'no'
  let response: Response
  let text: string
  try {
    response = await fetch(`${options.graph_url}/${options.version}/${request.path}`, {
      method: request.method,
      headers: {
        authorization: `Bearer ${options.access_token}`,
        'user-agent': USER_AGENT,
        ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: request.form ?? (request.json === undefined ? null : JSON.stringify(request.json)),
      signal: AbortSignal.timeout(options.timeout_ms ?? (request.makes ? MESSAGE_TIMEOUT_MS : TIMEOUT_MS)),
      redirect: 'error',
    })
    text = await response.text()
  } catch (cause) {
    throw new GraphError('no answer from the Graph API', { sent: neverLeft(cause) ? 'no' : maybe, cause })
  }
  const body = parseJson(text)
  const refused = errorShape.safeParse(body)
  if (refused.success) throw refusal(response, refused.data.error)
  const read = response.ok ? z.safeParse(shape, body) : null
  if (read?.success) return read.data
  throw new GraphError(`unreadable answer from the Graph API (HTTP ${response.status})`, {
    http_status: response.status,
    sent: maybe,
  })
}

function refusal(response: Response, error: z.infer<typeof errorShape>['error']): GraphError {
  return new GraphError(error.message, {
    code: error.code,
    details: error.error_data?.details ?? null,
    http_status: response.status,
    retry_after_ms: retryAfter(response),
    sent: 'no',
  })
}

/** `Retry-After` in seconds, or the usage header's estimate in minutes. */
function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1000
  const usage = /"estimated_time_to_regain_access":\s*(\d+)/.exec(
    response.headers.get('x-business-use-case-usage') ?? '',
  )
  return usage?.[1] && Number(usage[1]) > 0 ? Number(usage[1]) * 60_000 : null
}

const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** Only a connection that was never made proves that nothing was sent. */
function neverLeft(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && NEVER_LEFT.has(String(cause.code))) return true
    if (cause instanceof AggregateError) return cause.errors.length > 0 && cause.errors.every(neverLeft)
  }
  return false
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
