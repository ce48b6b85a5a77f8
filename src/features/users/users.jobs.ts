import { sql } from 'kysely'
import type { JobHandler } from '../tools.ts'

/** Who tried to get in is asked weeks later, when something turns out to be wrong; longer, names and addresses are kept for nothing. */
const ATTEMPTS_KEPT = '90 days'
/** After its end. From where somebody was signed in is of interest as long as he remembers where he was. */
const SESSIONS_KEPT = '30 days'

/** What is kept of sign-ins and of sessions that are over, thrown away in time. Hourly: a shop that closes at night has no small hours. */
export const forgetSignIns: JobHandler<object> = async tools => {
  await tools.as({ as: 'scheduler' }, async ctx => {
    await sql`select app.forget_sign_ins(${ATTEMPTS_KEPT}::interval, ${SESSIONS_KEPT}::interval)`.execute(ctx.tx)
  })
}
