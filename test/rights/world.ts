import pg from 'pg'
import { BOT_ID, SCHEDULER_ID } from '../../src/db/actor.ts'
import { newDatabase } from '../helpers/database.ts'
import { KEYS } from './keys.ts'
import { actorKey } from './new-rows.ts'
import { ROLES, STRANGERS } from './rights.ts'
import { makeHalf } from './world.half.ts'
import { put, type Row, random, type Side, TODAY, uid, type World } from './world.types.ts'

const PASSWORD_ROLE: Record<string, string> = {
  admin: 'admin',
  staff: 'staff',
  technician: 'technician',
  other: 'technician',
}

/** A database with its world, and one connection each as the owner and as the serving role. */
export async function openWorld() {
  const database = await newDatabase()
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  const app = new pg.Client({ connectionString: database.appUrl })
  await owner.connect()
  await app.connect()
  const close = async () => {
    await app.end()
    await owner.end()
    await database.drop()
  }
  return { owner, app, world: await makeWorld(owner), close }
}

/** As the owner, who is bound by row security like everybody but has a policy everywhere. */
async function makeWorld(client: pg.Client): Promise<World> {
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
  for (const who of [...ROLES, ...STRANGERS]) {
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
  const template = await put(client, 'whatsapp_templates', {
    name: random(),
    language: 'ms',
    category: 'UTILITY',
    components: '[]',
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
    // Of another role than the asker's: nobody changes his own.
    role_permissions: { mine: 'bot/catalogue.read', theirs: 'bot/settings.read' },
    api_keys: await two('api_keys', () => ({ name: 'x', key_hash: random(), created_by: users.admin })),
    audit_logs: await first('audit_logs'),
    branches: await first('branches'),
    company_settings: await first('company_settings'),
    business_hours: {
      mine: await put(client, 'business_hours', { weekday: 1, opens_at: '10:00', closes_at: '19:00' }),
      theirs: await put(client, 'business_hours', { weekday: 2, opens_at: '10:00', closes_at: '19:00' }),
    },
    message_texts: await two('message_texts', () => ({
      text_key: random(),
      lang: 'ms',
      version: 1,
      variants: ['x'],
      created_by: users.admin,
    })),
    closures: await two('closures', () => ({ first_day: TODAY, last_day: TODAY, reason: 'x' })),
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
    whatsapp_template_changes: await two('whatsapp_template_changes', () => ({
      template_id: template,
      field: 'status',
      after: 'APPROVED',
    })),
    whatsapp_charges: await two('whatsapp_charges', () => ({
      phone_number_id: '1',
      category: 'utility',
      pricing_type: 'regular',
      billable: true,
    })),
    whatsapp_numbers: await two('whatsapp_numbers', () => ({ phone_number_id: random() })),
    whatsapp_alerts: await two('whatsapp_alerts', () => ({ kind: random(), severity: 'bad' })),
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
