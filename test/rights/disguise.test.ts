import type pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWorld } from './world.ts'
import type { World } from './world.types.ts'

let app: pg.Client
let world: World
let close: () => Promise<void>

// A connection of its own each time: what a function's names mean is worked out once a connection.
beforeEach(async () => {
  ;({ app, world, close } = await openWorld())
})
afterEach(() => close?.())

/** A type of the caller's own under a name that functions use; its check notes who is made to run it. */
async function disguise(type: string): Promise<void> {
  await app.query(`create temp table caught (who text)`)
  await app.query(`grant insert on caught to public`)
  await app.query(
    `create function pg_temp.look(v anyelement) returns boolean language plpgsql as $$ begin insert into pg_temp.caught values (current_user); return true; end $$`,
  )
  await app.query(`create domain pg_temp.${type} as pg_catalog.${type} check (pg_temp.look(value))`)
  await app.query(`grant usage on type pg_temp.${type} to public`)
}

// A change leaves a trail and moves stock; a session is opened, a number is given: functions of every owner.
test.each(['inet', 'uuid', 'jsonb', 'text', 'date'])(
  'a temporary type that calls itself %s gets nothing run with the rights of another',
  async type => {
    await app.query('begin')
    try {
      await app.query(`select app.set_actor($1, 'admin', '203.0.113.9')`, [world.users.admin])
      await disguise(type)
      await app.query(`insert into app.customers (name) values ('Penyamaran')`)
      await app.query(
        `insert into app.inventory_movements (product_id, movement_type, quantity, created_by) values ($1, 'in', 1, $2)`,
        [world.product, world.users.admin],
      )
      await app.query(`select app.next_number('invoice'), app.may('refund')`)
      await app.query(`select app.search_customers('siti', null, 5)`)
      await app.query(`select app.receive_deliveries(array['{}'::bytea])`)
      await app.query(`select app.set_role($1, 'staff')`, [world.users.other])
      const caught = await app.query('select distinct who from pg_temp.caught where who <> current_user')
      expect(caught.rows).toEqual([])
    } finally {
      await app.query('rollback')
    }
  },
)
