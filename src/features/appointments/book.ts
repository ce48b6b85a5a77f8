import type { Ctx } from '../../db/ctx.ts'
import { type Book, judge, nearestSlots, type Slot } from '../../shared/appointments.slots.ts'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import { whenWords } from '../../shared/hours.words.ts'

import { getHours, scheduleOf } from '../hours/hours.ts'
import { selectTaken } from './appointments.queries.ts'

const DAY = 24 * 60 * 60 * 1000
/** What is looked at around a moment: enough for every slot that could be offered instead. */
const AROUND = 16 * DAY

/** Hours, rules and lanes in use around a moment, under the rights of whoever asks. */
export async function openBook(ctx: Ctx, around: Date, except: string | null = null): Promise<Book> {
  const hours = await getHours(ctx)
  const now = new Date(ctx.now)
  const middle = around < now ? now : around
  const since = new Date(Math.min(around.getTime(), middle.getTime() - AROUND))
  const taken = await selectTaken(ctx.tx, since, new Date(middle.getTime() + AROUND), except)
  return { schedule: scheduleOf(hours), rules: hours, taken, now, by_staff: ctx.actor.role !== 'bot' }
}

/** How many other times a refusal names. */
const NAMED = 3

/** The slot that begins at that moment; else a refusal that says which are free instead. */
export function slotAt(ctx: Ctx, book: Book, at: Date): Slot {
  const judged = judge(book, at)
  if (judged.slot) return judged.slot
  const { refusal } = judged
  const code: ErrorCode = refusal === 'full' ? 'slot_taken' : refusal === 'closed' ? 'shop_closed' : 'slot_unavailable'
  const { zone } = book.schedule
  const lang = ctx.actor.language
  const next = nearestSlots(book, at, NAMED).map(({ starts }) => whenWords(starts, lang, zone, book.now))
  throw new AppError(code, { when: whenWords(at, lang, zone, book.now), next: next.join('; ') || '–' })
}
