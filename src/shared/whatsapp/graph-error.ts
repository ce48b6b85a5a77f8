/**
 * The Graph API said no, or did not answer. `sent` matters for a message: 'no' = certainly not accepted,
 * 'maybe' = the request had left and the answer was lost, so only a status can tell.
 */
export class GraphError extends Error {
  /** Meta's code; null when there was no answer that could be read. */
  readonly code: number | null
  readonly details: string | null
  readonly http_status: number | null
  readonly retry_after_ms: number | null
  readonly sent: 'no' | 'maybe'

  constructor(
    message: string,
    info: {
      code?: number | null
      details?: string | null
      http_status?: number | null
      retry_after_ms?: number | null
      sent: 'no' | 'maybe'
      cause?: unknown
    },
  ) {
    super(message, { cause: info.cause })
    this.name = 'GraphError'
    this.code = info.code ?? null
    this.details = info.details ?? null
    this.http_status = info.http_status ?? null
    this.retry_after_ms = info.retry_after_ms ?? null
    this.sent = info.sent
  }
}
