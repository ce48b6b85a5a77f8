import type { Ctx } from '../../db/ctx.ts'
import { isWindowOpen } from '../../shared/conversations.ts'
import { isUnasked } from '../../shared/preferences.ts'
import { errorRule, retryDelay } from '../../shared/whatsapp/errors.ts'
import type { GraphError } from '../../shared/whatsapp/graph-error.ts'
import { fileOf, type OutboundMessage, type Recipient, withMediaId } from '../../shared/whatsapp/outbound.ts'
import { notify } from '../notifications/notifications.ts'
import { wishFor } from '../preferences/preferences.ts'
import {
  becomeTemplate,
  giveTokenBack,
  isHeldRow,
  isSaidByFirst,
  markHeld,
  markQueued,
  markSending,
  markSent,
  markSettled,
  type OutboxRow,
  type Problem,
  selectFileKey,
  selectQueued,
  takeToken,
} from './outbox.queries.ts'
import { noteRefusal } from './refusals.ts'
import { lockSession, type SessionRow } from './sessions.queries.ts'
import { catchUp } from './statuses.ts'
import { approvedTemplate, askForTemplates, shownTemplate } from './templates.ts'
import { putBeforeStaff } from './unwanted.ts'
import { selectHolds } from './waiting.queries.ts'

/** A little under what Meta allows: 80 a second for the number; one in six seconds to one person, 45 borrowed ahead. */
const NUMBER = { capacity: 60, seconds_per_token: 1 / 60 }
const PAIR = { capacity: 40, seconds_per_token: 6 }
/** A request in flight for longer than this has lost its worker or its answer; what waits behind it goes on. */
const IN_FLIGHT_MS = 12_000
/** The shop's own connection is down: patience, for a day. */
const OFFLINE_MS = 24 * 60 * 60 * 1000
const OFFLINE_FIRST_MS = 2000
const OFFLINE_STEP_MS = 5 * 60 * 1000
/** Until Meta's list of our templates is there, the first time. */
const TEMPLATES_MS = 2000
const TEMPLATES_PATIENCE_MS = 5 * 60 * 1000

const FILE_MISSING: Problem = { code: null, detail: 'file_missing' }

export type NextStep =
  | { readonly kind: 'idle' }
  | { readonly kind: 'later'; readonly at: string }
  | {
      readonly kind: 'upload'
      readonly row: OutboxRow
      readonly file_id: string
      readonly storage_key: string
      readonly mime_type: string
      readonly filename: string
    }
  | { readonly kind: 'send'; readonly row: OutboxRow; readonly to: Recipient; readonly message: OutboundMessage }

const afterMs = (ms: number): string => new Date(Date.now() + ms).toISOString()

/**
 * The next thing to do for a conversation. Everything that may have changed since the message was written is asked again
 * here, under the conversation's lock: who leads, what the customer wants, the window, the buckets. `uploaded` maps files to Meta's ids.
 */
export async function nextStep(ctx: Ctx, session_id: string, uploaded: ReadonlyMap<string, string>): Promise<NextStep> {
  const session = await lockSession(ctx.tx, session_id)
  const to = session && recipientOf(session)
  if (!session || !to) return { kind: 'idle' }
  const rows = await selectQueued(ctx.tx, session_id)
  const flying = rows.find(
    r => r.status === 'sending' && Date.now() - Date.parse(r.sending_at ?? r.created_at) < IN_FLIGHT_MS,
  )
  if (flying)
    return {
      kind: 'later',
      at: new Date(Date.parse(flying.sending_at ?? flying.created_at) + IN_FLIGHT_MS).toISOString(),
    }

  const held: string[] = []
  for (const queued of rows.filter(r => r.status === 'queued')) {
    if (Date.parse(queued.not_before) > Date.now()) {
      if (!isHeldRow(queued)) return { kind: 'later', at: queued.not_before }
      held.push(queued.not_before)
      continue
    }
    if (silenced(session, queued)) {
      await markSettled(ctx.tx, queued, 'failed', { code: null, detail: 'taken_over' })
      continue
    }
    const wanted = await stillWanted(ctx, session, queued)
    if (wanted !== true) {
      if (wanted) held.push(wanted.at)
      continue
    }
    const row = await sendable(ctx, session, queued)
    if (row === 'waiting') continue
    if (row === 'later') return { kind: 'later', at: afterMs(TEMPLATES_MS) }
    const file = fileOf(row.body)
    const media_id = file && uploaded.get(file.file_id)
    if (file && !media_id) {
      const stored = await selectFileKey(ctx.tx, file.file_id)
      if (stored)
        return {
          kind: 'upload',
          row,
          file_id: file.file_id,
          ...stored,
          filename: file.filename ?? stored.filename ?? 'file',
        }
      await fail(ctx, session, row, FILE_MISSING)
      continue
    }
    const wait = await waitForTokens(ctx, session)
    if (wait !== null) return { kind: 'later', at: afterMs(wait) }
    await markSending(ctx.tx, row)
    return { kind: 'send', row, to, message: media_id ? withMediaId(row.body, media_id) : row.body }
  }
  const [first] = held.sort()
  return first ? { kind: 'later', at: first } : { kind: 'idle' }
}

const recipientOf = (session: SessionRow): Recipient | null => {
  if (session.wa_id) return { phone: `+${session.wa_id}` }
  return session.bsuid ? { user_id: session.bsuid } : null
}

/** The bot never writes over a person; only its words of before it stepped back by itself still go out. */
function silenced(session: SessionRow, row: OutboxRow): boolean {
  if (row.author !== 'bot' || session.owner === 'bot') return false
  const stepped_back = session.owner_user_id === null && session.owner_since !== null
  return !(stepped_back && Date.parse(row.created_at) <= Date.parse(session.owner_since ?? ''))
}

/**
 * The customer may have changed his mind, or the hour, since it was written; what has waited for its hour, or was begun by the
 * shop, may not be so any more. False: it ends here.
 */
async function stillWanted(ctx: Ctx, session: SessionRow, row: OutboxRow): Promise<boolean | { at: string }> {
  const { customer_id } = session
  if (!row.topic || !customer_id) return true
  const wish = await wishFor(ctx, { customer_id, topic: row.topic })
  if (wish.send === 'never') {
    await markSettled(ctx.tx, row, 'failed', { code: null, detail: wish.why })
    const said = { customer_id, session_id: session.id, ticket_id: row.ticket_id, topic: row.topic, message: row.body }
    await putBeforeStaff(ctx, said, wish.why)
    return false
  }
  if (wish.send === 'later') {
    await markHeld(ctx.tx, row, wish.at, wish.why)
    return { at: wish.at }
  }
  const checked = isHeldRow(row) || isUnasked(row.topic)
  if (!checked || (await selectHolds(ctx.tx, row.id))) return true
  await markSettled(ctx.tx, row, 'failed', { code: null, detail: 'outdated' })
  return false
}

/** The row as it may go out now: itself, or its template when the window is closed, or nothing: it waits for a person. */
async function sendable(ctx: Ctx, session: SessionRow, row: OutboxRow): Promise<OutboxRow | 'waiting' | 'later'> {
  if (row.body.type === 'template' || isWindowOpen(session.last_inbound_at, ctx.now)) return row
  return asTemplate(ctx, session, row)
}

async function asTemplate(ctx: Ctx, session: SessionRow, row: OutboxRow): Promise<OutboxRow | 'waiting' | 'later'> {
  const usable = row.template && (await approvedTemplate(ctx, row.template))
  if (row.template && usable) {
    const template = { ...row.template, language: usable.language }
    await becomeTemplate(ctx.tx, row, template, shownTemplate(usable, template))
    return { ...row, body: template, template: null }
  }
  const young = Date.now() - Date.parse(row.created_at) < TEMPLATES_PATIENCE_MS
  if (row.template && young && (await askForTemplates(ctx))) return 'later'
  await markSettled(ctx.tx, row, 'waiting', { code: 131047, detail: 'window' })
  if (!(await isSaidByFirst(ctx.tx, row))) await tellStaff(ctx, 'message_waiting', session, row)
  return 'waiting'
}

/** Milliseconds until there is a token, or null when both were taken. The person's own first: it is the scarcer one; it goes back when the number has none. */
async function waitForTokens(ctx: Ctx, session: SessionRow): Promise<number | null> {
  const pair = `pair:${session.id}`
  if (!(await takeToken(ctx.tx, pair, PAIR.capacity, PAIR.seconds_per_token))) return PAIR.seconds_per_token * 1000
  const number = await takeToken(ctx.tx, `number:${session.phone_number_id}`, NUMBER.capacity, NUMBER.seconds_per_token)
  if (number) return null
  await giveTokenBack(ctx.tx, pair)
  return 250
}

export async function settleSent(
  ctx: Ctx,
  row: OutboxRow,
  sent: { wamid: string },
  phone_number_id: string,
): Promise<void> {
  await lockSession(ctx.tx, row.session_id)
  await markSent(ctx.tx, row, sent.wamid)
  await catchUp(ctx, phone_number_id, sent.wamid)
}

/** No success. A lost answer stays `sending`: only a status, or ten minutes of silence, settles it. */
export async function settleError(ctx: Ctx, row: OutboxRow, error: GraphError): Promise<void> {
  if (error.sent === 'maybe') return
  const session = await lockSession(ctx.tx, row.session_id)
  if (!session) return
  const problem: Problem = { code: error.code, detail: error.details ?? error.message }
  const attempt = row.attempts + 1
  if (error.code === null) return settleOffline(ctx, session, row)

  const { action } = errorRule(error.code)
  if (action === 'template') {
    if ((await asTemplate(ctx, session, row)) !== 'waiting')
      await markQueued(ctx.tx, row, ctx.now, { ...problem, attempts: attempt })
    return
  }
  await noteRefusal(ctx, session, error.code, error.details)
  const delay = retryDelay(action, attempt, error.retry_after_ms)
  if (delay === null) await fail(ctx, session, row, problem)
  else await markQueued(ctx.tx, row, afterMs(delay), { ...problem, attempts: attempt })
}

/** Its bytes are not there, or damaged, and will not come back; what waits behind it goes on. */
export async function settleFileLost(ctx: Ctx, row: OutboxRow): Promise<void> {
  const session = await lockSession(ctx.tx, row.session_id)
  if (session) await fail(ctx, session, row, FILE_MISSING)
}

/** Asked again after as long as it has waited already. No try in Meta's eyes: a refusal later on still has all of its own. */
async function settleOffline(ctx: Ctx, session: SessionRow, row: OutboxRow): Promise<void> {
  const problem = { code: null, detail: 'offline' }
  const age = Date.now() - Date.parse(row.created_at)
  if (age > OFFLINE_MS) return fail(ctx, session, row, problem)
  const pause = Math.min(OFFLINE_STEP_MS, Math.max(OFFLINE_FIRST_MS, age))
  await markQueued(ctx.tx, row, afterMs(pause), { ...problem, attempts: row.attempts })
}

async function fail(ctx: Ctx, session: SessionRow, row: OutboxRow, problem: Problem): Promise<void> {
  await markSettled(ctx.tx, row, 'failed', problem)
  await tellStaff(ctx, 'message_failed', session, row)
}

export const tellStaff = (
  ctx: Ctx,
  kind: 'message_failed' | 'message_waiting',
  session: SessionRow,
  row: Pick<OutboxRow, 'message_id'>,
): Promise<void> =>
  notify(ctx, {
    audience: 'chat.write',
    kind,
    subject_type: 'session',
    subject_id: session.id,
    data: { customer: session.profile_name ?? (session.wa_id ? `+${session.wa_id}` : 'WhatsApp') },
    dedupe_key: `${kind}:${row.message_id}`,
  })
