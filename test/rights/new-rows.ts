import { randomUUID } from 'node:crypto'
import { LINE, type Row, random, type Side, SUMS, TODAY, uid, type Who, type World } from './world.types.ts'

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
    business_hours: () => ({ weekday: side === 'mine' ? 6 : 7, opens_at: '10:00', closes_at: '17:00' }),
    message_texts: () => ({ text_key: random(), lang: 'ms', version: 1, variants: ['x'], created_by: name }),
    closures: () => ({ first_day: TODAY, last_day: TODAY }),
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
    whatsapp_template_changes: () => ({
      template_id: world.row('whatsapp_templates', who, side),
      field: 'status',
      after: 'X',
    }),
    whatsapp_charges: () => ({ phone_number_id: '1', category: 'utility', pricing_type: 'regular', billable: true }),
    whatsapp_numbers: () => ({ phone_number_id: random() }),
    whatsapp_alerts: () => ({ kind: random(), severity: 'bad' }),
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
    reminders: () => ({
      kind: 'pickup',
      subject_id: randomUUID(),
      mark: '1',
      days: 1,
      customer_id: half.customer,
      ticket_id: half.ticket,
      outcome: 'skipped',
      created_by: by,
    }),
    appointments: () => ({
      customer_id: half.customer,
      session_id: half.session,
      lane: side === 'mine' ? 3 : 4,
      starts_at: '2040-01-02T02:00:00Z',
      ends_at: '2040-01-02T02:30:00Z',
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
