import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newShop, type TestShop, testShop } from '../../../test/helpers/shop.ts'
import { productOf, ticketOf } from '../../../test/helpers/tickets.ts'
import { zProduct } from '../../shared/catalogue.ts'
import { zCompany, zTaxCode } from '../../shared/settings.ts'
import { taxOn } from '../../shared/tax.ts'
import { getCompany, getSetting, listTaxCodes, taxTables } from '../settings/settings.ts'
import { listProducts, priceRange } from './catalogue.ts'

let shop: TestShop

beforeAll(async () => {
  shop = await newShop()
  await shop.owner(
    `insert into app.price_rules (device_brand, device_model, problem, from_price, to_price, turnaround_hours) values
     ('Apple', 'iPhone 13', 'screen', 350, 550, 2), ('Apple', 'iPhone 12', 'screen', 300, 450, 3),
     ('Samsung', null, 'screen', 250, 900, 24), (null, null, 'battery', 80, 250, null)`,
  )
})
afterAll(() => shop.close())

describe('what may be said of a price', () => {
  const ask = (brand: string | null, model: string | null, problem: string) => {
    const asking = ticketOf(shop)
    return asking.then(({ customer_id }) => shop.bot(customer_id, ctx => priceRange(ctx, { brand, model, problem })))
  }
  test.each([
    [
      'the model',
      'apple',
      'iphone13',
      'screen',
      { from_price: '350.00', to_price: '550.00', turnaround_hours: 2, scope: 'model' },
    ],
    [
      'the model alone',
      null,
      'iPhone 13',
      'screen',
      { from_price: '350.00', to_price: '550.00', turnaround_hours: 2, scope: 'model' },
    ],
    [
      'the brand: all its models',
      'Apple',
      null,
      'screen',
      { from_price: '300.00', to_price: '550.00', turnaround_hours: 3, scope: 'brand' },
    ],
    [
      'a brand’s own rule',
      'Samsung',
      'Galaxy S21',
      'screen',
      { from_price: '250.00', to_price: '900.00', turnaround_hours: 24, scope: 'brand' },
    ],
    [
      'any device',
      'Xiaomi',
      'Redmi 9',
      'battery',
      { from_price: '80.00', to_price: '250.00', turnaround_hours: null, scope: 'any' },
    ],
  ])('%s', async (_, brand, model, problem, range) => expect(await ask(brand, model, problem)).toEqual(range))

  test('nothing is invented: a model without a rule, a problem without a rule', async () => {
    expect(await ask('Apple', 'iPhone 15 Pro', 'screen')).toBeNull()
    expect(await ask('Apple', 'iPhone 13', 'water')).toBeNull()
  })
})

describe('the catalogue', () => {
  test('is searched by a part of the name, and paged without a search', async () => {
    const id = await productOf(shop, 'Skrin iPhone 13 OLED', '380.00', 3)
    await productOf(shop, 'Bateri Samsung A52', '90.00', 0)
    const found = await shop.technician.run(ctx => listProducts(ctx, { search: 'phone 13', limit: 20 }))
    expect(found.items.map(p => [p.id, p.price, p.stock_quantity])).toEqual([[id, '380.00', 3]])
    expect(zProduct.parse(found.items[0])).toEqual(found.items[0])
    for (const search of ['13 skrin', 'screen 13', 'lcd oled', 'SKRIN  iphone']) {
      const same = await shop.technician.run(ctx => listProducts(ctx, { search, limit: 20 }))
      expect(same.items.map(p => p.id)).toEqual([id])
    }
    for (const search of ['skrin 14', "50%' or true", '_', '\\'])
      expect((await shop.technician.run(ctx => listProducts(ctx, { search, limit: 20 }))).items).toEqual([])
    const page = await shop.staff.run(ctx => listProducts(ctx, { limit: 1 }))
    const next = await shop.staff.run(ctx => listProducts(ctx, { limit: 1, cursor: page.next_cursor ?? undefined }))
    expect(next.items[0]?.id).not.toBe(page.items[0]?.id)
  })
})

describe('the shop’s settings', () => {
  test('are read by whoever works in it', async () => {
    const company = await shop.technician.run(getCompany)
    expect(zCompany.parse(company)).toEqual(company)
  })

  test('a secret one lies sealed and is read unsealed; one that was never set is null', async () => {
    const sealed = testShop.seal('kata rahsia', 'setting:llm.key')
    await shop.owner(
      `insert into app.system_settings (setting_key, setting_value, is_encrypted) values ('llm.key', $1, true), ('shop.motto', 'Siap hari ini', false)`,
      [sealed],
    )
    const read = (key: string) => shop.admin.run(ctx => getSetting(ctx, key))
    expect([await read('llm.key'), await read('shop.motto'), await read('no.such')]).toEqual([
      'kata rahsia',
      'Siap hari ini',
      null,
    ])
    expect(await shop.staff.run(ctx => getSetting(ctx, 'llm.key'))).toBeNull()
  })

  test('the tax codes asked for are there, with their dates', async () => {
    const { items } = await shop.staff.run(listTaxCodes)
    for (const code of items) expect(zTaxCode.parse(code)).toEqual(code)
    const { rates } = await shop.staff.run(taxTables)
    const of = (code: string, date: string) => taxOn(true, rates, code, date).tax_rate
    expect(Object.fromEntries(items.map(c => [c.code, of(c.code, '2026-11-22')]))).toEqual({
      SST6: '6.00',
      SVC8: '8.00',
      ST5: '5.00',
      ST10: '10.00',
      NOTAX: '0.00',
      EXEMPT: '0.00',
      PPN11: '11.00',
    })
    expect(of('SVC8', '2024-02-28')).toBe('0.00')
    expect(of('SVC8', '2024-03-01')).toBe('8.00')
  })
})
