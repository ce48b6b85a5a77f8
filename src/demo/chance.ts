/** Numbers that look random and are the same on every run (mulberry32). */
export function createChance(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    whole,
    digits: (count: number): string => Array.from({ length: count }, () => whole(0, 9)).join(''),
    /** A version 7 id of that moment, so that lists in order of id are lists in order of time. */
    id(at: Date): string {
      const hex = (bits: number) => Array.from({ length: bits / 4 }, () => whole(0, 15).toString(16)).join('')
      const time = at.getTime().toString(16).padStart(12, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(12)}-${'89ab'[whole(0, 3)]}${hex(12)}-${hex(48)}`
    },
  }
}
/** The moment that an id was made for. */
export const madeAt = (id: string): Date => new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16))
export type Chance = ReturnType<typeof createChance>
