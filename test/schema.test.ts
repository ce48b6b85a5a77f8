import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newDatabase, type TestDatabase } from './helpers/database.ts'

interface Seed {
  tables: Record<string, string[]>
  indexes: string[]
  triggers: string[]
  views: string[]
  functions: string[]
}
const seed = JSON.parse(readFileSync(join(import.meta.dirname, 'data/seed-names.json'), 'utf8')) as Seed

let database: TestDatabase
let owner: pg.Client

beforeAll(async () => {
  database = await newDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner?.end()
  await database?.drop()
})

/** The first column of each row. */
async function list(sql: string): Promise<string[]> {
  const { rows } = await owner.query<[string]>({ text: sql, rowMode: 'array' })
  return rows.map(row => row[0])
}

const TABLES = `select c.oid, c.relname from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')`
const FUNCTIONS = `select p.* from pg_proc p where p.pronamespace in ('app'::regnamespace, 'auth'::regnamespace)`

describe('what was asked for is there by its name', () => {
  test('the list of names is the whole seed', () => {
    expect(Object.keys(seed.tables)).toHaveLength(29)
    expect(Object.values(seed.tables).flat()).toHaveLength(302)
    expect(seed.indexes).toHaveLength(40)
    expect(seed.triggers).toHaveLength(12)
    expect(seed.views).toHaveLength(5)
    expect(seed.functions).toHaveLength(4)
  })

  test('tables with their columns', async () => {
    const columns = await list(
      `select table_name || '.' || column_name from information_schema.columns where table_schema = 'app'`,
    )
    const asked = Object.entries(seed.tables).flatMap(([table, names]) => names.map(name => `${table}.${name}`))
    expect(asked.filter(name => !columns.includes(name))).toEqual([])
  })

  test('indexes, triggers, views, functions', async () => {
    const indexes = await list(`select indexname from pg_indexes where schemaname = 'app'`)
    expect(seed.indexes.filter(name => !indexes.includes(name))).toEqual([])
    const triggers = await list(
      `select c.relname || '.' || t.tgname from pg_trigger t join (${TABLES}) c on c.oid = t.tgrelid where not t.tgisinternal`,
    )
    expect(seed.triggers.filter(name => !triggers.includes(name))).toEqual([])
    const views = await list(`select viewname from pg_views where schemaname = 'app'`)
    expect([...views].sort()).toEqual(seed.views)
    const functions = await list(`select f.proname from (${FUNCTIONS}) f`)
    expect(seed.functions.filter(name => !functions.includes(name))).toEqual([])
  })
})

describe('every table', () => {
  test('has row security enabled and forced', async () => {
    expect(
      await list(`select c.relname from pg_class c join (${TABLES}) t using (oid)
        where not c.relrowsecurity or not c.relforcerowsecurity`),
    ).toEqual([])
  })

  test("has a policy besides the owner's", async () => {
    expect(
      await list(`select t.relname from (${TABLES}) t
        where not exists (select from pg_policy p where p.polrelid = t.oid and p.polname <> 'owner_policy')`),
    ).toEqual([])
  })

  test('binds the serving role: no policy for it says yes to everybody', async () => {
    expect(
      await list(`select p.tablename || '.' || p.policyname from pg_policies p where p.schemaname = 'app'
        and p.roles && array['public', 'baiki_app']::name[] and (p.qual = 'true' or p.with_check = 'true')`),
    ).toEqual([])
  })

  test('calls the helpers of its policies once a query, not once a row', async () => {
    const once = /\( SELECT (?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)/g
    const policies = await owner.query<{ name: string; text: string }>(
      `select p.tablename || '.' || p.policyname as name, coalesce(p.qual, '') || ' ' || coalesce(p.with_check, '') as text
         from pg_policies p where p.schemaname = 'app'`,
    )
    const bare = (text: string) => /\b(app|auth)\.\w+\(/.test(text.replaceAll(once, ''))
    expect(policies.rows.filter(policy => bare(policy.text)).map(policy => policy.name)).toEqual([])
  })

  test('keeps updated_at by trigger where it has the column', async () => {
    expect(
      await list(`select t.relname from (${TABLES}) t join pg_attribute a on a.attrelid = t.oid and a.attname = 'updated_at'
        where not exists (select from pg_trigger g join pg_proc f on f.oid = g.tgfoid
          where g.tgrelid = t.oid and f.proname = 'update_updated_at_column' and g.tgname = 'update_' || t.relname || '_updated_at')`),
    ).toEqual([])
  })

  test('has an index under each of its foreign keys, and says what happens when the other row goes', async () => {
    expect(
      await list(`select k.conrelid::regclass || ' ' || k.conname from pg_constraint k join (${TABLES}) t on t.oid = k.conrelid
        where k.contype = 'f' and not exists (select from pg_index i where i.indrelid = k.conrelid and i.indpred is null
          and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`),
    ).toEqual([])
    expect(
      await list(`select k.conrelid::regclass || ' ' || k.conname from pg_constraint k join (${TABLES}) t on t.oid = k.conrelid
        where k.contype = 'f' and k.confdeltype = 'a'`),
    ).toEqual([])
  })

  test('leaves a trail of each change, unless it is a machine’s own or only added to', async () => {
    const untold = [
      // Lines of papers, and what is only ever added to: the rows are the trail.
      ...['invoice_items', 'quotation_items', 'quotation_versions', 'inventory_movements', 'ticket_updates'],
      ...['customer_interactions', 'customer_sentiments', 'ai_conversations', 'analytics_events'],
      ...['whatsapp_template_changes', 'login_attempts'],
      // The conversation itself, and the channel's bookkeeping.
      ...[
        'whatsapp_sessions',
        'whatsapp_messages',
        'whatsapp_outbox',
        'whatsapp_webhook_events',
        'whatsapp_parked_statuses',
      ],
      ...['whatsapp_buckets', 'whatsapp_charges', 'whatsapp_numbers', 'conversation_states'],
      // Worked out from others.
      ...['stock_levels', 'document_counters', 'idempotency_keys', 'notifications', 'user_sessions', 'backup_logs'],
      ...['ai_insights', 'ai_recommendations'],
      // The trail, and its keys.
      ...['audit_logs', 'customer_keys'],
    ]
    expect(
      await list(`select t.relname from (${TABLES}) t where not exists (select from pg_trigger g join pg_proc f on f.oid = g.tgfoid
        where g.tgrelid = t.oid and f.proname = 'audit_log_changes') order by 1`),
    ).toEqual(untold.sort())
  })

  test('counts time with its zone and money without floats', async () => {
    expect(
      await list(`select table_name || '.' || column_name from information_schema.columns where table_schema = 'app'
        and (data_type in ('timestamp without time zone', 'real', 'money')
          or data_type = 'double precision' and table_name <> 'whatsapp_buckets' and column_name not in ('latitude', 'longitude'))`),
    ).toEqual([])
  })
})

test('deleting a customer never deletes what the law keeps', async () => {
  const kept = ['tickets', 'quotations', 'quotation_versions', 'quotation_decisions', 'invoices', 'customer_feedback']
  expect(
    await list(`select distinct k.conrelid::regclass::text from pg_constraint k
      where k.contype = 'f' and k.confrelid = 'app.customers'::regclass and k.confdeltype = 'r' order by 1`),
  ).toEqual(kept.map(table => `app.${table}`).sort())
})

test('a view shows no more than its reader may see', async () => {
  expect(
    await list(`select c.relname from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'v'
      and not coalesce('security_invoker=true' = any (c.reloptions), false)`),
  ).toEqual([])
})

// `pg_temp` is named, and last: not named, it is looked at first, and a temporary type of the caller's runs with the function's rights.
test('a function that runs with rights of its own says SET search_path = pg_catalog, pg_temp and has a narrow owner', async () => {
  expect(
    await list(`select f.proname from (${FUNCTIONS}) f where f.prosecdef
      and not coalesce('search_path=pg_catalog, pg_temp' = any (f.proconfig), false)`),
  ).toEqual([])
  expect(
    await list(`select f.proname from (${FUNCTIONS}) f join pg_roles r on r.oid = f.proowner
      where f.prosecdef and (r.rolsuper or r.rolname = current_user or (r.rolcanlogin and r.rolname <> 'baiki_jobs'))`),
  ).toEqual([])
})

test('the serving role owns nothing and is nobody special', async () => {
  const roles = await owner.query(`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
    (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships from pg_roles r where rolname = 'baiki_app'`)
  expect(roles.rows).toEqual([
    {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      memberships: 0,
    },
  ])
  expect(await list(`select relname from pg_class where relowner = 'baiki_app'::regrole`)).toEqual([])
  expect(await list(`select proname from pg_proc where proowner = 'baiki_app'::regrole`)).toEqual([])
  expect(await list(`select nspname from pg_namespace where nspowner = 'baiki_app'::regrole`)).toEqual([])
})

test('the owner is bound by row security too', async () => {
  expect(
    await list(`select rolname from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)`),
  ).toEqual([])
})

test('nothing is granted to everybody', async () => {
  expect(
    await list(`select c.oid::regclass::text from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace in ('app'::regnamespace, 'auth'::regnamespace) and a.grantee = 0`),
  ).toEqual([])
  expect(
    await list(`select n.nspname from pg_namespace n, aclexplode(n.nspacl) a
      where n.nspname in ('app', 'auth', 'app_meta', 'graphile_worker') and a.grantee = 0`),
  ).toEqual([])
  expect(
    await list(
      `select 1 where has_schema_privilege('baiki_app', 'app', 'CREATE') or has_schema_privilege('baiki_app', 'public', 'CREATE')`,
    ),
  ).toEqual([])
})
