import { type AddressInfo, connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newShop, type TestShop } from '../../test/helpers/shop.ts'
import type { Ctx, Shop } from './ctx.ts'
import { createDatabase, type Database } from './db.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await newShop()
})
afterAll(() => shop.close())

test('work whose transaction the database gave up is never called done', async () => {
  const work = shop.staff.run(async ctx => {
    await ctx.tx.insertInto('customers').values({ name: 'Hilang', created_by: shop.staff.id }).execute()
    // A defect: a verb that swallows what the database refused. COMMIT then rolls back, and says so only in its answer.
    await sql`select 1 / 0`.execute(ctx.tx).catch(() => {})
    return 'done'
  })
  await expect(work).rejects.toThrow('rolled back')
  expect(await shop.owner(`select from app.customers where name = 'Hilang'`)).toEqual([])
})

test('what no database can keep, and what points at nothing, is the caller’s mistake and not ours', async () => {
  const named = (name: string) =>
    shop.staff.run(ctx => ctx.tx.insertInto('customers').values({ name, created_by: shop.staff.id }).execute())
  await expect(named('Siti\u0000')).rejects.toMatchObject({ code: 'bad_request' })
  const noted = (note: string) => shop.staff.run(ctx => sql`select ${JSON.stringify({ note })}::jsonb`.execute(ctx.tx))
  await expect(noted('\u0000')).rejects.toMatchObject({ code: 'bad_request' })
  const device = shop.staff.run(ctx =>
    sql`insert into app.devices (customer_id, device_type, model) values (${shop.admin.id}, 'phone', 'X')`.execute(
      ctx.tx,
    ),
  )
  await expect(device).rejects.toMatchObject({ code: 'not_found', cause: { code: '23503' } })
})

/** As a pooler in transaction mode does, it greets with a process number of its own. */
async function poolerBefore(url: string): Promise<{ url: string; close: () => void }> {
  const { hostname, port } = new URL(url)
  const pooler = createServer(caller => {
    const behind = connect(Number(port), hostname)
    caller.pipe(behind)
    behind.on('data', chunk => {
      const key = chunk.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]))
      if (key >= 0) chunk.writeInt32BE(chunk.readInt32BE(key + 5) + 1, key + 5)
      caller.write(chunk)
    })
    for (const [one, other] of [
      [caller, behind],
      [behind, caller],
    ] as const)
      one.on('close', () => other.destroy()).on('error', () => {})
  })
  await new Promise<void>(done => pooler.listen(0, '127.0.0.1', done))
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String((pooler.address() as AddressInfo).port)
  return { url: through.href, close: () => pooler.close() }
}

test('statements are kept under a name on a direct connection, and never behind a pooler', async () => {
  const kept = (db: Database) =>
    db.withActor({ as: 'scheduler' }, async ({ tx }) => {
      await sql`select 1`.execute(tx)
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_prepared_statements`.execute(tx)
      return rows[0]?.n
    })
  const pooler = await poolerBefore(shop.urls.appUrl)
  for (const [url, wanted] of [
    [shop.urls.appUrl, 2],
    [pooler.url, 0],
  ] as const) {
    const db = createDatabase({ url, shop: {} as Shop })
    expect(await kept(db)).toBe(wanted)
    await db.close()
  }
  pooler.close()
})

test('a full disk is said as such, not as a defect', async () => {
  const full = shop.staff.run(ctx =>
    sql`do $$ begin raise 'no room' using errcode = 'disk_full'; end $$`.execute(ctx.tx),
  )
  await expect(full).rejects.toMatchObject({ code: 'disk_full' })
})

test('a connection that the database ends in the middle of a transaction fails that transaction and nothing else', async () => {
  const ask = (text: ReturnType<typeof sql<{ pid: number }>>) => shop.staff.run(ctx => text.execute(ctx.tx))
  const cut = shop.staff.run(async ctx => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(ctx.tx)
    await ask(sql<{ pid: number }>`select pg_terminate_backend(${rows[0]?.pid})`)
    // Nobody is asking anything when the news comes.
    await sleep(100)
    await sql`select 1`.execute(ctx.tx)
  })
  await expect(cut).rejects.toMatchObject({ code: 'unavailable' })
  expect((await ask(sql`select 1 as pid`)).rows).toEqual([{ pid: 1 }])
})

test('two who take the same name at once: the second is told that somebody was quicker', async () => {
  const named = (ctx: Ctx, name: string, of: string) =>
    ctx.tx.updateTable('conversation_labels').set({ name }).where('name', '=', of).execute()
  await shop.owner(`insert into app.conversation_labels (name, colour) values ('Satu', 'red'), ('Dua', 'red')`)
  let second: Promise<unknown> = Promise.resolve()
  await shop.staff.run(async ctx => {
    await named(ctx, 'Tiga', 'Satu')
    second = expect(shop.admin.run(other => named(other, 'Tiga', 'Dua'))).rejects.toMatchObject({ code: 'conflict' })
    await Promise.race([second, shop.owner('select pg_sleep(0.1)')])
  })
  await second
})
