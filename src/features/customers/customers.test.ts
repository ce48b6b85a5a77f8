import { afterAll, beforeAll, expect, test } from 'vitest'
import { newShop, type TestShop } from '../../../test/helpers/shop.ts'
import { customerContracts } from '../../shared/customers.ts'
import {
  createCustomer,
  getCustomer,
  listCustomers,
  preferredLang,
  recordConsent,
  setPreferredLang,
  updateCustomer,
} from './customers.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await newShop()
})
afterAll(() => shop.close())

const typed = (fields: object) => customerContracts.create.body?.parse(fields) as Parameters<typeof createCustomer>[1]
const create = (fields: object) => shop.staff.run(ctx => createCustomer(ctx, typed(fields)))

test('a new customer keeps his phone in one form, what was typed beside it, and no empty texts', async () => {
  const customer = await create({ name: ' Siti Aminah ', phone: '012-345 6789', email: '', address: '  ', lang: 'en' })
  expect(customer).toMatchObject({
    name: 'Siti Aminah',
    phone: '+60123456789',
    email: null,
    address: null,
    lang: 'en',
    session_id: null,
    total_tickets: 0,
    total_spent: '0.00',
    balance: '0.00',
  })
  const [row] = await shop.owner('select raw_phone, created_by from app.customers where id = $1', [customer.id])
  expect(row).toEqual({ raw_phone: '012-345 6789', created_by: shop.staff.id })
})

test('a phone belongs to one customer, and the refusal names him', async () => {
  await create({ name: 'Tan Mei Ling', phone: '0167778888' })
  await expect(create({ name: 'Lain', phone: '+60 16-777 8888' })).rejects.toMatchObject({
    code: 'phone_taken',
    vars: { name: 'Tan Mei Ling' },
  })
  const other = await create({ name: 'Lain' })
  await expect(
    shop.staff.run(ctx => updateCustomer(ctx, { customer_id: other.id, phone: '016 777 8888' })),
  ).rejects.toMatchObject({ code: 'phone_taken' })
  await expect(create({ name: 'X', phone: '999' })).rejects.toMatchObject({
    code: 'phone_invalid',
    fields: [{ path: 'phone' }],
  })
})

test('a change touches what was said and nothing else; a phone may be taken away', async () => {
  const customer = await create({ name: 'Kumar', phone: '0193334444', notes: 'suka telefon petang' })
  const changed = await shop.staff.run(ctx =>
    updateCustomer(ctx, { customer_id: customer.id, company_name: 'Kumar Sdn Bhd', lang: 'id' }),
  )
  expect(changed).toMatchObject({
    name: 'Kumar',
    phone: '+60193334444',
    notes: 'suka telefon petang',
    company_name: 'Kumar Sdn Bhd',
    lang: 'id',
  })
  expect((await shop.staff.run(ctx => updateCustomer(ctx, { customer_id: customer.id, phone: null }))).phone).toBeNull()
})

test('a name without a phone can be found by half of it, a phone in any form, and a percent sign finds no everybody', async () => {
  const customer = await create({ name: 'Wan Zulaikha', phone: '+6281234567890', email: 'wan@contoh.my' })
  const find = async (q: string) =>
    (await shop.staff.run(ctx => listCustomers(ctx, { q, limit: 20 }))).items.map(c => c.id)
  for (const q of ['zulai', '+62 812-3456-7890', '8123456', 'WAN@CONTOH'])
    expect(await find(q), q).toEqual([customer.id])
  expect(await find('%')).toEqual([])
})

test('the list goes on by cursor, newest first, and a technician may read it but not write', async () => {
  const first = await shop.technician.run(ctx => listCustomers(ctx, { limit: 2 }))
  const next = await shop.technician.run(ctx => listCustomers(ctx, { limit: 2, cursor: first.next_cursor ?? '' }))
  expect(first.items).toHaveLength(2)
  expect(next.items.map(c => c.id)).not.toContain(first.items[1]?.id)
  const [one] = first.items
  await expect(
    shop.technician.run(ctx => updateCustomer(ctx, { customer_id: one?.id ?? '', name: 'X' })),
  ).rejects.toMatchObject({ code: 'not_found' })
})

test('the bot speaks the language of its customer, may change it, and sees nobody else', async () => {
  const mine = await create({ name: 'A' })
  const other = await create({ name: 'B' })
  await shop.bot(mine.id, async ctx => {
    expect(await preferredLang(ctx, { customer_id: mine.id })).toBe('ms')
    await setPreferredLang(ctx, { customer_id: mine.id, lang: 'en' })
    await setPreferredLang(ctx, { customer_id: mine.id, lang: 'id' })
    expect(await preferredLang(ctx, { customer_id: mine.id })).toBe('id')
    await expect(getCustomer(ctx, { customer_id: other.id })).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('a consent is only added to: taking it back is a second row', async () => {
  const customer = await create({ name: 'C' })
  const consent = {
    customer_id: customer.id,
    purpose: 'marketing',
    wording: 'Boleh kami hantar promosi?',
    wording_version: '1',
    source: 'chat',
  } as const
  await shop.bot(customer.id, ctx => recordConsent(ctx, { ...consent, granted: true }))
  await shop.bot(customer.id, ctx => recordConsent(ctx, { ...consent, granted: false }))
  const rows = await shop.owner('select granted from app.consents where customer_id = $1 order by id', [customer.id])
  expect(rows).toEqual([{ granted: true }, { granted: false }])
  await expect(
    shop.staff.run(ctx => ctx.tx.deleteFrom('consents').where('customer_id', '=', customer.id).execute()),
  ).rejects.toMatchObject({ code: 'forbidden' })
})
