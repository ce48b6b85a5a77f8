import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import type { CountedCharges } from '../../shared/channel.costs.ts'

interface ChargeRow {
  readonly message_id: string
  readonly phone_number_id: string
  /** Missing on many statuses: then only the moment is new. */
  readonly pricing:
    | { readonly category: string; readonly pricing_type: string; readonly billable: boolean }
    | ''
    | null
    | undefined
  readonly market: string | null
  readonly charged_at: string | null
}

/** One row a message; the first price and the first moment of arrival stay. */
export async function upsertCharge(tx: Tx, row: ChargeRow): Promise<void> {
  const { message_id, pricing, charged_at } = row
  if (pricing) {
    await sql`
      insert into app.whatsapp_charges as c (message_id, phone_number_id, category, pricing_type, billable, market, charged_at)
      values (${message_id}, ${row.phone_number_id}, left(${pricing.category}, 40), left(${pricing.pricing_type}, 40), ${pricing.billable}, ${row.market},
        ${charged_at}::timestamptz)
      on conflict (message_id) do update set charged_at = coalesce(c.charged_at, excluded.charged_at), market = coalesce(c.market, excluded.market)
      where (c.charged_at is null and excluded.charged_at is not null) or (c.market is null and excluded.market is not null)`.execute(
      tx,
    )
  } else if (charged_at) {
    await sql`update app.whatsapp_charges set charged_at = ${charged_at}::timestamptz where message_id = ${message_id} and charged_at is null`.execute(
      tx,
    )
  }
}

/** What was delivered in a month of the shop's calendar. */
export async function countCharges(tx: Tx, month: string, zone: string): Promise<CountedCharges[]> {
  const { rows } = await sql<CountedCharges>`
    select to_char(charged_at at time zone ${zone}, 'YYYY-MM-DD') as day, category, pricing_type, billable, market, count(*)::int as count
    from app.whatsapp_charges
    where charged_at >= (${`${month}-01`}::timestamp at time zone ${zone})
      and charged_at < ((${`${month}-01`}::timestamp + interval '1 month') at time zone ${zone})
    group by 1, 2, 3, 4, 5 order by 1`.execute(tx)
  return rows
}

export async function selectChargedMonths(tx: Tx, zone: string): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select distinct to_char(charged_at at time zone ${zone}, 'YYYY-MM') as month from app.whatsapp_charges
    where charged_at is not null order by 1 desc limit 60`.execute(tx)
  return rows.map(row => row.month)
}
