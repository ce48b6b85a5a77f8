import type { NotificationKind } from '../shared/messages/notifications.ts'
import { TERMS_VERSION } from '../shared/messages/terms.ts'
import { parseMoney, showMoney } from '../shared/money.ts'
import type { Permission } from '../shared/permissions.ts'
import { termsOf } from '../shared/terms.ts'
import type { DemoSession, Records } from './chats.ts'
import { insertAll } from './insert.ts'
import { customer } from './people.ts'
import { iso, type Repair } from './repairs.ts'
import { COMPANY, type DemoShop } from './shop.ts'

export async function insertFeedback(shop: DemoShop, { repairs, invoices }: Records): Promise<void> {
  const rated = repairs.flatMap(repair => {
    const { told, at } = repair
    return told.rating && at.picked_up ? [{ repair, rating: told.rating, at: shop.clock.after(at.picked_up, 95) }] : []
  })
  await insertAll(
    shop.client,
    'customer_feedback',
    rated.map(({ repair, rating: [rating, feedback_text], at }) => ({
      id: shop.chance.id(at),
      customer_id: repair.customer_id,
      ticket_id: repair.id,
      invoice_id: invoices.find(i => i.ticket_id === repair.id && !i.cancelled)?.id ?? null,
      rating,
      feedback_text,
      feedback_source: 'whatsapp',
      is_public: rating >= 4,
      created_at: iso(at),
    })),
  )
}

export async function insertNotifications(
  shop: DemoShop,
  { repairs, quotations, invoices }: Records,
  sessions: readonly DemoSession[],
): Promise<void> {
  const { clock, chance } = shop
  const notice = (
    at: Date,
    kind: NotificationKind,
    audience: Permission | { user_id: string },
    subject_type: string,
    subject_id: string,
    data: Record<string, string>,
    read = false,
  ) => ({
    id: chance.id(at),
    kind,
    user_id: typeof audience === 'string' ? null : audience.user_id,
    audience: typeof audience === 'string' ? audience : null,
    subject_type,
    subject_id,
    data,
    dedupe_key: `demo:${kind}:${subject_id}`,
    read_at: read ? iso(clock.after(at, 30)) : null,
    created_at: iso(at),
  })
  const rows = [
    ...repairs
      .filter(r => r.told.status === 'pending')
      .map(r =>
        notice(r.at.opened as Date, 'checkin_submitted', 'tickets.write', 'ticket', r.id, { ticket: r.number }),
      ),
    ...repairs
      .filter(r => r.told.status === 'pending' && r.tech)
      .map(r =>
        notice(clock.after(r.at.opened as Date, 2), 'ticket_assigned', { user_id: r.tech as string }, 'ticket', r.id, {
          ticket: r.number,
        }),
      ),
    ...repairs
      .filter(r => r.told.status === 'approved')
      .map(r =>
        notice(
          r.at.decided as Date,
          'quotation_accepted',
          'tickets.write',
          'ticket',
          r.id,
          { ticket: r.number, amount: amountOf(r) },
          true,
        ),
      ),
    ...repairs
      .filter(r => r.told.quotation === 'expired')
      .map(r =>
        notice(clock.at(7, '09:00'), 'quotation_expired', 'tickets.write', 'ticket', r.id, { ticket: r.number }),
      ),
    ...repairs
      .filter(r => (r.told.rating?.[0] ?? 5) <= 2 && r.at.picked_up)
      .map(r =>
        notice(clock.after(r.at.picked_up as Date, 95), 'low_rating', 'reports.read', 'ticket', r.id, {
          ticket: r.number,
          rating: String(r.told.rating?.[0]),
        }),
      ),
    ...invoices
      .filter(i => i.pays.some(pay => pay.status === 'pending'))
      .map(i =>
        notice(clock.minutesAgo(63), 'proof_received', 'payments.write', 'ticket', i.ticket_id ?? i.id, {
          invoice: i.number,
          amount: showMoney(parseMoney(i.totals.total)),
        }),
      ),
    ...sessions
      .filter(s => s.chat.wants_person)
      .map(s =>
        notice(s.messages.at(-1)?.at ?? clock.now, 'person_wanted', 'chat.write', 'session', s.id, {
          customer: customer(s.chat.who).name,
        }),
      ),
    ...sessions.flatMap(s =>
      s.messages.flatMap(m =>
        m.line.status === 'failed' || m.line.status === 'waiting'
          ? [
              notice(
                m.at,
                m.line.status === 'failed' ? 'message_failed' : 'message_waiting',
                'chat.write',
                'session',
                s.id,
                { customer: customer(s.chat.who).name },
              ),
            ]
          : [],
      ),
    ),
  ]
  await insertAll(shop.client, 'notifications', rows)

  function amountOf(repair: Repair): string {
    return showMoney(parseMoney(quotations.get(repair.id)?.totals.total ?? '0.00'))
  }
}

/** What customers agreed to when they first handed a device in. */
export async function insertConsents(shop: DemoShop, { repairs }: Records): Promise<void> {
  const first = [...new Map([...repairs].reverse().map(repair => [repair.customer_id, repair])).values()]
  await insertAll(
    shop.client,
    'consents',
    first.flatMap(repair => {
      const at = repair.at.opened as Date
      const terms = termsOf(COMPANY, customer(repair.told.who).lang)
      const consent = {
        customer_id: repair.customer_id,
        granted: true,
        wording_version: TERMS_VERSION,
        source: 'checkin',
        created_at: iso(at),
      }
      return [
        { ...consent, id: shop.chance.id(at), purpose: 'repair_terms', wording: terms.wording.join('\n') },
        { ...consent, id: shop.chance.id(at), purpose: 'privacy_notice', wording: terms.privacy },
      ]
    }),
  )
}
