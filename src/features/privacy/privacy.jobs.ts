import type { JobHandler } from '../tools.ts'
import { deleteOldRequests } from './privacy.queries.ts'

/** A browser that lost its answer asks again within minutes, a phone without a signal within a day or two. */
const KEPT_DAYS = 3

/** What a request was answered with is kept to answer it again; it names customers, so no longer than that needs. */
export const forgetRequests: JobHandler<object> = async tools => {
  await tools.as({ as: 'scheduler' }, ctx => deleteOldRequests(ctx.tx, KEPT_DAYS))
}
