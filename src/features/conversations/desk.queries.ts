import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import type { ChatColleague, Presence } from '../../shared/inbox.ts'

export const selectColleagues = async (tx: Tx): Promise<ChatColleague[]> =>
  (await sql<ChatColleague>`select * from app.chat_colleagues()`.execute(tx)).rows

interface Woken {
  readonly session_id: string
  readonly user_id: string | null
  readonly snoozed_until: string
  readonly customer_name: string
}

/** One at a time and each once: a row that another worker wakes just now is left to it. */
export async function wakeDue(tx: Tx, now: string): Promise<Woken[]> {
  const { rows } = await sql<Woken>`
    with due as (
      select id, snoozed_until, snoozed_by from app.whatsapp_sessions where snoozed_until <= ${now}::timestamptz
      order by snoozed_until limit 100 for update skip locked
    )
    update app.whatsapp_sessions s set snoozed_until = null, snoozed_by = null, unread_count = greatest(s.unread_count, 1)
    from due where s.id = due.id
    returning s.id as session_id, coalesce(s.owner_user_id, due.snoozed_by) as user_id, due.snoozed_until,
      coalesce((select c.name from app.customers c where c.id = s.customer_id), s.profile_name, 'WhatsApp') as customer_name`.execute(
    tx,
  )
  return rows
}

export async function updateUnread(tx: Tx, session_id: string): Promise<number | null> {
  const { rows } = await sql<{ unread_count: number }>`
    update app.whatsapp_sessions set unread_count = greatest(unread_count, 1) where id = ${session_id} returning unread_count`.execute(
    tx,
  )
  return rows[0]?.unread_count ?? null
}

export async function tellPresence(tx: Tx, session_id: string, presence: Presence): Promise<boolean> {
  const { rows } = await sql`
    select pg_notify('baiki_changes', json_build_object('table', 'presence', 'id', id, 'user_id', auth.uid(), 'presence', ${presence}::text)::text)
    from app.whatsapp_sessions where id = ${session_id}`.execute(tx)
  return rows.length > 0
}
