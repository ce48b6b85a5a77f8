import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import { AppError, notFound } from '../../shared/errors.ts'
import type { AddClosure, AppointmentRules, Hours, WeekHours } from '../../shared/hours.contracts.ts'
import type { Day } from '../../shared/time.ts'

/** Everything about the door, in one look; closures that are over are history. */
export async function selectHours(tx: Tx, today: Day): Promise<Hours> {
  const { rows } = await sql<Hours>`
    select c.time_zone, c.business_hours, c.appointment_minutes, c.appointment_capacity, c.appointment_lead_minutes, c.appointment_horizon_days,
      (select coalesce(jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opens_at', left(h.opens_at::text, 5),
          'closes_at', left(h.closes_at::text, 5)) order by h.weekday, h.opens_at), '[]') from app.business_hours h) as week,
      (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'first_day', x.first_day, 'last_day', x.last_day, 'from_time', left(x.from_time::text, 5),
          'until_time', left(x.until_time::text, 5), 'reason', x.reason) order by x.first_day, x.from_time, x.id), '[]')
        from app.closures x where x.last_day >= ${today}) as closures
    from app.company_settings c`.execute(tx)
  const [hours] = rows
  if (!hours) throw notFound()
  return hours
}

export async function replaceWeek(tx: Tx, week: readonly WeekHours[]): Promise<void> {
  await tx.deleteFrom('business_hours').execute()
  if (week.length)
    await tx
      .insertInto('business_hours')
      .values([...week])
      .execute()
}

/** Whoever may not change settings reaches no row: refused, so that an empty week is not silently kept. */
export async function updateRules(tx: Tx, rules: AppointmentRules, by: string | null): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('company_settings')
    .set({ ...rules, updated_by: by })
    .executeTakeFirst()
  if (!numUpdatedRows) throw new AppError('forbidden')
}

export const insertClosure = (tx: Tx, closure: AddClosure, by: string | null) =>
  tx
    .insertInto('closures')
    .values({ ...closure, created_by: by })
    .returning('id')
    .executeTakeFirstOrThrow()

export const deleteClosure = (tx: Tx, id: string) =>
  tx.deleteFrom('closures').where('id', '=', id).returning('id').executeTakeFirst()
