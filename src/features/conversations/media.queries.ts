import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'

interface MediaMessage {
  readonly id: string
  readonly session_id: string
  readonly customer_id: string | null
  readonly message_type: string
  readonly media_id: string | null
  readonly media_state: string | null
  readonly filename: string | null
  readonly handled_at: string | null
}

export async function selectMediaMessage(tx: Tx, message_id: string): Promise<MediaMessage | undefined> {
  const { rows } = await sql<MediaMessage>`
    select id, session_id, customer_id, message_type, media_id, media_state, payload #>> '{media,filename}' as filename, handled_at
    from app.whatsapp_messages where id = ${message_id}`.execute(tx)
  return rows[0]
}

export const markMedia = (
  tx: Tx,
  message_id: string,
  to: { media_state: 'stored' | 'gone'; media_file_id: string | null },
) =>
  tx
    .updateTable('whatsapp_messages')
    .set(to)
    .where('id', '=', message_id)
    .where('media_state', '=', 'waiting')
    .execute()
