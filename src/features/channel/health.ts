import type { NumberInfo } from '../../adapters/whatsapp/whatsapp.ts'
import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { Alert, Health } from '../../shared/channel.ts'
import { AppError } from '../../shared/errors.ts'
import { hasHours, openSince } from '../../shared/hours.ts'
import type { AlertKind } from '../../shared/messages/channel.ts'
import { getHours, scheduleOf } from '../hours/hours.ts'
import { closeTemplateAlerts, endAlert, type NewAlert, selectOpenAlerts } from './alerts.queries.ts'
import { endHealth, noteHealth, STOPS } from './channel.ts'
import {
  countSameHours,
  hasSentSince,
  selectHoursOfTraffic,
  selectNumber,
  selectTraffic,
  type Traffic,
  upsertNumber,
} from './health.queries.ts'

const MINUTE_MS = 60_000
/** Weeks to compare a silence with. */
const WEEKS = 4
/** So many must usually come for none to be strange: by chance that is one time in four hundred. */
const USUAL_LEAST = 6
const SILENT_MINUTES = 45
const BACKLOG_MINUTES = 10
/** Fewer say nothing. */
const FAILING = { least: 8, share: 0.25 }

/** Everything about the channel's health, as it stands. */
export async function healthOf(ctx: Ctx): Promise<Health> {
  const traffic = await selectTraffic(ctx.tx)
  const silence = await silenceOf(ctx, traffic)
  const number = await selectNumber(ctx.tx)
  // A new shop has not asked yet: then it asks, and the answer is there in a moment.
  if (!number) await checkSoon(ctx)
  return {
    number: number ?? null,
    alerts: await selectOpenAlerts(ctx.tx),
    ...traffic,
    open: silence !== null,
    usual: silence?.usual ?? null,
    hours: await selectHoursOfTraffic(ctx.tx),
  }
}

export const openAlerts = async (ctx: Ctx): Promise<{ items: Alert[] }> => ({ items: await selectOpenAlerts(ctx.tx) })

interface Silence {
  readonly minutes: number
  /** Null: there are too few weeks to compare with. */
  readonly usual: number | null
}

/**
 * How long no customer has written since the door opened, and how many usually write in that time of the week. Null while the shop is
 * shut: nobody is expected. A shop that has given no hours is open.
 */
async function silenceOf(ctx: Ctx, { last_inbound_at }: Pick<Traffic, 'last_inbound_at'>): Promise<Silence | null> {
  const schedule = scheduleOf(await getHours(ctx))
  const opened = openSince(schedule, ctx.now)
  if (hasHours(schedule) && !opened) return null
  const since = Math.max(opened?.getTime() ?? 0, Date.parse(last_inbound_at ?? '1970-01-01T00:00:00Z'))
  const now = Date.parse(ctx.now)
  const from = Math.max(since, now - 12 * 60 * MINUTE_MS)
  const counts = await countSameHours(ctx.tx, new Date(from).toISOString(), ctx.now, WEEKS)
  const usual = counts.length < 2 ? null : Math.round(counts.reduce((sum, n) => sum + n, 0) / counts.length)
  // A week that was as quiet as this one says that quiet is usual.
  return { minutes: Math.floor((now - from) / MINUTE_MS), usual: counts.includes(0) ? 0 : usual }
}

/** What Meta says of the number, and what our own rows say of its traffic: each fact is put up or taken down. */
export async function noteCheck(
  ctx: Ctx,
  checked: { readonly phone_number_id: string; readonly info: NumberInfo | null; readonly failure: NewAlert | null },
): Promise<void> {
  const { phone_number_id, info, failure } = checked
  await upsertNumber(ctx.tx, phone_number_id, info)
  const traffic = await selectTraffic(ctx.tx)
  const facts = [
    ...(info ? factsOfNumber(info) : []),
    ...(await factsOfTraffic(ctx, traffic)),
    ...(failure ? [failure] : []),
  ]
  for (const fact of facts) await noteHealth(ctx, fact)
  const over = OWN_FACTS.filter(kind => !facts.some(fact => fact.kind === kind) && (info || !OF_NUMBER.includes(kind)))
  await endHealth(ctx, over)
  await closeTemplateAlerts(ctx.tx)
  if (info?.can_send === 'AVAILABLE')
    await endHealth(ctx, ['channel_locked', 'channel_registration', 'channel_restricted'])
  if (await hasSentSince(ctx.tx, STOPS)) await endHealth(ctx, STOPS)
}

const OF_NUMBER: readonly AlertKind[] = [
  'channel_quality',
  'channel_name',
  'channel_number',
  'channel_token',
  'channel_unreachable',
]
/** Put up by a look, and by the next one taken down. */
const OWN_FACTS: readonly AlertKind[] = [...OF_NUMBER, 'channel_silent', 'channel_backlog', 'channel_failing']

function factsOfNumber(info: NumberInfo): NewAlert[] {
  const facts: NewAlert[] = []
  const what = (value: string | null) => ({ what: value ?? '?' })
  if (info.quality === 'RED' || info.quality === 'YELLOW') {
    const severity = info.quality === 'RED' ? 'bad' : 'warning'
    facts.push({ kind: 'channel_quality', severity, data: what(info.quality) })
  }
  if (info.name_status === 'DECLINED' || info.name_status === 'EXPIRED')
    facts.push({ kind: 'channel_name', severity: 'warning', data: what(info.name_status) })
  const limping = info.status !== null && info.status !== 'CONNECTED'
  const stuck = info.can_send === 'BLOCKED' || info.can_send === 'LIMITED'
  if (limping || stuck) {
    const problem = info.problems[0]
    facts.push({
      kind: 'channel_number',
      severity: info.can_send === 'BLOCKED' ? 'bad' : 'warning',
      data: what(limping ? info.status : info.can_send),
      detail: problem ? `${problem.code} ${problem.description ?? ''}` : null,
    })
  }
  return facts
}

async function factsOfTraffic(ctx: Ctx, traffic: Traffic): Promise<NewAlert[]> {
  const facts: NewAlert[] = []
  const silence = await silenceOf(ctx, traffic)
  if (silence && silence.minutes >= SILENT_MINUTES && (silence.usual ?? 0) >= USUAL_LEAST)
    facts.push({
      kind: 'channel_silent',
      severity: 'warning',
      data: { minutes: silence.minutes, usual: silence.usual ?? 0 },
    })
  const waited = traffic.oldest_waiting_at
    ? Math.floor((Date.parse(ctx.now) - Date.parse(traffic.oldest_waiting_at)) / MINUTE_MS)
    : 0
  if (waited >= BACKLOG_MINUTES)
    facts.push({ kind: 'channel_backlog', severity: 'warning', data: { count: traffic.backlog, minutes: waited } })
  const total = traffic.sent + traffic.failed
  if (total >= FAILING.least && traffic.failed / total >= FAILING.share)
    facts.push({ kind: 'channel_failing', severity: 'warning', data: { failed: traffic.failed, total } })
  return facts
}

export async function checkSoon(ctx: Ctx): Promise<Record<string, never>> {
  await enqueue(ctx, 'whatsapp.check_number', {}, { key: 'whatsapp.check_number' })
  return {}
}

/** What had failed is tried again, once: the second press finds the alert gone. If it fails again, there is a new one. */
export async function retryFailed(ctx: Ctx, { alert_id }: { alert_id: string }): Promise<{ tried: boolean }> {
  const ended = await endAlert(ctx.tx, alert_id, ctx.actor.user_id)
  const work = ended?.work
  if (!work) return { tried: false }
  const key = `retry:${alert_id}`
  if (work.does === 'delivery') await enqueue(ctx, 'whatsapp.retry_delivery', { event_id: work.event_id }, { key })
  else await enqueue(ctx, work.name, work.payload, { key })
  return { tried: true }
}

/** Seen to. What lasts is put up again by the next look. */
export async function settleAlert(ctx: Ctx, { alert_id }: { alert_id: string }): Promise<Record<string, never>> {
  if (!(await endAlert(ctx.tx, alert_id, ctx.actor.user_id))) {
    const open = await selectOpenAlerts(ctx.tx)
    if (open.some(alert => alert.id === alert_id)) throw new AppError('forbidden')
  }
  return {}
}
