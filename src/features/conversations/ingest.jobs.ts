import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import { parseDelivery } from '../../shared/whatsapp/inbound.ts'
import type { Item } from '../../shared/whatsapp/inbound.types.ts'
import { endHealth, noteFailure } from '../channel/channel.ts'
import type { JobHandler, JobTools } from '../tools.ts'
import { answerSoon } from './answering.ts'
import { lockIngest, markEventHandled, receiveAgain, savepoint, selectReceived } from './ingest.queries.ts'
import { type Taken, takeItem } from './ingest.ts'

/** Deliveries in one transaction: enough to keep up, few enough that one commit is short. */
const BATCH = 20

/** Workers of this process that wait for their turn: what comes meanwhile is theirs to take, so one is enough. */
const waiting = new WeakSet<JobTools>()

/** Takes in everything that has been received. One at a time over all workers. */
export const ingestDeliveries: JobHandler<object> = async tools => {
  for (;;) {
    if (waiting.has(tools)) return
    waiting.add(tools)
    const done = await tools
      .as({ as: 'scheduler' }, async ctx => {
        await lockIngest(ctx.tx)
        waiting.delete(tools)
        return takeBatch(tools, ctx)
      })
      .catch(error => tryLater(tools, error))
    for (const taken of done.taken) greet(tools, taken)
    if (done.events < BATCH) return
  }
}

/** Others may have left what they saw to this one: it is not only the library's retry that has to come back for it. */
async function tryLater(tools: JobTools, cause: unknown): Promise<never> {
  waiting.delete(tools)
  await tools
    .as({ as: 'scheduler' }, ctx => ingestSoon(ctx, new Date(Date.now() + 500).toISOString()))
    .catch(unwoken(tools))
  throw cause
}

/** Only later, not lost: the queue's own look and the floor of every minute find the work. */
const unwoken = (tools: JobTools) => (error: unknown) =>
  tools.log.warn({ err: error }, 'work could not be called sooner; it waits for the queue')

export const ingestSoon = (ctx: Ctx, run_at?: string): Promise<void> =>
  enqueue(ctx, 'whatsapp.ingest', {}, { key: 'whatsapp.ingest', ...(run_at ? { run_at } : {}) })

async function takeBatch(tools: JobTools, ctx: Ctx): Promise<{ events: number; taken: Taken[] }> {
  const events = await selectReceived(ctx.tx, BATCH)
  const taken: Taken[] = []
  for (const event of events) {
    const problems: Problem[] = []
    for (const item of parseDelivery(event.body)) {
      if (isForAnother(tools, item)) continue
      try {
        const one = await savepoint(ctx.tx, () => takeItem(ctx, item))
        if (one) taken.push(one)
      } catch (error) {
        if (isPassing(error)) throw error
        problems.push({ what: item.kind, text: error instanceof Error ? error.message : String(error) })
        tools.log.warn(
          { err: error, event_id: event.id, kind: item.kind, ...idsOf(item) },
          'one item of a delivery was not taken',
        )
      }
    }
    await markEventHandled(ctx.tx, event.id, problems.map(one => one.text).join('\n') || null)
    await noteProblems(ctx, String(event.id), problems)
  }
  const newest = new Map(taken.filter(t => t.awaits).map(t => [t.session_id, t]))
  for (const t of newest.values()) await answerSoon(ctx, t, tools.quiet_ms)
  return { events: events.length, taken: [...newest.values()] }
}

interface Problem {
  readonly what: Item['kind']
  readonly text: string
}

/** A delivery of which something was not taken is put before whoever may have it tried again; one that went well this time is over. */
async function noteProblems(ctx: Ctx, event_id: string, problems: readonly Problem[]): Promise<void> {
  const [first] = problems
  if (!first) return endHealth(ctx, ['delivery_failed'], event_id).then(() => {})
  await noteFailure(ctx, 'delivery_failed', {
    subject: event_id,
    what: [...new Set(problems.map(one => one.what))].join(', '),
    detail: first.text,
    work: { does: 'delivery', event_id },
  })
}

/** Takes a delivery in once more: what it had brought already is known, so only what was not taken is new. */
export const retryDelivery: JobHandler<{ event_id: string }> = (tools, { event_id }) =>
  tools.as({ as: 'scheduler' }, async ctx => {
    if (await receiveAgain(ctx.tx, event_id)) await ingestSoon(ctx)
  })

/** The customer sees blue ticks and "typing…" while the quiet window runs. A courtesy: nothing depends on it. */
function greet(tools: JobTools, taken: Taken): void {
  wakeAnswer(tools, taken, tools.quiet_ms)
  if (taken.owner !== 'bot') return
  tools.whatsapp
    .markRead(taken.wamid, true)
    .catch((error: unknown) => tools.log.info({ err: error }, 'a read receipt was not sent'))
}

/** The queue looks every two seconds; the one that took the message in wakes it on time. */
export function wakeAnswer(tools: JobTools, of: { session_id: string; customer_id: string }, ms: number): void {
  if (ms <= 0) return
  const wake = () => tools.as({ as: 'scheduler' }, ctx => answerSoon(ctx, of, 0)).catch(unwoken(tools))
  setTimeout(() => void wake(), ms + 5).unref()
}

/** Two transactions met, or the database is going away: the whole batch is tried again. */
function isPassing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return (
    code === 'conflict' ||
    /^(40|53|55P|57|08)/.test(code) ||
    (error instanceof Error && /Connection terminated|not queryable/.test(error.message))
  )
}

/** An app hears of every number of its accounts; this shop is one of them. */
const isForAnother = (tools: JobTools, item: Item): boolean =>
  'phone_number_id' in item && item.phone_number_id !== tools.phone_number_id

const idsOf = (item: Item): object => ('wamid' in item ? { wamid: item.wamid } : {})
