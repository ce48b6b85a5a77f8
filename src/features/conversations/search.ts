import { sql } from 'kysely'
import type { Ctx } from '../../db/ctx.ts'
import type { InputOf } from '../../shared/contract.ts'
import type { FoundMessage, inboxContracts } from '../../shared/inbox.ts'

const AROUND = 40

/** Messages that hold these words, the newest first; over all conversations, by `app.search_messages` and its index. */
export async function searchMessages(
  ctx: Ctx,
  input: InputOf<typeof inboxContracts.search>,
): Promise<{ items: FoundMessage[] }> {
  const { rows } = await sql<FoundMessage & { message_content: string }>`
    with found as materialized (select id from app.search_messages(${input.q}, ${input.limit}))
    select m.id, m.session_id, m.direction, m.timestamp, m.message_content,
      coalesce(c.name, s.profile_name, s.phone_number, 'WhatsApp') as customer_name
    from found join app.whatsapp_messages m on m.id = found.id join app.whatsapp_sessions s on s.id = m.session_id
    left join app.customers c on c.id = s.customer_id
    order by m.timestamp desc, m.id desc`.execute(ctx.tx)
  return {
    items: rows.map(({ message_content, ...row }) => ({ ...row, snippet: snippetOf(message_content, input.q) })),
  }
}

/** The words with a little around them, on one line. */
export function snippetOf(text: string, words: string): string {
  const at = Math.max(0, text.toLowerCase().indexOf(words.toLowerCase()))
  const from = Math.max(0, at - AROUND)
  const to = Math.min(text.length, at + words.length + AROUND)
  const part = text.slice(from, to).replace(/\s+/g, ' ').trim()
  return `${from > 0 ? '…' : ''}${part}${to < text.length ? '…' : ''}`
}
