import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ROLES, STRANGERS } from './rights.ts'
import { asSomebody, enter } from './somebody.ts'
import { openWorld } from './world.ts'
import { put, type World } from './world.types.ts'

let owner: pg.Client
let app: pg.Client
let world: World
let close: () => Promise<void>

beforeAll(async () => {
  ;({ owner, app, world, close } = await openWorld())
})
afterAll(() => close?.())

type Who = Parameters<typeof enter>[2]
const as = <T>(who: Who, work: () => Promise<T>): Promise<T> => asSomebody(app, world, who, work)
const rows = async (sql: string, values: unknown[] = []) => (await app.query(sql, values)).rows
/** Refused for want of a right, or reaching no row. */
async function refused(who: Who, sql: string, values: unknown[] = []): Promise<void> {
  const outcome = await as(who, async () => {
    try {
      return `${(await app.query(sql, values)).rowCount} rows`
    } catch (error) {
      return (error as { code: string }).code
    }
  })
  expect(['42501', '0 rows'], `${who}: ${sql} → ${outcome}`).toContain(outcome)
}

const EVERYBODY = [...ROLES, ...STRANGERS]

describe('passwords', () => {
  test.each(EVERYBODY)('%s reads no password, whatever he calls himself meanwhile', async who => {
    await refused(who, 'select password_hash from app.users')
    await refused(who, 'select * from app.users')
    await refused(who, `update app.users set full_name = password_hash`)
    for (const role of ['admin', 'scheduler', 'baiki_owner', 'postgres', '']) {
      await as(who, async () => {
        await app.query(
          `select set_config('app.current_user_role', $1, true), set_config('app.current_user_id', $2, true)`,
          [role, world.users.admin],
        )
        await expect(app.query('select password_hash from app.users')).rejects.toMatchObject({ code: '42501' })
      })
    }
  })

  test('only the sign-in door gets the one hash that it has to compare', async () => {
    for (const who of EVERYBODY) {
      const found = await as(who, () => rows(`select password_hash from app.sign_in_lookup('admin')`))
      expect(found, who).toHaveLength(who === 'sign_in' ? 1 : 0)
    }
    expect(await as('sign_in', () => rows(`select from app.sign_in_lookup('bot')`))).toEqual([])
  })

  test('the door replaces a hash of before the key was mixed in, by one with it; no other, and nobody else does', async () => {
    const bare = '$argon2id$staff'
    const mixed = 'hmac$argon2id$staff'
    const replaced = async (old_hash: string, new_hash: string) =>
      (await rows('select app.renew_password_hash($1, $2, $3) as done', [world.users.staff, old_hash, new_hash]))[0]
        .done
    for (const who of EVERYBODY) expect(await as(who, () => replaced(bare, mixed)), who).toBe(who === 'sign_in')
    await as('sign_in', async () => {
      expect(await replaced(bare, '$argon2id$another')).toBe(false)
      expect(await replaced('$argon2id$guessed', mixed)).toBe(false)
      expect(await replaced(bare, mixed)).toBe(true)
      expect(await replaced(mixed, 'hmac$argon2id$another')).toBe(false)
    })
  })

  test('nobody opens a session but the sign-in door', async () => {
    for (const who of EVERYBODY.filter(name => name !== 'sign_in'))
      await refused(who, `select app.open_session($1, 'x', interval '1 day', null, null)`, [world.users.admin])
  })
})

describe('what is kept of sign-ins', () => {
  const count = async (table: string) => (await rows(`select count(*)::int as n from app.${table}`))[0].n

  test('only the clock sweeps it, and not what the throttle counts or a session that is in use', async () => {
    for (const who of EVERYBODY.filter(name => name !== 'scheduler'))
      await refused(who, `select app.forget_sign_ins(interval '90 days', interval '30 days')`)
    const before = await as('admin', async () => [await count('login_attempts'), await count('user_sessions')])
    await as('scheduler', async () => {
      await app.query(`select app.forget_sign_ins(interval '-10 years', interval '-10 years')`)
      await enter(app, world, 'admin')
      expect([await count('login_attempts'), await count('user_sessions')]).toEqual(before)
    })
    expect(Math.min(...before)).toBeGreaterThan(0)
  })
})

describe('making oneself more than one is', () => {
  test('a technician cannot make himself admin', async () => {
    const me = world.users.technician
    await refused('technician', `update app.users set role = 'admin' where id = $1`, [me])
    await refused('technician', `update app.users set is_active = true where id = $1`, [me])
    await refused('technician', `select app.set_role($1, 'admin')`, [me])
    await refused('technician', `insert into app.user_permissions (user_id, permission) values ($1, 'users.manage')`, [
      me,
    ])
    await refused(
      'technician',
      `insert into app.role_permissions (role, permission) values ('technician', 'users.manage')`,
    )
  })

  test('an admin does not change his own role or rights either', async () => {
    await refused('admin', `select app.set_role($1, 'staff')`, [world.users.admin])
    await refused('admin', `insert into app.user_permissions (user_id, permission) values ($1, 'system.work')`, [
      world.users.admin,
    ])
    await as('admin', () => app.query(`select app.set_role($1, 'staff')`, [world.users.other]))
  })

  test('whoever was given the managing of users gives his own role nothing by it', async () => {
    await owner.query(`insert into app.user_permissions (user_id, permission) values ($1, 'users.manage')`, [
      world.users.staff,
    ])
    await refused('staff', `insert into app.role_permissions (role, permission) values ('staff', 'audit.read')`)
    await refused('staff', `delete from app.role_permissions where role = 'staff'`)
    await as('staff', () =>
      app.query(`insert into app.role_permissions (role, permission) values ('technician', 'reports.read')`),
    )
    await owner.query(`delete from app.user_permissions where permission = 'users.manage'`)
  })

  test('the serving role is not the owner: no DDL, no other role, no switched-off trigger or policy', async () => {
    for (const who of ['nobody', 'admin'] as const)
      for (const sql of [
        'alter table app.users disable row level security',
        'alter table app.tickets add column x int',
        'alter table app.audit_logs disable trigger all',
        'drop policy users_isolation_policy on app.users',
        'create table app.x (id int)',
        'create table public.x (id int)',
        `create function app.x() returns int language sql as 'select 1'`,
        'truncate app.audit_logs',
        'set role app_directory',
        'set role baiki_jobs',
        'set session authorization app_audit',
        'set session_replication_role = replica',
        'grant select on app.users to baiki_app',
        `copy app.users to '/tmp/x'`,
        `select pg_read_file('/etc/passwd')`,
        'delete from app_meta.migrations',
        'select * from graphile_worker._private_jobs',
      ])
        await refused(who, sql)
  })

  test('switching row security off shows nothing: it fails instead', async () => {
    await as('nobody', async () => {
      await app.query('set local row_security = off')
      await expect(app.query('select * from app.tickets')).rejects.toMatchObject({ code: '42501' })
    })
  })
})

describe('a technician', () => {
  test("neither sees nor touches a colleague's ticket, nor gives it to himself", async () => {
    const { ticket } = world.theirs
    await refused('technician', 'select from app.tickets where id = $1', [ticket])
    await refused('technician', 'update app.tickets set assigned_to = $2 where id = $1', [
      ticket,
      world.users.technician,
    ])
    await refused(
      'technician',
      `insert into app.ticket_updates (ticket_id, update_type, updated_by) values ($1, 'note', $2)`,
      [ticket, world.users.technician],
    )
    await refused('technician', `select from app.search_tickets($1, null, null, 5)`, [
      (await owner.query('select ticket_number from app.tickets where id = $1', [ticket])).rows[0].ticket_number,
    ])
    await refused('technician', 'select from app.device_passcodes where ticket_id = $1', [ticket])
  })

  test('takes no money, issues no paper, and says neither yes nor no for the customer', async () => {
    const { invoice, quotation, customer } = world.mine
    await refused(
      'technician',
      `insert into app.payments (payment_number, invoice_id, amount, payment_method, received_by) values ('P', $1, 1, 'cash', $2)`,
      [invoice, world.users.technician],
    )
    await refused('technician', `update app.invoices set status = 'cancelled' where id = $1`, [invoice])
    await refused('technician', `update app.quotations set status = 'accepted' where id = $1`, [quotation])
    await refused(
      'technician',
      `insert into app.quotation_decisions (quotation_id, version, customer_id, decision, via) values ($1, 2, $2, 'accepted', 'counter')`,
      [quotation, customer],
    )
    for (const kind of ['invoice', 'receipt', 'payment', 'credit_note'])
      await refused('technician', `select app.next_number('${kind}')`)
  })

  test('learns no cost, by no way', async () => {
    await refused('technician', 'select cost from app.products')
    expect(await as('technician', () => rows('select app.cost_of($1) as cost', [world.product]))).toEqual([
      { cost: null },
    ])
    const seen = await as('technician', () => rows('select cost, inventory_value from app.inventory_status_view'))
    expect(seen.every(row => row.cost === null && row.inventory_value === null)).toBe(true)
    expect(await as('admin', () => rows('select app.cost_of($1) as cost', [world.product]))).toEqual([
      { cost: '60.00' },
    ])
  })
})

describe('the bot', () => {
  test('works for one customer and reaches no other, not even one it spoke with before', async () => {
    const { customer, session, invoice, ticket } = world.theirs
    await refused('bot', 'select from app.customers where id = $1', [customer])
    await refused('bot', 'select from app.whatsapp_messages where session_id = $1', [session])
    await refused('bot', 'update app.whatsapp_sessions set customer_id = $2 where id = $1', [
      world.mine.session,
      customer,
    ])
    await refused(
      'bot',
      `insert into app.payments (payment_number, invoice_id, amount, payment_method, status, received_by) values ('P', $1, 1, 'bank_transfer', 'pending', '00000000-0000-7000-8000-000000000001')`,
      [invoice],
    )
    await refused('bot', `insert into app.customer_feedback (customer_id, ticket_id, rating) values ($1, $2, 1)`, [
      world.mine.customer,
      ticket,
    ])
    const file = await put(owner, 'files', {
      kind: 'chat_media',
      mime_type: 'image/webp',
      size_bytes: 1,
      sha256: 'x',
      storage_key: 'x',
      customer_id: customer,
      created_by: '00000000-0000-7000-8000-000000000001',
    })
    await refused('bot', 'select from app.files where id = $1', [file])
  })

  test('takes no money: its slip waits, and it cannot confirm it', async () => {
    const { invoice, payment } = world.mine
    await refused(
      'bot',
      `insert into app.payments (payment_number, invoice_id, amount, payment_method, received_by) values ('P', $1, 1, 'bank_transfer', '00000000-0000-7000-8000-000000000001')`,
      [invoice],
    )
    await refused('bot', `update app.payments set status = 'completed' where id = $1`, [payment])
  })

  test('moves no ticket and rewrites no price', async () => {
    await refused('bot', `update app.tickets set status = 'approved' where id = $1`, [world.mine.ticket])
    await refused('bot', 'update app.quotations set total = 1 where id = $1', [world.mine.quotation])
    await refused('bot', 'update app.price_rules set from_price = 0')
    await refused('bot', 'select app.search_customers($1, null, 5)', ['siti'])
  })

  test('signs no decision with a name of the staff', async () => {
    await refused(
      'bot',
      `insert into app.quotation_decisions (quotation_id, version, customer_id, decision, via, decided_by) values ($1, 2, $2, 'accepted', 'chat_button', $3)`,
      [world.mine.quotation, world.mine.customer, world.users.admin],
    )
    await refused(
      'bot',
      `insert into app.quotation_decisions (quotation_id, version, customer_id, decision, via) values ($1, 2, $2, 'accepted', 'counter')`,
      [world.mine.quotation, world.mine.customer],
    )
  })
})

describe("a customer's link", () => {
  test('opens its ticket and no other, also not another one of the same customer', async () => {
    const seen = await as('ticket_link', () => rows('select id from app.tickets'))
    expect(seen).toEqual([{ id: world.mine.ticket }])
    await refused('ticket_link', 'select from app.tickets where id = $1', [world.mine.spare])
    await refused('ticket_link', 'select from app.tickets where id = $1', [world.theirs.ticket])
    await refused('ticket_link', 'select from app.invoices where id = $1', [world.theirs.invoice])
  })

  test("shows nothing of the shop's notes, drafts or photos that are not the customer's to see", async () => {
    const note = await put(owner, 'ticket_updates', {
      ticket_id: world.mine.ticket,
      update_type: 'note',
      updated_by: world.users.technician,
    })
    const file = await put(owner, 'files', {
      kind: 'progress_photo',
      mime_type: 'image/webp',
      size_bytes: 1,
      sha256: 'x',
      storage_key: 'x',
      ticket_id: world.mine.ticket,
    })
    const draft = await put(owner, 'invoices', {
      customer_id: world.mine.customer,
      ticket_id: world.mine.ticket,
      purpose: 'deposit',
      due_date: '2030-01-01',
      subtotal: 1,
      tax_amount: 0,
      total: 1,
      created_by: world.users.staff,
    })
    await refused('ticket_link', 'select from app.ticket_updates where id = $1', [note])
    await refused('ticket_link', 'select from app.files where id = $1', [file])
    await refused('ticket_link', 'select from app.invoices where id = $1', [draft])
  })

  test('cannot be made for somebody else than its ticket is of', async () => {
    for (const who of ['bot', 'technician', 'staff'] as const)
      await refused(
        who,
        `insert into app.customer_links (token_hash, customer_id, ticket_id, expires_at) values ($1, $2, $3, now())`,
        [randomUUID(), world.theirs.customer, world.mine.ticket],
      )
  })

  test('hands in its own form only, and not for another customer', async () => {
    await refused('checkin_link', 'select from app.checkins where id = $1', [world.theirs.checkin])
    await refused('checkin_link', 'update app.checkins set customer_id = $2 where id = $1', [
      world.mine.checkin,
      world.theirs.customer,
    ])
  })

  test('decides no price of its own, and only once', async () => {
    await refused('ticket_link', `update app.quotations set status = 'draft' where id = $1`, [world.mine.quotation])
    await as('ticket_link', async () => {
      const yes = `update app.quotations set status = 'accepted' where id = $1`
      expect((await app.query(yes, [world.mine.quotation])).rowCount).toBe(1)
      expect(
        (await app.query(`update app.quotations set status = 'rejected' where id = $1`, [world.mine.quotation]))
          .rowCount,
      ).toBe(0)
    })
  })

  test('an expired or unknown token opens nothing', async () => {
    await owner.query(
      `update app.customer_links set expires_at = now() - interval '1 second', token_hash = 'expired' where id = $1`,
      [world.mine.keys.customer_links],
    )
    for (const hash of ['expired', 'unknown'])
      await as('nobody', async () => {
        await app.query(`select app.enter_link($1, '', '')`, [hash])
        expect(await rows('select id from app.tickets')).toEqual([])
        expect(await rows('select id from app.customers')).toEqual([])
      })
  })
})

describe('what nobody may do', () => {
  test.each(EVERYBODY)('%s writes, changes and removes no audit row', async who => {
    await refused(who, `insert into app.audit_logs (action, table_name) values ('UPDATE', 'users')`)
    await refused(who, `update app.audit_logs set new_values = null`)
    await refused(who, 'delete from app.audit_logs')
    if (who !== 'scheduler') await refused(who, 'select app.seal_audit()')
  })

  test.each(EVERYBODY)('%s does not set stock by hand', async who => {
    await refused(who, 'update app.products set stock_quantity = 99')
    await refused(who, 'update app.stock_levels set quantity = 99')
    await refused(
      who,
      `insert into app.products (name, category, price, cost, stock_quantity) values ('x', 'x', 1, 1, 99)`,
    )
  })

  test.each(EVERYBODY)('%s does not write the books by hand', async who => {
    await refused(who, 'update app.invoices set paid_amount = total')
    await refused(who, 'update app.payments set amount = 1')
    await refused(who, 'update app.document_counters set last_number = 0')
  })

  test.each(EVERYBODY)(
    '%s makes no paper that is issued, paid or agreed to from the first, and no ticket that is done',
    async who => {
      const { customer, ticket } = world.mine
      const by = world.users[who as 'staff'] ?? world.users.staff
      const sums = `'2030-01-01', 10, 0, 10, '${by}'`
      for (const more of [`status`, 'invoice_number', 'seller', 'payment_method', 'cancel_reason'])
        await refused(
          who,
          `insert into app.invoices (customer_id, due_date, subtotal, tax_amount, total, created_by, ${more}) values ($1, ${sums}, null)`,
          [customer],
        )
      await refused(
        who,
        `insert into app.invoices (customer_id, due_date, subtotal, tax_amount, total, created_by, paid_amount) values ($1, ${sums}, 10)`,
        [customer],
      )
      await refused(
        who,
        `insert into app.quotations (customer_id, valid_until, subtotal, tax_amount, total, created_by, ticket_id, quotation_number, status) values ($1, ${sums}, $2, 'Q', 'accepted')`,
        [customer, ticket],
      )
      await refused(
        who,
        `insert into app.tickets (ticket_number, customer_id, device_type, device_model, problem_description, created_by, status) values ('T', $1, 'x', 'x', 'x', '${by}', 'completed')`,
        [customer],
      )
    },
  )

  test.each(['admin', 'staff', 'scheduler'] as const)(
    '%s calls no bill paid that is not, takes no more than is owed, and rewrites no offer',
    async who => {
      const { invoice, quotation } = world.mine
      const code = (sql: string, id: string) =>
        as(who, () =>
          app.query(sql, [id]).then(
            result => `${result.rowCount} rows`,
            (error: { code: string }) => error.code,
          ),
        )
      expect(await code(`update app.invoices set status = 'paid' where id = $1`, invoice)).toBe('23514')
      expect(await code(`update app.invoices set status = 'cancelled' where id = $1`, invoice)).toBe('BK005')
      const taken = `insert into app.payments (payment_number, invoice_id, amount, payment_method, received_by) values ('P', $1, 9.01, 'card', '${world.users.staff}')`
      expect(await code(taken, invoice)).toBe('BK004')
      expect(
        await code(`update app.quotations set subtotal = 1, tax_amount = 0, total = 1 where id = $1`, quotation),
      ).toBe('BK005')
      expect(await code(`delete from app.quotation_items where quotation_id = $1`, quotation)).toBe('BK005')
      expect(
        await code(
          `insert into app.quotation_items (quotation_id, description, quantity, unit_price, tax_code, tax_rate, net_amount, tax_amount, total_price) values ($1, 'x', 1, 0, 'NOTAX', 0, 0, 0, 0)`,
          quotation,
        ),
      ).toBe('BK005')
    },
  )

  test('a paper whose lines do not add up to it is not issued, and one that was taken back stays so', async () => {
    const { draft, invoice, estimate } = world.mine
    const code = (...statements: string[]) =>
      as('staff', async () => {
        for (const sql of statements) {
          const failed = await app.query(sql).then(
            () => undefined,
            (error: { code: string }) => error.code,
          )
          if (failed) return failed
        }
        return 'done'
      })
    const issue = `status = 'sent', invoice_number = 'X', seller = '{}', buyer = '{}', issued_at = now()`
    expect(await code(`update app.invoices set ${issue} where id = '${draft}'`)).toBe('done')
    expect(await code(`update app.invoices set subtotal = 11, total = 11, ${issue} where id = '${draft}'`)).toBe(
      '23514',
    )
    expect(
      await code(
        `update app.quotations set subtotal = 11, total = 11 where id = '${estimate}'`,
        `update app.quotations set status = 'sent' where id = '${estimate}'`,
      ),
    ).toBe('23514')
    expect(
      await code(
        `update app.invoices set ${issue} where id = '${draft}'`,
        `update app.invoices set status = 'cancelled' where id = '${draft}'`,
        `update app.invoices set status = 'sent' where id = '${draft}'`,
      ),
    ).toBe('BK005')
    expect(await code(`update app.invoices set due_date = '2040-01-01' where id = '${invoice}'`)).toBe('BK005')
  })

  test('nobody, with no context or half of one, sees any row of any table', async () => {
    const tables = (
      await owner.query(
        `select relname from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'v')`,
      )
    ).rows
    for (const context of [
      ['', ''],
      ['', 'admin'],
      ['', 'scheduler'],
      [randomUUID(), 'nonsense'],
    ]) {
      await as('nobody', async () => {
        await app.query(
          `select set_config('app.current_user_id', $1, true), set_config('app.current_user_role', $2, true)`,
          context,
        )
        for (const { relname } of tables) {
          // Names and terms that every signed-in person may read ask for a user, not for a role.
          const open = [
            'branches',
            'company_settings',
            'business_hours',
            'closures',
            'message_texts',
            'tax_codes',
            'tax_rates',
            'permissions',
            'role_permissions',
            'ai_intents',
            'whatsapp_templates',
          ]
          if (context[0] && open.includes(relname)) continue
          await app.query('savepoint look')
          const seen = await app.query(`select from app.${relname}`).then(
            result => result.rowCount,
            (error: { code: string }) => error.code,
          )
          if (typeof seen === 'string') await app.query('rollback to savepoint look')
          expect([0, '42501'], `${relname} as ${context.join('/')}`).toContain(
            seen === 1 && relname === 'financial_summary_view' ? 0 : seen,
          )
        }
      })
    }
  })
})

describe('secrets', () => {
  beforeEach(async () => {
    await owner.query(
      `insert into app.system_settings (setting_key, setting_value, is_encrypted) values ('whatsapp.token', 'v1.sealed', true) on conflict do nothing`,
    )
  })
  test('a sealed setting is read by the admin and by jobs, not by staff', async () => {
    for (const who of ['staff', 'technician', 'bot'] as const)
      await refused(who, `select from app.system_settings where is_encrypted`)
    for (const who of ['admin', 'scheduler'] as const)
      expect(
        await as(who, () => rows(`select setting_value from app.system_settings where is_encrypted`)),
      ).toHaveLength(1)
  })
})
