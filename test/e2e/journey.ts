import sharp from 'sharp'
import type { StoredMessage } from '../../src/adapters/whatsapp/standin/world.types.ts'
import { type Client, type Json, type Product, stranger, until } from '../helpers/product.ts'

/** What a customer of each language writes. */
export const WORDS = {
  ms: {
    first: 'hi, skrin iphone 13 saya pecah, berapa?',
    thanks: 'terima kasih, kerja kemas',
    status: 'dah siap ke telefon saya?',
  },
  id: {
    first: 'halo kak, layar iphone 13 saya pecah, berapa ya biayanya?',
    thanks: 'makasih kak, rapi banget',
    status: 'hp saya udah jadi belum kak?',
  },
  en: {
    first: 'hi, the screen of my iphone 13 is cracked, how much to fix?',
    thanks: 'thank you, very neat work',
    status: 'is my phone ready yet?',
  },
} as const
export type Tongue = keyof typeof WORDS

export interface Customer {
  readonly id: string
  readonly say: (text: string) => Promise<unknown>
  readonly tap: (message: StoredMessage, id: string) => Promise<unknown>
  readonly photo: () => Promise<unknown>
  /** The first message of the shop, from `after` on, that the test looks for. */
  readonly hears: (what: string, test: (message: StoredMessage) => boolean) => Promise<StoredMessage>
  readonly chat: () => Promise<StoredMessage[]>
}

const photoBytes = (color: string) =>
  sharp({ create: { width: 900, height: 1200, channels: 3, background: color } })
    .jpeg()
    .toBuffer()

/** Everything readable in a message, buttons' ids included. */
export const textOf = (message: StoredMessage): string => JSON.stringify([message.node, message.template ?? null])

/** What the Approve button of a quotation carries. */
export const approveId = (message: StoredMessage): string | undefined =>
  /quotation:[\w-]+:v\d+:approve/.exec(textOf(message))?.[0]

export async function newCustomer(
  product: Pick<Product, 'standin'>,
  name: string,
  phone: string,
  patience_ms?: number,
): Promise<Customer> {
  const { control } = product.standin
  const person = await control.person({ name, phone })
  const chat = async () => (await control.chat(person.id)).messages
  return {
    id: person.id,
    say: text => control.say(person.id, text),
    tap: (message, id) =>
      control.write(person.id, {
        type: textOf(message).includes('"sections"') ? 'list_reply' : 'button_reply',
        reply_to: message.wamid,
        id,
      }),
    async photo() {
      const { media_id } = await control.media(await photoBytes('#888'), 'image/jpeg', 'skrin.jpg')
      return control.write(person.id, { type: 'image', media_id })
    },
    hears: (what, test) =>
      until(
        `the customer to hear ${what}`,
        async () => (await chat()).find(message => message.direction === 'out' && test(message)),
        patience_ms,
      ).catch(async error => {
        const heard = (await chat()).map(
          message => `${message.direction} ${message.type} ${textOf(message).slice(0, 300)}`,
        )
        throw new Error(`${(error as Error).message}; the chat so far:\n${heard.join('\n')}`)
      }),
    chat,
  }
}

/** Until the QR code for the check-in is in the chat. Returns the token of its link. */
export async function askForRepair(customer: Customer, tongue: Tongue): Promise<string> {
  await customer.say(WORDS[tongue].first)
  const asked = await customer.hears('the price range and the question for a photo', message =>
    textOf(message).includes('intake:skip_photo'),
  )
  if (!textOf(asked).includes('RM')) throw new Error(`no price in: ${textOf(asked)}`)
  await customer.photo()
  const more = await customer.hears(
    'that the photo came',
    message => message.wamid !== asked.wamid && textOf(message).includes('intake:skip_photo'),
  )
  await customer.tap(more, 'intake:skip_photo')
  const confirm = await customer.hears('whether it is all right', message => textOf(message).includes('intake:right'))
  await customer.tap(confirm, 'intake:right')
  const invitation = await customer.hears(
    'the QR code',
    message => message.type === 'image' && textOf(message).includes('/c/'),
  )
  const token = /\/c\/([\w-]+)/.exec(textOf(invitation))?.[1]
  if (!token) throw new Error(`no check-in link in: ${textOf(invitation)}`)
  return token
}

export async function checkIn(
  product: Product,
  token: string,
  tongue: Tongue,
  page: Client = stranger(product.url, tongue),
): Promise<{ ticket_id: string; ticket_number: string }> {
  const form = await page.get(`/public/${token}/checkin`)
  const upload = (kind: string, color: string) =>
    photoBytes(color).then(bytes =>
      page.upload(`/public/${token}/checkin/files`, { kind }, [{ bytes, name: `${kind}.jpg`, type: 'image/jpeg' }]),
    )
  const photo = await upload('condition_photo', '#444')
  const signature = await upload('signature', '#fff')
  const body = {
    name: form.prefill.name,
    device: {
      device_type: form.prefill.device_type ?? 'phone',
      brand: form.prefill.brand ?? 'Apple',
      model: form.prefill.model ?? 'iPhone 13',
      imei: '490154203237518',
    },
    problem_description: form.prefill.problem ?? 'Skrin pecah',
    accessories: ['Casing'],
    photo_file_ids: [photo.id],
    signature_file_id: signature.id,
    terms_version: form.terms.version,
  }
  const key = crypto.randomUUID()
  await page.send('POST', `/public/${token}/checkin`, body, key)
  // The answer was lost on the way; the page sends it again.
  await page.send('POST', `/public/${token}/checkin`, body, key)
  const done = await until('the ticket number on the form', async () => {
    const now = await page.get(`/public/${token}/checkin`)
    return now.ticket_number ? now : null
  })
  const [ticket] = await product.owner<{ id: string }>('select id from app.tickets where ticket_number = $1', [
    done.ticket_number,
  ])
  return { ticket_id: (ticket as { id: string }).id, ticket_number: done.ticket_number }
}

/** The technician looks at it and writes an estimate: labour 250.00 and a part 299.90, SST 6 %. */
export async function estimate(staff: Client, technician: Client, ticket_id: string): Promise<Json> {
  const people = await staff.get('/users')
  const ravi = people.items.find((person: Json) => person.role === 'technician')
  await staff.send('PUT', `/tickets/${ticket_id}/assignment`, { user_id: ravi.id })
  await staff.send('POST', `/tickets/${ticket_id}/arrival`)
  await technician.send('POST', `/tickets/${ticket_id}/diagnosis`)
  const draft = await technician.send('POST', '/quotations', {
    ticket_id,
    lines: [
      { kind: 'labour', description: 'Upah tukar skrin', quantity: 1, unit_price: '250.00', tax_code: 'SST6' },
      { kind: 'part', description: 'Skrin iPhone 13 (OLED)', quantity: 1, unit_price: '299.90', tax_code: 'SST6' },
    ],
  })
  return technician.send('POST', `/quotations/${draft.id}/versions`)
}

export const ticketStatus = async (client: Client, ticket_id: string): Promise<string> =>
  (await client.get(`/tickets/${ticket_id}`)).status

export const untilStatus = (client: Client, ticket_id: string, status: string) =>
  until(`the ticket to be ${status}`, async () => (await ticketStatus(client, ticket_id)) === status)

/** From an approved ticket to a completed one, its invoice in the chat. */
export async function repair(staff: Client, technician: Client, ticket_id: string, customer: Customer): Promise<Json> {
  await technician.send('POST', `/tickets/${ticket_id}/repair`)
  await technician.upload(`/tickets/${ticket_id}/progress`, { description: 'Skrin baharu sudah dipasang' }, [
    { bytes: await photoBytes('#262'), name: 'progress.jpg', type: 'image/jpeg' },
  ])
  await customer.hears(
    'the progress with its photo',
    message => message.type === 'image' && textOf(message).includes('Skrin baharu'),
  )
  await technician.send('POST', `/tickets/${ticket_id}/completion`)
  const invoice = await until('the invoice', async () => {
    const { items } = await staff.get(`/invoices?ticket_id=${ticket_id}`)
    return items[0]
  })
  await customer.hears(
    'the invoice as a PDF',
    message => message.type === 'document' && textOf(message).includes(invoice.invoice_number),
  )
  return invoice
}

/** Paid in cash at the counter: 549.90 + 6 % = 582.89, in cash 582.90. */
export async function pay(staff: Client, invoice_id: string, customer: Customer): Promise<void> {
  await staff.send('POST', `/invoices/${invoice_id}/payments`, {
    payment_method: 'cash',
    amount: '582.90',
    cash_given: '600.00',
  })
  await customer.hears('the receipt', message => message.type === 'document' && textOf(message).includes('RCP-'))
}

export async function handOver(staff: Client, technician: Client, ticket_id: string): Promise<void> {
  await technician.send('POST', `/tickets/${ticket_id}/readiness`)
  await staff.send('POST', `/tickets/${ticket_id}/handover`)
}

/** From an approved ticket to a device that is handed over, paid in cash. Returns the invoice. */
export async function repairAndPay(
  staff: Client,
  technician: Client,
  ticket_id: string,
  customer: Customer,
): Promise<Json> {
  const invoice = await repair(staff, technician, ticket_id, customer)
  await pay(staff, invoice.id, customer)
  await handOver(staff, technician, ticket_id)
  return staff.get(`/invoices/${invoice.id}`)
}

const RATED_FIVE = /rating:(?:[\w-]+:)?5\b/

export async function giveFeedback(customer: Customer, tongue: Tongue): Promise<void> {
  const asked = await customer.hears('the question for a rating', message => RATED_FIVE.test(textOf(message)))
  await customer.tap(asked, (RATED_FIVE.exec(textOf(asked)) as RegExpExecArray)[0])
  await customer.hears('thanks for the rating', message => message.at > asked.at && message.wamid !== asked.wamid)
  await customer.say(WORDS[tongue].thanks)
}

/** One of everything: nothing lost, nothing twice. Compared as sets: the stand-in's ledger, the messages, the outbox. */
export async function nothingTwice(
  product: Product,
): Promise<{ accepted: string[]; messages: string[]; outbox: number; unsettled: number }> {
  const sends = await product.standin.control.sends()
  const accepted = sends.filter(send => send.wamid && (send.request as Json).type).map(send => send.wamid as string)
  const messages = await product.owner<{ message_id: string }>(
    `select message_id from app.whatsapp_messages where direction = 'outbound' and message_id is not null`,
  )
  const [outbox] = await product.owner<{ sent: number; unsettled: number }>(
    `select count(*) filter (where status = 'sent')::int as sent, count(*) filter (where status <> 'sent')::int as unsettled from app.whatsapp_outbox`,
  )
  return {
    accepted: accepted.sort(),
    messages: messages.map(row => row.message_id).sort(),
    outbox: outbox?.sent ?? 0,
    unsettled: outbox?.unsettled ?? 0,
  }
}

/** Somebody who wrote and was greeted; his conversation. */
export async function conversationWith(product: Product, name: string, phone: string, first = 'hai'): Promise<string> {
  const customer = await newCustomer(product, name, phone)
  await customer.say(first)
  const [row] = await until(`the conversation with ${name}`, async () => {
    const rows = await product.owner<{ id: string }>(
      `select s.id from app.whatsapp_sessions s join app.customers c on c.id = s.customer_id where c.phone = $1`,
      [phone],
    )
    return rows.length > 0 && rows
  })
  await customer.hears('a greeting', () => true)
  return row?.id as string
}
