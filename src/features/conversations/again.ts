import type { Ctx } from '../../db/ctx.ts'
import { AppError } from '../../shared/errors.ts'
import { PASSING_CODES } from '../../shared/whatsapp/errors.ts'
import { sendAgain } from './staff.ts'
import { selectStopped } from './waiting.queries.ts'
import { isStillSo } from './waiting.ts'

/** So many at a press: they go out one after the other, and a second press takes the next. */
const AT_ONCE = 100

/**
 * The channel stood still (key, account, payment, connection) and runs again: what it kept back goes out, as if "send again" had been
 * pressed under each, to whoever still wants it. What is not so any more, or may not go out now, stays where it is; pressed twice, each goes once.
 */
export async function sendAllAgain(ctx: Ctx): Promise<{ sent: number; left: number }> {
  let [sent, left] = [0, 0]
  for (const row of await selectStopped(ctx.tx, PASSING_CODES, AT_ONCE)) {
    const gone =
      isStillSo(row) && (await passes(() => sendAgain(ctx, { message_id: row.message_id, among_many: true })))
    if (gone) sent++
    else left++
  }
  return { sent, left }
}

/** False: the window is closed, or somebody was quicker. Neither has written anything. */
async function passes(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (error instanceof AppError && (error.code === 'window_closed' || error.code === 'transition_refused'))
      return false
    throw error
  }
}
