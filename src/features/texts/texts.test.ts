import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { chattingShop, newChat } from '../../../test/helpers/chat.ts'
import type { TestShop } from '../../../test/helpers/shop.ts'
import { ticketOf } from '../../../test/helpers/tickets.ts'
import type { Lang } from '../../shared/messages.ts'
import { TEXTS, type TextKey } from '../../shared/texts.ts'
import { tellAbout } from '../tickets/telling.ts'
import { listTexts, listTextVersions, restoreText, saveText, textsOf } from './texts.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await chattingShop()
})
afterAll(() => shop.close())
beforeEach(() => shop.owner('delete from app.message_texts'))

const save = (key: TextKey, lang: Lang, base_version: number, ...variants: string[]) =>
  shop.admin.run(ctx => saveText(ctx, { key, lang, base_version, variants }))
const spoken = (key: TextKey, lang: Lang = 'ms', seed = 'x') =>
  shop.scheduler(async ctx => (await textsOf(ctx, seed))(lang, key, { name: '', shop: 'S' }))

test('the shop speaks in its own words from the next turn on, in that language alone', async () => {
  expect(await spoken('chat.menu')).toBe(TEXTS['chat.menu'].ms)
  await save('chat.menu', 'ms', 0, 'Nak buat apa hari ni?')
  expect(await spoken('chat.menu')).toBe('Nak buat apa hari ni?')
  expect(await spoken('chat.menu', 'en')).toBe(TEXTS['chat.menu'].en)
  const answer = await (await newChat(shop)).says('hai')
  expect(answer?.text).toContain('Nak buat apa hari ni?')
  const listed = await shop.staff.run(listTexts)
  expect(listed.items).toMatchObject([
    { key: 'chat.menu', lang: 'ms', version: 1, variants: ['Nak buat apa hari ni?'], changed_by: 'admin 1' },
  ])
})

test('buttons, and what a notification says, are the shop’s words too', async () => {
  await save('chat.row.repair', 'ms', 0, 'Hantar baiki')
  await save('ticket.diagnosing', 'ms', 0, 'Otai kami tengah belek {device}, {ticket}.')
  const answer = await (await newChat(shop)).says('hai')
  expect(JSON.stringify(answer?.message)).toContain('Hantar baiki')
  const chat = await newChat(shop)
  const { ticket_id } = await ticketOf(shop)
  await shop.owner('update app.tickets set customer_id = $1 where id = $2', [chat.customer_id, ticket_id])
  const about = { id: ticket_id, ticket_number: 'TKT-1', customer_id: chat.customer_id, device_model: 'iPhone 13' }
  await shop.scheduler(ctx => tellAbout(ctx, about, 'diagnosing', 'u1'))
  const [sent] = await shop.owner<{ body: string }>(
    `select body ->> 'body' as body from app.whatsapp_outbox where idempotency_key = $1`,
    [`ticket:${ticket_id}:diagnosing:u1`],
  )
  expect(sent?.body).toBe('Otai kami tengah belek iPhone 13, TKT-1.')
})

test('a version is never overwritten, and an earlier one or the product’s own words come back', async () => {
  await save('chat.menu', 'ms', 0, 'Satu')
  await save('chat.menu', 'ms', 1, 'Dua', 'Tiga')
  const back = (version: number, base_version: number) =>
    shop.admin.run(ctx => restoreText(ctx, { key: 'chat.menu', lang: 'ms', base_version, version }))
  await back(1, 2)
  expect(await spoken('chat.menu')).toBe('Satu')
  await back(0, 3)
  expect(await spoken('chat.menu')).toBe(TEXTS['chat.menu'].ms)
  const { items } = await shop.admin.run(ctx => listTextVersions(ctx, { key: 'chat.menu', lang: 'ms' }))
  expect(items.map(({ version, variants, restored_from }) => [version, variants, restored_from])).toEqual([
    [4, null, 0],
    [3, ['Satu'], 1],
    [2, ['Dua', 'Tiga'], null],
    [1, ['Satu'], null],
  ])
  await expect(back(9, 4)).rejects.toMatchObject({ code: 'not_found' })
})

test('of two who write at once the second is told, and what the first wrote stays', async () => {
  const both = await Promise.allSettled([save('chat.menu', 'ms', 0, 'Saya'), save('chat.menu', 'ms', 0, 'Aku')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
  await expect(save('chat.menu', 'ms', 0, 'Lambat')).rejects.toMatchObject({ code: 'conflict' })
})

test('what a customer must not read is refused, with the slot by name', async () => {
  await expect(save('chat.status.line', 'ms', 0, '{device}: {status}')).rejects.toMatchObject({
    code: 'text_slot_missing',
    vars: { slot: 'number' },
    fields: [{ path: 'variants.0' }],
  })
  await expect(save('chat.menu', 'ms', 0, 'Ya', ' Ya ')).rejects.toMatchObject({ code: 'text_twice' })
  expect(await shop.owner('select from app.message_texts')).toEqual([])
})

test('staff read them and change none', async () => {
  const wish = { key: 'chat.menu', lang: 'ms', base_version: 0, variants: ['Hoi'] } as const
  for (const person of [shop.staff, shop.technician])
    await expect(person.run(ctx => saveText(ctx, wish))).rejects.toThrow()
})

test('of several ways a message has one, also when it is said again', async () => {
  await save('chat.menu', 'ms', 0, 'A', 'B', 'C')
  const said = await Promise.all(Array.from({ length: 30 }, (_, n) => spoken('chat.menu', 'ms', `turn:${n}`)))
  expect(new Set(said).size).toBe(3)
  expect(await spoken('chat.menu', 'ms', 'turn:7')).toBe(said[7])
})

test('words that a newer version of the product can no longer fill fall back to its own', async () => {
  await shop.owner(
    `insert into app.message_texts (text_key, lang, version, variants) values ('chat.menu', 'ms', 1, array['Hai {gone}']), ('chat.gone', 'ms', 1, array['x'])`,
  )
  expect(await spoken('chat.menu')).toBe(TEXTS['chat.menu'].ms)
})
