import { z } from 'zod'
import type { Contract } from '../shared/contract.ts'
import { AppError, type FieldProblem } from '../shared/errors.ts'
import type { Lang } from '../shared/messages.ts'

const SPEAK = { ms: z.locales.ms().localeError, id: z.locales.id().localeError, en: z.locales.en().localeError }

export interface RawInput {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

/** Path, query and body through their shapes, in one object. Throws `validation_failed` with every field that must change. */
export function readInput(contract: Contract, raw: RawInput, lang: Lang): Record<string, unknown> {
  const problems: FieldProblem[] = []
  const parts = [
    [contract.params, raw.params],
    [contract.query, raw.query],
    [contract.body, raw.body],
  ] as const
  const input: Record<string, unknown> = {}
  for (const [shape, value] of parts) {
    if (!shape) continue
    const read = z.safeParse(shape, value ?? {}, { error: SPEAK[lang] })
    if (read.success) Object.assign(input, read.data)
    else problems.push(...read.error.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message })))
  }
  if (problems.length) throw new AppError('validation_failed', {}, problems)
  return input
}
