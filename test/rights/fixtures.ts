import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { BOT_ID, SCHEDULER_ID } from '../../src/db/actor.ts'
import type { Role, Stranger } from './rights.ts'

export type Side = 'mine' | 'theirs'
export type Who = Role | Stranger
type Row = Record<string, unknown>

/** Everything that hangs on one customer; two of them are made. `mine` is the technician's, the bot's and the links'. */
interface Half {
  customer: string
  identity: string
  device: string
  ticket: string
  /** The same technician's, with nothing on it yet. */
  spare: string
  session: string
  message: string
  quotation: string
  invoice: string
  draft: string
  payment: string
  checkin: string
  file: string
  keys: Record<string, unknown>
}

export interface World {
  readonly users: Record<'admin' | 'staff' | 'technician' | 'other', string>
  readonly mine: Half
  readonly theirs: Half
  readonly product: string
  /** The row of a table that a role would call its own, or somebody else's. */
  row(table: string, who: Who, side: Side): unknown
  /** Rows that nothing refers to, where a table's usual rows cannot go. */
  doomed(table: string, who: Who, side: Side): unknown
}

/** The user id that a role acts under. */
export const uid = (world: Pick<World, 'users'>, who: Who): string | null => {
  if (who === 'bot') return BOT_ID
  if (who === 'scheduler') return SCHEDULER_ID
  return who === 'admin' || who === 'staff' || who === 'technician' ? world.users[who] : null
}

const random = (): string => randomBytes(9).toString('hex')
const digits = (count: number): string =>
  BigInt(`0x${randomBytes(12).toString('hex')}`)
    .toString()
    .slice(0, count)
const TODAY = new Date().toISOString().slice(0, 10)
const LINE = {
  description: 'Upah',
  quantity: 1,
  unit_price: '10.00',
  tax_code: 'NOTAX',
  tax_rate: '0.00',
  net_amount: '10.00',
  tax_amount: '0.00',
  total_price: '10.00',
}
const SUMS = { subtotal: '10.00', tax_amount: '0.00', total: '10.00' }

export async function put(client: pg.Client, table: string, row: Row, returning = 'id'): Promise<string> {
  const columns = Object.keys(row)
  const { rows } = await client.query(
    `insert into app.${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')}) returning (${returning})::text as key`,
    Object.values(row),
  )
  return rows[0].key
}

/** Columns that name a row, where it is not `id`. */
export const KEYS: Record<string, string> = {
  permissions: 'permission',
  role_permissions: `role || '/' || permission`,
  user_permissions: `user_id || '/' || permission`,
  customer_keys: 'customer_id',
  document_counters: 'kind',
  idempotency_keys: `actor || '/' || key`,
  device_passcodes: 'ticket_id',
  tax_codes: 'code',
  stock_levels: 'product_id',
  quotation_versions: `quotation_id || '/' || version`,
  whatsapp_buckets: 'bucket_key',
  conversation_states: 'session_id',
}

/** An update that changes nothing, in a column that somebody may change. */
export const CHANGES: Record<string, string> = {
  users: 'full_name = full_name',
  user_sessions: 'is_active = is_active',
  login_attempts: 'succeeded = succeeded',
  permissions: 'description = description',
  role_permissions: 'permission = permission',
  user_permissions: 'granted = granted',
  api_keys: 'name = name',
  audit_logs: 'action = action',
  customer_keys: 'key = key',
  branches: 'name = name',
  company_settings: 'website = website',
  system_settings: 'description = description',
  document_counters: 'last_number = last_number',
  idempotency_keys: 'response = response',
  notifications: 'read_at = read_at',
  reports: 'progress = progress',
  backup_logs: 'notes = notes',
  tax_codes: 'name = name',
  tax_rates: 'valid_to = valid_to',
  ai_intents: 'is_active = is_active',
  whatsapp_templates: 'quality = quality',
  analytics_events: 'event_data = event_data',
  ai_insights: 'acknowledged = acknowledged',
  customers: 'notes = notes',
  customer_identities: 'display_name = display_name',
  customer_preferences: 'notes = notes',
  consents: 'granted = granted',
  customer_interactions: 'description = description',
  customer_sentiments: 'confidence = confidence',
  customer_feedback: 'is_public = is_public',
  ai_recommendations: 'clicked = clicked',
  devices: 'serial_number = serial_number',
  tickets: 'priority = priority',
  ticket_updates: 'description = description',
  checkins: 'opened_at = opened_at',
  customer_links: 'expires_at = expires_at',
  device_passcodes: 'sealed = sealed',
  files: 'filename = filename',
  products: 'name = name',
  price_rules: 'is_active = is_active',
  stock_levels: 'quantity = quantity',
  inventory_movements: 'notes = notes',
  quotations: 'notes = notes',
  quotation_items: 'position = position',
  quotation_versions: 'pdf_file_id = pdf_file_id',
  quotation_decisions: 'reason = reason',
  invoices: 'notes = notes',
  invoice_items: 'position = position',
  payments: 'notes = notes',
  receipts: 'pdf_file_id = pdf_file_id',
  whatsapp_webhook_events: 'error = error',
  whatsapp_sessions: 'unread_count = unread_count',
  whatsapp_messages: 'handled_at = handled_at',
  whatsapp_outbox: 'attempts = attempts',
  whatsapp_parked_statuses: 'callback_data = callback_data',
  whatsapp_buckets: 'tokens = tokens',
  conversation_states: 'step = step',
  ai_conversations: 'intent = intent',
}

/** What a role would write into a table: a row of its own, or one of somebody else's. Null: there is no such thing to write. */
export function newRow(world: World, table: string, who: Who, side: Side): Row | null {
  const half = world[side]
  const me = uid(world, who)
  const by = side === 'mine' ? me : world.users.other
  /** Where a user must be named: somebody without a user id borrows a name. */
  const name = by ?? world.users.staff
  const named = { admin: true, staff: true, scheduler: true }[who as string] ?? false
  const rows: Record<string, () => Row | null> = {
    users: () => ({ username: random(), email: random(), password_hash: '!', role: 'staff', full_name: 'x' }),
    user_sessions: () => ({ user_id: name, session_token: random(), expires_at: TODAY }),
    login_attempts: () => ({ username: 'x', succeeded: false }),
    permissions: () => ({ permission: random(), description: 'x' }),
    role_permissions: () => ({ role: 'bot', permission: side === 'mine' ? 'reports.read' : 'stock.read' }),
    user_permissions: () => ({
      user_id: side === 'mine' ? world.users.staff : world.users.other,
      permission: 'stock.write',
    }),
    api_keys: () => ({ name: 'x', key_hash: random(), created_by: name }),
    audit_logs: () => ({ action: 'INSERT', table_name: 'tickets' }),
    customer_keys: () => ({ customer_id: randomUUID() }),
    branches: () => ({ code: random().slice(0, 8), name: 'x' }),
    company_settings: () => ({ company_name: 'x' }),
    system_settings: () => ({ setting_key: random(), setting_value: '1' }),
    document_counters: () => ({ kind: 'ticket', year: 1990, last_number: 1 }),
    idempotency_keys: () => ({
      actor: side === 'mine' ? actorKey(world, who) : `${world.users.other}`,
      key: random(),
      route: 'x',
      request_hash: 'x',
    }),
    notifications: () => ({ user_id: name, kind: 'x' }),
    reports: () => ({ name: 'x', report_type: 'x', generated_by: name }),
    backup_logs: () => ({ filename: 'x', backup_type: 'full', status: 'started' }),
    tax_codes: () => ({ code: random().slice(0, 8), name: 'x', kind: 'NONE', lhdn_tax_type: '06' }),
    tax_rates: () => ({ code: 'SST6', rate: '7.00', valid_from: side === 'mine' ? '2040-01-01' : '2041-01-01' }),
    ai_intents: () => ({ intent_name: random() }),
    whatsapp_templates: () => ({ name: random(), language: 'ms', category: 'UTILITY', components: '[]' }),
    analytics_events: () => ({ event_type: 'x', customer_id: half.customer }),
    ai_insights: () => ({ insight_type: 'sales_trend', title: 'x', description: 'x' }),
    customers: () => ({ name: 'x', created_by: by }),
    customer_identities: () => ({ customer_id: half.customer, kind: 'phone', value: random() }),
    customer_preferences: () => ({ customer_id: half.customer }),
    consents: () => ({
      customer_id: half.customer,
      purpose: 'x',
      granted: true,
      wording: 'x',
      wording_version: '1',
      source: 'x',
    }),
    customer_interactions: () => ({ customer_id: half.customer, interaction_type: 'visit' }),
    customer_sentiments: () => ({ customer_id: half.customer, sentiment_label: 'neutral' }),
    customer_feedback: () => ({ customer_id: half.customer, ticket_id: half.ticket, rating: 5 }),
    ai_recommendations: () => ({
      customer_id: half.customer,
      product_id: world.product,
      recommendation_type: 'similar',
    }),
    devices: () => ({ customer_id: half.customer, device_type: 'phone', model: 'x' }),
    tickets: () => ({
      ticket_number: random(),
      customer_id: half.customer,
      device_type: 'phone',
      device_model: 'x',
      problem_description: 'x',
      created_by: by,
    }),
    // The shop's people write about any ticket, but under no name but their own; the others about their own tickets.
    ticket_updates: () => ({
      ticket_id: named ? world.mine.ticket : half.ticket,
      update_type: 'note',
      updated_by: named ? name : (me ?? world.users.staff),
    }),
    checkins: () => ({ token_hash: random(), customer_id: half.customer, expires_at: TODAY, created_by: by }),
    customer_links: () => ({
      token_hash: random(),
      customer_id: half.customer,
      ticket_id: half.ticket,
      expires_at: TODAY,
    }),
    device_passcodes: () => ({ ticket_id: half.spare, sealed: 'v1.x' }),
    files: () => ({
      kind: 'chat_media',
      mime_type: 'image/webp',
      size_bytes: 1,
      sha256: 'x',
      storage_key: 'x',
      created_by: by,
      customer_id: half.customer,
      ticket_id: who === 'checkin_link' ? null : half.ticket,
      checkin_id: who === 'checkin_link' ? half.checkin : null,
    }),
    products: () => ({ name: 'x', category: 'x', price: '1.00', cost: '1.00' }),
    price_rules: () => ({ device_model: random(), problem: 'screen', from_price: '1.00', to_price: '2.00' }),
    stock_levels: () => ({ product_id: world.product, quantity: 5 }),
    inventory_movements: () => ({ product_id: world.product, movement_type: 'in', quantity: 1, created_by: name }),
    quotations: () => ({
      quotation_number: random(),
      customer_id: half.customer,
      ticket_id: half.ticket,
      valid_until: TODAY,
      created_by: me ?? world.users.staff,
      ...SUMS,
    }),
    quotation_items: () => ({ quotation_id: half.quotation, ...LINE }),
    quotation_versions: () => ({
      quotation_id: half.quotation,
      version: 7,
      customer_id: half.customer,
      content: '{}',
      total: '10.00',
    }),
    quotation_decisions: () => ({
      quotation_id: half.quotation,
      version: 2,
      customer_id: half.customer,
      decision: 'accepted',
      via: who === 'ticket_link' ? 'page' : 'chat_button',
    }),
    invoices: () => ({
      customer_id: half.customer,
      purpose: 'sale',
      due_date: TODAY,
      created_by: me ?? world.users.staff,
      ...SUMS,
    }),
    invoice_items: () => ({ invoice_id: half.draft, ...LINE }),
    payments: () => ({
      payment_number: random(),
      invoice_id: half.invoice,
      amount: '1.00',
      payment_method: 'bank_transfer',
      status: 'pending',
      received_by: me ?? world.users.staff,
    }),
    receipts: () => ({
      receipt_number: random(),
      payment_id: half.payment,
      invoice_id: half.invoice,
      content: '{}',
      created_by: me ?? world.users.staff,
    }),
    whatsapp_webhook_events: () => ({ body: 'x' }),
    whatsapp_sessions: () => ({ customer_id: half.customer, session_id: random(), phone_number_id: '1' }),
    whatsapp_messages: () => ({
      session_id: half.session,
      customer_id: half.customer,
      phone_number_id: '1',
      direction: 'outbound',
      author: 'bot',
      message_content: 'x',
      status: 'queued',
    }),
    whatsapp_outbox: () => ({
      message_id: half.message,
      session_id: half.session,
      idempotency_key: random(),
      author: 'bot',
      body: '{}',
    }),
    whatsapp_parked_statuses: () => ({ phone_number_id: '1', message_id: 'x', status: '{}' }),
    whatsapp_buckets: () => ({ bucket_key: random(), tokens: 1 }),
    conversation_states: () => ({ session_id: half.session, customer_id: half.customer }),
    ai_conversations: () => ({
      customer_id: half.customer,
      session_id: half.session,
      message_content: 'x',
      response_content: 'x',
    }),
  }
  const make = rows[table]
  if (!make) throw new Error(`nothing is known to write into ${table}`)
  return make()
}

/** How an idempotency key names whose it is. */
export const actorKey = (world: World, who: Who): string =>
  uid(world, who) ?? `link:${who === 'checkin_link' ? world.mine.checkin : world.mine.ticket}`

const PASSWORD_ROLE: Record<string, string> = {
  admin: 'admin',
  staff: 'staff',
  technician: 'technician',
  other: 'technician',
}

/** As the owner, who is bound by row security like everybody but has a policy everywhere. */
export async function makeWorld(client: pg.Client): Promise<World> {
  await client.query(`select app.set_actor($1, 'scheduler')`, [SCHEDULER_ID])
  const users = {} as World['users']
  for (const [name, role] of Object.entries(PASSWORD_ROLE)) {
    users[name as keyof World['users']] = await put(client, 'users', {
      username: name,
      email: `${name}@x.invalid`,
      password_hash: `$argon2id$${name}`,
      role,
      full_name: name,
    })
  }
  const product = await put(client, 'products', { name: 'Skrin', category: 'Skrin', price: '100.00', cost: '60.00' })
  const other = await put(client, 'products', { name: 'Bateri', category: 'Bateri', price: '50.00', cost: '20.00' })
  await put(client, 'inventory_movements', {
    product_id: product,
    movement_type: 'in',
    quantity: 5,
    created_by: users.admin,
  })
  await put(client, 'inventory_movements', {
    product_id: other,
    movement_type: 'in',
    quantity: 5,
    created_by: users.admin,
  })
  const mine = await makeHalf(client, users, users.technician)
  const theirs = await makeHalf(client, users, users.other)
  const base = { users, mine, theirs, product }
  const shared = await sharedRows(client, { users })
  const personal = new Map<string, unknown>()
  const world: World = {
    ...base,
    row: (table, who, side) =>
      personal.get(`${table}/${who}/${side}`) ?? shared[table]?.[side] ?? base[side].keys[table],
    doomed: (table, who, side) => base[side].keys[`${table}!`] ?? world.row(table, who, side),
  }
  for (const who of [
    'admin',
    'staff',
    'technician',
    'bot',
    'scheduler',
    'ticket_link',
    'checkin_link',
    'nobody',
    'sign_in',
  ] as const) {
    const me = uid(world, who)
    const own: Record<string, unknown> = {
      users: me ?? users.staff,
      user_permissions: `${!me || who === 'admin' ? users.staff : me}/counter.approve`,
      user_sessions: await put(client, 'user_sessions', {
        user_id: me ?? users.staff,
        session_token: random(),
        expires_at: TODAY,
      }),
      notifications: await put(client, 'notifications', { user_id: me ?? users.staff, kind: 'x' }),
      idempotency_keys: await put(
        client,
        'idempotency_keys',
        { actor: actorKey(world, who), key: random(), route: 'x', request_hash: 'x' },
        KEYS.idempotency_keys,
      ),
    }
    for (const [table, key] of Object.entries(own)) personal.set(`${table}/${who}/mine`, key)
  }
  return world
}

async function makeHalf(client: pg.Client, users: World['users'], technician: string): Promise<Half> {
  const customer = await put(client, 'customers', { name: 'Siti', phone: `+6012${digits(8)}` })
  const identity = await put(client, 'customer_identities', { customer_id: customer, kind: 'wa_id', value: digits(12) })
  const device = await put(client, 'devices', { customer_id: customer, device_type: 'phone', model: 'iPhone 13' })
  const ticketRow = {
    customer_id: customer,
    device_id: device,
    device_type: 'phone',
    device_model: 'iPhone 13',
    problem_description: 'skrin',
    assigned_to: technician,
  }
  const ticket = await put(client, 'tickets', { ...ticketRow, ticket_number: random() })
  const spare = await put(client, 'tickets', { ...ticketRow, ticket_number: random() })
  const session = await put(client, 'whatsapp_sessions', {
    customer_id: customer,
    session_id: random(),
    phone_number_id: '1',
  })
  const messageRow = {
    session_id: session,
    customer_id: customer,
    phone_number_id: '1',
    direction: 'inbound',
    author: 'customer',
    message_content: 'hi',
    status: 'received',
  }
  const message = await put(client, 'whatsapp_messages', messageRow)
  const checkin = await put(client, 'checkins', {
    token_hash: random(),
    customer_id: customer,
    expires_at: TODAY,
    ticket_id: ticket,
  })
  const file = await put(client, 'files', {
    kind: 'condition_photo',
    mime_type: 'image/webp',
    size_bytes: 1,
    sha256: 'x',
    storage_key: 'x',
    customer_id: customer,
    ticket_id: ticket,
    checkin_id: checkin,
    visible_to_customer: true,
    created_by: technician,
  })
  const quotation = await put(client, 'quotations', {
    quotation_number: random(),
    customer_id: customer,
    ticket_id: ticket,
    valid_until: TODAY,
    version: 2,
    created_by: technician,
    ...SUMS,
  })
  const items = [await put(client, 'quotation_items', { quotation_id: quotation, ...LINE })]
  await client.query(`update app.quotations set status = 'sent' where id = $1`, [quotation])
  const versions: string[] = []
  for (const version of [1, 2])
    versions.push(
      await put(
        client,
        'quotation_versions',
        { quotation_id: quotation, version, customer_id: customer, content: '{}', total: '10.00' },
        KEYS.quotation_versions,
      ),
    )
  const paper = {
    seller: '{}',
    buyer: '{}',
    customer_id: customer,
    ticket_id: ticket,
    due_date: TODAY,
    created_by: users.staff,
    ...SUMS,
  }
  const invoice = await put(client, 'invoices', { ...paper, quotation_id: quotation })
  const item = await put(client, 'invoice_items', { invoice_id: invoice, ...LINE })
  await client.query(`update app.invoices set status = 'sent', invoice_number = $2, issued_at = now() where id = $1`, [
    invoice,
    random(),
  ])
  const draft = await put(client, 'invoices', { ...paper, purpose: 'sale' })
  const payment = await put(client, 'payments', {
    payment_number: random(),
    invoice_id: invoice,
    amount: '1.00',
    payment_method: 'cash',
    received_by: users.staff,
  })
  const keys: Record<string, unknown> = {
    customers: customer,
    customer_identities: identity,
    devices: device,
    tickets: ticket,
    whatsapp_sessions: session,
    whatsapp_messages: message,
    checkins: checkin,
    files: file,
    quotations: quotation,
    quotation_items: items[0],
    quotation_versions: versions[0],
    invoices: invoice,
    invoice_items: item,
    payments: payment,
    customer_keys: customer,
    'customers!': await put(client, 'customers', { name: 'Tiada sejarah' }),
    'tickets!': await put(client, 'tickets', { ...ticketRow, ticket_number: random(), status: 'cancelled' }),
    'invoice_items!': await put(client, 'invoice_items', { invoice_id: draft, ...LINE }),
    ticket_updates: await put(client, 'ticket_updates', {
      ticket_id: ticket,
      update_type: 'progress',
      visible_to_customer: true,
      updated_by: technician,
    }),
    customer_links: await put(client, 'customer_links', {
      token_hash: random(),
      customer_id: customer,
      ticket_id: ticket,
      expires_at: TODAY,
    }),
    device_passcodes: await put(client, 'device_passcodes', { ticket_id: ticket, sealed: 'v1.x' }, 'ticket_id'),
    customer_preferences: await put(client, 'customer_preferences', { customer_id: customer }),
    consents: await put(client, 'consents', {
      customer_id: customer,
      purpose: 'service',
      granted: true,
      wording: 'x',
      wording_version: '1',
      source: 'checkin',
    }),
    customer_interactions: await put(client, 'customer_interactions', {
      customer_id: customer,
      interaction_type: 'visit',
    }),
    customer_sentiments: await put(client, 'customer_sentiments', {
      customer_id: customer,
      sentiment_label: 'neutral',
    }),
    customer_feedback: await put(client, 'customer_feedback', { customer_id: customer, ticket_id: ticket, rating: 4 }),
    analytics_events: await put(client, 'analytics_events', { event_type: 'x', customer_id: customer }),
    quotation_decisions: await put(client, 'quotation_decisions', {
      quotation_id: quotation,
      version: 1,
      customer_id: customer,
      decision: 'rejected',
      via: 'page',
    }),
    receipts: await put(client, 'receipts', {
      receipt_number: random(),
      payment_id: payment,
      invoice_id: invoice,
      content: '{}',
      created_by: users.staff,
    }),
    whatsapp_outbox: await put(client, 'whatsapp_outbox', {
      message_id: await put(client, 'whatsapp_messages', messageRow),
      session_id: session,
      idempotency_key: random(),
      author: 'bot',
      body: '{}',
    }),
    conversation_states: await put(
      client,
      'conversation_states',
      { session_id: session, customer_id: customer },
      'session_id',
    ),
    ai_conversations: await put(client, 'ai_conversations', {
      customer_id: customer,
      session_id: session,
      message_content: 'x',
      response_content: 'x',
    }),
  }
  const { rows } = await client.query(`select id from app.products order by id limit 1 offset $1`, [
    technician === users.technician ? 0 : 1,
  ])
  keys.products = rows[0].id
  keys.stock_levels = rows[0].id
  keys.ai_recommendations = await put(client, 'ai_recommendations', {
    customer_id: customer,
    product_id: rows[0].id,
    recommendation_type: 'similar',
  })
  return {
    customer,
    identity,
    device,
    ticket,
    spare,
    session,
    message,
    quotation,
    invoice,
    draft,
    payment,
    checkin,
    file,
    keys,
  }
}

/** Tables that belong to nobody in particular: two rows of each, or the same one twice. */
async function sharedRows(
  client: pg.Client,
  { users }: Pick<World, 'users'>,
): Promise<Record<string, Record<Side, unknown>>> {
  const first = async (table: string, where = 'true') => {
    const key = KEYS[table] ?? 'id'
    const { rows } = await client.query(
      `select (${key})::text as key from app.${table} where ${where} order by 1 limit 2`,
    )
    return { mine: rows[0]?.key, theirs: rows[1]?.key ?? rows[0]?.key }
  }
  for (const permission of ['counter.approve'])
    for (const user of [...Object.values(users), BOT_ID, SCHEDULER_ID])
      await put(client, 'user_permissions', { user_id: user, permission }, 'user_id')
  const two = async (table: string, make: () => Row) => ({
    mine: await put(client, table, make(), KEYS[table]),
    theirs: await put(client, table, make(), KEYS[table]),
  })
  await put(client, 'document_counters', { kind: 'ticket', year: 1980, last_number: 1 }, 'kind')
  return {
    users: { mine: users.staff, theirs: users.other },
    user_permissions: { mine: `${users.staff}/counter.approve`, theirs: `${users.other}/counter.approve` },
    user_sessions: await two('user_sessions', () => ({
      user_id: users.other,
      session_token: random(),
      expires_at: TODAY,
    })),
    notifications: await two('notifications', () => ({ user_id: users.other, kind: 'x' })),
    idempotency_keys: await two('idempotency_keys', () => ({
      actor: users.other,
      key: random(),
      route: 'x',
      request_hash: 'x',
    })),
    login_attempts: await two('login_attempts', () => ({ username: 'x', succeeded: false })),
    permissions: await first('permissions'),
    role_permissions: await first('role_permissions'),
    api_keys: await two('api_keys', () => ({ name: 'x', key_hash: random(), created_by: users.admin })),
    audit_logs: await first('audit_logs'),
    branches: await first('branches'),
    company_settings: await first('company_settings'),
    system_settings: await two('system_settings', () => ({ setting_key: random(), setting_value: '1' })),
    document_counters: await first('document_counters'),
    reports: await two('reports', () => ({ name: 'x', report_type: 'x', generated_by: users.admin })),
    backup_logs: await two('backup_logs', () => ({ filename: 'x', backup_type: 'full', status: 'started' })),
    tax_codes: await first('tax_codes'),
    tax_rates: await first('tax_rates'),
    ai_intents: await first('ai_intents'),
    whatsapp_templates: await two('whatsapp_templates', () => ({
      name: random(),
      language: 'ms',
      category: 'UTILITY',
      components: '[]',
    })),
    ai_insights: await two('ai_insights', () => ({ insight_type: 'sales_trend', title: 'x', description: 'x' })),
    price_rules: await two('price_rules', () => ({
      device_model: random(),
      problem: 'screen',
      from_price: '1.00',
      to_price: '2.00',
    })),
    inventory_movements: await first('inventory_movements'),
    whatsapp_webhook_events: await two('whatsapp_webhook_events', () => ({ body: 'x' })),
    whatsapp_parked_statuses: await two('whatsapp_parked_statuses', () => ({
      phone_number_id: '1',
      message_id: 'x',
      status: '{}',
    })),
    whatsapp_buckets: await two('whatsapp_buckets', () => ({ bucket_key: random(), tokens: 1 })),
  }
}
