import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { answerTurn } from '../../src/features/assistant/assistant.ts'
import { issueInvoice } from '../../src/features/invoices/invoices.ts'
import { draftQuotation, sendQuotation } from '../../src/features/quotations/quotations.ts'
import type { JobTools } from '../../src/features/tools.ts'
import type { Heard } from '../../src/shared/assistant.ts'
import type { MediaProblem } from '../../src/shared/whatsapp/media.ts'
import { type OutboundMessage, outboundText } from '../../src/shared/whatsapp/outbound.ts'
import { newShop, type TestShop } from './shop.ts'
import { ticketOf } from './tickets.ts'

interface Answer {
  readonly message: OutboundMessage
  readonly text: string
  /** The shop's pin, in a bubble before the words. */
  readonly pin: Extract<OutboundMessage, { type: 'location' }> | null
  /** What the words speak of and a list cannot carry, in a bubble before them. */
  readonly picture: Extract<OutboundMessage, { type: 'image' }> | null
  /** Payloads of what can be tapped. */
  readonly taps: readonly string[]
}
export type Fragment =
  | string
  | { readonly tap: string; readonly title?: string }
  | { readonly image: true; readonly caption?: string }
  | { readonly document: true }
  /** A file that is not here, and why. */
  | { readonly missing: MediaProblem }
  | { readonly audio: true }
  /** A sticker, a contact, a place, an order, something that nobody knows. */
  | { readonly type: string }

export interface Chat {
  readonly customer_id: string
  readonly session_id: string
  /** One burst; the answer, or null for silence. More than one bubble of words fails. */
  says(...fragments: readonly Fragment[]): Promise<Answer | null>
  /** Ids of the inbound messages, oldest first. */
  readonly heard: readonly string[]
  state(): Promise<{ flow: string | null; step: string | null; slots: Record<string, unknown>; lang: string } | null>
}

let made = 0

const tapsOf = (message: OutboundMessage): string[] =>
  message.type === 'buttons'
    ? message.buttons.map(button => button.id)
    : message.type === 'list'
      ? message.sections.flatMap(section => section.rows.map(row => row.id))
      : []

/** A customer's WhatsApp conversation, answered by the assistant as the bot narrowed to him. */
export async function newChat(shop: TestShop, known: { customer_id?: string; name?: string } = {}): Promise<Chat> {
  made += 1
  const wa_id = `6019${String(5_000_000 + made)}`
  const customer_id =
    known.customer_id ??
    (
      await shop.owner<{ id: string }>(`insert into app.customers (name, phone) values ($1, $2) returning id`, [
        known.name ?? 'Aina Binti Ali',
        `+${wa_id}`,
      ])
    )[0]?.id ??
    ''
  const [session] = await shop.owner<{ id: string }>(
    `insert into app.whatsapp_sessions (customer_id, session_id, phone_number_id, wa_id, last_inbound_at) values ($1, $2, 'pn', $3, now()) returning id`,
    [customer_id, randomUUID(), wa_id],
  )
  const session_id = session?.id ?? ''
  const heard: string[] = []

  async function hear(fragment: Fragment): Promise<Heard> {
    const words = typeof fragment === 'string' ? { text: fragment } : fragment
    const type =
      'text' in words
        ? 'text'
        : 'tap' in words
          ? 'button_reply'
          : 'image' in words
            ? 'image'
            : 'document' in words || 'missing' in words
              ? 'document'
              : 'type' in words
                ? words.type
                : 'audio'
    const text =
      'text' in words
        ? words.text
        : 'tap' in words
          ? (words.title ?? words.tap)
          : 'image' in words
            ? (words.caption ?? '')
            : ''
    const missing = 'missing' in words ? words.missing : null
    const media_file_id =
      !missing && (type === 'image' || type === 'document') ? await fileOf(shop, customer_id, type) : null
    const media_state = missing ? 'gone' : media_file_id ? 'stored' : type === 'audio' ? 'stored' : null
    const [row] = await shop.owner<{ id: string }>(
      `insert into app.whatsapp_messages (session_id, customer_id, phone_number_id, message_id, direction, author, message_type, message_content, media_file_id, media_state, status, timestamp)
       values ($1, $2, 'pn', $3, 'inbound', 'customer', $4, $5, $6, $7, 'received', clock_timestamp()) returning id`,
      [session_id, customer_id, `wamid.${randomUUID()}`, type, text, media_file_id, media_state],
    )
    const id = row?.id ?? ''
    heard.push(id)
    return {
      id,
      type,
      text,
      tap: 'tap' in words ? words.tap : null,
      media_file_id,
      media_state,
      media_problem: missing,
    }
  }

  return {
    customer_id,
    session_id,
    heard,
    async says(...fragments) {
      const messages: Heard[] = []
      await delivered(shop, session_id)
      for (const fragment of fragments) messages.push(await hear(fragment))
      const before = await said(shop, session_id)
      await shop.bot(customer_id, ctx => answerTurn(ctx, { session_id, customer_id, messages }))
      const fresh = (await said(shop, session_id)).slice(before.length)
      const message = fresh.at(-1)
      const beside = fresh.slice(0, -1)
      const pin = beside.find(one => one.type === 'location') ?? null
      const picture = beside.find(one => one.type === 'image') ?? null
      const bubbles = fresh.length - Number(pin !== null) - Number(picture !== null)
      if (bubbles > 1) throw new Error(`${bubbles} bubbles where one serves`)
      return message ? { message, text: outboundText(message), pin, picture, taps: tapsOf(message) } : null
    },
    async state() {
      const [row] = await shop.owner<{
        flow: string | null
        step: string | null
        slots: Record<string, unknown>
        lang: string
      }>(`select flow, step, slots, lang from app.conversation_states where session_id = $1`, [session_id])
      return row ?? null
    },
  }
}

/** He writes with what we said before his eyes. A message that a test has put into another state than `queued` stays there. */
const delivered = (shop: TestShop, session_id: string) =>
  shop.owner(
    `with o as (update app.whatsapp_outbox set status = 'sent', sending_at = created_at, settled_at = created_at
       where session_id = $1 and status = 'queued' and not_before <= now() returning message_id)
     update app.whatsapp_messages set status = 'delivered' where id in (select message_id from o)`,
    [session_id],
  )

const said = async (shop: TestShop, session_id: string) =>
  (
    await shop.owner<{ body: OutboundMessage }>(
      `select body from app.whatsapp_outbox where session_id = $1 order by id`,
      [session_id],
    )
  ).map(row => row.body)

async function fileOf(shop: TestShop, customer_id: string, type: 'image' | 'document'): Promise<string> {
  const [row] = await shop.owner<{ id: string }>(
    `insert into app.files (kind, filename, mime_type, size_bytes, sha256, storage_key, customer_id)
     values ('chat_media', $1, $2, 10, repeat('a', 64), $3, $4) returning id`,
    [type, type === 'image' ? 'image/jpeg' : 'application/pdf', randomUUID(), customer_id],
  )
  return row?.id ?? ''
}

/** A shop with hours, a place, a bank account and two prices, as the conversations of the tests know it. */
export async function chattingShop(): Promise<TestShop> {
  const shop = await newShop()
  await shop.owner(
    `update app.company_settings set company_name = 'Kedai Baiki', business_hours = 'Isnin–Sabtu 10 pagi–8 malam',
     address = '12 Jalan Damai', bank_details = 'Maybank 5123 4567 8901', diagnostic_fee = 30`,
  )
  await shop.owner(
    `insert into app.price_rules (device_brand, device_model, problem, from_price, to_price, turnaround_hours)
     values ('Apple', 'iPhone 13', 'screen', 350, 420, 3), ('Apple', 'iPhone 12', 'screen', 280, 340, null)`,
  )
  return shop
}

/** Jobs of these rooms need the database only. */
export const jobTools = (shop: TestShop) => ({ as: shop.db.withActor }) as unknown as JobTools

export const words = async (chat: Chat, ...said: readonly Fragment[]): Promise<string> =>
  (await chat.says(...said))?.text ?? ''

/** Who leads the conversation, and whether somebody waits for a person. */
export const leadOf = async (shop: TestShop, chat: Chat) =>
  (
    await shop.owner(`select owner, wants_person, handover_summary from app.whatsapp_sessions where id = $1`, [
      chat.session_id,
    ])
  )[0]

const repairLine = (unit_price: string) => ({
  kind: 'labour' as const,
  description: 'Tukar skrin',
  quantity: 1,
  unit_price,
  discount: '0.00',
})

/** A job whose quotation of RM380.00 was sent, and the chat of its customer. */
export async function quoted(shop: TestShop) {
  const job = await ticketOf(shop)
  const of = await newChat(shop, { customer_id: job.customer_id })
  const lines = [repairLine('380.00')]
  const draft = await shop.technician.run(ctx =>
    draftQuotation(ctx, { ticket_id: job.ticket_id, document_discount: '0.00', lines }),
  )
  const quotation = await shop.technician.run(ctx => sendQuotation(ctx, { quotation_id: draft.id }))
  return { job, of, quotation }
}
export const decisionsOf = (shop: TestShop, quotation_id: string) =>
  shop.owner(`select version, decision, via, message_id, words from app.quotation_decisions where quotation_id = $1`, [
    quotation_id,
  ])

/** A customer who owes RM200.00. */
export async function owing(shop: TestShop) {
  const job = await ticketOf(shop)
  const of = await newChat(shop, { customer_id: job.customer_id })
  return { of, job, invoice: await billed(shop, job.ticket_id, '200.00') }
}
export const billed = (shop: TestShop, ticket_id: string, unit_price: string) =>
  shop.staff.run(ctx =>
    issueInvoice(ctx, { ticket_id, purpose: 'repair', document_discount: '0.00', lines: [repairLine(unit_price)] }),
  )

/** Another device of the same customer. */
export async function anotherJob(shop: TestShop, customer_id: string, device_model: string): Promise<string> {
  const { ticket_id } = await ticketOf(shop)
  await shop.owner(`update app.tickets set customer_id = $2, device_model = $3 where id = $1`, [
    ticket_id,
    customer_id,
    device_model,
  ])
  return ticket_id
}

/** The shop has hung up its DuitNow code; the file's id. */
export async function withDuitnow(shop: TestShop): Promise<string> {
  const codes: { id: string; payload: string }[] = JSON.parse(
    readFileSync(new URL('../data/payment-qr.json', import.meta.url), 'utf8'),
  ).codes
  const [row] = await shop.owner<{ id: string }>(
    `with f as (insert into app.files (kind, filename, mime_type, size_bytes, sha256, storage_key)
       values ('duitnow_qr', 'qr.jpg', 'image/jpeg', 10, repeat('a', 64), $1) returning id)
     update app.company_settings set duitnow_file_id = f.id, duitnow_payload = $2 from f returning f.id`,
    [randomUUID(), codes.find(({ id }) => id === 'duitnow-demo-static')?.payload],
  )
  return row?.id ?? ''
}
