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

export const handUnhandledToPerson = (tx: Tx, session_id: string, now: string) =>
  tx
    .updateTable('whatsapp_messages')
    .set({ handled_at: now })
    .where('session_id', '=', session_id)
    .where('direction', '=', 'inbound')
    .where('handled_at', 'is', null)
    .execute()
