import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'

interface Stalled {
  /** Deliveries that nobody has taken in. */
  readonly deliveries: boolean
  readonly to_send: readonly string[]
  readonly to_answer: readonly { readonly session_id: string; readonly customer_id: string }[]
}

/** What should have been done a minute ago. */
export async function selectStalled(tx: Tx): Promise<Stalled> {
  const { rows: events } = await sql<{ found: boolean }>`
    select exists (select from app.whatsapp_webhook_events where status = 'received' and received_at < now() - interval '1 minute') as found`.execute(
    tx,
  )
  const { rows: sessions } = await sql<{ session_id: string }>`
    select distinct session_id from app.whatsapp_outbox
    where status = 'queued' and greatest(not_before, created_at) < now() - interval '1 minute' limit 200`.execute(tx)
  const { rows: turns } = await sql<{ session_id: string; customer_id: string }>`
    select distinct session_id, customer_id from app.whatsapp_messages
    where direction = 'inbound' and handled_at is null and customer_id is not null and created_at < now() - interval '1 minute' limit 200`.execute(
    tx,
  )
  return { deliveries: events[0]?.found ?? false, to_send: sessions.map(s => s.session_id), to_answer: turns }
}
