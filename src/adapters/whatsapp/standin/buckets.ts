import { nowMs, type World } from './world.ts'

/** Takes a token of a bucket that fills by itself; false when it is empty. */
export function take(world: World, key: string, rule: { burst: number; per_second: number }): boolean {
  const at_ms = nowMs(world)
  const bucket = world.buckets.get(key) ?? { tokens: rule.burst, at_ms }
  const tokens = Math.min(rule.burst, bucket.tokens + (Math.max(0, at_ms - bucket.at_ms) / 1000) * rule.per_second)
  world.buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at_ms })
  return tokens >= 1
}
