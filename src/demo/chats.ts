import { chatTexts } from '../shared/messages/chat.ts'
import { translate } from '../shared/messages.ts'
import { parseMoney, showMoney } from '../shared/money.ts'
import { decisionPayload } from '../shared/quotations.ts'
import { type OutboundMessage, outboundMessage } from '../shared/whatsapp/outbound.ts'
import { CHATS, type DemoChat, type DemoLine } from './chats.data.ts'
import type { DemoInvoice } from './invoices.ts'
import type { DemoQuotation } from './papers.ts'
import { customer } from './people.ts'
import type { Repair } from './repairs.ts'
import type { DemoShop } from './shop.ts'
import { insertPicture } from './story.ts'

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
  /** The wamid of the message whose button was tapped. */
  readonly reply_to: string | null
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

export async function tellChats(shop: DemoShop, records: Records): Promise<DemoSession[]> {
  const sessions: DemoSession[] = []
  for (const chat of CHATS) sessions.push(await tell(shop, chat, records))
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
      reply_to: line.kind === 'button_reply' ? (messages.at(-1)?.wamid ?? null) : null,
      outbound: outboundOf(shop, line, { chat, text, file_id, repair }, records),
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
  shop: DemoShop,
  line: DemoLine,
  of: {
    readonly chat: DemoChat
    readonly text: string
    readonly file_id: string | null
    readonly repair: Repair | null
  },
  { quotations }: Records,
): OutboundMessage | null {
  if (line.from === 'customer') return null
  const { text, file_id, repair } = of
  const say = (key: 'button.approve' | 'button.reject' | 'button.register') =>
    translate(chatTexts, customer(of.chat.who).lang, key)
  const quotation = repair ? quotations.get(repair.id) : undefined
  const button = (choice: 'approve' | 'reject') => ({
    id: decisionPayload(quotation?.id ?? '', quotation?.version ?? 1, choice),
    title: say(`button.${choice}`),
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
        display_text: say('button.register'),
        url: `${shop.public_url}/c/${shop.tokens.token('checkin', repair?.checkin_id ?? '')}`,
      })
    case 'decision_buttons':
      return outboundMessage.parse({ type: 'buttons', body: text, buttons: [button('approve'), button('reject')] })
    default:
      return outboundMessage.parse({ type: 'text', body: text })
  }
}
