import { AppError } from '../shared/errors.ts'

interface DatabaseError extends Error {
  readonly code: string
  readonly detail?: string
}

const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && typeof (error as { code?: unknown }).code === 'string' && 'severity' in error

/** Refusals that the database itself gives, in the product's words; everything else stays as it is. */
export function translateDatabaseError(error: unknown): unknown {
  if (!isDatabaseError(error)) return error
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
    case '42501':
      return new AppError('forbidden')
    // Two transactions met; whoever asked may ask again.
    case '40001':
    case '40P01':
      return new AppError('conflict')
    default:
      return error
  }
}
