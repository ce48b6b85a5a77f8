import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import type { MediaProblem } from '../../shared/whatsapp/media.ts'

interface MediaMessage {
  readonly id: string
  readonly session_id: string
  readonly customer_id: string | null
  readonly customer_name: string | null
  readonly message_type: string
  readonly media_id: string | null
  readonly media_state: string | null
  readonly filename: string | null
  readonly handled_at: string | null
}

export async function selectMediaMessage(tx: Tx, message_id: string): Promise<MediaMessage | undefined> {
  const { rows } = await sql<MediaMessage>`
    select m.id, m.session_id, m.customer_id, coalesce(c.name, s.profile_name) as customer_name, m.message_type, m.media_id,
      m.media_state, m.payload #>> '{media,filename}' as filename, m.handled_at
    from app.whatsapp_messages m join app.whatsapp_sessions s on s.id = m.session_id
    left join app.customers c on c.id = m.customer_id where m.id = ${message_id}`.execute(tx)
  return rows[0]
}

export const markMedia = (
  tx: Tx,
  message_id: string,
  to: { media_state: 'stored' | 'gone'; media_file_id: string | null; error_detail: MediaProblem | null },
) =>
  tx
    .updateTable('whatsapp_messages')
    .set(to)
    .where('id', '=', message_id)
    .where('media_state', '=', 'waiting')
    .execute()

/** It was given up, and is wanted all the same. */
export const waitForMedia = (tx: Tx, message_id: string) =>
  tx
    .updateTable('whatsapp_messages')
    .set({ media_state: 'waiting', error_detail: null })
    .where('id', '=', message_id)
    .where('media_state', '=', 'gone')
    .execute()
