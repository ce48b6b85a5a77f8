import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileAnchors } from '../src/adapters/anchors/file.ts'
import { verifyAudit } from '../src/db/audit.ts'
import { sealAudit } from '../src/features/audit/audit.jobs.ts'
import { type Anchor, parseAnchors } from '../src/shared/anchors.ts'
import { jobTools } from './helpers/jobs.ts'
import { newShop, type TestShop, testShop } from './helpers/shop.ts'

let shop: TestShop
let folder: string
let path: string

beforeAll(async () => {
  shop = await newShop()
  folder = mkdtempSync(join(tmpdir(), 'baiki-audit-'))
  path = join(folder, 'audit-anchors.log')
})
afterAll(async () => {
  await shop?.close()
  rmSync(folder, { recursive: true, force: true })
})

const seal = (anchors = fileAnchors(path)) => sealAudit(jobTools(shop, { anchors }), {})
const anchors = (): Anchor[] => parseAnchors(readFileSync(path, 'utf8'))
const verify = () => verifyAudit(shop.urls.ownerUrl, anchors())
const customer = (name: string) =>
  shop.staff.run(async ctx =>
    ctx.tx
      .insertInto('customers')
      .values({ name, phone: `+6012${String(++made).padStart(7, '0')}` })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
let made = 0
const trail = (record_id: string) =>
  shop.owner<{
    id: string
    action: string
    user_id: string
    old_values: Record<string, unknown> | null
    new_values: Record<string, unknown>
  }>('select * from app.audit_logs where record_id = $1 order by created_at', [record_id])

/** Tampers as somebody who owns the database, looks, and puts it back. */
async function afterTampering(sql: string): Promise<Awaited<ReturnType<typeof verify>>['broken']> {
  await shop.owner('create table if not exists app_meta.kept_audit as select * from app.audit_logs')
  await shop.owner('truncate app_meta.kept_audit')
  await shop.owner('insert into app_meta.kept_audit select * from app.audit_logs')
  await shop.owner(sql)
  const { broken } = await verify()
  await shop.owner('delete from app.audit_logs')
  await shop.owner('insert into app.audit_logs select * from app_meta.kept_audit')
  expect((await verify()).broken).toBeNull()
  return broken
}

describe('the trail', () => {
  test('says who did what, and of a change only what changed', async () => {
    const { id } = await customer('Siti')
    await shop.admin.run(ctx =>
      ctx.tx.updateTable('customers').set({ customer_type: 'business' }).where('id', '=', id).execute(),
    )
    const [made, changed] = await trail(id)
    expect(made).toMatchObject({ action: 'INSERT', user_id: shop.staff.id })
    expect(changed).toMatchObject({
      action: 'UPDATE',
      user_id: shop.admin.id,
      old_values: { customer_type: 'individual' },
      new_values: { customer_type: 'business' },
    })
  })

  test('knows from where, also when the address has a zone; what is no address stops no work', async () => {
    for (const [ip, written] of [
      ['fe80::1ff:fe23:4567:890a%eth0', 'fe80::1ff:fe23:4567:890a'],
      ['203.0.113.9', '203.0.113.9'],
      ['unknown', null],
      ['', null],
    ] as const) {
      const { id } = await customer('Zon')
      await shop.db.withActor({ as: 'session', token_hash: testShop.hash(shop.staff.token), ip }, ctx =>
        ctx.tx.updateTable('customers').set({ notes: ip }).where('id', '=', id).execute(),
      )
      const [from] = await shop.owner(
        `select host(ip_address) as ip from app.audit_logs where record_id = $1 and action = 'UPDATE'`,
        [id],
      )
      expect(from).toEqual({ ip: written })
    }
  })

  test('knows that a secret changed and never what it was', async () => {
    await shop.owner(`update app.users set password_hash = 'planted-secret-1' where id = $1`, [shop.other.id])
    await shop.owner(
      `insert into app.system_settings (setting_key, setting_value, is_encrypted) values ('k', 'planted-secret-2', true)`,
    )
    await shop.owner(`update app.system_settings set setting_value = 'planted-secret-3' where setting_key = 'k'`)
    await shop.owner(`insert into app.api_keys (name, key_hash, created_by) values ('k', 'planted-secret-4', $1)`, [
      shop.admin.id,
    ])
    await shop.owner(`insert into app.products (name, category, price, cost) values ('planted', 'x', 2, 133.77)`)
    const whole = JSON.stringify(await shop.owner('select * from app.audit_logs'))
    expect(whole).not.toMatch(/planted-secret|133\.77/)
    const [change] = await shop.owner(
      `select old_values, new_values from app.audit_logs where table_name = 'users' and record_id = $1 and action = 'UPDATE' and new_values ? 'password_hash'`,
      [shop.other.id],
    )
    expect(change).toEqual({ old_values: { password_hash: '[secret]' }, new_values: { password_hash: '[secret]' } })
  })

  test('keeps personal values under a key of the customer; without the key they are gone, and the chain still holds', async () => {
    const { id } = await customer('Rahsia binti Sulit')
    await shop.staff.run(ctx =>
      ctx.tx.updateTable('customers').set({ notes: 'planted-note' }).where('id', '=', id).execute(),
    )
    await seal()
    const rows = await trail(id)
    expect(JSON.stringify(rows)).not.toMatch(/Rahsia|planted-note|\+6012/)
    expect(rows[0]?.new_values.name).toMatch(/^sealed:/)

    const open = () =>
      shop.owner<{ name: string }>(
        `select convert_from(decrypt_iv(substr(s.bytes, 17), k.key, substr(s.bytes, 1, 16), 'aes-cbc/pad:pkcs'), 'UTF8') as name
           from (select decode(substr(new_values ->> 'name', 8), 'base64') as bytes from app.audit_logs where record_id = $1 and action = 'INSERT') s,
                app.customer_keys k where k.customer_id = $1`,
        [id],
      )
    expect(await open()).toEqual([{ name: 'Rahsia binti Sulit' }])
    await shop.owner('delete from app.customer_keys where customer_id = $1', [id])
    expect(await open()).toEqual([])
    expect((await verify()).broken).toBeNull()
  })

  test('costs one row a document, not one a line', async () => {
    const { id } = await customer('Lim')
    const before = await shop.owner<{ n: number }>('select count(*)::int as n from app.audit_logs')
    await shop.staff.run(async ctx => {
      const paper = {
        customer_id: id,
        due_date: '2030-01-01',
        subtotal: '20.00',
        tax_amount: '0.00',
        total: '20.00',
        created_by: shop.staff.id,
      }
      const invoice = await ctx.tx.insertInto('invoices').values(paper).returning('id').executeTakeFirstOrThrow()
      const line = {
        invoice_id: invoice.id,
        description: 'x',
        quantity: 1,
        unit_price: '10.00',
        tax_code: 'NOTAX',
        tax_rate: '0.00',
        net_amount: '10.00',
        tax_amount: '0.00',
        total_price: '10.00',
      }
      await ctx.tx.insertInto('invoice_items').values([line, line]).execute()
    })
    const after = await shop.owner<{ n: number }>('select count(*)::int as n from app.audit_logs')
    expect((after[0]?.n ?? 0) - (before[0]?.n ?? 0)).toBe(1)
  })
})

describe('the chain', () => {
  test('is sealed, anchored and whole', async () => {
    await customer('Chong')
    await seal()
    const { sealed, waiting, broken } = await verify()
    expect({ waiting, broken }).toEqual({ waiting: 0, broken: null })
    expect(anchors().at(-1)?.number).toBe(sealed)
  })

  test('sealing again with nothing new adds no anchor, and a crash before the anchor is made good', async () => {
    await seal()
    const before = anchors().length
    await seal()
    expect(anchors()).toHaveLength(before)
    await customer('Ravi')
    await expect(seal({ keep: () => Promise.reject(new Error('disk full')) })).rejects.toThrow('disk full')
    await seal()
    expect(anchors()).toHaveLength(before + 1)
    expect((await verify()).broken).toBeNull()
  })

  test('an edited row is found', async () => {
    const [row] = await shop.owner<{ n: number }>('select min(seal_number)::int + 2 as n from app.audit_logs')
    for (const change of [
      `new_values = '{"role": "staff"}'`,
      `user_id = gen_random_uuid()`,
      `created_at = created_at - interval '1 day'`,
      `action = 'DELETE'`,
    ]) {
      const broken = await afterTampering(`update app.audit_logs set ${change} where seal_number = ${row?.n}`)
      expect(broken, change).toMatchObject({ number: row?.n, reason: 'content changed' })
    }
  })

  test('an edited row whose own hash was made to fit is found at the row after it', async () => {
    const broken = await afterTampering(
      `update app.audit_logs a set action = 'x', row_hash = app.audit_hash(a.previous_hash, jsonb_populate_record(a, '{"action": "x"}')) where seal_number = 2`,
    )
    expect(broken).toMatchObject({ number: 3, reason: 'does not follow the row before' })
  })

  test('a removed row is found', async () => {
    expect(await afterTampering('delete from app.audit_logs where seal_number = 3')).toMatchObject({
      number: 4,
      reason: 'rows missing before this one',
    })
    expect(await afterTampering('delete from app.audit_logs where seal_number = 1')).toMatchObject({ number: 2 })
  })

  test('a row put in between is found, however well it was made', async () => {
    const broken = await afterTampering(
      `update app.audit_logs set seal_number = seal_number + 1000000 where seal_number >= 3;
       insert into app.audit_logs (action, table_name, seal_number, previous_hash)
         select 'INSERT', 'users', 3, row_hash from app.audit_logs where seal_number = 2;
       update app.audit_logs a set row_hash = app.audit_hash(a.previous_hash, a) where seal_number = 3;
       update app.audit_logs set seal_number = seal_number - 999999 where seal_number > 1000000`,
    )
    expect(broken).toMatchObject({ number: 4, reason: 'does not follow the row before' })
  })

  test('rows cut off at the end are found by the anchors, also after the chain went on', async () => {
    const last = anchors().at(-1) as Anchor
    expect(await afterTampering(`delete from app.audit_logs where seal_number = ${last.number}`)).toMatchObject({
      number: last.number,
      reason: 'cut off: it was anchored and is gone',
    })
    expect(
      await afterTampering(
        `update app.audit_logs set action = 'x', row_hash = sha256('x') where seal_number = ${last.number};
         update app.audit_logs a set row_hash = app.audit_hash(a.previous_hash, a) where seal_number = ${last.number}`,
      ),
    ).toMatchObject({ number: last.number, reason: 'written anew: it was anchored with another hash' })
  })

  test('an emptied trail is found', async () => {
    expect(await afterTampering('delete from app.audit_logs')).toMatchObject({
      reason: 'cut off: it was anchored and is gone',
    })
  })

  test('an older row that commits late is sealed after those that were sealed before it', async () => {
    await seal()
    const slow = new pg.Client({ connectionString: shop.urls.ownerUrl })
    await slow.connect()
    await slow.query('begin')
    await slow.query(`insert into app.branches (code, name) values ('LATE', 'Lambat')`)
    const { id: quick } = await customer('Cepat')
    await seal()
    const [before] = await trail(quick)
    await slow.query('commit')
    await slow.end()
    await seal()
    const [late] = await shop.owner<{ id: string; seal_number: string }>(
      `select a.id, a.seal_number from app.audit_logs a join app.branches b on b.id = a.record_id where b.code = 'LATE'`,
    )
    const [early] = await shop.owner<{ seal_number: string }>('select seal_number from app.audit_logs where id = $1', [
      before?.id,
    ])
    expect(late?.id && before?.id && late.id < before.id).toBe(true)
    expect(Number(late?.seal_number)).toBeGreaterThan(Number(early?.seal_number))
    expect(await verify()).toMatchObject({ waiting: 0, broken: null })
  })

  test('two sealers at once make one chain', async () => {
    for (let i = 0; i < 5; i++) await customer(`Bersama ${i}`)
    await Promise.all([seal(), seal(), seal()])
    expect(await verify()).toMatchObject({ waiting: 0, broken: null })
  })
})

describe('npm run audit:verify', () => {
  const run = (data: string) =>
    spawnSync(process.execPath, [join(import.meta.dirname, '../src/db/audit.cli.ts')], {
      encoding: 'utf8',
      cwd: folder,
      env: {
        ...process.env,
        DATABASE_URL: shop.urls.ownerUrl,
        DATABASE_APP_URL: shop.urls.appUrl,
        DATABASE_JOBS_URL: shop.urls.jobsUrl,
        SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
        DATA_DIR: data,
      },
    })

  test('is content with a whole trail, and names the first broken row of another', async () => {
    await seal()
    const good = run(folder)
    expect(good.stdout, good.stderr).toMatch(/sealed rows are whole and agree with \d+ anchors; 0 wait/)
    expect(good.status).toBe(0)

    await shop.owner(`update app.audit_logs set action = 'x' where seal_number = 2`)
    const bad = run(folder)
    expect(bad.status).toBe(1)
    expect(bad.stdout).toMatch(/First broken row: 2 \(x of .*\): content changed/)
  })

  test('an anchors file that was meddled with is not passed over', () => {
    const other = mkdtempSync(join(tmpdir(), 'baiki-audit-'))
    writeFileSync(join(other, 'audit-anchors.log'), 'something else\n')
    const { status, stderr } = run(other)
    rmSync(other, { recursive: true })
    expect(stderr).toContain('line 1 of the anchors cannot be read')
    expect(status).toBe(1)
  })
})
