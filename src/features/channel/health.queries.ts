import { sql } from 'kysely'
import type { NumberInfo } from '../../adapters/whatsapp/whatsapp.ts'
import type { Tx } from '../../db/ctx.ts'
import type { Health } from '../../shared/channel.ts'

const NUMBER = [
  'display_phone_number',
  'verified_name',
  'quality',
  'throughput',
  'status',
  'name_status',
  'messaging_limit',
  'can_send',
  'problems',
  'asked_at',
  'checked_at',
] as const

/** The number that was asked for last. */
export const selectNumber = (tx: Tx) =>
  tx
    .selectFrom('whatsapp_numbers')
    .select(NUMBER)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst() as unknown as Promise<Health['number'] | undefined>

/** What Meta said; null: it gave no answer, and what it said before stays. */
export async function upsertNumber(tx: Tx, phone_number_id: string, said: NumberInfo | null): Promise<void> {
  if (!said) {
    await sql`
      insert into app.whatsapp_numbers (phone_number_id, asked_at) values (${phone_number_id}, now())
      on conflict (phone_number_id) do update set asked_at = now()`.execute(tx)
    return
  }
  await sql`
    insert into app.whatsapp_numbers (phone_number_id, display_phone_number, verified_name, quality, throughput, status, name_status,
      messaging_limit, can_send, problems, asked_at, checked_at)
    values (${phone_number_id}, ${said.display_phone_number}, ${said.verified_name}, ${said.quality}, ${said.throughput}, ${said.status},
      ${said.name_status}, ${said.messaging_limit}, ${said.can_send}, ${JSON.stringify(said.problems)}::jsonb, now(), now())
    on conflict (phone_number_id) do update set display_phone_number = excluded.display_phone_number, verified_name = excluded.verified_name,
      quality = excluded.quality, throughput = excluded.throughput, status = excluded.status, name_status = excluded.name_status,
      messaging_limit = excluded.messaging_limit, can_send = excluded.can_send, problems = excluded.problems, asked_at = now(), checked_at = now()`.execute(
    tx,
  )
}

export interface Traffic {
  readonly backlog: number
  readonly oldest_waiting_at: string | null
  /** Of the last hour: what went out, and what did not for a reason that is not the customer's wish. */
  readonly sent: number
  readonly failed: number
  readonly last_inbound_at: string | null
}

export async function selectTraffic(tx: Tx): Promise<Traffic> {
  const { rows } = await sql<Traffic>`
    select waiting.n as backlog, waiting.oldest as oldest_waiting_at, gone.sent, gone.failed,
      (select max(last_inbound_at) from app.whatsapp_sessions) as last_inbound_at
    from (
      select count(*)::int as n, min(greatest(not_before, created_at)) as oldest from app.whatsapp_outbox
      where status in ('queued', 'sending') and greatest(not_before, created_at) < now() - interval '2 minutes'
    ) waiting, (
      select count(*) filter (where status = 'sent')::int as sent,
        count(*) filter (where status = 'failed' and (error_code is not null or error_detail in ('offline', 'file_missing')))::int as failed
      from app.whatsapp_outbox where settled_at > now() - interval '1 hour'
    ) gone`.execute(tx)
  return rows[0] as Traffic
}

/** How many customers' messages came between these moments of each of the last weeks; a week in which none came at all is none to compare with. */
export async function countSameHours(tx: Tx, from: string, until: string, weeks: number): Promise<number[]> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*)::int from app.whatsapp_messages m where m.direction = 'inbound' and m.author = 'customer'
      and m.timestamp >= ${from}::timestamptz - w * interval '7 days' and m.timestamp < ${until}::timestamptz - w * interval '7 days') as count
    from generate_series(1, ${weeks}::int) w
    where exists (select from app.whatsapp_messages m where m.direction = 'inbound'
      and m.timestamp >= ${until}::timestamptz - (w + 1) * interval '7 days' and m.timestamp < ${until}::timestamptz - w * interval '7 days')`.execute(
    tx,
  )
  return rows.map(row => row.count)
}

/** The last 24 hours, hour by hour, also those in which nothing happened. */
export async function selectHoursOfTraffic(tx: Tx): Promise<Health['hours']> {
  const { rows } = await sql<Health['hours'][number]>`
    select h.at, count(m.id) filter (where m.direction = 'inbound')::int as inbound,
      count(m.id) filter (where m.direction = 'outbound' and m.status <> 'failed')::int as outbound,
      count(m.id) filter (where m.direction = 'outbound' and m.status = 'failed' and m.error_code is not null)::int as failed
    from generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), interval '1 hour') h(at)
      left join app.whatsapp_messages m on m.timestamp >= h.at and m.timestamp < h.at + interval '1 hour' and m.timestamp > now() - interval '25 hours'
    group by h.at order by h.at`.execute(tx)
  return rows
}

/** Something went out after this kind of stop was last seen: then it is over. */
export async function hasSentSince(tx: Tx, kinds: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ ok: boolean }>`
    select exists (select from app.whatsapp_outbox o where o.status = 'sent' and o.settled_at >
      (select max(seen_at) from app.whatsapp_alerts where kind = any(${[...kinds]}) and ended_at is null)) as ok`.execute(
    tx,
  )
  return rows[0]?.ok ?? false
}
