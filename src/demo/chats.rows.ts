import type { OutboundMessage } from '../shared/whatsapp/outbound.ts'
import type { DemoLine } from './chats.data.ts'
import type { DemoMessage, DemoSession } from './chats.ts'
import { insertAll } from './insert.ts'
import { customer } from './people.ts'
import { iso } from './repairs.ts'
import { type DemoShop, hiddenId } from './shop.ts'

const addressOf = (session: DemoSession) => {
  const { phone } = customer(session.chat.who)
  return { wa_id: phone?.slice(1) ?? null, bsuid: phone ? null : hiddenId(session.customer_id), phone_number: phone }
}

export async function insertSessions(shop: DemoShop, sessions: readonly DemoSession[]): Promise<void> {
  const { phone_number_id, users } = shop
  await insertAll(
    shop.client,
    'whatsapp_sessions',
    sessions.map(session => {
      const { chat, messages } = session
      const last = messages.at(-1) as DemoMessage
      const inbound = messages.filter(message => message.line.from === 'customer').at(-1) as DemoMessage
      const address = addressOf(session)
      return {
        id: session.id,
        customer_id: session.customer_id,
        session_id: session.id,
        phone_number_id,
        ...address,
        profile_name: customer(chat.who).name,
        owner: chat.owner ? 'person' : 'bot',
        owner_user_id: chat.owner ? users[chat.owner] : null,
        owner_since: chat.owner ? iso(inbound.at) : null,
        wants_person: chat.wants_person !== undefined,
        handover_summary: chat.wants_person ?? null,
        last_inbound_at: iso(inbound.at),
        last_message_at: iso(last.at),
        last_message_preview: (last.text || '📷').slice(0, 120),
        unread_count: chat.unread ?? 0,
        last_activity: iso(last.at),
        created_at: iso(messages[0]?.at ?? last.at),
      }
    }),
  )
  await insertAll(
    shop.client,
    'conversation_states',
    sessions.map(session => ({
      session_id: session.id,
      customer_id: session.customer_id,
      lang: customer(session.chat.who).lang,
      // The privacy notice stood under the first answer.
      asked: { $privacy: 1 },
    })),
  )
}

const WINDOW_CLOSED = {
  error_code: 131_047,
  error_detail: 'More than 24 hours have passed since the customer last replied',
}

export async function insertMessages(shop: DemoShop, sessions: readonly DemoSession[]): Promise<void> {
  const { phone_number_id, users, client } = shop
  const rows = sessions.flatMap(session =>
    session.messages.map(message => ({ session, message, ...authorOf(message.line, users) })),
  )
  const status = (line: DemoLine) => (line.from === 'customer' ? 'received' : (line.status ?? 'read'))
  await insertAll(
    client,
    'whatsapp_messages',
    rows.map(({ session, message: m, author, user }) => ({
      id: m.id,
      session_id: session.id,
      customer_id: session.customer_id,
      phone_number_id,
      message_id: ['waiting', 'failed'].includes(status(m.line)) ? null : m.wamid,
      direction: author === 'customer' ? 'inbound' : 'outbound',
      author,
      sent_by: user,
      message_type: m.outbound?.type ?? m.line.kind ?? 'text',
      message_content: m.text,
      payload: m.outbound ? { ...m.outbound, labels: labelsOf(m.outbound) } : heardPayload(m),
      reply_to: m.reply_to,
      media_type: m.file_id ? 'image/jpeg' : null,
      media_file_id: m.file_id,
      media_state: m.file_id ? 'stored' : null,
      status: status(m.line),
      ...(status(m.line) === 'failed' ? WINDOW_CLOSED : { error_code: null, error_detail: null }),
      ticket_id: session.repair?.id ?? null,
      handled_at: author === 'customer' ? iso(m.at) : null,
      timestamp: iso(m.at),
      created_at: iso(m.at),
    })),
  )
  await insertAll(
    client,
    'whatsapp_outbox',
    rows
      .filter(row => row.message.outbound)
      .map(({ session, message: m, author, user }) => {
        const settled = ['failed', 'waiting'].includes(status(m.line)) ? status(m.line) : 'sent'
        return {
          id: shop.chance.id(m.at),
          message_id: m.id,
          session_id: session.id,
          idempotency_key: `demo:${m.id}`,
          author: author === 'customer' ? 'system' : author,
          body: m.outbound,
          media_file_id: m.file_id,
          status: settled,
          attempts: settled === 'waiting' ? 0 : 1,
          not_before: iso(m.at),
          sending_at: settled === 'waiting' ? null : iso(m.at),
          settled_at: settled === 'waiting' ? null : iso(m.at),
          ...(settled === 'failed' ? WINDOW_CLOSED : { error_code: null, error_detail: null }),
          created_by: user,
          created_at: iso(m.at),
        }
      }),
  )
  // What Meta says of each that arrived: answers are free up to a quota; papers and links went out as templates, which never are.
  await insertAll(
    client,
    'whatsapp_charges',
    rows
      .filter(row => row.message.outbound && !['failed', 'waiting'].includes(status(row.message.line)))
      .map(({ message: m }) => {
        const template = m.outbound?.type === 'document' || m.outbound?.type === 'cta_url'
        return {
          message_id: m.id,
          phone_number_id,
          category: template ? 'utility' : 'service',
          pricing_type: template ? 'regular' : 'free_customer_service',
          billable: template,
          market: 'MY',
          charged_at: iso(m.at),
        }
      }),
  )
  await insertAll(
    client,
    'customer_interactions',
    rows.map(({ session, message: m, author, user }) => ({
      customer_id: session.customer_id,
      interaction_type: 'whatsapp',
      interaction_id: m.id,
      description: m.text || null,
      direction: author === 'customer' ? 'inbound' : 'outbound',
      created_by: user,
      created_at: iso(m.at),
    })),
  )
}

/** The words or the tap by which a customer decided stand beside the decision. */
export async function tieDecisions(shop: DemoShop, sessions: readonly DemoSession[]): Promise<void> {
  const ties = sessions.flatMap(({ repair, messages }) => {
    const said = messages.find(({ line }) => line.from === 'customer' && line.on === 'decided')
    const words = said?.line.kind === 'button_reply' ? null : said?.text
    return repair && said ? [{ ticket_id: repair.id, message_id: said.id, words }] : []
  })
  await shop.client.query(
    `update app.quotation_decisions d set message_id = x.message_id, words = x.words
       from jsonb_to_recordset($1) as x(ticket_id uuid, message_id uuid, words text)
       join app.quotations q on q.ticket_id = x.ticket_id where q.id = d.quotation_id`,
    [JSON.stringify(ties)],
  )
}

function labelsOf(message: OutboundMessage): string[] {
  if (message.type === 'buttons') return message.buttons.map(button => button.title)
  return message.type === 'cta_url' ? [message.display_text] : []
}

function heardPayload({ line, text }: DemoMessage): Record<string, string> {
  return line.kind === 'button_reply' ? { type: 'button_reply', id: text, title: text } : { type: line.kind ?? 'text' }
}

function authorOf(
  line: DemoLine,
  users: DemoShop['users'],
): { author: 'customer' | 'bot' | 'staff'; user: string | null } {
  if (line.from === 'customer' || line.from === 'bot') return { author: line.from, user: null }
  return { author: 'staff', user: users[line.from] }
}

const MOOD = { positive: 0.8, neutral: 0, negative: -0.7 }

/** What was understood: one row a customer's line that says an intent, with what the bot answered. */
export async function insertTurns(shop: DemoShop, sessions: readonly DemoSession[]): Promise<void> {
  const { chance, client } = shop
  const heard = sessions.flatMap(session =>
    session.messages.flatMap((message, index) =>
      message.line.intent ? [{ session, message, next: session.messages[index + 1] }] : [],
    ),
  )
  await insertAll(
    client,
    'ai_conversations',
    heard.map(({ session, message: m, next }) => {
      const mood = m.line.mood ?? 'neutral'
      return {
        id: chance.id(m.at),
        customer_id: session.customer_id,
        session_id: session.id,
        message_content: m.text,
        response_content: next?.line.from === 'bot' ? next.text : '',
        owner: session.chat.owner ? 'person' : 'bot',
        intent: m.line.intent,
        language: m.line.language ?? customer(session.chat.who).lang,
        confidence_score: `0.${chance.whole(78, 98)}`,
        sentiment_score: MOOD[mood].toFixed(4),
        sentiment_label: mood,
        message_ids: [m.id],
        created_at: iso(m.at),
      }
    }),
  )
  await insertAll(
    client,
    'customer_sentiments',
    heard.map(({ session, message: m }) => {
      const mood = m.line.mood ?? 'neutral'
      return {
        id: chance.id(m.at),
        customer_id: session.customer_id,
        ticket_id: session.repair?.id ?? null,
        message_id: m.id,
        sentiment_score: MOOD[mood].toFixed(4),
        sentiment_label: mood,
        confidence: '0.8000',
        analyzed_at: iso(m.at),
      }
    }),
  )
}
