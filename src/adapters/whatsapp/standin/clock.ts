import { endPauses } from './templates.ts'
import { attemptDue } from './webhooks.ts'
import { nowIso, runPending, tell, type World } from './world.ts'

export const clockView = (world: World) => ({ now: nowIso(world), clock_offset_seconds: world.clock_offset_ms / 1000 })

/** What the clock has reached: statuses, the end of pauses, webhooks to be tried again. */
export function passTime(world: World): void {
  runPending(world, true)
  endPauses(world)
  attemptDue(world)
}

export function moveClock(
  world: World,
  input: { advance_seconds?: number | undefined; reset?: true | undefined },
): ReturnType<typeof clockView> {
  world.clock_offset_ms = input.reset ? 0 : world.clock_offset_ms + (input.advance_seconds ?? 0) * 1000
  tell(world, 'clock', clockView(world))
  passTime(world)
  return clockView(world)
}
