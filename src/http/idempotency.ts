import type { Ctx } from '../db/ctx.ts'
import { AppError } from '../shared/errors.ts'

const actorKey = (ctx: Ctx): string => ctx.actor.user_id ?? `link:${ctx.actor.ticket_id ?? ctx.actor.checkin_id}`

/** The same request twice does its work once and is answered the same. The key's row lives and dies with the work's commit. */
export async function once<T extends object>(
  ctx: Ctx,
  request: { key: string; route: string; input: unknown },
  work: () => Promise<T>,
): Promise<{ answer: T; repeated: boolean }> {
  // Under a key from outside the database: a bare hash of a short passcode is as good as the passcode.
  const request_hash = ctx.shop.token('request', JSON.stringify(request.input))
  const id = { actor: actorKey(ctx), key: request.key }
  const taken = await ctx.tx
    .insertInto('idempotency_keys')
    .values({ ...id, route: request.route, request_hash })
    .onConflict(conflict => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!taken) {
    const before = await ctx.tx
      .selectFrom('idempotency_keys')
      .select(['route', 'request_hash', 'response'])
      .where('actor', '=', id.actor)
      .where('key', '=', id.key)
      .executeTakeFirstOrThrow()
    if (before.route !== request.route || before.request_hash !== request_hash)
      throw new AppError('idempotency_mismatch')
    return { answer: before.response as T, repeated: true }
  }
  const answer = await work()
  await ctx.tx
    .updateTable('idempotency_keys')
    .set({ response: JSON.stringify(answer) })
    .where('actor', '=', id.actor)
    .where('key', '=', id.key)
    .execute()
  return { answer, repeated: false }
}
