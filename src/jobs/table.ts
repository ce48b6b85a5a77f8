import type { JobEntry, Timer } from './job.ts'

/** Every job, one line each. */
export const jobs: readonly JobEntry[] = []

/** Every timer, one line each. */
export const timers: readonly Timer[] = []
