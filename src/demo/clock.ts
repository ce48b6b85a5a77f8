import { addDays, type Day, DEFAULT_ZONE, dayAt } from '../shared/time.ts'

const MINUTE = 60_000
const HOURS_AHEAD = '+08:00'

/** Moments of the demo, counted back from the moment of loading, in the shop's zone (no summer time in Malaysia). */
export function createClock(now: Date) {
  const today = dayAt(now, DEFAULT_ZONE)
  /** Never in the future: what would be is a few minutes ago. */
  const past = (at: Date): Date => (at.getTime() < now.getTime() ? at : new Date(now.getTime() - 3 * MINUTE))
  return {
    now,
    today,
    day: (daysAgo: number): Day => addDays(today, -daysAgo),
    at: (daysAgo: number, time: string): Date => past(new Date(`${addDays(today, -daysAgo)}T${time}:00${HOURS_AHEAD}`)),
    minutesAgo: (minutes: number): Date => new Date(now.getTime() - minutes * MINUTE),
    after: (at: Date, minutes: number): Date => past(new Date(at.getTime() + minutes * MINUTE)),
  }
}
export type Clock = ReturnType<typeof createClock>
