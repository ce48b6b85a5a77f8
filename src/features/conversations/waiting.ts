import type { Ctx } from '../../db/ctx.ts'
import { sendSoon } from './conversations.ts'
import { markSettled, type Problem } from './outbox.queries.ts'
import { tellStaff } from './sending.ts'
import { lockSession } from './sessions.queries.ts'
import { markReleased, selectWaiting, type WaitingRow } from './waiting.queries.ts'

const HOUR_MS = 60 * 60 * 1000
/**
 * How long words hold that nothing can be looked up for: an answer of the bot belongs to what was said then, a person means
 * today, and what the shop announced is worth reading for some days.
 */
const HOLDS_MS: Readonly<Record<WaitingRow['author'], number>> = {
  bot: HOUR_MS,
  staff: 24 * HOUR_MS,
  system: 72 * HOUR_MS,
}

const OUTDATED: Problem = { code: null, detail: 'outdated' }

/** Is what it says still worth saying? */
export const isStillSo = (row: Pick<WaitingRow, 'holds' | 'age_ms' | 'author'>): boolean =>
  row.holds ?? row.age_ms <= HOLDS_MS[row.author]

/**
 * The customer has written, so the window is open: what waited for that goes out, oldest first, before the answer to what he
 * wrote. What is not true any more ends here, with the reason in the thread; what staff have sent again is left alone. Who
 * leads is asked at the moment of sending, as always.
 */
export async function releaseWaiting(ctx: Ctx, session_id: string): Promise<void> {
  const session = await lockSession(ctx.tx, session_id)
  if (!session) return
  for (const row of await selectWaiting(ctx.tx, session_id)) {
    if (isStillSo(row)) {
      await markReleased(ctx.tx, row)
      continue
    }
    await markSettled(ctx.tx, row, 'failed', OUTDATED)
    if (row.author === 'staff') await tellStaff(ctx, 'message_failed', session, row)
  }
  await sendSoon(ctx, session_id)
}
