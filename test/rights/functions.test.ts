import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLES, type Role, STRANGERS, type Stranger } from './rights.ts'
import { asSomebody } from './somebody.ts'
import { openWorld } from './world.ts'
import type { World } from './world.types.ts'

let owner: pg.Client
let app: pg.Client
let world: World
let close: () => Promise<void>

beforeAll(async () => {
  ;({ owner, app, world, close } = await openWorld())
})
afterAll(() => close?.())

const EVERYBODY: readonly (Role | Stranger)[] = [...ROLES, ...STRANGERS]
const SHOP = ['admin', 'staff', 'scheduler'] as const
const PEOPLE = [...SHOP, 'technician'] as const
const SIGNED_IN = [...PEOPLE, 'bot'] as const

/** Each function that runs with rights of its own: how it is called, and whom it answers. Whom it does not name, it refuses or tells nothing. */
const ANSWERS: Record<string, readonly [call: (w: World) => string, whom: readonly (Role | Stranger)[]][]> = {
  // Who somebody is, and what he may.
  may: [[() => `may('catalogue.read')`, SIGNED_IN]],
  my_permissions: [[() => 'my_permissions()', SIGNED_IN]],
  user_directory: [[() => 'user_directory()', SIGNED_IN]],
  chat_colleagues: [[() => 'chat_colleagues()', SHOP]],
  set_role: [[w => `set_role('${w.users.other}', 'staff')`, ['admin']]],
  // What row security keeps from an index.
  search_customers: [[() => `search_customers('a', null, 5)`, PEOPLE]],
  search_tickets: [[() => `search_tickets('', null, null, 5)`, PEOPLE]],
  search_products: [[() => `search_products('skrin')`, SIGNED_IN]],
  search_invoices: [[() => `search_invoices('', null, null, 5)`, PEOPLE]],
  search_messages: [[() => `search_messages('', 5)`, SHOP]],
  cost_of: [[w => `cost_of('${w.product}')`, ['admin']]],
  taken_lanes: [[() => `taken_lanes('2000-01-01', '2100-01-01')`, SIGNED_IN]],
  next_number: [
    [() => `next_number('invoice')`, SHOP],
    [() => `next_number('receipt')`, SHOP],
    [() => `next_number('credit_note')`, SHOP],
    [() => `next_number('payment')`, [...SHOP, 'bot']],
    [() => `next_number('quotation')`, PEOPLE],
    [() => `next_number('ticket')`, PEOPLE],
  ],
  // The sign-in door alone.
  begin_sign_in: [[() => `begin_sign_in('admin', '203.0.113.1', 5, 30)`, ['sign_in']]],
  sign_in_lookup: [[() => `sign_in_lookup('admin')`, ['sign_in']]],
  sign_in_failures: [[() => `sign_in_failures('admin', '203.0.113.1')`, ['sign_in']]],
  open_session: [[w => `open_session('${w.users.admin}', 'h', '1 day', null, '')`, ['sign_in']]],
  renew_password_hash: [
    [w => `renew_password_hash('${w.users.admin}', '$argon2id$admin', 'hmac$argon2id$x')`, ['sign_in']],
  ],
  // The clock alone.
  seal_audit: [[() => 'seal_audit()', ['scheduler']]],
  // For triggers.
  seal_personal: [[() => `seal_personal('{}', '{}', null)`, []]],
  // Whoever has the token, and nobody has this one.
  enter_session: [[() => `enter_session('unknown', '', '')`, []]],
  enter_link: [[() => `enter_link('unknown', '', '')`, []]],
  // What stands on the shop's sign.
  shop_card: [[() => 'shop_card()', EVERYBODY]],
  shop_zone: [[() => 'shop_zone()', EVERYBODY]],
}
/** They answer nothing: what they do, or do not, is tried in `attacks.test.ts`; two are doors' own (a delivery, a job). */
const SILENT = ['close_session', 'sign_in_succeeded', 'forget_sign_ins', 'receive_deliveries', 'enqueue']

test('every function that runs with rights of its own is in the list', async () => {
  const { rows } = await owner.query(
    `select distinct proname from pg_proc where prosecdef and pronamespace in ('app'::regnamespace, 'auth'::regnamespace) and prorettype <> 'trigger'::regtype`,
  )
  expect([...Object.keys(ANSWERS), ...SILENT].sort()).toEqual(rows.map(row => row.proname).sort())
})

async function isAnswered(call: string): Promise<boolean> {
  await app.query('savepoint attempt')
  try {
    const { rows } = await app.query(`select answer::text as answer from app.${call} as answer`)
    return rows.some(row => row.answer !== null && row.answer !== 'false')
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    return false
  } finally {
    await app.query('rollback to savepoint attempt')
  }
}

test.each(Object.keys(ANSWERS))('%s answers whom the list names, and nobody else', async name => {
  for (const [call, whom] of ANSWERS[name] ?? []) {
    const answered: string[] = []
    for (const who of EVERYBODY)
      if (await asSomebody(app, world, who, () => isAnswered(call(world)))) answered.push(who)
    expect(answered.sort(), call(world)).toEqual([...whom].sort())
  }
})
