import type { Ctx } from '../../db/ctx.ts'
import type { Turn } from '../../shared/assistant.ts'
import { notify } from '../notifications/notifications.ts'
import type { JobHandler, JobTools } from '../tools.ts'
import { answerSoon, markHandled, nextTurn, overdueTurn } from './answering.ts'
import { askForPerson } from './conversations.ts'
import { wakeAnswer } from './ingest.jobs.ts'
import { lockSession } from './sessions.queries.ts'

export type Answer = (ctx: Ctx, turn: Turn) => Promise<void>
type Payload = { session_id: string; customer_id: string }

/** A turn that keeps failing is a person's after this long; the customer is not left without an answer. */
const GIVE_UP_MS = 60_000

/**
 * One turn: everything that this customer has said since the last one, once it has been quiet for a moment. Turn, state,
 * replies and `handled_at` are one transaction, as the bot narrowed to this customer. `answer` is the assistant's.
 */
export const answerWith =
  (answer: Answer): JobHandler<Payload> =>
  async (tools, payload) => {
    const started = Date.now()
    const wait = await take(tools, payload, answer).catch((error: unknown) => giveUp(tools, payload, error))
    if (wait === null) return
    const left = Math.max(10, wait - (Date.now() - started))
    await tools.as({ as: 'scheduler' }, ctx => answerSoon(ctx, payload, left))
    wakeAnswer(tools, payload, left)
  }

const take = (tools: JobTools, payload: Payload, answer: Answer): Promise<number | null> =>
  tools.as({ as: 'bot', customer_id: payload.customer_id }, async ctx => {
    if (!(await lockSession(ctx.tx, payload.session_id))) return null
    const next = await nextTurn(ctx, payload, tools.quiet_ms)
    if (next === null || typeof next === 'number') return next
    await answer(ctx, next.turn)
    await markHandled(
      ctx,
      next.turn.messages.map(m => m.id),
    )
    return next.more ? 0 : null
  })

/** Fails again so that it is tried again; after a minute of that the conversation goes to a person. */
async function giveUp(tools: JobTools, payload: Payload, cause: unknown): Promise<number | null> {
  const given = await tools.as({ as: 'scheduler' }, async ctx => {
    const session = await lockSession(ctx.tx, payload.session_id)
    const next = session && (await overdueTurn(ctx, payload, GIVE_UP_MS))
    if (!session || !next) return null
    const { messages } = next.turn
    const ids = messages.map(m => m.id)
    await askForPerson(ctx, {
      session_id: session.id,
      summary: messages.map(m => m.text).join('\n'),
      steps_back: true,
    })
    await notify(ctx, {
      audience: 'chat.write',
      kind: 'person_wanted',
      subject_type: 'session',
      subject_id: session.id,
      data: { customer: session.profile_name ?? 'WhatsApp' },
      dedupe_key: `person_wanted:${ids[0]}`,
    })
    await markHandled(ctx, ids)
    return next
  })
  if (!given) throw cause
  tools.log.error({ err: cause, session_id: payload.session_id }, 'a turn failed for a minute; a person was called')
  return given.more ? 0 : null
}
