import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'

interface OwnerChange {
  readonly owner?: 'bot' | 'person'
  readonly owner_user_id?: string | null
  readonly owner_since?: string | null
  readonly wants_person?: boolean
  readonly snoozed_until?: string | null
  readonly snoozed_by?: string | null
  readonly handover_summary?: string | null
  readonly handover?: string | null
}

export const updateOwner = (tx: Tx, session_id: string, change: OwnerChange) =>
  tx.updateTable('whatsapp_sessions').set(change).where('id', '=', session_id).execute()

/** What came before the person last wrote was his to answer; what came since is nobody's yet. */
export const handAnsweredToPerson = (tx: Tx, session_id: string, now: string) =>
  sql`update app.whatsapp_messages set handled_at = ${now}
    where session_id = ${session_id} and direction = 'inbound' and handled_at is null and created_at <= (
      select max(o.created_at) from app.whatsapp_messages o
      where o.session_id = ${session_id} and o.direction = 'outbound' and o.author = 'staff'
    )`.execute(tx)
