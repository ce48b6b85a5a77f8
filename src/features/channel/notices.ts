import { z } from 'zod'
import type { AlertKind } from '../../shared/messages/channel.ts'
import type { NewAlert } from './alerts.queries.ts'

export type Fact = { readonly alert: NewAlert; readonly over?: undefined } | { readonly over: readonly AlertKind[] }

const text = z.string().nullish().catch(null)
const account = z.looseObject({
  event: text,
  ban_info: z.looseObject({ waba_ban_state: text }).nullish().catch(null),
  restriction_info: z
    .array(z.looseObject({ restriction_type: text, expiration: z.coerce.number().nullish().catch(null) }))
    .nullish()
    .catch(null),
  violation_info: z.looseObject({ violation_type: text }).nullish().catch(null),
})
const quality = z.looseObject({ event: text, current_limit: text, old_limit: text })

const bad = (kind: AlertKind, detail?: string | null): Fact => ({
  alert: { kind, severity: 'bad', detail: detail ?? null },
})

/** What a webhook about the account or the number says that somebody must know. Whatever is not understood is no fact. */
export function factsOfNotice(field: string, raw: unknown): Fact[] {
  if (field === 'account_update') return accountFacts(account.safeParse(raw).data)
  if (field === 'phone_number_quality_update') return qualityFacts(quality.safeParse(raw).data)
  return []
}

function accountFacts(news: z.output<typeof account> | undefined): Fact[] {
  switch (news?.event) {
    case 'DISABLED_UPDATE':
      return news.ban_info?.waba_ban_state === 'REINSTATE'
        ? [{ over: ['channel_locked'] }]
        : [bad('channel_locked', news.ban_info?.waba_ban_state)]
    case 'ACCOUNT_DELETED':
      return [bad('channel_locked', news.event)]
    case 'ACCOUNT_OFFBOARDED':
      return [bad('channel_registration', news.event)]
    case 'ACCOUNT_RECONNECTED':
      return [{ over: ['channel_registration'] }]
    case 'ACCOUNT_VIOLATION': {
      const what = news.violation_info?.violation_type ?? '?'
      return [{ alert: { kind: 'channel_violation', subject: what, severity: 'warning', data: { what } } }]
    }
    case 'ACCOUNT_RESTRICTION':
      return (news.restriction_info ?? []).map(({ restriction_type, expiration }) => ({
        alert: {
          kind: 'channel_restricted',
          subject: restriction_type ?? '',
          severity: 'bad',
          detail: restriction_type ?? null,
          data: { until: new Date((expiration ?? 0) * 1000).toISOString() },
        },
      }))
    default:
      return []
  }
}

function qualityFacts(news: z.output<typeof quality> | undefined): Fact[] {
  switch (news?.event) {
    case 'FLAGGED':
      return [{ alert: { kind: 'channel_quality', severity: 'bad', data: { what: 'RED' } } }]
    case 'UNFLAGGED':
      return [{ over: ['channel_quality'] }]
    case 'DOWNGRADE': {
      const data = { before: news.old_limit ?? '?', after: news.current_limit ?? '?' }
      return [{ alert: { kind: 'channel_limit', severity: 'warning', data } }]
    }
    case 'UPGRADE':
      return [{ over: ['channel_limit'] }]
    default:
      return []
  }
}
