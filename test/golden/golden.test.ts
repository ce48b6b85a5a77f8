import { globSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, type Json, type Product, startProduct } from '../helpers/product.ts'
import { play } from './player.ts'
import { readScript } from './script.ts'
import { nextPhone } from './stage.ts'

const HERE = import.meta.dirname
const FILES = globSync('{ms,id,en}/*.txt', { cwd: HERE }).sort()
const scriptOf = (file: string) => readScript(`${HERE}/${file}`)
const usual = FILES.filter(file => scriptOf(file).shop === null)
const closed = FILES.filter(file => scriptOf(file).shop === 'closed')
/** Quick on two cores: the server has a hand free for each of them. */
const SIDE_BY_SIDE = 6

let product: Product
let staff: Client
let technician: Client
let technician_id: string

beforeAll(async () => {
  product = await startProduct()
  ;[staff, technician] = await Promise.all([product.signIn('staff'), product.signIn('technician')])
  technician_id = (await staff.get('/users')).items.find((person: Json) => person.role === 'technician').id
  await product.owner(
    `insert into app.price_rules (device_brand, device_model, problem, from_price, to_price, turnaround_hours)
     values ('Apple', 'iPhone 13', 'screen', 350, 420, 3), ('Apple', 'iPhone 12', 'screen', 280, 340, null)`,
  )
  await product.owner(`insert into app.products (name, category, kind, price, cost, tax_code) values
    ('Sarung telefon lutsinar', 'Aksesori', 'goods', 18.90, 4, 'NOTAX'), ('Pengecas USB-C 20 W', 'Aksesori', 'goods', 59.90, 27, 'NOTAX')`)
  await product.owner(`insert into app.inventory_movements (product_id, movement_type, quantity, created_by)
    select p.id, 'in', 5, u.id from app.products p, app.users u where u.username = 'admin' and p.name like 'Pengecas%'`)
  await product.owner(
    `insert into app.business_hours (weekday, opens_at, closes_at) select d, '00:00', '24:00' from generate_series(1, 7) d`,
  )
  await product.owner(
    `update app.company_settings set appointment_capacity = 20, diagnostic_fee = 30, latitude = 3.1579, longitude = 101.7119`,
  )
}, 60_000)
afterAll(() => product?.stop())

const playFile = (file: string) => {
  const at = FILES.indexOf(file)
  const stage = { product, staff, technician, technician_id, name: 'Aina Rahman', phone: nextPhone(at), tickets: [] }
  return play(stage, `test/golden/${file}`, scriptOf(file))
}

test('there are at least twenty in each language, and each is played', () => {
  for (const lang of ['ms', 'id', 'en'])
    expect(FILES.filter(file => file.startsWith(`${lang}/`)).length).toBeGreaterThanOrEqual(20)
  expect([...usual, ...closed].sort()).toEqual(FILES)
})

describe('conversations', { concurrent: true }, () => {
  const waiting = Array.from({ length: SIDE_BY_SIDE }, () => Promise.resolve())
  test.each(usual.map((file, at) => [file, at] as const))(
    '%s',
    async (file, at) => {
      const lane = at % SIDE_BY_SIDE
      const before = waiting[lane]
      let done = (): void => {}
      waiting[lane] = new Promise(resolve => {
        done = resolve
      })
      await before
      await playFile(file).finally(done)
    },
    120_000,
  )
})

describe('while the shop is closed, until ten in the morning the day after tomorrow', () => {
  beforeAll(() =>
    product.owner(`begin;
      delete from app.business_hours;
      insert into app.business_hours (weekday, opens_at, closes_at)
        values (extract(isodow from (now() at time zone 'Asia/Kuala_Lumpur') + interval '2 days'), '10:00', '18:00');
      commit`),
  )
  test.each(closed)('%s', playFile, 60_000)
})
