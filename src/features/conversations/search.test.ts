import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newShop, type TestShop } from '../../../test/helpers/shop.ts'
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

/** How often this index was asked, as the database counts it. */
const scans = async () =>
  Number(
    (await shop.owner("select idx_scan from pg_stat_all_indexes where indexrelname = 'idx_whatsapp_messages_words'"))[0]
      ?.idx_scan,
  )

test('words among a hundred thousand messages are found by their index', async () => {
  const before = await scans()
  const { items } = await shop.staff.run(async ctx => {
    const found = await searchMessages(ctx, { q: 'berkelip', limit: 20 })
    await sql`select pg_stat_force_next_flush()`.execute(ctx.tx)
    return found
  })
  expect(items.map(one => one.snippet)).toEqual(['skrin saya berkelip-kelip bila panas'])
  expect((await scans()) - before).toBeGreaterThan(0)
})

test('words that are everywhere give the newest of them', async () => {
  const { items } = await shop.staff.run(ctx => searchMessages(ctx, { q: 'tentang telefon', limit: 20 }))
  expect(items.map(one => one.snippet.match(/nombor (\d+)/)?.[1])).toEqual(
    Array.from({ length: 20 }, (_, n) => String(n + 1)),
  )
})
