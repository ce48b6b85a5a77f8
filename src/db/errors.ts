import { AppError } from '../shared/errors.ts'

interface DatabaseError extends Error {
  readonly code: string
  readonly detail?: string
}

const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && typeof (error as { code?: unknown }).code === 'string' && 'severity' in error

/** Refusals that the database itself gives, in the product's words (the log keeps its own as the cause); all else stays as it is. */
export function translateDatabaseError(error: unknown): unknown {
  const refusal = isAway(error) ? new AppError('unavailable') : isDatabaseError(error) && refusalOf(error)
  return refusal ? Object.assign(refusal, { cause: error }) : error
}

/** The database is not there, goes away or is coming up: whoever asked may ask again in a moment. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  if (/^(57P0[123]|08|53300|ECONNREFUSED|ECONNRESET|EPIPE)/.test(code)) return true
  return /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(error.message)
}

/** The server's disk, or this machine's. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === '53100')

function refusalOf(error: DatabaseError): AppError | null {
  switch (error.code) {
    case 'BK001':
      return new AppError('out_of_stock', JSON.parse(error.detail ?? '{}'))
    case 'BK002':
      return new AppError('transition_refused')
    case 'BK003':
      return new AppError('invoice_not_open')
    case 'BK004':
      return new AppError('overpayment', { balance: `RM${error.detail}` })
    case 'BK005':
      return new AppError('conflict')
    case '53100':
      return new AppError('disk_full')
    case '42501':
      return new AppError('forbidden')
    // Two transactions met; whoever asked may ask again.
    case '40001':
    case '40P01':
      return new AppError('conflict')
    // Overlap is impossible in the database, and so is the same name twice, whoever tries.
    case '23P01':
    case '23505':
      return new AppError('conflict')
    // NUL, or half an emoji: nothing that a person typed.
    case '22021':
    case '22P05':
      return new AppError('bad_request')
    // It points at something that is not there.
    case '23503':
      return error.message.startsWith('insert or update') ? new AppError('not_found') : null
    default:
      return null
  }
}
