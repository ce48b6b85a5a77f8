import { sql } from 'kysely'
import type { Ctx } from './ctx.ts'

export interface EnqueueOptions {
  /** ISO 8601; now when absent. */
  readonly run_at?: string
  /** One waiting job per key: a later call replaces its payload and time. */
  readonly key?: string
  readonly max_attempts?: number
}

/** A job that runs after this transaction commits, and never if it does not. */
export async function enqueue(
  ctx: Pick<Ctx, 'tx'>,
  task: string,
  payload: object,
  options: EnqueueOptions = {},
): Promise<void> {
  await sql`select app.enqueue(${task}, ${JSON.stringify(payload)}::json, ${options.run_at ?? null}::timestamptz,
    ${options.key ?? null}, 'replace', ${options.max_attempts ?? null}::int)`.execute(ctx.tx)
}
