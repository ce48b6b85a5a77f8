import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newShop, type TestShop } from '../../../test/helpers/shop.ts'
import type { Ctx } from '../../db/ctx.ts'
import { listMessages } from './inbox.ts'
import { searchMessages } from './search.ts'

const MESSAGES = 100_000
let shop: TestShop

beforeAll(async () => {
  shop = await newShop()
  await shop.owner(
    `with s as (insert into app.whatsapp_sessions (session_id, phone_number_id) select 's' || n, '1' from generate_series(1, 200) n returning id),
          numbered as (select id, row_number() over () as n from s)
     insert into app.whatsapp_messages (session_id, phone_number_id, direction, author, message_content, status, handled_at, timestamp)
     select s.id, '1', 'inbound', 'customer',
       case when g = 777 then 'skrin saya berkelip-kelip bila panas' else 'mesej nombor ' || g || ' tentang telefon ' || md5(g::text) end,
       'received', now(), now() - g * interval '1 minute'
     from generate_series(1, ${MESSAGES}) g join numbered s on s.n = 1 + g % 200`,
  )
  await shop.owner('vacuum analyze app.whatsapp_messages')
}, 120_000)
afterAll(() => shop?.close())

/** How often this index was asked while the work was done, as the database counts it. */
async function scansOf<T>(index: string, work: (ctx: Ctx) => Promise<T>): Promise<{ scans: number; result: T }> {
  const scans = async () =>
    Number((await shop.owner('select idx_scan from pg_stat_all_indexes where indexrelname = $1', [index]))[0]?.idx_scan)
  const before = await scans()
  const result = await shop.staff.run(async ctx => {
    const done = await work(ctx)
    await sql`select pg_stat_force_next_flush()`.execute(ctx.tx)
    return done
  })
  return { scans: (await scans()) - before, result }
}

test('words among a hundred thousand messages are found by their index', async () => {
  const { scans, result } = await scansOf('idx_whatsapp_messages_words', ctx =>
    searchMessages(ctx, { q: 'berkelip', limit: 20 }),
  )
  expect(result.items.map(one => one.snippet)).toEqual(['skrin saya berkelip-kelip bila panas'])
  expect(scans).toBeGreaterThan(0)
})

test('words that are everywhere give the newest of them', async () => {
  const { items } = await shop.staff.run(ctx => searchMessages(ctx, { q: 'tentang telefon', limit: 20 }))
  expect(items.map(one => one.snippet.match(/nombor (\d+)/)?.[1])).toEqual(
    Array.from({ length: 20 }, (_, n) => String(n + 1)),
  )
})

test('a page of a long conversation asks for each message’s reactions by their index', async () => {
  const [session] = await shop.owner<{ id: string }>('select id from app.whatsapp_sessions limit 1')
  const { scans, result } = await scansOf('idx_whatsapp_messages_reactions', ctx =>
    listMessages(ctx, { session_id: session?.id ?? '', limit: 50 }),
  )
  expect(result.items).toHaveLength(50)
  expect(scans).toBeGreaterThanOrEqual(50)
})
