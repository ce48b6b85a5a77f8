import { chance } from './random.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'
import type { Delivery, Endpoint, Fault } from './world.types.ts'

/** The first rule that strikes this call, counted. `to`: the names of whom it is about. */
export function strike(
  world: World,
  endpoint: Endpoint,
  to: readonly (string | null)[] = [],
  kind?: Delivery['kind'],
): Fault | null {
  for (const fault of world.faults) {
    if (fault.endpoint !== endpoint || (fault.to && !to.includes(fault.to))) continue
    if (fault.kind && fault.kind !== kind) continue
    fault.seen += 1
    if (fault.every && fault.seen % fault.every !== 0) continue
    if (fault.chance !== undefined && randomOf(fault) >= fault.chance) continue
    if (fault.times !== undefined && --fault.times <= 0) world.faults.splice(world.faults.indexOf(fault), 1)
    return fault
  }
  return null
}

function randomOf(fault: Fault): number {
  fault.random ??= chance(fault.seed ?? 1)
  return fault.random()
}

/** The connection is left hanging, or cut before or in the middle of the answer. Not a refusal: nothing is answered. */
export class LostAnswer extends Error {
  readonly how: 'timeout' | 'drop' | 'abort'

  constructor(how: 'timeout' | 'drop' | 'abort') {
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
    const { retry_after_seconds, regain_minutes } = fault
    throw new Refusal(code, details ?? 'injected', { http_status, subcode, retry_after_seconds, regain_minutes })
  }
  if (isLost(fault.effect)) throw new LostAnswer(fault.effect)
}

/** What a fault does once the call has been carried out. */
export function after(fault: Fault | null): void {
  if (fault?.after_commit) throw new LostAnswer(isLost(fault.effect) ? fault.effect : 'drop')
}

const isLost = (effect: Fault['effect']): effect is LostAnswer['how'] =>
  effect === 'timeout' || effect === 'drop' || effect === 'abort'
