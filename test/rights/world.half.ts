import type pg from 'pg'
import { KEYS } from './keys.ts'
import { digits, type Half, LINE, put, random, SUMS, TODAY, type World } from './world.types.ts'

/** One customer with all that can hang on him. */
export async function makeHalf(client: pg.Client, users: World['users'], technician: string): Promise<Half> {
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
  const offer = { customer_id: customer, ticket_id: ticket, valid_until: TODAY, created_by: technician, ...SUMS }
  const quotation = await put(client, 'quotations', { ...offer, quotation_number: random(), version: 2 })
  const estimate = await put(client, 'quotations', { ...offer, quotation_number: random() })
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
  const turn = { customer_id: customer, session_id: session, message_content: 'x', response_content: 'x' }
  const label = await put(client, 'conversation_labels', { name: random(), colour: 'teal' })
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
    'quotation_items!': await put(client, 'quotation_items', { quotation_id: estimate, ...LINE }),
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
    reminders: await put(client, 'reminders', {
      kind: 'pickup',
      subject_id: ticket,
      mark: '1',
      days: 1,
      customer_id: customer,
      ticket_id: ticket,
      outcome: 'told',
    }),
    appointments: await put(client, 'appointments', {
      customer_id: customer,
      ticket_id: ticket,
      session_id: session,
      lane: technician === users.technician ? 1 : 2,
      starts_at: '2040-01-01T02:00:00Z',
      ends_at: '2040-01-01T02:30:00Z',
    }),
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
    ai_conversations: await put(client, 'ai_conversations', turn),
    'ai_conversations!': await put(client, 'ai_conversations', turn),
    conversation_notes: await put(client, 'conversation_notes', { session_id: session, body: 'x' }),
    canned_replies: await put(client, 'canned_replies', { shortcut: random(), texts: '{"ms":"x"}' }),
    conversation_labels: label,
    session_labels: await put(client, 'session_labels', { session_id: session, label_id: label }, KEYS.session_labels),
    intent_corrections: await put(client, 'intent_corrections', {
      ai_conversation_id: await put(client, 'ai_conversations', turn),
      session_id: session,
      words: 'x',
      correct: 'greeting',
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
    estimate,
    invoice,
    draft,
    payment,
    checkin,
    file,
    keys,
  }
}
