import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import type { Topic } from '../../shared/preferences.ts'
import type { OutboundMessage, TemplateMessage } from '../../shared/whatsapp/outbound.ts'

interface FirstSend {
  readonly status: string
  readonly sent_again: boolean
  readonly body: OutboundMessage
  readonly template: TemplateMessage | null
  readonly message_content: string
  readonly labels: readonly string[] | null
  readonly ticket_id: string | null
  readonly reply_to: string | null
  readonly media_file_id: string | null
  readonly sent_by: string | null
  readonly topic: Topic | null
}

export async function selectOutboxOf(tx: Tx, message_id: string): Promise<FirstSend | undefined> {
  const { rows } = await sql<FirstSend>`
    select m.status, m.payload ? 'sent_again' as sent_again, o.body, o.template, m.message_content, m.payload -> 'labels' as labels, m.ticket_id,
      m.reply_to, o.media_file_id, m.sent_by, o.topic
    from app.whatsapp_messages m join app.whatsapp_outbox o on o.message_id = m.id where m.id = ${message_id}`.execute(
    tx,
  )
  return rows[0]
}

export async function markSentAgain(tx: Tx, message_id: string): Promise<void> {
  await sql`update app.whatsapp_messages set payload = payload || '{"sent_again": true}' where id = ${message_id}`.execute(
    tx,
  )
}

export async function selectWamid(tx: Tx, session_id: string, message_id: string): Promise<string | null> {
  const row = await tx
    .selectFrom('whatsapp_messages')
    .select('message_id')
    .where('session_id', '=', session_id)
    .where('id', '=', message_id)
    .executeTakeFirst()
  return row?.message_id ?? null
}
