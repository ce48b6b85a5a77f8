import { errorRule } from '../../shared/whatsapp/errors.ts'
import { GraphError } from '../../shared/whatsapp/graph-error.ts'
import type { JobHandler } from '../tools.ts'
import type { NewAlert } from './alerts.queries.ts'
import { noteCheck } from './health.ts'

/** Every five minutes: Meta is asked about the number, and our own rows about its traffic. Meta not answering is a fact too. */
export const checkNumber: JobHandler<object> = async tools => {
  const { phone_number_id } = tools
  let failure: NewAlert | null = null
  const info = await tools.whatsapp.numberInfo().catch((error: unknown) => {
    if (!(error instanceof GraphError)) throw error
    failure = failureOf(error)
    return null
  })
  await tools.as({ as: 'scheduler' }, ctx => noteCheck(ctx, { phone_number_id, info, failure }))
}

/** Only what is known to be wrong is said to be: a busy minute at Meta is none of the shop's. */
function failureOf(error: GraphError): NewAlert | null {
  const detail = error.details ?? error.message
  if (error.code === null) return { kind: 'channel_unreachable', severity: 'bad', detail }
  return errorRule(error.code).reason === 'token'
    ? { kind: 'channel_token', severity: 'bad', detail: `${error.code} ${detail}` }
    : null
}
