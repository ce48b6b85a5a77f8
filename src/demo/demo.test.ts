import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDatabase, type TestDatabase } from '../../test/helpers/database.ts'
import { localFiles } from '../adapters/files/local.ts'
import { createPasswords } from '../adapters/passwords.ts'
import { qr } from '../adapters/qr/qr.ts'
import { createSealer } from '../adapters/seal.ts'
import { createTokens } from '../adapters/tokens.ts'
import { startStandin } from '../adapters/whatsapp/standin/server.ts'
import { findDevices } from '../features/assistant/understanding/devices.ts'
import { readDuitnow } from '../shared/duitnow.ts'
import { INVOICE_STATUSES, zBuyer, zInvoice, zSeller } from '../shared/invoices.ts'
import { PAYMENT_STATUSES, zPayment } from '../shared/payments.ts'
import { QUOTATION_STATUSES, zQuotation } from '../shared/quotations.ts'
import { PAYMENT_METHODS } from '../shared/tender.ts'
import { TICKET_STATUSES } from '../shared/tickets.status.ts'
import { zTerms } from '../shared/tickets.ts'
import { loadDemo } from './demo.ts'
import { priceRules } from './shop.ts'

const SECRET = Buffer.alloc(32, 9).toString('base64')
let database: TestDatabase
let client: pg.Client
let folder: string
let seconds: number

beforeAll(async () => {
  database = await newDatabase()
  folder = mkdtempSync(join(tmpdir(), 'baiki-demo-'))
  const begun = performance.now()
  await loadDemo({
    ownerUrl: database.ownerUrl,
    secretKey: SECRET,
    dataDir: folder,
    phone_number_id: '100200300',
    public_url: 'http://kedai.test',
    standinDir: join(folder, 'standin'),
  })
  seconds = (performance.now() - begun) / 1000
  client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
  rmSync(folder, { recursive: true })
})

const rows = async (sql: string) => (await client.query(sql)).rows
const values = async (sql: string) => (await client.query({ text: sql, rowMode: 'array' })).rows.map(row => row[0])

test('the demo shop is loaded within five seconds', () => {
  expect(seconds).toBeLessThan(5)
})

test('it is as large as a shop that one can look around in', async () => {
  const [counts] =
    await rows(`select (select count(*)::int from app.customers) customers, (select count(*)::int from app.tickets) tickets,
    (select count(*)::int from app.products) products, (select count(*)::int from app.users where role <> 'system') users,
    (select count(*)::int from app.whatsapp_sessions) sessions, (select count(*)::int from app.price_rules) rules`)
  expect(counts).toMatchObject({ customers: 30, products: 60, users: 6 })
  expect(counts.tickets).toBeGreaterThanOrEqual(40)
  expect(counts.sessions).toBeGreaterThanOrEqual(15)
  expect(counts.rules).toBeGreaterThan(200)
})

test('admin, staff and technician sign in with the demo password', async () => {
  const users = await rows(
    `select username, role, password_hash from app.users where username in ('admin', 'staff', 'technician')`,
  )
  expect(users.map(user => user.role).sort()).toEqual(['admin', 'staff', 'technician'])
  for (const user of users)
    expect(await createPasswords(SECRET).verify('demo-password', user.password_hash)).toBe('right')
})

test('every status of a ticket, a quotation, an invoice and a payment can be seen, and every way to pay', async () => {
  const of = async (table: string, column = 'status') =>
    (await values(`select distinct ${column} from app.${table}`)).sort()
  expect(await of('tickets')).toEqual([...TICKET_STATUSES].sort())
  expect(await of('quotations')).toEqual([...QUOTATION_STATUSES].sort())
  expect(await of('invoices')).toEqual(INVOICE_STATUSES.filter(status => status !== 'draft').sort())
  expect(await of('payments')).toEqual([...PAYMENT_STATUSES].sort())
  expect(await of('payments', 'payment_method')).toEqual([...PAYMENT_METHODS].sort())
  expect(await of('whatsapp_messages')).toEqual(
    expect.arrayContaining(['received', 'delivered', 'read', 'failed', 'waiting']),
  )
})

test('the books agree to the sen: lines, payments, stock', async () => {
  for (const paper of ['invoice', 'quotation']) {
    expect(
      await rows(`select d.id from app.${paper}s d join app.${paper}_items i on i.${paper}_id = d.id
        group by d.id having sum(i.net_amount) <> d.subtotal or sum(i.tax_amount) <> d.tax_amount or d.total <> d.subtotal + d.tax_amount`),
    ).toEqual([])
  }
  expect(
    await rows(`select i.id from app.invoices i left join app.payments p on p.invoice_id = i.id and p.status = 'completed'
      group by i.id having coalesce(sum(p.amount), 0) <> i.paid_amount or coalesce(sum(p.rounding_amount), 0) <> i.rounding_amount
        or i.balance < 0 or (i.status = 'paid') <> (i.balance = 0)`),
  ).toEqual([])
  expect(
    await rows(`select p.sku from app.products p left join app.inventory_movements m on m.product_id = p.id
      group by p.id having p.stock_quantity < 0
        or p.stock_quantity <> coalesce(sum(case when m.movement_type = 'out' then -m.quantity else m.quantity end), 0)`),
  ).toEqual([])
})

test('numbers have no gaps and go on where the demo ends', async () => {
  for (const [kind, table, column] of [
    ['ticket', 'tickets', 'ticket_number'],
    ['invoice', 'invoices', 'invoice_number'],
    ['quotation', 'quotations', 'quotation_number'],
    ['payment', 'payments', 'payment_number'],
    ['receipt', 'receipts', 'receipt_number'],
  ]) {
    const gaps = await rows(`select d.year, d.last_number from app.document_counters d where d.kind = '${kind}'
      and d.last_number <> (select count(*) from app.${table} where ${column} like '%-' || d.year || '-%')`)
    expect(gaps, kind).toEqual([])
  }
})

test('what papers freeze has the shape that the verbs write', async () => {
  for (const content of await values('select content from app.quotation_versions')) zQuotation.parse(content)
  for (const content of await values('select content from app.receipts')) {
    zPayment.parse(content.payment)
    zInvoice.parse(content.invoice)
  }
  for (const { seller, buyer } of await rows('select seller, buyer from app.invoices')) {
    zSeller.parse(seller)
    zBuyer.parse(buyer)
  }
  for (const terms of await values('select terms from app.tickets where terms is not null')) zTerms.parse(terms)
})

test('nothing lies in the future, and nothing is older than its cause', async () => {
  for (const table of [
    'tickets',
    'ticket_updates',
    'quotations',
    'invoices',
    'payments',
    'receipts',
    'whatsapp_messages',
    'customer_feedback',
    'inventory_movements',
  ]) {
    expect(await rows(`select id from app.${table} where created_at > now()`), table).toEqual([])
  }
  expect(
    await rows(
      'select p.id from app.payments p join app.invoices i on i.id = p.invoice_id where p.payment_date < i.issued_at',
    ),
  ).toEqual([])
  expect(
    await rows(
      'select u.id from app.ticket_updates u join app.tickets t on t.id = u.ticket_id where u.created_at < t.created_at',
    ),
  ).toEqual([])
  expect(
    await rows(`select m.id from app.inventory_movements m join app.inventory_movements first on first.product_id = m.product_id and first.movement_type = 'in'
    where m.created_at < first.created_at`),
  ).toEqual([])
})

test('the pictures open', async () => {
  const files = localFiles(join(folder, 'files'), createSealer(SECRET))
  for (const key of await values('select distinct storage_key from app.files'))
    expect((await files.get(key)).subarray(0, 3).toString('hex')).toBe('ffd8ff')
})

test('its DuitNow code is read back from the picture, and says whose it is', async () => {
  const files = localFiles(join(folder, 'files'), createSealer(SECRET))
  const [shop] = await rows(
    `select f.storage_key, c.duitnow_payload from app.company_settings c join app.files f on f.id = c.duitnow_file_id`,
  )
  const payload = await qr.read(await files.get(shop.storage_key))
  expect(payload).toBe(shop.duitnow_payload)
  expect(readDuitnow(payload ?? '').name).toBe('KEDAI BAIKI AMPANG')
})

test('a conversation waits for a person, and another whose window is closed holds a message that failed', async () => {
  expect(await values('select count(*)::int from app.whatsapp_sessions where wants_person')).toEqual([1])
  expect(
    await values(`select count(*)::int from app.whatsapp_messages m join app.whatsapp_sessions s on s.id = m.session_id
    where m.status = 'failed' and m.timestamp > s.last_inbound_at + interval '24 hours'`),
  ).toEqual([1])
})

test('the assistant knows each device of the price list by the name that the list uses', () => {
  for (const { device_brand, device_model } of priceRules()) {
    if (!device_brand || !device_model) continue
    const word = device_brand === 'Apple' || /^(Redmi|POCO|Galaxy)/.test(device_model) ? '' : `${device_brand} `
    const models = findDevices(`${word}${device_model}`.toLowerCase()).filter(entity => entity.kind === 'device_model')
    expect(models.map(entity => entity.value)).toEqual([device_model])
  }
})

test('a link in a chat opens the page that it speaks of', async () => {
  const urls = await values(`select body ->> 'url' from app.whatsapp_outbox where body ->> 'type' = 'cta_url'`)
  const hashes = await values('select token_hash from app.checkins')
  expect(urls.length).toBeGreaterThan(5)
  for (const url of urls) {
    const token = /^http:\/\/kedai\.test\/c\/([\w-]{43})$/.exec(url)?.[1] ?? ''
    expect(hashes).toContain(createTokens(SECRET).hash(token))
  }
})

test('what a customer decided in a chat has the message beside it', async () => {
  const [{ tied, buttons }] = await rows(
    `select count(message_id)::int as tied, count(*) filter (where via = 'chat_button' and message_id is not null)::int as buttons from app.quotation_decisions`,
  )
  expect(tied).toBeGreaterThan(5)
  expect(buttons).toBeGreaterThan(3)
  expect(
    await rows(
      `select d.id from app.quotation_decisions d join app.whatsapp_messages m on m.id = d.message_id where m.customer_id <> d.customer_id or m.direction <> 'inbound'`,
    ),
  ).toEqual([])
})

test("the customers' phones show the same chats, and the shop can answer those whose window is open", async () => {
  const [{ open }] = await rows(
    `select count(*)::int as open from app.whatsapp_sessions where last_inbound_at > now() - interval '24 hours'`,
  )
  const token = 'a-control-token-of-the-test'
  const meta = await startStandin({
    port: 0,
    state_dir: join(folder, 'standin'),
    control_token: token,
    phone_number_id: '100200300',
    business_account_id: '1',
    access_token: 'token-token-token',
    app_secret: 'secret-secret-secret',
    verify_token: 'verify',
  })
  try {
    const answer = await fetch(`${meta.url}/control/people`, { headers: { 'x-control-token': token } })
    const { people } = (await answer.json()) as { people: { last_inbound_at: string; last_message: object | null }[] }
    const sessions = await values('select count(*)::int from app.whatsapp_sessions')
    expect(people).toHaveLength(sessions[0])
    expect(people.every(person => person.last_message)).toBe(true)
    expect(people.filter(person => Date.parse(person.last_inbound_at) > Date.now() - 86_400_000)).toHaveLength(open)
  } finally {
    await meta.close()
  }
})
