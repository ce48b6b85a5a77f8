import type pg from 'pg'
import type { Passwords } from '../adapters/passwords.ts'
import type { createTokens } from '../adapters/tokens.ts'
import type { Company } from '../shared/settings.ts'
import { NO_TAX } from '../shared/tax.ts'
import { BATTERY_HOURS, BY_TIER, GENERIC, GOODS, MODELS, SCREEN_HOURS, SERVICES, type Sku } from './catalogue.data.ts'
import { type Chance, madeAt } from './chance.ts'
import type { Clock } from './clock.ts'
import { insertAll } from './insert.ts'
import { CUSTOMERS, type CustomerKey, customer, DEMO_PASSWORD, USERS, type Username } from './people.ts'
import { DEMO_DUITNOW, fileRow, type KeptPicture, type Picture } from './pictures.ts'

export interface DemoProduct {
  readonly id: string
  readonly name: string
  readonly kind: 'labour' | 'part'
  readonly unit_price: string
  readonly tax_code: string
  readonly tax_rate: string
}

/** What every part of the demo leans on. */
export interface DemoShop {
  readonly client: pg.Client
  readonly clock: Clock
  readonly chance: Chance
  readonly pictures: Record<Picture, KeptPicture>
  readonly phone_number_id: string
  readonly public_url: string
  readonly tokens: ReturnType<typeof createTokens>
  readonly passwords: Passwords
  readonly users: Record<Username, string>
  readonly customers: Record<CustomerKey, string>
  readonly products: ReadonlyMap<Sku, DemoProduct>
}

const OPENED_DAYS_AGO = 200

export const COMPANY = {
  company_name: 'Kedai Baiki Ampang',
  address: 'G-12, Jalan Wawasan Ampang 2/3, Bandar Baru Ampang, 68000 Ampang, Selangor',
  latitude: 3.156215,
  longitude: 101.759876,
  phone: '+60342950188',
  email: 'kaunter@kedaibaikiampang.example',
  website: 'https://kedaibaikiampang.example',
  registration_number: '202301018845 (1512768-K)',
  tax_number: 'W10-2306-32000417',
  logo_url: null,
  logo_file_id: null,
  currency: 'MYR',
  sst_registered: true,
  default_tax_code: 'SST6',
  price_mode: 'exclusive',
  tax_rounding: 'line',
  cash_rounding: 'cash',
  time_zone: 'Asia/Kuala_Lumpur',
  business_hours: 'Isnin–Sabtu 10:00 pg – 8:00 mlm; Ahad 11:00 pg – 5:00 ptg',
  bank_details: 'Maybank 5642 1830 7714 · Kedai Baiki Ampang\nDuitNow: 202301018845',
  duitnow_file_id: null,
  duitnow_payload: null,
  bargaining: 'person',
  diagnostic_fee: '30.00',
  storage_days: 30,
  quotation_valid_days: 7,
  payment_due_days: 7,
  warranty_days: 90,
  asks_passcode: false,
} as const satisfies Company

export async function openShop(base: Omit<DemoShop, 'users' | 'customers' | 'products'>): Promise<DemoShop> {
  const { client, clock, chance } = base
  const opened = clock.at(OPENED_DAYS_AGO, '09:00')
  const ids = <K extends string>(keys: readonly K[], made: () => Date) =>
    Object.fromEntries(keys.map(key => [key, chance.id(made())])) as Record<K, string>
  const cameFirst = () => clock.at(chance.whole(59, 150), `1${chance.whole(0, 8)}:${chance.whole(10, 59)}`)
  const shop = {
    ...base,
    users: ids(
      USERS.map(user => user.username),
      () => opened,
    ),
    customers: ids(Object.keys(CUSTOMERS) as CustomerKey[], cameFirst),
    products: productMap(chance, opened),
  }
  const columns = Object.keys(COMPANY)
  await client.query(
    `update app.company_settings set (${columns.join(', ')}) = (select ${columns.join(', ')} from jsonb_populate_record(null::app.company_settings, $1))`,
    [JSON.stringify(COMPANY)],
  )
  await insertUsers(shop, opened)
  await hangUpDuitnow(shop, opened)
  await insertCustomers(shop)
  await insertCatalogue(shop, opened)
  return shop
}

async function hangUpDuitnow({ client, chance, pictures, users }: DemoShop, opened: Date): Promise<void> {
  const id = chance.id(opened)
  const about = { id, kind: 'duitnow_qr', filename: 'duitnow.jpg', created_by: users.admin }
  await insertAll(client, 'files', [{ ...about, ...fileRow(pictures.duitnow), created_at: opened.toISOString() }])
  await client.query(`update app.company_settings set duitnow_file_id = $1, duitnow_payload = $2`, [id, DEMO_DUITNOW])
}

async function insertUsers(shop: DemoShop, opened: Date): Promise<void> {
  const password_hash = await shop.passwords.hash(DEMO_PASSWORD)
  await insertAll(
    shop.client,
    'users',
    USERS.map(user => ({ ...user, id: shop.users[user.username], password_hash, created_at: opened.toISOString() })),
  )
}

async function insertCustomers(shop: DemoShop): Promise<void> {
  const { client } = shop
  const rows = (Object.keys(CUSTOMERS) as CustomerKey[]).map(key => {
    const { lang, walk_in, ...person } = customer(key)
    const created_at = madeAt(shop.customers[key]).toISOString()
    return {
      key,
      lang,
      walk_in,
      person,
      id: shop.customers[key],
      created_at,
      created_by: walk_in ? shop.users.staff : null,
    }
  })
  await insertAll(
    client,
    'customers',
    rows.map(({ person, id, created_at, created_by }) => ({
      ...person,
      id,
      created_at,
      created_by,
      raw_phone: person.phone,
      customer_type: person.company_name ? 'business' : 'individual',
    })),
  )
  await insertAll(
    client,
    'customer_preferences',
    rows.map(({ id, lang, created_at }) => ({ customer_id: id, language_preference: lang, created_at })),
  )
  await insertAll(
    client,
    'customer_identities',
    rows
      .filter(row => !row.walk_in)
      .map(({ id, person, created_at }) => ({
        customer_id: id,
        kind: person.phone ? 'wa_id' : 'bsuid',
        value: person.phone?.slice(1) ?? hiddenId(id),
        display_name: person.name,
        created_at,
      })),
  )
}

/** How WhatsApp names somebody whose number it hides. */
export const hiddenId = (customerId: string): string => `MY.${BigInt(`0x${customerId.replaceAll('-', '').slice(16)}`)}`

function productMap(chance: Chance, opened: Date): DemoShop['products'] {
  // Labour is taxed; parts sold on by a shop are not (docs/tax.md).
  const products = new Map<Sku, DemoProduct>()
  for (const [sku, name, , price] of GOODS)
    products.set(sku, { id: chance.id(opened), name, kind: 'part', unit_price: price, ...NO_TAX })
  for (const [sku, name, price] of SERVICES) {
    products.set(sku, {
      id: chance.id(opened),
      name,
      kind: 'labour',
      unit_price: price,
      tax_code: 'SST6',
      tax_rate: '6.00',
    })
  }
  return products
}

async function insertCatalogue({ client, clock, chance, products, users }: DemoShop, opened: Date): Promise<void> {
  const created = { created_at: opened.toISOString(), created_by: users.admin }
  const of = (sku: Sku) => products.get(sku) as DemoProduct
  await insertAll(
    client,
    'products',
    GOODS.map(([sku, name, category, price, cost, , reorder_level]) => ({
      id: of(sku).id,
      sku,
      name,
      category,
      kind: 'goods',
      price,
      cost,
      reorder_level,
      tax_code: of(sku).tax_code,
      barcode: `955${chance.digits(10)}`,
      ...created,
    })),
  )
  await insertAll(
    client,
    'products',
    SERVICES.map(([sku, name, price, cost]) => ({
      id: of(sku).id,
      sku,
      name,
      category: 'Upah',
      kind: 'service',
      price,
      cost,
      reorder_level: 0,
      tax_code: of(sku).tax_code,
      unit_of_measure: 'kali',
      ...created,
    })),
  )
  const deliveries = GOODS.map(([sku, , , , , bought]) => ({
    product_id: of(sku).id,
    quantity: bought,
    at: clock.at(chance.whole(61, 75), '09:30'),
  }))
  await insertAll(
    client,
    'inventory_movements',
    deliveries
      .sort((a, b) => a.at.getTime() - b.at.getTime())
      .map(({ at, ...row }) => ({
        ...row,
        id: chance.id(at),
        movement_type: 'in',
        reference_type: 'purchase',
        notes: 'Stok pembukaan',
        created_by: users.admin,
        created_at: at.toISOString(),
      })),
  )
  const spoiled = clock.at(5, '18:20')
  await insertAll(client, 'inventory_movements', [
    {
      id: chance.id(spoiled),
      product_id: of('KAM-IP13').id,
      movement_type: 'adjustment',
      quantity: -2,
      notes: 'Rosak dari pembekal',
      created_by: users.ravi,
      created_at: spoiled.toISOString(),
    },
  ])
  await insertAll(client, 'price_rules', priceRules())
}

export function priceRules() {
  const money = (ringgit: number) => `${ringgit}.00`
  const rule = (
    device_brand: string | null,
    device_model: string | null,
    problem: string,
    [from, to, hours]: readonly [number, number, number],
  ) => ({
    device_brand,
    device_model,
    problem,
    from_price: money(from),
    to_price: money(to),
    turnaround_hours: hours,
  })
  return [
    ...Object.entries(GENERIC).map(([problem, price]) => rule(null, null, problem, price)),
    ...MODELS.flatMap(([brand, model, screenFrom, screenTo, batteryFrom, batteryTo, tier]) => [
      rule(brand, model, 'screen', [screenFrom, screenTo, SCREEN_HOURS]),
      rule(brand, model, 'battery', [batteryFrom, batteryTo, BATTERY_HOURS]),
      ...Object.entries(BY_TIER[tier]).map(([problem, price]) => rule(brand, model, problem, price)),
    ]),
  ]
}
