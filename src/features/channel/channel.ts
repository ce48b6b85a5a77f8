import type { Ctx } from '../../db/ctx.ts'
import type { AlertKind } from '../../shared/messages/channel.ts'
import type { NotificationKind } from '../../shared/messages/notifications.ts'
import { countryOf } from '../../shared/phone.ts'
import { dayAt, timeAt } from '../../shared/time.ts'
import { errorRule } from '../../shared/whatsapp/errors.ts'
import type { InboundStatus } from '../../shared/whatsapp/inbound.types.ts'
import { notify } from '../notifications/notifications.ts'
import { getCompany } from '../settings/settings.ts'
import { type AlertWork, closeAlerts, type NewAlert, upsertAlert } from './alerts.queries.ts'
import { upsertCharge } from './charges.queries.ts'
import { factsOfNotice } from './notices.ts'

/** Puts a fact before whoever may change settings: a banner while it lasts, a notice once a day. */
export async function noteHealth(
  ctx: Ctx,
  alert: NewAlert,
  fact = `${alert.kind}:${alert.subject ?? ''}`,
): Promise<void> {
  const id = await upsertAlert(ctx.tx, alert)
  const kind: NotificationKind = alert.kind
  await notify(ctx, {
    audience: 'settings.write',
    kind,
    ...(id && { subject_type: 'channel', subject_id: id }),
    data: alert.data ?? {},
    dedupe_key: `${fact}:${ctx.today}`,
  })
}

export const endHealth = (ctx: Ctx, kinds: readonly AlertKind[], subject?: string): Promise<unknown> =>
  closeAlerts(ctx.tx, kinds, subject)

const STOPPED_BY: Readonly<Record<string, AlertKind>> = {
  token: 'channel_token',
  locked: 'channel_locked',
  payment: 'channel_payment',
  registration: 'channel_registration',
  display_name: 'channel_registration',
  spam: 'channel_limited',
  misclassified: 'channel_limited',
  country: 'channel_country',
}
/** What one accepted message proves to be over. */
export const STOPS: readonly AlertKind[] = [...new Set(Object.values(STOPPED_BY))]

/** Meta refused for a reason that stays until somebody acts. */
export async function noteStop(ctx: Ctx, code: number, detail: string | null): Promise<void> {
  const kind = STOPPED_BY[errorRule(code).reason] ?? 'channel_locked'
  await noteHealth(ctx, { kind, severity: 'bad', detail: `${code}${detail ? ` ${detail}` : ''}` })
}

/** A webhook about the account, the number or its limits. */
export async function noteNotice(ctx: Ctx, notice: { readonly field: string; readonly raw: unknown }): Promise<void> {
  const facts = factsOfNotice(notice.field, notice.raw)
  if (facts.length === 0) return
  const { time_zone } = await getCompany(ctx)
  for (const fact of facts) {
    if (fact.over) await endHealth(ctx, fact.over)
    else await noteHealth(ctx, onOurClock(fact.alert, time_zone))
  }
}

/** The end of a restriction by the shop's clock, in figures: which language a reader has is not known here. */
function onOurClock(alert: NewAlert, zone: string): NewAlert {
  const until = alert.data?.until
  return until
    ? { ...alert, data: { ...alert.data, until: `${dayAt(String(until), zone)} ${timeAt(String(until), zone)}` } }
    : alert
}

/** Template states in which the product cannot send it, or pays more for it. */
const TEMPLATE_TROUBLE = new Set(['REJECTED', 'PAUSED', 'DISABLED', 'FLAGGED', 'REFUSED'])

export interface TemplateNews {
  readonly name: string
  readonly language: string
  readonly status?: string | null | undefined
  readonly category?: string | null | undefined
  readonly reason?: string | null | undefined
}

/** What became of a template: trouble stands until it is approved again, a dearer category until somebody has seen to it. */
export async function noteTemplate(ctx: Ctx, news: TemplateNews): Promise<void> {
  const { name, language, status, category } = news
  const subject = `${name}/${language}`
  if (status === 'APPROVED') await endHealth(ctx, ['channel_template'], subject)
  const tell = (of: string, what: string) =>
    noteHealth(ctx, {
      ...{ kind: 'channel_template', subject: of, severity: 'warning', data: { name, language, what } },
      detail: news.reason ?? null,
    })
  if (status && TEMPLATE_TROUBLE.has(status)) await tell(subject, status)
  if (category === 'MARKETING') await tell(`${subject}/category`, 'UTILITY › MARKETING')
}

/** Something that came from WhatsApp could not be taken in; or a job has failed again and again. Told once a day, however many. */
export const noteFailure = (
  ctx: Ctx,
  kind: 'delivery_failed' | 'job_failed',
  of: { subject: string; what: string; detail: string; work: AlertWork },
): Promise<void> =>
  noteHealth(
    ctx,
    {
      ...{ kind, subject: of.subject, severity: 'warning', detail: of.detail, work: of.work },
      data: kind === 'job_failed' ? { job: of.what } : { what: of.what },
    },
    kind === 'job_failed' ? `job_failed:${of.what}` : kind,
  )

/**
 * What Meta says of a message's price. Kept once a message, however often and in whatever order its statuses come; it counts from the
 * moment of its delivery on.
 */
export async function charge(
  ctx: Ctx,
  message: { readonly message_id: string; readonly arrived: boolean },
  said: InboundStatus,
): Promise<void> {
  const { pricing } = said
  const arrives = said.status === 'delivered' || said.status === 'read' || said.status === 'played'
  await upsertCharge(ctx.tx, {
    message_id: message.message_id,
    phone_number_id: said.phone_number_id,
    pricing: pricing?.category && {
      category: pricing.category,
      pricing_type: pricing.type ?? 'regular',
      billable: pricing.billable ?? (pricing.type ?? 'regular') === 'regular',
    },
    market: said.recipient_wa_id ? countryOf(said.recipient_wa_id) : null,
    charged_at: arrives || message.arrived ? (said.at ?? ctx.now) : null,
  })
}
