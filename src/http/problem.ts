import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, type ErrorCode, errorStatus, errorText } from '../shared/errors.ts'
import { DEFAULT_LANG, isLang, type Lang } from '../shared/messages.ts'

/** The language that the caller asks for; `ms` when none of ours. */
export function langOf(request: FastifyRequest): Lang {
  const wanted = (request.headers['accept-language'] ?? '')
    .split(',')
    .map(part => part.trim().slice(0, 2).toLowerCase())
  return wanted.find(isLang) ?? DEFAULT_LANG
}

const FROM_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'bad_request',
  // A path that leads out of the pages' folder: nothing is there.
  403: 'not_found',
  404: 'not_found',
  413: 'payload_too_large',
  415: 'bad_request',
  429: 'too_many_requests',
  503: 'unavailable',
}

/** Fastify's own refusals (bad JSON, too large, unknown route) in the product's words; a defect is `internal` and says nothing more. */
function asAppError(error: FastifyError | AppError): AppError {
  if (error instanceof AppError) return error
  if (error.code === 'ENOSPC') return new AppError('disk_full')
  const status = error.statusCode ?? 500
  const code = FROM_STATUS[status] ?? (status >= 400 && status < 500 ? 'bad_request' : 'internal')
  return new AppError(code, code === 'payload_too_large' ? { limit_mb: 15 } : {})
}

/** RFC 9457. No stack, no SQL, no cause leaves the house; the request id finds them in the log. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = asAppError(thrown as FastifyError)
  const status = errorStatus(error.code)
  if (status >= 500) request.log.error({ err: thrown, route: request.routeOptions.url }, 'request failed')
  const detail = errorText(error.code, langOf(request), { request_id: request.id, ...error.vars })
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send({
      type: `urn:baiki:error:${error.code}`,
      title: detail,
      status,
      code: error.code,
      detail,
      request_id: request.id,
      ...(error.fields.length ? { fields: error.fields } : {}),
    })
}
