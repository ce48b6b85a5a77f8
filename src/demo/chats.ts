import { parseMoney, showMoney } from '../shared/money.ts'
import { decisionPayload } from '../shared/quotations.ts'
import { type OutboundMessage, outboundMessage } from '../shared/whatsapp/outbound.ts'
import { CHATS, type DemoChat, type DemoLine } from './chats.data.ts'
import { insertAll } from './insert.ts'
import type { DemoInvoice } from './money.ts'
import type { DemoQuotation } from './papers.ts'
import { customer } from './people.ts'
import { insertPicture, iso, type Repair } from './repairs.ts'
import { type DemoShop, hiddenId } from './shop.ts'

/** What chats speak of. */
export interface Records {
  readonly repairs: readonly Repair[]
  readonly quotations: ReadonlyMap<string, DemoQuotation>
  readonly invoices: readonly DemoInvoice[]
}

export interface DemoMessage {
  readonly id: string
  readonly wamid: string
  readonly at: Date
  readonly line: DemoLine
  readonly text: string
  readonly outbound: OutboundMessage | null
  readonly file_id: string | null
}
export interface DemoSession {
  readonly id: string
  readonly chat: DemoChat
  readonly customer_id: string
  readonly repair: Repair | null
  readonly messages: readonly DemoMessage[]
}

const LATER_MINUTES = 75
const BEFORE_MINUTES = 40

export async function insertChats(shop: DemoShop, records: Records): Promise<DemoSession[]> {
  const sessions: DemoSession[] = []
  for (const chat of CHATS) sessions.push(await tell(shop, chat, records))
  await insertSessions(shop, sessions)
  await insertMessages(shop, sessions)
  await insertTurns(shop, sessions)
  return sessions
}

async function tell(shop: DemoShop, chat: DemoChat, records: Records): Promise<DemoSession> {
  const { chance, clock } = shop
  const customer_id = shop.customers[chat.who]
  const repair =
    chat.ticket === undefined ? null : (records.repairs.filter(r => r.customer_id === customer_id)[chat.ticket] ?? null)
  const fill = slots(chat, repair, records)
  const messages: DemoMessage[] = []
  let at = clock.now
  for (const line of chat.lines) {
    at = line.on ? momentOf(shop, chat, repair, line.on) : clock.after(at, line.from === 'customer' ? 2 : 1)
    const text = fill(line.text)
    const file_id = line.picture
      ? await insertPicture(shop, line.picture, {
          kind: line.picture === 'slip' ? 'transfer_proof' : 'chat_media',
          at,
          customer_id,
          ticket_id: repair?.id ?? null,
          created_by: null,
        })
      : null
    const id = chance.id(at)
    messages.push({
      id,
      wamid: `wamid.${Buffer.from(id).toString('base64url')}`,
      at,
      line,
      text,
      file_id,
      outbound: outboundOf(line, text, file_id, repair, records),
    })
  }
  return { id: chance.id(messages[0]?.at ?? clock.now), chat, customer_id, repair, messages }
}

function momentOf(
  { clock }: DemoShop,
  chat: DemoChat,
  repair: Repair | null,
  moment: NonNullable<DemoLine['on']>,
): Date {
  if (moment === 'later') return clock.minutesAgo(chat.later ?? LATER_MINUTES)
  if (moment !== 'before') return clock.after(repair?.at[moment] ?? clock.now, 1)
  return repair ? clock.after(repair.at.opened as Date, -BEFORE_MINUTES) : clock.minutesAgo(chat.minutes ?? 0)
}

function slots(chat: DemoChat, repair: Repair | null, { quotations, invoices }: Records): (text: string) => string {
  const quotation = repair ? quotations.get(repair.id) : undefined
  const invoice = invoices.find(i => repair && i.ticket_id === repair.id && !i.cancelled)
  const values: Record<string, string | undefined> = {
    name: customer(chat.who).name.split(' ')[0],
    ticket: repair?.number,
    device: repair?.device,
    quotation: quotation?.number,
    invoice: invoice?.number,
    total: quotation && showMoney(parseMoney(quotation.totals.total)),
  }
  return text =>
    text.replace(/\{(\w+)\}/g, (_, slot: string) => {
      const value = values[slot]
      if (!value) throw new Error(`the chat of ${chat.who} has nothing for {${slot}}`)
      return value
    })
}

function outboundOf(
  line: DemoLine,
  text: string,
  file_id: string | null,
  repair: Repair | null,
  { quotations }: Records,
): OutboundMessage | null {
  if (line.from === 'customer') return null
  const quotation = repair ? quotations.get(repair.id) : undefined
  const button = (choice: 'approve' | 'reject', title: string) => ({
    id: decisionPayload(quotation?.id ?? '', quotation?.version ?? 1, choice),
    title,
  })
  switch (line.kind) {
    case 'image':
      return outboundMessage.parse({ type: 'image', media: { file_id }, caption: text })
    case 'buttons':
      return outboundMessage.parse({
        type: 'buttons',
        body: text,
        buttons: line.buttons?.map(title => ({ id: `intake:${title}`, title })),
      })
    case 'cta_url':
      return outboundMessage.parse({
        type: 'cta_url',
        body: text,
        display_text: 'Daftar masuk',
        url: 'https://kedaibaikiampang.example/c/demo',
      })
    case 'decision_buttons':
      return outboundMessage.parse({
        type: 'buttons',
        body: text,
        buttons: [button('approve', 'Setuju'), button('reject', 'Tolak')],
      })
    default:
      return outboundMessage.parse({ type: 'text', body: text })
  }
}

const addressOf = (session: DemoSession) => {
  const { phone } = customer(session.chat.who)
  return { wa_id: phone?.slice(1) ?? null, bsuid: phone ? null : hiddenId(session.customer_id), phone_number: phone }
}

async function insertSessions(shop: DemoShop, sessions: readonly DemoSession[]): Promise<void> {
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
        session_id: `${phone_number_id}:${address.wa_id ?? address.bsuid}`,
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
    })),
  )
}

const WINDOW_CLOSED = {
  error_code: 131_047,
  error_detail: 'More than 24 hours have passed since the customer last replied',
}

async function insertMessages(shop: DemoShop, sessions: readonly DemoSession[]): Promise<void> {
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
      payload: m.outbound ?? {},
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
          settled_at: settled === 'waiting' ? null : iso(m.at),
          ...(settled === 'failed' ? WINDOW_CLOSED : { error_code: null, error_detail: null }),
          created_by: user,
          created_at: iso(m.at),
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

function authorOf(
  line: DemoLine,
  users: DemoShop['users'],
): { author: 'customer' | 'bot' | 'staff'; user: string | null } {
  if (line.from === 'customer' || line.from === 'bot') return { author: line.from, user: null }
  return { author: 'staff', user: users[line.from] }
}

const MOOD = { positive: 0.8, neutral: 0, negative: -0.7 }

/** What was understood: one row a customer's line that says an intent, with what the bot answered. */
async function insertTurns(shop: DemoShop, sessions: readonly DemoSession[]): Promise<void> {
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
