import { expect } from 'vitest'
import { type Client, type Json, type Product, until } from '../helpers/product.ts'

/** Everybody and everything that a conversation stands on. */
export interface Stage {
  readonly product: Product
  readonly staff: Client
  readonly technician: Client
  readonly technician_id: string
  readonly name: string
  readonly phone: string
  /** The jobs that were set up, in order. */
  readonly tickets: Json[]
}

const LINES = [
  { kind: 'labour', description: 'Upah', quantity: 1, unit_price: '80.00', tax_code: 'NOTAX' },
  { kind: 'part', description: 'Alat ganti', quantity: 1, unit_price: '300.00', tax_code: 'NOTAX' },
]

const BRANDS: Readonly<Record<string, string>> = {
  iPhone: 'Apple',
  Galaxy: 'Samsung',
  Redmi: 'Xiaomi',
  MacBook: 'Apple',
}

async function takeIn(stage: Stage, model: string): Promise<Json> {
  const ticket = await stage.staff.send('POST', '/tickets', {
    customer: { name: stage.name, phone: stage.phone, lang: 'ms' },
    device: {
      device_type: model.startsWith('MacBook') ? 'laptop' : 'phone',
      brand: BRANDS[model.split(' ')[0] ?? ''] ?? '',
      model,
      imei: '',
      serial_number: '',
    },
    problem_description: 'Skrin pecah',
    accessories: [],
    condition_notes: null,
    passcode: null,
    terms_accepted: true,
  })
  await stage.staff.send('PUT', `/tickets/${ticket.id}/assignment`, { user_id: stage.technician_id })
  stage.tickets.push(ticket)
  return ticket
}

async function quote(stage: Stage, ticket_id: string): Promise<Json> {
  await stage.technician.send('POST', `/tickets/${ticket_id}/diagnosis`)
  const draft = await stage.technician.send('POST', '/quotations', { ticket_id, lines: LINES })
  const quotation = await stage.technician.send('POST', `/quotations/${draft.id}/versions`)
  await told(stage, `quotation:${draft.id}:%`)
  return quotation
}

/** What the shop says of it by itself is in the chat before the conversation begins. */
const told = (stage: Stage, key: string): Promise<unknown> =>
  until(`${key} to be told`, async () => {
    const sent = await stage.product.owner(
      `select 1 from app.whatsapp_outbox where idempotency_key like $1 and status = 'sent'`,
      [key],
    )
    return sent.length > 0
  })

const statusOf = async ({ staff }: Stage, id: string): Promise<string> => (await staff.get(`/tickets/${id}`)).status

async function accept(stage: Stage, ticket_id: string): Promise<void> {
  const quotation = await quote(stage, ticket_id)
  await stage.staff.send('POST', `/quotations/${quotation.id}/acceptance`, { version: quotation.version })
  await until('approval', async () => (await statusOf(stage, ticket_id)) === 'approved')
}

async function finish(stage: Stage, ticket_id: string): Promise<Json> {
  await accept(stage, ticket_id)
  await stage.technician.send('POST', `/tickets/${ticket_id}/repair`)
  await stage.technician.send('POST', `/tickets/${ticket_id}/completion`)
  const invoice = await until(
    'the invoice',
    async () => (await stage.staff.get(`/invoices?ticket_id=${ticket_id}`)).items[0],
  )
  await told(stage, `%${invoice.id}%`)
  await stage.technician.send('POST', `/tickets/${ticket_id}/readiness`)
  await told(stage, `ticket:${ticket_id}:ready%`)
  return invoice
}

async function collect(stage: Stage, ticket_id: string): Promise<void> {
  const invoice = await finish(stage, ticket_id)
  await stage.staff.send('POST', `/invoices/${invoice.id}/payments`, {
    payment_method: 'cash',
    amount: '380.00',
    cash_given: '400.00',
  })
  await stage.staff.send('POST', `/tickets/${ticket_id}/handover`)
  await told(stage, `ticket:${ticket_id}:picked_up:%`)
}

/** `given: <name> <what>`. Amounts are RM380.00 throughout. */
export const STAGES: Readonly<Record<string, (stage: Stage, what: string) => Promise<unknown>>> = {
  pending: takeIn,
  quoted: async (stage, model) => quote(stage, (await takeIn(stage, model)).id),
  repairing: async (stage, model) => {
    const { id } = await takeIn(stage, model)
    await accept(stage, id)
    await stage.technician.send('POST', `/tickets/${id}/repair`)
  },
  /** Repaired, billed, waiting at the counter, RM380.00 owed. */
  owing: async (stage, model) => finish(stage, (await takeIn(stage, model)).id),
  collected: async (stage, model) => collect(stage, (await takeIn(stage, model)).id),
}

const one = async (stage: Stage, text: string): Promise<Json> => {
  const [row] = await stage.product.owner<Json>(text, [stage.phone])
  return row
}
const OF = `join app.customers c on c.id = x.customer_id where c.phone = $1`
const latest = (stage: Stage, table: string) =>
  one(stage, `select x.* from app.${table} x ${OF} order by x.created_at desc limit 1`)
const kinds = async (stage: Stage) =>
  (
    await stage.product.owner<{ kind: string }>(
      `select n.kind from app.notifications n
       where n.subject_id in (select s.id from app.whatsapp_sessions s join app.customers c on c.id = s.customer_id where c.phone = $1
         union select id from app.customers where phone = $1
         union select t.id from app.tickets t join app.customers c on c.id = t.customer_id where c.phone = $1
         union select q.id from app.quotations q join app.customers c on c.id = q.customer_id where c.phone = $1)`,
      [stage.phone],
    )
  ).map(({ kind }) => kind)

/** `= <name> <what>`, each asked until it is so. */
export const CHECKS: Readonly<Record<string, (stage: Stage, what: string) => Promise<void>>> = {
  ticket: (stage, status) => soon(async () => expect((await latest(stage, 'tickets'))?.status).toBe(status)),
  person: (stage, what) =>
    soon(async () => {
      const session = await latest(stage, 'whatsapp_sessions')
      expect(session?.wants_person).toBe(what === 'wanted')
    }),
  /** What the first of the staff who looks is greeted with. */
  summary: (stage, words) =>
    soon(async () => {
      const { id } = (await latest(stage, 'whatsapp_sessions')) as Json
      expect((await stage.staff.get(`/conversations/${id}`)).handover_summary).toContain(words)
    }),
  told: (stage, kind) => soon(async () => expect(await kinds(stage)).toContain(kind)),
  appointment: (stage, status) => soon(async () => expect((await latest(stage, 'appointments'))?.status).toBe(status)),
  checkin: stage => soon(async () => expect(await latest(stage, 'checkins')).toBeDefined()),
  rating: (stage, stars) =>
    soon(async () => expect((await latest(stage, 'customer_feedback'))?.rating).toBe(Number(stars))),
  paused: (stage, yes) =>
    soon(async () => {
      const row = await one(stage, `select x.paused_at from app.customer_preferences x ${OF}`)
      expect(row?.paused_at != null).toBe(yes === 'yes')
    }),
  slip: stage => soon(async () => expect((await one(stage, SLIP))?.status).toBe('pending')),
}
const SLIP = `select p.status from app.payments p join app.invoices x on x.id = p.invoice_id ${OF}`

const soon = async (check: () => Promise<void>): Promise<void> => {
  let wrong: unknown
  const so = async (): Promise<boolean> => {
    try {
      await check()
      return true
    } catch (error) {
      wrong = error
      return false
    }
  }
  await until('it to be so', so).catch(() => {
    throw wrong
  })
}

/** So long nobody writes: the state of the conversation is moved back, past the trigger that would date it today. */
export async function silence({ product, phone }: Stage, days: number): Promise<void> {
  await product.owner(`begin;
    alter table app.conversation_states disable trigger user;
    update app.conversation_states x set updated_at = now() - interval '${days} days' from app.customers c
      where c.id = x.customer_id and c.phone = '${phone}';
    alter table app.conversation_states enable trigger user;
    commit`)
}

export const nextPhone = (made: number): string => `+6017${String(4_000_000 + made)}`
