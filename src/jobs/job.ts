import { z } from 'zod'
import type { JobHandler, JobTools } from '../features/tools.ts'
import type { Shape } from '../shared/fields.ts'

export interface JobEntry {
  readonly name: string
  readonly payload: Shape
  readonly run: (tools: JobTools, payload: unknown) => Promise<void>
  /** Once the last attempt has failed. */
  readonly lose: (tools: JobTools, payload: unknown) => Promise<void>
}

/** A job is a name, the shape of its payload, and a handler that may run twice without harm. */
export const job = <P extends Shape>(
  name: string,
  payload: P,
  handler: JobHandler<z.output<P>>,
  onLost: JobHandler<z.output<P>> = async () => {},
): JobEntry => ({
  name,
  payload,
  run: async (tools, raw) => handler(tools, z.parse(payload, raw)),
  lose: async (tools, raw) => onLost(tools, z.parse(payload, raw)),
})

export interface Timer {
  readonly name: string
  /** cron, five fields, UTC */
  readonly at: string
}
