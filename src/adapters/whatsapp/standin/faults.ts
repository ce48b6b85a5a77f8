import { Refusal } from './refusal.ts'
import type { World } from './world.ts'
import type { Endpoint, Fault } from './world.types.ts'

/** The first rule that strikes this call, counted. */
export function strike(world: World, endpoint: Endpoint, to: string | null): Fault | null {
  for (const fault of world.faults) {
    if (fault.endpoint !== endpoint || (fault.to && fault.to !== to)) continue
    fault.seen += 1
    if (fault.every && fault.seen % fault.every !== 0) continue
    if (fault.times !== undefined && --fault.times <= 0) world.faults.splice(world.faults.indexOf(fault), 1)
    return fault
  }
  return null
}

/** The connection is left hanging, or cut. Not a refusal: nothing is answered. */
export class LostAnswer extends Error {
  readonly how: 'timeout' | 'drop'

  constructor(how: 'timeout' | 'drop') {
    super(how)
    this.how = how
  }
}

const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** What a fault does before the call is carried out. */
export async function before(fault: Fault | null): Promise<void> {
  if (!fault) return
  if (fault.delay_ms) await wait(fault.delay_ms)
  if (fault.after_commit) return
  if (typeof fault.effect === 'object' && 'code' in fault.effect) {
    const { code, details, http_status, subcode } = fault.effect
    throw new Refusal(code, details ?? 'injected', {
      http_status,
      subcode,
      retry_after_seconds: fault.retry_after_seconds,
    })
  }
  if (fault.effect === 'timeout' || fault.effect === 'drop') throw new LostAnswer(fault.effect)
}

/** What a fault does once the call has been carried out. */
export function after(fault: Fault | null): void {
  if (!fault?.after_commit) return
  throw new LostAnswer(fault.effect === 'timeout' ? 'timeout' : 'drop')
}
