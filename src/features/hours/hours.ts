import type { Ctx } from '../../db/ctx.ts'
import { notFound } from '../../shared/errors.ts'
import type { AddClosure, Closure, Hours, SetHours } from '../../shared/hours.contracts.ts'
import { hasHours, isOpenAt, type Opening, openingAfter, type Schedule } from '../../shared/hours.ts'
import { hoursIn } from '../../shared/hours.words.ts'
import type { Lang } from '../../shared/messages.ts'
import { deleteClosure, insertClosure, replaceWeek, selectHours, updateRules } from './hours.queries.ts'

/** The week, what is closed of it from today on, and the rules of booking. */
export const getHours = (ctx: Ctx): Promise<Hours> => selectHours(ctx.tx, ctx.today)

export const scheduleOf = ({ week, closures, time_zone }: Hours): Schedule => ({ zone: time_zone, week, closures })

/** Whether somebody is at the counter now. A shop that has given no hours is taken at its word: open. */
export async function isOpen(ctx: Ctx): Promise<boolean> {
  const schedule = scheduleOf(await getHours(ctx))
  return !hasHours(schedule) || isOpenAt(schedule, ctx.now)
}

/** When the door opens next after now; null when no row says so. Words for it: `whenWords` (`shared/hours.words.ts`). */
export async function nextOpening(ctx: Ctx): Promise<Opening | null> {
  return openingAfter(scheduleOf(await getHours(ctx)), ctx.now)
}

/** The hours as a customer reads them, with closures of the next two weeks; the shop's free text while it has given none. */
export async function hoursWords(ctx: Ctx, lang: Lang): Promise<string | null> {
  const hours = await getHours(ctx)
  return hoursIn(scheduleOf(hours), lang, ctx.today) ?? hours.business_hours
}

export async function setHours(ctx: Ctx, input: SetHours): Promise<Hours> {
  const { week, ...rules } = input
  await updateRules(ctx.tx, rules, ctx.actor.user_id)
  await replaceWeek(ctx.tx, week)
  return getHours(ctx)
}

export async function addClosure(ctx: Ctx, input: AddClosure): Promise<Closure> {
  const closure = { ...input, reason: input.reason || null }
  const { id } = await insertClosure(ctx.tx, closure, ctx.actor.user_id)
  return { id, ...closure }
}

export async function removeClosure(ctx: Ctx, input: { readonly closure_id: string }): Promise<Record<string, never>> {
  if (!(await deleteClosure(ctx.tx, input.closure_id))) throw notFound()
  return {}
}
